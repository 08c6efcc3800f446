import { ChallengeView, type DataFileView } from '@gac/shared/contract/challenges';
import { download, type Downloaded } from '../api/download.ts';
import { patienceOf, type Command, type CommandAnswer, type CommandContext } from '../context.ts';
import { bytes, table } from '../layout.ts';
import type { Messages } from '../messages.ts';
import { refuse } from '../refused.ts';

export const data: Command = async (context) => {
  const { api, run } = context;
  const [slug = '', ...keys] = run.args;
  const challenge = await api.get(`/api/challenges/${encodeURIComponent(slug)}`, ChallengeView);
  const files = keys.length === 0 ? challenge.data : keys.map((key) => named(challenge.data, key));
  return run.flag('list') ? listed(files, context) : downloaded(files, context);
};

/** By key, or by the name it is saved under. */
function named(files: readonly DataFileView[], key: string): DataFileView {
  const file = files.find((known) => known.key === key) ?? files.find((known) => known.fileName === key);
  if (!file) throw refuse('no-data-file', `${key} (${files.map((known) => known.key).join(', ')})`);
  return file;
}

function listed(files: readonly DataFileView[], { m }: CommandContext): CommandAnswer {
  const { key, file, bytes: size, access } = m.columns;
  const rows = files.map((one) => [one.key, one.fileName, bytes(one.bytes), m.access[one.access], one.sha256]);
  return { value: files, lines: files.length === 0 ? [m.nothing] : table([{ title: key }, { title: file }, { title: size, right: true }, { title: access }, { title: 'SHA-256' }], rows) };
}

async function downloaded(files: readonly DataFileView[], context: CommandContext): Promise<CommandAnswer> {
  const { api, run, m, progress } = context;
  const made: Downloaded[] = [];
  for (const file of files) {
    const onBytes = (done: number): void => progress(m.fetching(file.fileName, bytes(done), bytes(file.bytes)));
    made.push(await download(api, { file, folder: run.text('out') ?? '.', force: run.flag('force'), onBytes, patience: patienceOf(context) }));
    progress(null);
  }
  return { value: made, lines: made.length === 0 ? [m.nothing] : made.map((one) => downloadLine(one, m)) };
}

function downloadLine({ path, bytes: size, had }: Downloaded, m: Messages): string {
  if (had === size) return m.wasThere(path);
  return had > 0 ? m.wentOn(path, bytes(size), bytes(had)) : m.fetched(path, bytes(size));
}
