import type { ProblemCodeOnScreen } from '../lib/problems.ts';
import type { ProblemText } from './network-problem.ts';

export type ProblemTexts = Record<ProblemCodeOnScreen, ProblemText>;
export const text = (title: string, meaning: string, remedy: string): ProblemText => ({ title, meaning, remedy });
