// The built command line against a whole product, as a researcher uses it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { root } from '../../scripts/repository.mjs';
import { Person, sha256Of } from '../stack/person.mjs';
import { doublingImage, shellImage } from '../stack/images.mjs';
import { Product } from '../stack/product.mjs';
import { loadPrograms } from '../stack/programs.mjs';

const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse battery';
const SLUG = 'digits';

/** @type {Product} */
let product;
/** @type {Person} */
let person;
/** @type {string} */
let home;
const inHome = (/** @type {string} */ name) => join(home, name);

/** Runs `gac`. @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<{ code: number | null, out: string, err: string }>} */
function gac(args, env = {}) {
  const child = spawn(process.execPath, [join(root, 'cli/bin/gac.mjs'), ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TZ: 'Europe/Paris', GAC_SERVER: product.url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 90_000,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
/** Runs `gac … --json`, which has to end with `code`. @param {string[]} args @param {number} [code] @param {NodeJS.ProcessEnv} [env] */
async function json(args, code = 0, env = {}) {
  const ran = await gac([...args, '--json'], env);
  assert.equal(ran.code, code, ran.out + ran.err);
  assert.equal(ran.err, '', 'with --json nothing but the document is said');
  return JSON.parse(ran.out);
}
const signIn = () => gac(['login', '--email', person.email], { GAC_PASSWORD: PASSWORD });

/** The digits, open now. */
async function loadDigits() {
  const folder = join(product.folder, SLUG);
  cpSync(join(root, 'examples', SLUG), folder, { recursive: true });
  const definition = parse(readFileSync(join(folder, 'challenge.yaml'), 'utf8'));
  const at = (/** @type {number} */ days) => new Date(Date.now() + days * DAY_MS).toISOString();
  definition.phases = definition.phases.map((/** @type {object} */ phase, /** @type {number} */ number) => ({ ...phase, opensAt: at(number === 0 ? -1 : 20 + number), closesAt: at(number === 0 ? 20 : 40 + number) }));
  definition.mergeDeadline = null;
  // JSON is YAML.
  writeFileSync(join(folder, 'challenge.yaml'), JSON.stringify(definition));
  await product.cli('load', folder);
  /** @type {import('@gac/shared/contract/challenges').ChallengeView} */
  const { rules } = await (await fetch(`${product.url}/api/challenges/${SLUG}`)).json();
  return { rulesVersion: rules.version, rulesSha256: rules.sha256 };
}

/**
 * A line that breaks: passes everything on to the product, but cuts the first answer or request that `isVictim` after `bytes` of its body.
 * @param {(method: string, url: string) => boolean} isVictim @param {number} bytes
 */
async function breakingLine(isVictim, bytes) {
  const cut = { count: 0 };
  const server = createServer((incoming, answer) => {
    const isCut = cut.count === 0 && isVictim(incoming.method ?? '', incoming.url ?? '');
    if (isCut) cut.count += 1;
    const onward = request(new URL(incoming.url ?? '', product.url), { method: incoming.method, headers: incoming.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      let passed = 0;
      response.on('data', (/** @type {Buffer} */ chunk) => {
        if (!isCut || passed + chunk.length <= bytes) answer.write(chunk);
        else answer.write(chunk.subarray(0, bytes - passed), () => answer.destroy());
        passed += chunk.length;
      });
      response.on('end', () => answer.end());
    });
    onward.on('error', () => answer.destroy());
    if (!isCut || incoming.method === 'GET') incoming.pipe(onward);
    else {
      let sent = 0;
      incoming.on('data', (/** @type {Buffer} */ chunk) => {
        if (sent >= bytes) return;
        onward.write(chunk.subarray(0, bytes - sent), () => {
          if (sent >= bytes) { onward.destroy(); incoming.destroy(); }
        });
        sent += chunk.length;
      });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, cut, close: () => { server.closeAllConnections(); server.close(); } };
}

before(async () => {
  product = await Product.start({ env: { SANDBOX_DRIVER: 'bubblewrap' } });
  home = join(product.folder, 'home');
  mkdirSync(home);
  const rules = await loadDigits();
  person = await Person.signUp(product.url, 'Ada');
  await person.expect(201, 'POST', `/api/challenges/${SLUG}/participation`, { ...rules, teamName: '가람' });
});
after(() => product?.stop());

describe('before signing in', () => {
  test('a wrong command exits with 2, a refusal with 1, both in the language asked for', async () => {
    const wrong = await gac(['lst']);
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
    assert.match(wrong.err, /no command "lst"/);
    const refused = await gac(['submissions', SLUG], { LANG: 'ko_KR.UTF-8' });
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /gac login/);
    assert.match(refused.err, /로그인/);
  });
  test('a wrong password is refused and nothing is kept', async () => {
    const ran = await gac(['login', '--email', person.email], { GAC_PASSWORD: 'not the password' });
    assert.equal(ran.code, 1);
    assert.match(ran.err, /password is not right/);
    assert.equal(existsSync(inHome('.config/gac/session.json')), false);
  });
  test('a server that is not there is named', async () => {
    const { problem } = await json(['board', SLUG, '--server', 'http://127.0.0.1:1'], 1);
    assert.equal(problem.code, 'unreachable');
  });
});

describe('a researcher', () => {
  test('signs in; the session is readable by its owner only', async () => {
    const ran = await signIn();
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.out, /Ada <ada-/);
    assert.equal(statSync(inHome('.config/gac/session.json')).mode & 0o777, 0o600);
    assert.equal(statSync(inHome('.config/gac')).mode & 0o777, 0o700);
    assert.equal((await json(['whoami'])).account.email, person.email);
  });
  test('sees the challenges with the deadline in Korea and here', async () => {
    const { out } = await gac(['list']);
    assert.match(out, /^CHALLENGE +STAGE +DEADLINE \(KST\) +LOCAL TIME/);
    const [korea = '', here = ''] = /digits .*/.exec(out)?.[0].match(/\d{4}-\d\d-\d\d \d\d:\d\d/g) ?? [];
    assert.equal((Date.parse(`${korea.replace(' ', 'T')}+09:00`) - Date.parse(`${here.replace(' ', 'T')}+01:00`)) % DAY_MS, 0);
  });
  test('downloads data; what is there is not fetched again; other content is left alone', async () => {
    const first = await gac(['data', SLUG, '--out', 'data']);
    assert.equal(first.code, 0, first.err);
    const files = /** @type {{ fileName: string, sha256: string }[]} */ (await json(['data', SLUG, '--list']));
    for (const { fileName, sha256 } of files) assert.equal(sha256Of(readFileSync(inHome(`data/${fileName}`))), sha256);
    assert.deepEqual(readdirSync(inHome('data')).sort(), files.map(({ fileName }) => fileName).sort());
    assert.match((await gac(['data', SLUG, 'sample', '--out', 'data'])).out, /already there/);
    writeFileSync(inHome('data/train.csv'), 'mine');
    assert.equal((await json(['data', SLUG, 'train.csv', '--out', 'data'], 1)).problem.code, 'file-differs');
    assert.equal(readFileSync(inHome('data/train.csv'), 'utf8'), 'mine');
  });
  test('a download that was broken off goes on where it was', async () => {
    const [file] = /** @type {{ fileName: string, sha256: string, bytes: number }[]} */ (await json(['data', SLUG, 'train.csv', '--list']));
    assert.ok(file);
    const line = await breakingLine((method, url) => method === 'GET' && url.includes('/data/'), 10_000);
    const session = JSON.parse(readFileSync(inHome('.config/gac/session.json'), 'utf8'));
    writeFileSync(inHome('.config/gac/session.json'), JSON.stringify({ ...session, [line.url]: session[product.url] }));
    const ran = await gac(['data', SLUG, 'train.csv', '--out', 'again'], { GAC_SERVER: line.url });
    line.close();
    assert.equal(ran.code, 0, ran.err);
    assert.equal(line.cut.count, 1);
    assert.match(ran.err, /connection broke/);
    assert.equal(sha256Of(readFileSync(inHome('again/train.csv'))), file.sha256);
    // From another run, with the beginning on disk.
    const part = inHome(`again/train.csv.${file.sha256.slice(0, 12)}.part`);
    renameSync(inHome('again/train.csv'), part);
    truncateSync(part, 5_000);
    const [resumed] = await json(['data', SLUG, 'train.csv', '--out', 'again']);
    assert.equal(resumed.had, 5_000);
    assert.equal(sha256Of(readFileSync(inHome('again/train.csv'))), file.sha256);
  });
  test('a file with faults is refused by line and column, and never sent', async () => {
    const rows = readFileSync(inHome('data/sample_submission.csv'), 'utf8').trimEnd().split('\n');
    rows[3] = `${rows[3]?.split(',')[0]},seven`;
    rows.pop();
    writeFileSync(inHome('faulty.csv'), `${rows.join('\n')}\n`);
    const ran = await gac(['check', 'faulty.csv', '--challenge', SLUG]);
    assert.equal(ran.code, 1);
    assert.match(ran.out, /^4:2 error [A-Z_]+ /m);
    assert.match(ran.out, /^-:- error MISSING_ID /m);
    assert.equal((await json(['submit', 'faulty.csv', '--challenge', SLUG], 1)).report.errors, 2);
    assert.equal((await json(['submissions', SLUG])).total, 0);
    writeFileSync(inHome('challenge.json'), await (await fetch(`${product.url}/api/challenges/${SLUG}`)).text());
    const offline = await gac(['check', 'faulty.csv', '--format', 'challenge.json', '--sample', 'data/sample_submission.csv', '--server', 'http://127.0.0.1:1']);
    assert.deepEqual([offline.code, offline.out], [1, ran.out]);
  });
  test('checks, submits and waits for the score and the rank', async () => {
    cpSync(join(root, 'examples/digits/data/better_than_baseline.csv'), inHome('predictions.csv'));
    const checked = await gac(['check', 'predictions.csv', '--challenge', SLUG]);
    assert.deepEqual([checked.code, /No problem, rows: \d+/.test(checked.out), checked.err], [0, true, '']);
    const ran = await gac(['submit', 'predictions.csv', '--challenge', SLUG, '--note', '첫 제출', '--wait']);
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.err, /Receipt R-.{4}-.{4}-.{4} \(submission 1\)/);
    assert.match(ran.err, /\d+ left today · \d of \d+ at once/);
    assert.match(ran.err, /Received\n(.*\n)*.*Scored/);
    assert.match(ran.out, /^Scored: \w+ 0\.\d+/);
    assert.match(ran.out, /^Rank 1 of 1 \(first rank\)$/m);
  });
  test('an upload that broke off is gone on with and becomes one submission', async () => {
    const text = readFileSync(inHome('predictions.csv'), 'utf8');
    // Other bytes, same predictions.
    writeFileSync(inHome('second.csv'), text.replaceAll('\n', '\r\n'));
    const line = await breakingLine((method, url) => method === 'PATCH' && url.includes('/uploads/'), 4_000);
    const session = JSON.parse(readFileSync(inHome('.config/gac/session.json'), 'utf8'));
    writeFileSync(inHome('.config/gac/session.json'), JSON.stringify({ ...session, [line.url]: session[product.url] }));
    const ran = await gac(['submit', 'second.csv', '--challenge', SLUG], { GAC_SERVER: line.url });
    line.close();
    assert.equal(ran.code, 0, ran.err);
    assert.equal(line.cut.count, 1);
    const { items, total } = await json(['submissions', SLUG]);
    assert.equal(total, 2);
    const mine = items.find((/** @type {{ fileName: string }} */ item) => item.fileName === 'second.csv');
    assert.equal(mine.sha256, sha256Of(readFileSync(inHome('second.csv'))));
    assert.equal((await json(['watch', mine.id])).state, 'SCORED');
    assert.equal(existsSync(inHome('.config/gac/uploads.json')), false, 'nothing unfinished is remembered');
  });
  test('hands in a container image; one that can not be run is told why, in words', async () => {
    const { slug, rules } = await loadPrograms(product, { accepts: ['prediction', 'container'] });
    await person.expect(201, 'POST', `/api/challenges/${slug}/participation`, { ...rules, teamName: '꾸러미' });
    writeFileSync(inHome('image.tar'), doublingImage({ mark: 'gac', sleepS: 0 }));
    const ran = await gac(['submit', 'image.tar', '--kind', 'container', '--challenge', slug, '--wait']);
    assert.equal(ran.code, 0, ran.out + ran.err);
    assert.match(ran.out, /^Scored: rmse 0\.00000/);
    writeFileSync(inHome('other.tar'), shellImage('true', { architecture: 's390x' }));
    const refused = await gac(['submit', 'other.tar', '--kind', 'container', '--challenge', slug, '--wait', '--lang', 'ko']);
    assert.equal(refused.code, 1);
    assert.match(refused.out, /이미지가 linux\/s390x용이라 여기서 실행할 수 없습니다\. linux\/\w+용으로 만드세요/);
    assert.equal((await gac(['submit', 'image.tar', '--kind', 'code', '--challenge', slug])).code, 1);
  });
  test('sees the team on the board', async () => {
    const { out, code } = await gac(['board', SLUG, '--top', '5']);
    assert.equal(code, 0);
    assert.match(out, /^ +1 .*가람 +KR +0\.\d+/m);
  });
  test('signs out, here and at the server', async () => {
    const { [product.url]: cookies } = JSON.parse(readFileSync(inHome('.config/gac/session.json'), 'utf8'));
    assert.equal((await gac(['logout'])).code, 0);
    assert.equal((await gac(['whoami'])).code, 1);
    const answer = await fetch(`${product.url}/api/session`, { headers: { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') } });
    assert.equal((await answer.json()).account, null);
  });
});
