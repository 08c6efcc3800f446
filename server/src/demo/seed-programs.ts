import type { PhaseId } from '@gac/shared/values';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packFolder } from '../platform/archives/pack-folder.ts';
import type { DemoClient } from './client.ts';

export const PROGRAMS_EXAMPLE = 'penguins';
/** A program of the example, with one piece of it changed. */
interface Variant {
  program: 'group_means' | 'least_squares' | 'neighbours';
  change: [from: string, to: string] | null;
  note: string;
}
const VARIANTS: readonly Variant[] = [
  { program: 'neighbours', change: ['NEIGHBOURS = 7', 'NEIGHBOURS = 3'], note: 'k = 3' },
  { program: 'least_squares', change: null, note: '최소 제곱, 예시 그대로' },
  { program: 'neighbours', change: ['NEIGHBOURS = 7', 'NEIGHBOURS = 15'], note: 'k = 15' },
  { program: 'least_squares', change: ['RIDGE = 1.0', 'RIDGE = 12.0'], note: 'ridge 12' },
  // Measurements may be missing: this one stops there.
  { program: 'least_squares', change: ['if row[name] else np.nan', ''], note: '' },
  { program: 'least_squares', change: ["NAMES = ['species', 'island', 'sex']", "NAMES = ['species', 'sex']"], note: 'without the island' },
  { program: 'group_means', change: null, note: '' },
  { program: 'least_squares', change: ["'flipper_length_mm', 'year']", "'flipper_length_mm']"], note: '연도 제외' },
];

/** The zip of a program of the example as a team would change it. Throws RangeError when the piece to change is not there. */
async function zipped(examplesDir: string, { program, change }: Variant): Promise<Buffer> {
  const from = join(examplesDir, PROGRAMS_EXAMPLE, 'programs', program);
  const folder = mkdtempSync(join(tmpdir(), 'gac-seed-'));
  let changed = change === null;
  try {
    for (const name of readdirSync(from)) {
      const text = readFileSync(join(from, name), 'utf8');
      if (change !== null && text.includes(change[0])) changed = true;
      writeFileSync(join(folder, name), change === null ? text : text.replaceAll(change[0], change[1]));
    }
    if (!changed) throw new RangeError(`${program} has no "${change?.[0] ?? ''}"`);
    const pieces: Buffer[] = [];
    for await (const piece of packFolder(folder)) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Teams that hand in programs, one at a time, each when it is its turn. */
export class ProgramSeed {
  private next = 0;
  private phase: PhaseId | null = null;
  submissions = 0;

  constructor(private readonly examplesDir: string) {}

  /** How many turns there are. */
  static readonly turns = VARIANTS.length;

  /** The team joins and hands its program in, now. */
  async turn(client: DemoClient, team: string): Promise<void> {
    const variant = VARIANTS[this.next];
    if (variant === undefined) return;
    this.next += 1;
    await client.join(PROGRAMS_EXAMPLE, team);
    this.phase ??= (await client.challenge(PROGRAMS_EXAMPLE)).phaseDetails[0]?.id ?? null;
    if (this.phase === null) throw new RangeError(`The challenge ${PROGRAMS_EXAMPLE} has no phase`);
    await client.submit(this.phase, `${variant.program}.zip`, await zipped(this.examplesDir, variant), variant.note, 'code');
    this.submissions += 1;
  }
}
