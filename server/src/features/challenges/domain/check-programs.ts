import type { ProgramMetric, ProgramScorer, TaskDefinition } from '@gac/shared/contract/definition';
import { repeated } from './check-references.ts';
import { finding, type Finding, type Path } from './definition-problem.ts';
import type { Outline } from './outline.ts';

type Contract = ProgramScorer['contract'];
/** Keys that mean something to some contracts only. */
const SCORER_KEYS = { entry: ['codabench', 'metrics-json'], rowIdColumn: ['kaggle', 'huggingface'], phaseCodename: ['evalai'], columns: ['huggingface'], rows: ['huggingface'] } as const satisfies Record<string, readonly Contract[]>;
const METRIC_KEYS = { output: ['codabench', 'evalai', 'huggingface'], path: ['metrics-json'], split: ['evalai'] } as const satisfies Record<string, readonly Contract[]>;

/** Contracts that compare with a solution, and what it is. */
const SOLUTIONS: Partial<Record<Contract, { ko: string; en: string }>> = {
  kaggle: { ko: 'score 함수의 첫 인자가 될 CSV를 적으십시오.', en: 'Name the CSV that is the first argument of score.' },
  huggingface: { ko: 'solution.csv를 적으십시오.', en: 'Name the solution.csv.' },
};

/** Keys that are there although the contract has no use for them: a rule that means nothing must not look as if it did. */
function useless(given: object, keys: Record<string, readonly Contract[]>, contract: Contract, at: Path): Finding[] {
  return Object.entries(keys).flatMap(([key, contracts]) =>
    (given as Record<string, unknown>)[key] === undefined || contracts.includes(contract)
      ? []
      : [
          finding('scorer-contradiction', [...at, key], `"${contract}" 방식에는 ${key}이(가) 없습니다.`, `The contract "${contract}" has no "${key}".`, {
            ko: `${key}은(는) 다음 방식에만 있습니다: ${contracts.join(', ')}`,
            en: `"${key}" belongs to: ${contracts.join(', ')}`,
          }),
        ],
  );
}

/** Under which name a program gives the value: two metrics can't be the same number under the same name. */
const outputName = (metric: ProgramMetric): string => [metric.split, metric.path ?? metric.output ?? metric.key].filter(Boolean).join(' / ');

function checkScorer(scorer: ProgramScorer, at: Path): Finding[] {
  const { contract, metrics } = scorer;
  const places = metrics.map((metric, i) => ({ metric, at: [...at, 'metrics', i] }));
  const found = [...useless(scorer, SCORER_KEYS, contract, at), ...places.flatMap(({ metric, at: here }) => useless(metric, METRIC_KEYS, contract, here))];
  if (contract === 'evalai')
    for (const { metric, at: here } of places)
      if (metric.split === undefined)
        found.push(finding('missing-key', [...here, 'split'], '"split"이(가) 없습니다.', '"split" is missing.', { ko: '데이터 분할의 codename을 적으십시오.', en: 'Name the codename of the data set split.' }));
  if (contract === 'kaggle' && metrics.length > 1)
    found.push(
      finding('scorer-contradiction', [...at, 'metrics', 1], 'kaggle 방식의 score 함수는 값을 하나만 냅니다.', 'A score function of Kaggle gives one number.', {
        ko: '지표를 하나만 적으십시오.',
        en: 'Declare one metric.',
      }),
    );
  const solution = SOLUTIONS[contract];
  if (solution !== undefined && scorer.reference === undefined) found.push(finding('missing-key', [...at, 'reference'], '"reference"이(가) 없습니다.', '"reference" is missing.', solution));
  return [...found, ...repeated(places.map(({ metric, at: here }) => ({ name: outputName(metric), at: here })))];
}

function checkIngestion({ ingestion, scorer }: TaskDefinition, at: Path): Finding[] {
  if (ingestion?.onlyDuringScoring !== true || (scorer.kind === 'program' && scorer.contract === 'codabench')) return [];
  return [
    finding('scorer-contradiction', [...at, 'ingestion', 'onlyDuringScoring'], '채점하는 동안만 도는 ingestion은 codabench 방식에서만 쓸 수 있습니다.', 'Only with the contract "codabench" can an ingestion program run while scoring.'),
  ];
}

/** Baselines and example programs of a kind that their phase does not take. */
function checkKinds(outline: Outline): Finding[] {
  const ofBaselines = outline.baselines.flatMap(({ at, value }) => {
    const phase = outline.phases.find(({ key }) => key === value?.phase)?.value;
    if (value === null || !phase || phase.accepts.includes(value.kind)) return [];
    return [
      finding('kind-not-accepted', [...at, 'kind'], `단계 "${phase.key}"은(는) ${value.kind}을(를) 받지 않습니다.`, `The phase "${phase.key}" does not accept "${value.kind}".`, {
        ko: `받는 것: ${phase.accepts.join(', ')}`,
        en: `It accepts: ${phase.accepts.join(', ')}`,
      }),
    ];
  });
  const ofPhases = outline.phases.flatMap(({ at, value }) => (value === null ? [] : repeated(value.accepts.map((name, i) => ({ name, at: [...at, 'accepts', i] })))));
  return [...ofPhases, ...ofBaselines];
}

/** What contradicts itself in scoring programs, ingestion programs and the kinds of submissions. */
export function checkPrograms(outline: Outline): Finding[] {
  const ofTasks = outline.tasks.flatMap(({ at, value: task }) => {
    if (task === null) return [];
    return [...(task.scorer.kind === 'program' ? checkScorer(task.scorer, [...at, 'scorer']) : []), ...checkIngestion(task, at)];
  });
  return [...ofTasks, ...checkKinds(outline)];
}
