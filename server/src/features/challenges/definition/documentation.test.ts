import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from './read-definition.ts';
import { knownKeys } from './schema-keys.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/challenge-yaml.md'), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const tables = page.slice(page.indexOf('## Every key'), page.indexOf('## Problem codes'));

describe('docs/challenge-yaml.md', () => {
  it('shows an example that is right', () => {
    const read = readDefinition(example, { names: ['accuracy', 'f1_macro'], misuse: () => [] });
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
    ['tasks', 0, 'format'],
    ['tasks', 0, 'format', 'columns', 0],
    ['tasks', 0, 'reference'],
    ['tasks', 0, 'scorer'],
    ['tasks', 0, 'scorer', 'metrics', 0],
    ['phases', 0],
    ['phases', 0, 'quota'],
    ['boards', 0],
    ['boards', 0, 'columns', 0],
    ['baselines', 0],
  ];
  it.each(objects.map((path) => [path.join('.') || 'the top level', path] as const))(
    'describes and shows every key of %s',
    (_name, path) => {
      const keys = knownKeys(path);
      expect(keys.length).toBeGreaterThan(1);
      const described = keys.filter((key) => new RegExp(`[\`.]${key}(?:\\[\\])?[\`.]`).test(tables));
      expect(described).toEqual(keys);
      expect(keys.filter((key) => example.includes(`${key}:`) || key === 'min' || key === 'max')).toEqual(keys);
    },
  );
});
