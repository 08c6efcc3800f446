/** Files that start a program when neither its metadata.yaml nor the task says how, in the order in which they are looked for, and what runs them. */
export const ENTRY_POINTS = [
  ['main.py', 'python3'],
  ['predict.py', 'python3'],
  ['main.mjs', 'node'],
  ['main.js', 'node'],
  ['predict.mjs', 'node'],
  ['predict.js', 'node'],
] as const;
export const ENTRY_POINT_NAMES: readonly string[] = ENTRY_POINTS.map(([name]) => name);
