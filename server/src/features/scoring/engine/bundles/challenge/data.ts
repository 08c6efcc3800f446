import { PLACEHOLDERS } from '@gac/shared/rules/placeholders';
import type { Bundle } from '../bundle.ts';
import { fileOf, type BundleTree } from '../tree.ts';
import type { Draft, WrittenDefinition } from './draft.ts';
import { Keys } from './names.ts';
import type { KeyedPhase } from './phases.ts';

type WrittenData = NonNullable<WrittenDefinition['data']>[number];
type WrittenBaseline = NonNullable<WrittenDefinition['baselines']>[number];
const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const isProgram = (tree: BundleTree): boolean => ['metadata.yaml', 'metadata'].some((name) => fileOf(tree, name) !== null);

/** What participants can download: starting kits, public data, and the input when the archive offers it. Each tree once. */
export function dataOf(bundle: Bundle, draft: Draft): WrittenData[] {
  const keys = new Keys();
  const seen = new Set<BundleTree>();
  const offered: [BundleTree | null, string, WrittenData['role']][] = [
    ...bundle.phases.flatMap(({ startingKit, publicData }): [BundleTree | null, string, WrittenData['role']][] => [
      [startingKit, 'Starting kit', 'document'],
      [publicData, 'Public data', 'train'],
    ]),
    ...(bundle.settings.inputIsAvailable
      ? bundle.tasks.map(({ input }): [BundleTree | null, string, WrittenData['role']] => [input, 'Input data', 'test'])
      : []),
  ];
  const data = offered.flatMap(([tree, title, role]): WrittenData[] => {
    if (!tree || tree.files.length === 0 || seen.has(tree)) return [];
    seen.add(tree);
    const key = keys.of(lastPart(tree.name).replace(/\.zip$/i, ''), 'data');
    const path = `data.${key}`;
    return [
      {
        key,
        file: draft.tree(`data/${key}`, tree),
        name: draft.text(`${path}.name`, title, title),
        description: draft.text(`${path}.description`, title, title),
        licence: PLACEHOLDERS.unknown,
        source: PLACEHOLDERS.unknown,
        role,
      },
    ];
  });
  if (data.length > 0) draft.say('licence-unknown', 'data', { names: data.map(({ key }) => key).join(', ') });
  return data;
}

/** The solutions that came along, submitted in the first phase that has one of their tasks. */
export function baselinesOf({ solutions }: Bundle, phases: readonly KeyedPhase[], draft: Draft): WrittenBaseline[] {
  return solutions.flatMap(({ index, name, tasks, tree }) => {
    const phase = phases.find((candidate) => candidate.tasks.some((task) => tasks.includes(task)));
    if (!tree || tree.files.length === 0 || !phase) return [];
    const kind = isProgram(tree) ? 'code' : 'prediction';
    if (kind === 'code' && !phase.takesCode) return [];
    return [
      {
        name: draft.text(`baselines.${index}.name`, name, `Solution ${index}`),
        file: draft.tree(`solutions/${index}`, tree),
        kind,
        phase: phase.key,
      },
    ];
  });
}
