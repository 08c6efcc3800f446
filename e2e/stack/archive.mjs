// A competition as its author would bring it from Codabench, made here. Zips are made by Python, which its scorer needs anyway.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const SCORE = `
import csv, json
def read(path):
    with open(path) as file:
        return {row['id']: row['label'] for row in csv.DictReader(file)}
truth, given = read('/app/input/ref/truth.csv'), read('/app/input/res/predictions.csv')
print('scoring', len(truth), 'rows')
with open('/app/output/scores.json', 'w') as file:
    json.dump({'accuracy': sum(given[key] == label for key, label in truth.items()) / len(truth)}, file)
`;
/** The image stands in line 6, which is what its organizer is warned of. @param {string} title also the address, in small letters */
const definition = (title) => `version: 2
title: ${title}
description: Tell three kinds of wheat apart.
image: logo.png
terms: terms.md
docker_image: codalab/codalab-legacy:py37
pages:
  - { title: Overview, file: overview.md }
tasks:
  - { index: 0, name: Seeds, scoring_program: scoring_program, reference_data: reference_data }
solutions:
  - { index: 0, name: Majority, path: solution, tasks: [0] }
phases:
  - { index: 0, name: Main, start: '2026-11-01', end: '2036-12-01', max_submissions_per_day: 3, tasks: [0] }
leaderboards:
  - title: Results
    key: results
    columns:
      - { title: Accuracy, key: accuracy, index: 0, sorting: desc }
`;

/**
 * The bytes of the archive.
 * @param {string} title @param {Readonly<Record<string, string | Buffer>>} [over] files that differ
 * @returns {Buffer}
 */
export function competition(title, over = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gac-archive-'));
  try {
    const files = {
      'competition.yaml': definition(title),
      'logo.png': 'png',
      'terms.md': 'Be fair, and say how you did it.\n',
      'overview.md': '# Seeds\n\nThree kinds of wheat.\n',
      'reference_data/truth.csv': 'id,label\n1,kama\n2,rosa\n3,kama\n4,kama\n',
      'scoring_program/metadata.yaml': 'command: python3 /app/program/score.py\n',
      'scoring_program/score.py': SCORE,
      'solution/predictions.csv': 'id,label\n1,kama\n2,kama\n3,kama\n4,kama\n',
      ...over,
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'in', name)), { recursive: true });
      writeFileSync(join(folder, 'in', name), text);
    }
    execFileSync('python3', ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])', join(folder, 'out'), join(folder, 'in')]);
    return readFileSync(join(folder, 'out.zip'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
