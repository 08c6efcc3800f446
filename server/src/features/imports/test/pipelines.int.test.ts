import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChallengeView } from '@gac/shared/contract/challenges';
import type { DraftView } from '@gac/shared/contract/imports';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { entrant, organizer, submit } from '../../../testing/entrants.ts';
import { Harness, type Person } from '../../../testing/harness.ts';
import { codabench, evalai, huggingface, imported } from './archives.ts';

const LONG_MS = 120_000;

/** From somebody else's archive to a score on our board, over HTTP alone. */
describe('a challenge that was imported', () => {
  let harness: Harness;
  let person: Person;
  beforeAll(async () => {
    harness = await Harness.start({ env: { SANDBOX_DRIVER: 'bubblewrap', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal' } });
    person = await organizer(harness, 'Importer');
  }, LONG_MS);
  afterAll(async () => {
    await harness.close();
  });

  async function published(archive: Buffer, slug: string): Promise<ChallengeView> {
    const view = await imported(harness, person, archive);
    await person.post(`/api/organize/imports/${view.id}/draft`).send({ slug }).expect(201);
    const { text, definitionSha256 } = (await person.get(`/api/organize/drafts/${slug}`).expect(200)).body as DraftView;
    const written = await person
      .put(`/api/organize/drafts/${slug}/definition`)
      .send({ text: text.replace('ko: 미정', 'ko: 농업').replace('en: To be decided', 'en: Agriculture'), definitionSha256 })
      .expect(200);
    await person
      .post(`/api/organize/drafts/${slug}/publish`)
      .send({ confirm: slug, definitionSha256: (written.body as DraftView).definitionSha256 })
      .expect(200);
    await harness.drain(60_000);
    return (await harness.visitor().get(`/api/challenges/${slug}`).expect(200)).body as ChallengeView;
  }
  async function scored(challenge: ChallengeView, fileName: string, bytes: Buffer): Promise<SubmissionView> {
    const [phase] = challenge.phaseDetails;
    if (!phase) throw new Error('no phase');
    const team = await entrant(harness, { challenge, phase }, `Team of ${challenge.slug}`);
    const response = await submit(team, phase.id, bytes, {}, fileName);
    expect([response.status, response.body]).toEqual([201, expect.anything()]);
    await harness.drain(60_000);
    return (await team.get(`/api/submissions/${(response.body as SubmissionView).id}`).expect(200)).body as SubmissionView;
  }

  it(
    'of Codabench scores what is submitted to it by its own program',
    async () => {
      const challenge = await published(await codabench(), 'wheat');
      const done = await scored(challenge, 'predictions.csv', Buffer.from('id,label\n1,kama\n2,rosa\n3,kama\n4,kama\n'));
      expect([done.state, done.scores, done.failure]).toEqual(['SCORED', [expect.objectContaining({ key: 'accuracy', value: 1 })], null]);
    },
    LONG_MS,
  );

  it(
    'of EvalAI scores what is submitted to it by its evaluate',
    async () => {
      const challenge = await published(await evalai(), 'wheat-evalai');
      const done = await scored(challenge, 'labels.json', Buffer.from('{"1": "kama", "2": "kama"}'));
      expect([done.state, done.scores, done.failure]).toEqual([
        'SCORED',
        [expect.objectContaining({ key: 'dev_split-accuracy', value: 0.5 })],
        null,
      ]);
    },
    LONG_MS,
  );

  it(
    'of Hugging Face is scored by the metric of the platform',
    async () => {
      const challenge = await published(await huggingface(), 'curves');
      const done = await scored(challenge, 'predictions.csv', Buffer.from('id,pred\n1,0\n2,1\n3,0\n4,0\n'));
      expect([done.state, done.scores.map(({ value }) => value), done.failure]).toEqual(['SCORED', [0.5], null]);
    },
    LONG_MS,
  );

  const COMPUTE = `
import pandas as pd
def compute(params):
    merged = pd.read_csv('/app/input/ref/solution.csv').merge(pd.read_csv('/app/input/res/predictions.csv'), on=params.submission_id_col)
    hits = merged.pred_x == merged.pred_y
    return {part + '_score': {'hits': int(hits[merged.split == part].sum())} for part in ('public', 'private')}
`;
  it.each<[string, string, object, Record<string, string>, number, number]>([
    ['a metric of scikit-learn that is none of ours', 'curves-jaccard', { EVAL_METRIC: 'jaccard_score', SCORING_METRIC: 'jaccard_score' }, {}, 0.5, 1],
    ['its own metric.py', 'curves-custom', { EVAL_METRIC: 'custom', SCORING_METRIC: 'hits' }, { 'metric.py': COMPUTE }, 1, 2],
  ])(
    'of Hugging Face is scored by %s, and its private part stays here',
    async (_, slug, conf, files, shown, hidden) => {
      const challenge = await published(await huggingface(conf, files), slug);
      // Public rows 1 (0) and 3 (1), private rows 2 (1) and 4 (0).
      const done = await scored(challenge, 'predictions.csv', Buffer.from('id,pred\n1,1\n2,1\n3,1\n4,0\n'));
      expect([done.state, done.scores.map(({ value }) => value), done.failure]).toEqual(['SCORED', [shown], null]);
      const stored = await harness.sql.rows<{ part: string; value: number }>(
        `SELECT s.part, s.value FROM score s JOIN evaluation e ON e.id = s.evaluation_id WHERE e.submission_id = $1 ORDER BY s.part`,
        [done.id],
      );
      expect(stored).toEqual([{ part: 'private', value: hidden }, { part: 'public', value: shown }]);
      expect(JSON.stringify(done.scores)).not.toContain('private');
    },
    LONG_MS,
  );
});
