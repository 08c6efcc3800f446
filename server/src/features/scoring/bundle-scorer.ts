import type { FileFormat, MetricUse } from '@gac/shared/contract/definition';
import { createKeyReader, type AnswerKey, type KeyProblem } from '@gac/shared/scoring/answer-key';
import { METRICS, resolveMetric } from '@gac/shared/scoring/metrics/registry';
import { createValidator } from '@gac/shared/scoring/validator';
import type { Decision, LocalizedText } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { metricFault, predictionFaults, referenceFaults } from './bundle-faults.ts';
import { BundleScorer, type CheckedTask } from '../challenges/index.ts';

const PARAM_CODES = new Set(['unknown-param', 'bad-param']);

/** Gives every piece of a file to `take`, decompressed when its name says gzip. */
async function readPieces(path: string, take: (piece: Uint8Array) => void): Promise<void> {
  const sink = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const piece of pieces) take(piece);
  };
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  await (path.endsWith('.gz') ? pipeline(file, createGunzip(), sink) : pipeline(file, sink));
}

/** Checks the files of a bundle with the same code that scores submissions. */
@Injectable()
export class CatalogueBundleScorer extends BundleScorer {
  readonly names = [...METRICS.keys()];

  override misuse = (use: MetricUse, format: FileFormat): ReturnType<BundleScorer['misuse']> => {
    const resolved = resolveMetric(use, format);
    if (resolved.ok) return [];
    return resolved.refusal.map((problem) => {
      const [param = ''] = problem.detail.split(':');
      const isParam = PARAM_CODES.has(problem.code) && param in use.params;
      return { path: isParam ? ['params', param] : ['metric'], message: metricFault(problem), hint: null };
    });
  };

  override referenceFaults = async (task: CheckedTask, referencePath: string): Promise<LocalizedText[]> => {
    const key = await this.answerKey(task, referencePath);
    return key.ok ? [] : referenceFaults(key.refusal);
  };

  override predictionFaults = async (task: CheckedTask, referencePath: string, predictionPath: string): Promise<LocalizedText[]> => {
    const key = await this.answerKey(task, referencePath);
    if (!key.ok) return [];
    const validator = createValidator({ format: task.format, ids: key.value.ids });
    await readPieces(predictionPath, (piece) => {
      validator.push(piece);
    });
    const report = validator.end();
    return predictionFaults(report.first, report.errors);
  };

  /** Rows of a reference file: as many as a submission must have. 0 for a faulty one. */
  async referenceRows(task: CheckedTask, referencePath: string): Promise<number> {
    const key = await this.answerKey(task, referencePath);
    return key.ok ? key.value.ids.size : 0;
  }

  private async answerKey(task: CheckedTask, path: string): Promise<Decision<AnswerKey, KeyProblem[]>> {
    const reader = createKeyReader(task.reference, task.format, task.metrics);
    if (!reader.ok) return reader;
    await readPieces(path, (piece) => {
      reader.value.push(piece);
    });
    return reader.value.end();
  }
}
