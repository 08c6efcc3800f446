import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readDefinition } from './read-definition.ts';
import { knownKeys } from './schema-keys.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/challenge-yaml.md'), 'utf8');
const [example = '', programs = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((found) => found[1]);
const tables = page.slice(page.indexOf('## Every key'), page.indexOf('## Problem codes'));

/** Keys that belong to something the examples do not have. */
const UNSHOWN = new Set(['min', 'max', 'rowIdColumn', 'phaseCodename', 'columns', 'rows', 'path', 'split']);

describe('docs/challenge-yaml.md', () => {
  it('shows an example that is right', () => {
    const read = readDefinition(example, { names: ['accuracy', 'f1_macro'], misuse: () => [] });
    expect(read.ok ? [] : read.refusal).toEqual([]);
  });

  it('shows parts for programs that are right in its place', () => {
    const text = stringify({ ...(parse(example) as object), ...(parse(programs) as object) });
    const read = readDefinition(text, { names: ['rmse'], misuse: () => [] });
    expect(read.ok ? [] : read.refusal).toEqual([]);
  });

  const objects = [
    [],
    ['rules'],
    ['rules', 'clauses', 0],
    ['rules', 'changes', 0],
    ['tracks', 0],
    ['data', 0],
    ['dataChanges', 0],
    ['tasks', 0],
    ['tasks', 0, 'ingestion'],
    ['tasks', 0, 'format'],
    ['tasks', 0, 'format', 'columns', 0],
    ['tasks', 0, 'reference'],
    ['tasks', 0, 'scorer'],
    ['tasks', 0, 'scorer', 'metrics', 0],
    ['phases', 0],
    ['phases', 0, 'limits'],
    ['phases', 0, 'quota'],
    ['boards', 0],
    ['boards', 0, 'columns', 0],
    ['boards', 0, 'columns', 0, 'computation'],
    ['baselines', 0],
  ];
  it.each(objects.map((path) => [path.join('.') || 'the top level', path] as const))(
    'describes and shows every key of %s',
    (_name, path) => {
      const keys = knownKeys(path);
      expect(keys.length).toBeGreaterThan(1);
      const described = keys.filter((key) => new RegExp(`[\`.]${key}(?:\\[\\])?[\`.]`).test(tables));
      expect(described).toEqual(keys);
      expect(keys.filter((key) => `${example}${programs}`.includes(`${key}:`) || UNSHOWN.has(key))).toEqual(keys);
    },
  );
});
