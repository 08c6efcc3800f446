import type { CodabenchTask, Program, Submission } from '../contract.ts';
import type { TestBench } from './bench.ts';

/** Small programs and submissions for Codabench's contract. */
export class CodabenchPieces {
  constructor(private readonly bench: () => TestBench) {}

  program = (command: string | null, texts: Record<string, string>): Program => ({ tree: this.bench().tree(texts), command });
  python = (source: string, command = 'python3 score.py'): Program => this.program(command, { 'score.py': source });
  task = (scoring: Program, over: Partial<CodabenchTask> = {}): CodabenchTask => ({
    kind: 'codabench',
    scoring,
    ingestion: null,
    ingestionOnlyDuringScoring: false,
    reference: this.bench().tree({ 'truth.txt': '7\n' }),
    input: null,
    columns: ['accuracy'],
    ...over,
  });
  results = (texts: Record<string, string>): Submission => ({ kind: 'tree', tree: this.bench().tree(texts) });
  code = (source: string, command = 'python3 main.py'): Submission =>
    this.results({ 'metadata.yaml': `command: ${command}\n`, 'main.py': source });
}
/** A scorer that compares the answer with the truth. */
export const COMPARE = `
import json
truth = open('/app/input/ref/truth.txt').read().strip()
said = open('/app/input/res/answer.txt').read().strip()
print('comparing')
json.dump({'accuracy': float(truth == said), 'extra': 1}, open('/app/output/scores.json', 'w'))
`;
