// Splits and ids that anybody can check again: everything follows from the source file and one secret.
// A real competition keeps its secret to itself; these are examples, their answers are public on the internet.
import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** HMAC-SHA256 of a row's group id as hex; its order is the order of u = HMAC / 2^256, so nothing is lost by not dividing. */
const hmac = (secret, purpose, group) => createHmac('sha256', secret).update(`${purpose}\n${group}`).digest('hex');

/**
 * The groups of each stratum in HMAC order, cut after `share` of them (rounded to whole rows).
 * rows: [{ group, stratum }]. Returns the set of groups before the cut. Exact proportions, reproducible, not inferable without the secret.
 */
export function cut(rows, share, secret, purpose) {
  const strata = new Map();
  for (const row of rows) strata.set(row.stratum, [...(strata.get(row.stratum) ?? []), row.group]);
  const taken = new Set();
  for (const groups of strata.values()) {
    const ordered = groups.toSorted((a, b) => (hmac(secret, purpose, a) < hmac(secret, purpose, b) ? -1 : 1));
    for (const group of ordered.slice(0, Math.round(groups.length * share))) taken.add(group);
  }
  return taken;
}

/** New ids (`prefix` and a number of fixed width) in an order that says nothing about the source's order. Map group -> id. */
export function pseudonyms(rows, prefix, secret) {
  const ordered = rows.map((row) => row.group).toSorted((a, b) => (hmac(secret, 'id', a) < hmac(secret, 'id', b) ? -1 : 1));
  const width = String(ordered.length).length;
  return new Map(ordered.map((group, index) => [group, `${prefix}${String(index + 1).padStart(width, '0')}`]));
}

/** A source file's bytes, refused unless they are exactly the ones the example was made from. */
export function readSource(path, sha256) {
  const bytes = readFileSync(path);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) throw new TypeError(`${path} has SHA-256 ${actual}, expected ${sha256}`);
  return bytes;
}

export const csv = (rows) => rows.map((row) => `${row.join(',')}\n`).join('');

/** Writes the files below `dir`, or with --check compares them with what stands there and exits 1 on a difference. */
export function emit(dir, files, check = process.argv.includes('--check')) {
  let different = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = join(dir, name);
    if (check) {
      const same = readFileSync(path, 'utf8') === text;
      if (!same) different += 1;
      console.log(`${same ? 'same     ' : 'DIFFERENT'} ${name}`);
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`${name} (${text.split('\n').length - 2} rows)`);
    }
  }
  if (different > 0) process.exitCode = 1;
}
