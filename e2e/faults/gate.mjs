// Holds the product still at an exact moment, from the database's side: whoever is about to enter a closed state waits inside its transaction,
// before the commit. So the state before it is what everybody else sees, for as long as a test likes. The product knows nothing of it.

/** @typedef {'VALIDATING' | 'QUEUED' | 'RUNNING' | 'SCORING' | 'SCORED'} Entered */

const LOCKS = 77_000_001;

export class Gate {
  /** @type {Map<Entered, import('pg').Client>} */
  #closed = new Map();
  /** @param {import('../stack/database.mjs').Database} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {import('../stack/database.mjs').Database} database */
  static async make(database) {
    await database.rows(`
      CREATE FUNCTION test_gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(${LOCKS}, hashtext(NEW.state));
        RETURN NEW;
      END $$`);
    await database.rows(`CREATE TRIGGER test_gate AFTER UPDATE OF state ON evaluation FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION test_gate()`);
    return new Gate(database);
  }

  /** @param {Entered} state */
  async close(state) {
    const session = await this.database.session();
    await session.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCKS, state]);
    this.#closed.set(state, session);
  }
  /** Who waited goes on; one that was killed meanwhile is rolled back by the database. @param {Entered} state */
  async open(state) {
    await this.#closed.get(state)?.end();
    this.#closed.delete(state);
  }
  async openAll() {
    for (const state of [...this.#closed.keys()]) await this.open(state);
  }
  /** How many wait before a closed state. */
  async waiting() {
    const [row] = await this.database.rows(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND NOT granted`, [LOCKS]);
    return Number(row?.n);
  }
}
