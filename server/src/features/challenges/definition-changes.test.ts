import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { Sha256 } from '@gac/shared/values';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { definitionChanges, type DefinedChallenge } from './definition-changes.ts';
import { canonicalJson, definitionSha256, rulesSha256 } from './definition-hash.ts';

const definition = ChallengeDefinition.parse(parse(readFileSync(join(import.meta.dirname, '../../../../examples/digits/challenge.yaml'), 'utf8')));
const named = [...definition.tasks.flatMap(({ reference }) => reference?.file ?? []), ...[...definition.data, ...definition.baselines].map(({ file }) => file)];
const files = Object.fromEntries(named.map((name) => [name, { sha256: name.padEnd(64, '0').slice(0, 64) as Sha256, bytes: 1 }]));
const before: DefinedChallenge = { definition, files };
const but = (over: Partial<ChallengeDefinition>): DefinedChallenge => ({ files, definition: { ...definition, ...over } });
const rewritten = (name: string): DefinedChallenge => ({ definition, files: { ...files, [name]: { sha256: 'f'.repeat(64) as Sha256, bytes: 2 } } });
const [task] = definition.tasks;
const [first, second, ...rest] = definition.data;

describe('what differs between two loads', () => {
  it.each<[string, DefinedChallenge, { part: string; kind: string }[]]>([
    ['nothing', but({}), []],
    ['a text', but({ title: { ko: '가', en: 'a' } }), [{ part: 'title', kind: 'changed' }]],
    ['the rules', but({ rules: { ...definition.rules, version: '9' } }), [{ part: 'rules', kind: 'changed' }]],
    ['the answers', rewritten('data/reference.csv'), [{ part: 'tasks/digits', kind: 'changed' }]],
    ['a data file', rewritten('data/train.csv'), [{ part: 'data/train', kind: 'changed' }]],
    ['one task more', but({ tasks: [task!, { ...task!, key: 'more' }] }), [{ part: 'tasks/more', kind: 'added' }]],
    ['one data file less', but({ data: [second!, ...rest] }), [{ part: `data/${first!.key}`, kind: 'removed' }]],
    ['the order of the data', but({ data: [second!, first!, ...rest] }), [{ part: 'order of data', kind: 'changed' }]],
  ])('%s', (_what, after, changes) => {
    expect(definitionChanges(before, after)).toEqual(changes);
    expect(definitionSha256(after.definition, after.files) === definitionSha256(definition, files)).toBe(changes.length === 0);
  });

  it('the hash of the rules covers version, date and clauses, not the list of changes', () => {
    const { rules } = definition;
    expect(rulesSha256({ ...rules, changes: [] })).toBe(rulesSha256(rules));
    for (const over of [{ version: '9' }, { date: '2026-01-01' }, { clauses: rules.clauses.slice(1) }]) expect(rulesSha256({ ...rules, ...over })).not.toBe(rulesSha256(rules));
  });

  it('equal values give equal text, however their keys are ordered', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: undefined })).toBe('{"b":[1,{"c":"é\\"","d":null}]}');
    expect(canonicalJson(JSON.parse(JSON.stringify(definition)))).toBe(canonicalJson(definition));
  });
});
