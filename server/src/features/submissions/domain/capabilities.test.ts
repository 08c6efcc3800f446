import { describe, expect, it } from '@jest/globals';
import { unattendedKinds, type Demand } from './capabilities.ts';

const builtin: Demand = { accepts: ['prediction', 'code', 'container'], tasks: [{ scorer: { kind: 'builtin' } }] };
const both: Demand = { ...builtin, tasks: [...builtin.tasks, { scorer: { kind: 'program' } }] };

describe('kinds that wait in vain', () => {
  it.each<[string, Demand, string[][], string[]]>([
    ['no worker at all: what takes nothing special is not spoken of', builtin, [], ['code', 'container']],
    ['workers without a sandbox', builtin, [[], []], ['code', 'container']],
    ['a sandbox that can not run images', builtin, [[], ['sandbox']], ['container']],
    ['abilities of several workers do not add up', builtin, [['sandbox'], ['container']], ['container']],
    ['one that can', builtin, [[], ['sandbox', 'container']], []],
    ['a scoring program needs a sandbox whatever is handed in', both, [[]], ['prediction', 'code', 'container']],
  ])('%s', (_, demand, workers, kinds) => {
    expect(unattendedKinds(demand, workers)).toEqual(kinds);
  });
});
