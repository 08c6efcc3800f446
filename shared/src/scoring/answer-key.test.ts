import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../contract/definition.ts';
import { AlignedColumns } from './aligned.ts';
import { createKeyReader, scorePrediction, type AnswerKey } from './answer-key.ts';
import { createValidator } from './validator.ts';

const BASE = { idColumn: 'id', rowRule: 'none' as const, maxBytes: 1e8, maxInflatedBytes: 1e9 };
const PROBABILITY: FileFormat = { ...BASE, columns: [{ name: 'p', kind: 'probability' }] };
const DIGITS: FileFormat = { ...BASE, columns: [{ name: 'digit', kind: 'label', labels: ['0', '1', '2'] }] };
const REFERENCE = { idColumn: 'id', truthColumn: 'truth', partColumn: 'part' };
const use = (metric: string) => ({ key: metric, metric, params: {} });
const encode = (text: string) => new TextEncoder().encode(text);

function readKey(text: string, format: FileFormat, metrics: string[]) {
  const reader = createKeyReader(REFERENCE, format, metrics.map(use));
  if (!reader.ok) return reader;
  reader.value.push(encode(text));
  return reader.value.end();
}
function keyOf(text: string, format: FileFormat, metrics: string[]): AnswerKey {
  const key = readKey(text, format, metrics);
  if (!key.ok) throw new Error(JSON.stringify(key.refusal));
  return key.value;
}
function scoreFile(key: AnswerKey, format: FileFormat, text: string, chunk = 1 << 16) {
  const columns = new AlignedColumns(format, key.ids.size);
  const validator = createValidator({ format, ids: key.ids, sink: columns });
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += chunk) validator.push(bytes.subarray(at, at + chunk));
  const report = validator.end();
  return report.ok ? scorePrediction(key, columns.columns(key.ids.size)) : report;
}

const TRUTH = 'note,id,part,truth\nx,a,public,1\n,b,public,0\n,c,private,1\n,d,private,0\n,e,ignored,0\n';

describe('an answer key', () => {
  it('scores several metrics that read the truth in different ways', () => {
    const key = keyOf(TRUTH, PROBABILITY, ['roc_auc', 'mae', 'log_loss']);
    expect(scoreFile(key, PROBABILITY, 'id,p\ne,1\nd,0.5\nc,0.5\nb,0.25\na,0.75\n')).toEqual([
      { key: 'roc_auc', public: 1, private: 0.5 },
      { key: 'mae', public: 0.25, private: 0.5 },
      { key: 'log_loss', public: -Math.log(0.75), private: -Math.log(0.5) },
    ]);
  });
  it('scores labels', () => {
    const key = keyOf('id,truth,part\na,2,public\nb,1,public\nc,0,private\n', DIGITS, ['accuracy', 'f1_macro']);
    expect(scoreFile(key, DIGITS, 'id,digit\nc,0\na,2\nb,2\n')).toEqual([
      { key: 'accuracy', public: 0.5, private: 1 },
      { key: 'f1_macro', public: 2 / 3 / 3, private: 1 / 3 },
    ]);
  });
  it.each([
    ['a metric that does not fit', TRUTH, ['accuracy'], [{ kind: 'metric', metric: 'accuracy', problem: { code: 'wrong-columns' } }]],
    [
      'a truth that is no label of the metric',
      TRUTH.replace('c,private,1', 'c,private,7'),
      ['roc_auc'],
      [{ kind: 'reference', finding: { code: 'UNKNOWN_LABEL', line: 4 } }],
    ],
    [
      'an unknown part',
      TRUTH.replace('ignored', 'secret'),
      ['mae'],
      [{ kind: 'reference', finding: { code: 'UNKNOWN_LABEL', line: 6, value: 'secret' } }],
    ],
    [
      'an id twice',
      TRUTH.replace(',b,', ',a,'),
      ['mae'],
      [{ kind: 'reference', finding: { code: 'DUPLICATE_ID', line: 3, expected: '2' } }],
    ],
    [
      'one class in a part',
      TRUTH.replace('d,private,0', 'd,private,1'),
      ['mae', 'roc_auc'],
      [{ kind: 'metric', metric: 'roc_auc', problem: { code: 'one-class-only', detail: 'private' } }],
    ],
    [
      'no public rows',
      TRUTH.replaceAll('public', 'ignored'),
      ['mae'],
      [{ kind: 'metric', metric: 'mae', problem: { code: 'part-empty' } }],
    ],
    ['no truth column', 'id,part\na,public\n', ['mae'], [{ kind: 'reference', finding: { code: 'MISSING_COLUMN', columnName: 'truth' } }]],
  ])('is refused for %s', (_, text, metrics, problems) =>
    expect(readKey(text, PROBABILITY, metrics)).toMatchObject({ ok: false, refusal: problems }),
  );
});

describe('a score', () => {
  const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1000)), { minLength: 4, maxLength: 60 });
  it('is the same to the last bit for any order of rows, line ends and chunks', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 40 }), fc.boolean(), (data, chunk, crlf) => {
        const truth = data.map((_, row) => `k${String(row)},${String((row >> 1) % 2)},${row % 2 === 0 ? 'public' : 'private'}`);
        const key = keyOf(`id,truth,part\n${truth.join('\n')}\n`, PROBABILITY, ['roc_auc', 'log_loss', 'rmse', 'mae']);
        const lines = data.map(([value, order], row) => ({ line: `k${String(row)},${String(value)}`, order }));
        const file = (list: typeof lines, end: string) => ['id,p', ...list.map(({ line }) => line)].join(end);
        const shuffled = [...lines].sort((a, b) => a.order - b.order);
        expect(scoreFile(key, PROBABILITY, file(shuffled, crlf ? '\r\n' : '\n'), chunk)).toEqual(
          scoreFile(key, PROBABILITY, file(lines, '\n')),
        );
      }),
    );
  });
});
