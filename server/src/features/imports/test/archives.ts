import type { ImportView } from '@gac/shared/contract/imports';
import { sha256Of } from '../../../testing/entrants.ts';
import type { Harness, Person } from '../../../testing/harness.ts';
import { zipOf } from '../../../testing/programs.ts';

// Archives of our own making, as their authors would send them.

type Texts = Readonly<Record<string, string>>;
const SCORE = `
import csv, json
def read(path):
    with open(path) as file:
        return {row['id']: row['label'] for row in csv.DictReader(file)}
truth, given = read('/app/input/ref/truth.csv'), read('/app/input/res/predictions.csv')
print('scoring', len(truth), 'rows')
with open('/app/output/scores.json', 'w') as file:
    json.dump({'accuracy': sum(given[key] == label for key, label in truth.items()) / len(truth)}, file)
`;
export const COMPETITION = `version: 2
title: Wheat seeds
description: Tell three kinds of wheat apart.
image: logo.png
terms: terms.md
docker_image: codalab/codalab-legacy:py37
queue: 8f3c1d7e-0000-4000-8000-000000000000
pages:
  - title: Overview
    file: overview.md
tasks:
  - index: 0
    name: Seeds
    scoring_program: scoring_program
    reference_data: reference_data
solutions:
  - index: 0
    name: Majority
    path: solution
    tasks: [0]
phases:
  - index: 0
    name: Main
    start: '2026-11-01'
    end: '2026-12-01'
    max_submissions_per_day: 3
    tasks: [0]
leaderboards:
  - title: Results
    key: results
    columns:
      - title: Accuracy
        key: accuracy
        index: 0
        sorting: desc
`;
/** A competition of Codabench with one solution that scores 0.75. */
export const codabench = (files: Texts = {}): Promise<Buffer> =>
  zipOf({
    'competition.yaml': COMPETITION,
    'logo.png': 'png',
    'terms.md': 'Be fair, and say how you did it.\n',
    'overview.md': '# Seeds\n\nThree kinds of wheat.\n',
    'reference_data/truth.csv': 'id,label\n1,kama\n2,rosa\n3,kama\n4,kama\n',
    'scoring_program/metadata.yaml': 'command: python3 /app/program/score.py\n',
    'scoring_program/score.py': SCORE,
    'solution/predictions.csv': 'id,label\n1,kama\n2,kama\n3,kama\n4,kama\n',
    ...files,
  });

const CONFIG = `title: Wheat on EvalAI
short_description: Tell three kinds of wheat apart.
description: templates/description.html
evaluation_details: templates/description.html
terms_and_conditions: templates/description.html
submission_guidelines: templates/description.html
evaluation_script: evaluation_script.zip
start_date: '2026-11-01 00:00:00'
end_date: '2026-12-31 23:59:59'
tags: [wheat]
leaderboard:
  - id: 1
    schema: { labels: [Accuracy], default_order_by: Accuracy }
challenge_phases:
  - id: 1
    name: Dev
    codename: dev
    description: templates/description.html
    leaderboard_public: true
    is_public: true
    start_date: '2026-11-01 00:00:00'
    end_date: '2026-12-31 23:59:59'
    test_annotation_file: annotations/dev.json
dataset_splits:
  - { id: 1, name: Dev split, codename: dev_split }
challenge_phase_splits:
  - { challenge_phase_id: 1, leaderboard_id: 1, dataset_split_id: 1, visibility: 3, leaderboard_decimal_precision: 3, is_leaderboard_order_descending: true }
`;
/** A challenge of EvalAI: the share of labels that are right. */
export const evalai = (): Promise<Buffer> =>
  zipOf({
    'challenge_config.yaml': CONFIG,
    'templates/description.html': '<p>Three kinds of wheat.</p>',
    'annotations/dev.json': '{"1": "kama", "2": "rosa"}',
    'evaluation_script/__init__.py': 'from .main import evaluate\n',
    'evaluation_script/main.py': `import json
def evaluate(annotation, submission, phase_codename, **kwargs):
    truth, given = json.load(open(annotation)), json.load(open(submission))
    return {'result': [{'dev_split': {'Accuracy': sum(given.get(key) == label for key, label in truth.items()) / len(truth)}}]}
`,
  });

/** A competition of Hugging Face, scored by a metric of the platform. */
/** @param conf keys of conf.json over the usual ones  @param more files beside the usual ones */
export const huggingface = (conf: object = {}, more: Record<string, string> = {}): Promise<Buffer> =>
  zipOf({
    'conf.json': JSON.stringify(
      {
        COMPETITION_TYPE: 'generic',
        SUBMISSION_LIMIT: 5,
        TIME_LIMIT: 10,
        END_DATE: '2026-12-25',
        EVAL_HIGHER_IS_BETTER: 1,
        SUBMISSION_ID_COLUMN: 'id',
        SUBMISSION_COLUMNS: 'id,pred',
        SUBMISSION_ROWS: 4,
        EVAL_METRIC: 'accuracy_score',
        SCORING_METRIC: 'accuracy_score',
        HARDWARE: 'cpu-basic',
        ...conf,
      },
      null,
      2,
    ),
    'COMPETITION_DESC.md': '# Curves\n\nDraw them.\n',
    'DATASET_DESC.md': 'Points.\n',
    'SUBMISSION_DESC.md': 'A CSV file.\n',
    'RULES.md': 'Be fair.\n',
    'solution.csv': 'id,pred,split\n1,0,public\n2,1,private\n3,1,public\n4,0,private\n',
    ...more,
  });

const metadata = (fileName: string): string =>
  Object.entries({ filename: fileName, purpose: 'import' })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
/** Begins to upload an archive; the answer. */
export const beginUpload = (person: Person, bytes: number, fileName = 'bundle.zip') =>
  person.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': String(bytes), 'upload-metadata': metadata(fileName) });

/** Uploads an archive; the id of the upload. */
export async function uploadArchive(person: Person, archive: Buffer): Promise<string> {
  const location = String((await beginUpload(person, archive.length).expect(201)).headers['location']);
  await person
    .patch(location)
    .set({ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' })
    .send(archive)
    .expect(204);
  return location.split('/').at(-1) ?? '';
}
export const createImport = (person: Person, uploadId: string, archive: Buffer) =>
  person.post('/api/organize/imports').send({ uploadId, sha256: sha256Of(archive) });
export const seen = async (person: Person, id: string): Promise<ImportView> =>
  (await person.get(`/api/organize/imports/${id}`).expect(200)).body as ImportView;

/** Uploads an archive, and what it was read to be. */
export async function imported(harness: Harness, person: Person, archive: Buffer): Promise<ImportView> {
  const created = await createImport(person, await uploadArchive(person, archive), archive).expect(201);
  await harness.drain(60_000);
  return seen(person, (created.body as ImportView).id);
}
