import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { FileFormat, MetricUse, TaskDefinition } from '@gac/shared/contract/definition';
import { createKeyReader, type AnswerKey, type KeyProblem } from '@gac/shared/scoring/answer-key';
import { describeFinding } from '@gac/shared/scoring/finding-texts';
import type { Finding } from '@gac/shared/scoring/findings';
import type { MetricProblem } from '@gac/shared/scoring/metric';
import { METRICS, resolveMetric } from '@gac/shared/scoring/metrics/registry';
import { createValidator } from '@gac/shared/scoring/validator';
import type { Decision, LocalizedText } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { BundleScorer } from '../challenges/index.ts';

const TEXTS: Record<MetricProblem['code'], LocalizedText> = {
  'unknown-metric': { ko: '없는 지표입니다', en: 'there is no such metric' },
  'unknown-param': { ko: '이 지표에 없는 매개변수입니다', en: 'the metric has no such parameter' },
  'bad-param': { ko: '매개변수의 값이 맞지 않습니다', en: 'the value of the parameter does not fit' },
  'wrong-columns': { ko: '파일 형식의 열로는 계산할 수 없는 지표입니다', en: "the metric can't be computed from the columns of the format" },
  'labels-needed': { ko: '레이블 목록이 필요합니다', en: 'a list of labels is needed' },
  'part-empty': { ko: '공개 또는 비공개 부분에 행이 없습니다', en: 'the public or the private part has no rows' },
  'one-class-only': { ko: '정답에 한 가지 값만 있어 지표가 정의되지 않습니다', en: 'the truth holds one class only, which leaves the metric undefined' },
};
const told = ({ code, detail }: MetricProblem): LocalizedText => ({ ko: `${TEXTS[code].ko}: ${detail}`, en: `${TEXTS[code].en}: ${detail}` });
const place = ({ line, columnName }: Finding): string => [line === null ? null : `line ${String(line)}`, columnName].filter((part) => part !== null).join(', ');
function toldFinding(found: Finding): LocalizedText {
  const at = place(found);
  return { ko: `${describeFinding(found, 'ko').what}${at ? ` (${at})` : ''}`, en: `${describeFinding(found, 'en').what}${at ? ` (${at})` : ''}` };
}
const toldKey = (problem: KeyProblem): LocalizedText => (problem.kind === 'reference' ? toldFinding(problem.finding) : told(problem.problem));

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  yield* (path.endsWith('.gz') ? file.pipe(createGunzip()) : file) as AsyncIterable<Buffer>;
}

/** What loading a bundle asks of the scoring: whether metrics fit, answers can be scored, and predictions pass. Runs in the command line, never in the API. */
@Injectable()
export class CatalogueBundleScorer extends BundleScorer {
  readonly names = [...METRICS.keys()];
  private readonly keys = new Map<string, Promise<Decision<AnswerKey, KeyProblem[]>>>();

  override misuse = (use: MetricUse, format: FileFormat): ReturnType<BundleScorer['misuse']> => {
    const resolved = resolveMetric(use, format);
    if (resolved.ok) return [];
    return resolved.refusal.map((problem) => ({ path: problem.code.endsWith('param') ? ['params', problem.detail] : ['metric'], message: told(problem), hint: null }));
  };

  override referenceFaults = async (task: TaskDefinition, referencePath: string): Promise<LocalizedText[]> => {
    const key = await this.key(task, referencePath);
    return key.ok ? [] : key.refusal.map(toldKey);
  };

  override predictionFaults = async (task: TaskDefinition, referencePath: string, predictionPath: string): Promise<LocalizedText[]> => {
    const key = await this.key(task, referencePath);
    if (!key.ok) return [];
    const validator = createValidator({ format: task.format, ids: key.value.ids, fileName: predictionPath });
    for await (const chunk of bytesOf(predictionPath)) {
      validator.push(chunk);
      if (validator.refused) break;
    }
    return validator.end().first.filter(({ severity }) => severity === 'error').map(toldFinding);
  };

  async referenceRows(task: TaskDefinition, referencePath: string): Promise<number> {
    const key = await this.key(task, referencePath);
    return key.ok ? key.value.ids.size : 0;
  }

  private key(task: TaskDefinition, path: string): Promise<Decision<AnswerKey, KeyProblem[]>> {
    const name = JSON.stringify([path, task.format, task.reference, task.scorer]);
    const known = this.keys.get(name) ?? this.read(task, path);
    this.keys.set(name, known);
    return known;
  }

  private async read(task: TaskDefinition, path: string): Promise<Decision<AnswerKey, KeyProblem[]>> {
    const reader = createKeyReader(task.reference, task.format, task.scorer.metrics);
    if (!reader.ok) return reader;
    for await (const chunk of bytesOf(path)) reader.value.push(chunk);
    return reader.value.end();
  }
}
