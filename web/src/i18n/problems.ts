import { catalog } from '../lib/lang.ts';
import { en } from './problems-en.ts';
import { ko } from './problems-ko.ts';
export const problemTexts = catalog(ko, en);
export type ProblemCatalog = typeof problemTexts;
