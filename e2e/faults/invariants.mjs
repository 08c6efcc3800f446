// What must hold once the dust has settled, whatever was killed: C-01, C-03, C-04, C-06, C-11, Q-01 and B-05 of the competition's rules.
import assert from 'node:assert/strict';
import { until } from '../../scripts/processes.mjs';
import { SCORE_ROWS } from '../stack/challenge.mjs';
import { LEASE_MS, RECONCILE_MS } from '../stack/product.mjs';

/** Beyond the lease and one period of the reconciler: the work itself, on a machine that does other things too. */
const SLACK_MS = 20_000;
const FORWARD = ['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING', 'SCORED'];

/**
 * Waits until the submissions are scored and have moved their boards: a lease, a period of the reconciler, and some slack.
 * @param {import('../stack/product.mjs').Product} product @param {readonly string[]} ids of submissions
 * @returns {Promise<number>} milliseconds it took
 */
export async function settled(product, ids) {
  const began = performance.now();
  const open = () =>
    product.database.rows(
      `SELECT s.id, s.state, s.failure_class, s.failure, (SELECT json_agg(json_build_array(e.state, e.attempt, e.lapses, e.lease_until)) FROM evaluation e WHERE e.submission_id = s.id) AS evaluations
         FROM submission s WHERE s.id = ANY($1) AND (s.state <> 'SCORED' OR NOT EXISTS (SELECT 1 FROM standing_change c WHERE c.submission_id = s.id))`,
      [ids],
    );
  /** @type {any[]} */
  let left = [];
  await until(async () => (left = await open()).length === 0, LEASE_MS + RECONCILE_MS + SLACK_MS, 25);
  assert.deepEqual(left, [], `not scored in time:\n${JSON.stringify(left)}\n${product.lastWords()}`);
  return performance.now() - began;
}

/** @param {import('../stack/product.mjs').Product} product @param {readonly string[]} ids every submission that was answered with 201 */
export async function holdsEverything(product, ids) {
  const { database } = product;
  const none = async (/** @type {string} */ what, /** @type {string} */ sql, /** @type {unknown[]} */ params = []) => assert.deepEqual(await database.rows(sql, params), [], what);

  await none('acknowledged submissions are there', `SELECT id FROM unnest($1::uuid[]) AS given(id) WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = given.id)`, [ids]);
  await none('no submission is stuck or failed', `SELECT id, state, failure FROM submission WHERE state <> ALL($1)`, [['SCORED', 'INVALID']]);
  await none(
    'one current evaluation with all its scores, once',
    `SELECT s.id, count(DISTINCT e.id) AS evaluations, count(c.*) AS scores FROM submission s LEFT JOIN evaluation e ON e.submission_id = s.id AND e.current LEFT JOIN score c ON c.evaluation_id = e.id
      WHERE s.state = 'SCORED' GROUP BY s.id HAVING count(DISTINCT e.id) <> 1 OR count(c.*) <> $1`,
    [SCORE_ROWS],
  );
  await none('nothing was evaluated anew', `SELECT id FROM evaluation WHERE NOT current`);
  await none('no scores without SCORED', `SELECT e.id, e.state FROM evaluation e WHERE e.state <> 'SCORED' AND EXISTS (SELECT 1 FROM score c WHERE c.evaluation_id = e.id)`);
  await none('no lease outlives its evaluation', `SELECT id FROM evaluation WHERE lease_until IS NOT NULL OR lease_owner IS NOT NULL`);
  await none(
    'every scored submission moved each of its boards once',
    `SELECT s.id, b.id AS board, count(c.*) AS changes FROM submission s JOIN board b ON b.phase_id = s.phase_id LEFT JOIN standing_change c ON c.board_id = b.id AND c.submission_id = s.id AND c.cause = 'scored'
      WHERE s.state = 'SCORED' GROUP BY s.id, b.id HAVING count(c.*) <> 1`,
  );
  await none(
    'the quota ledger agrees',
    `SELECT s.id, s.state, q.state AS quota FROM submission s LEFT JOIN quota_use q ON q.submission_id = s.id
      WHERE s.team_id IS NOT NULL AND q.state IS DISTINCT FROM CASE s.state WHEN 'SCORED' THEN 'COMMITTED' ELSE 'REFUNDED' END`,
  );
  await none(
    'live events are numbered without a gap',
    `SELECT t.topic, t.seq, count(e.*) AS events, max(e.seq) AS last FROM live_topic t LEFT JOIN live_event e USING (topic) GROUP BY t.topic, t.seq HAVING count(e.*) <> t.seq OR max(e.seq) <> t.seq`,
  );
  await none('no job was given up', `SELECT handler, event_id, error FROM parked_job`);

  for (const { id, states } of await database.rows(`SELECT id, (SELECT array_agg(h->>'state' ORDER BY ordinality) FROM jsonb_array_elements(history) WITH ORDINALITY AS h(h, ordinality)) AS states FROM submission WHERE state = 'SCORED'`))
    assert.deepEqual(states, FORWARD, `the states of ${id}`);
}

/** The boards as stored are the boards as computed from the submissions (B-05). @param {import('../stack/product.mjs').Product} product */
export async function boardsAgree(product) {
  await product.cli('rebuild-boards', '--check');
}

/** Everything that is stored of a submission, to see that a late writer changed none of it. @param {import('../stack/database.mjs').Database} database @param {string} id */
export async function recordOf(database, id) {
  const [row] = await database.rows(
    `SELECT (SELECT row_to_json(s) FROM submission s WHERE s.id = $1) AS submission,
            (SELECT json_agg(e ORDER BY e.id) FROM evaluation e WHERE e.submission_id = $1) AS evaluations,
            (SELECT json_agg(c ORDER BY c.metric, c.part) FROM score c JOIN evaluation e ON e.id = c.evaluation_id WHERE e.submission_id = $1) AS scores,
            (SELECT json_agg(q) FROM quota_use q WHERE q.submission_id = $1) AS quota,
            (SELECT json_agg(l ORDER BY l.seq) FROM live_event l WHERE l.topic = 'submission:' || $1) AS lines,
            (SELECT json_agg(c ORDER BY c.board_id, c.seq) FROM standing_change c WHERE c.submission_id = $1) AS changes`,
    [id],
  );
  return row;
}
