import type { ChallengeDefinition, PhaseDefinition, TaskDefinition } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision, type Lang } from '@gac/shared/values';
import { stringify } from 'yaml';
import type { BundleFinding } from '../bundle.ts';
import { Report } from '../findings/report.ts';
import { fileOf } from '../tree.ts';
import { codabenchBoard } from './codabench-board.ts';
import type { Content } from './draft.ts';
import { htmlPage } from './plain-text.ts';

export interface CodabenchExport {
  /** By their paths in the bundle, "competition.yaml" among them. */
  files: ReadonlyMap<string, Content>;
  /** What the format can't say. */
  losses: readonly BundleFinding[];
}

/** A grey point: Codabench wants a picture. Source: PNG, third edition, section 5. */
const LOGO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

/** "2026-11-01 09:00:00", always written as text: Codabench drops the hour of a date that YAML knows as one, and every offset. */
const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

type Data = ChallengeDefinition['data'][number];
const isKit = ({ role }: Data): boolean => role === 'document' || role === 'code';
const isOpen = ({ role }: Data): boolean => role === 'train';

class Exporting {
  readonly files = new Map<string, Content>();

  constructor(
    readonly challenge: ChallengeDefinition,
    private readonly contents: ReadonlyMap<string, Content>,
    readonly lang: Lang,
    readonly report: Report,
  ) {}

  lacks(path: string, whatKo: string, what: string): void {
    this.report.add('codabench-lacks', { file: null, path }, { what, whatKo });
  }
  /** Takes along what the definition names. */
  take(name: string): string {
    const content = this.contents.get(name);
    if (content) this.files.set(name, content);
    return name;
  }
  write(name: string, written: string | Buffer): string {
    this.files.set(name, { written });
    return name;
  }

  task(task: TaskDefinition, index: number): object | null {
    const { scorer, key, name, input, ingestion, entry } = task;
    if (scorer.kind !== 'program' || scorer.contract !== 'codabench') {
      this.report.add(
        'codabench-scorer',
        { file: null, path: `tasks[${index}].scorer` },
        { key, kind: scorer.kind === 'program' ? scorer.contract : scorer.kind },
      );
      return null;
    }
    if (entry !== undefined) this.lacks(`tasks[${index}].entry`, '제출물의 기본 명령', 'a default command for submissions');
    if (task.format) this.lacks(`tasks[${index}].format`, '제출 파일의 형식 검사', 'the check of prediction files');
    const program = this.take(scorer.program);
    const content = this.contents.get(program);
    const hasMetadata =
      content !== undefined && 'tree' in content && ['metadata.yaml', 'metadata'].some((file) => fileOf(content.tree, file) !== null);
    if (scorer.entry !== undefined && !hasMetadata) this.write(`${program}/metadata.yaml`, stringify({ command: scorer.entry }));
    return {
      index,
      name: name[this.lang],
      scoring_program: program,
      ...(scorer.reference !== undefined && { reference_data: this.take(scorer.reference) }),
      ...(input !== undefined && { input_data: this.take(input) }),
      ...(ingestion && { ingestion_program: this.take(ingestion.program), ingestion_only_during_scoring: ingestion.onlyDuringScoring }),
    };
  }

  phase(phase: PhaseDefinition, index: number): object {
    const { phases, tasks, data } = this.challenge;
    const next = phases[index + 1];
    const path = `phases[${index}]`;
    const ends = phase.closesAt === null ? null : Date.parse(phase.closesAt);
    const isTouching = next !== undefined && ends === Date.parse(next.opensAt);
    if (isTouching)
      this.lacks(
        `${path}.closesAt`,
        '다음 단계가 시작하는 바로 그때 끝나는 것(1초 앞당겼습니다)',
        'closing at the very instant the next phase opens (a second was taken off)',
      );
    if (next && ends !== null && ends > Date.parse(next.opensAt))
      this.lacks(`${path}.closesAt`, '겹치는 단계(Codabench가 거절합니다)', 'phases that overlap, which Codabench refuses');
    this.phaseLosses(phase, path);
    // As many of each as there are phases; the rest is told below.
    const kit = data.filter(isKit)[index];
    const open = data.filter(isOpen)[index];
    return {
      index,
      name: phase.name[this.lang],
      start: utc(Date.parse(phase.opensAt)),
      ...(ends !== null && { end: utc(isTouching ? ends - 1000 : ends) }),
      tasks: phase.tasks.map((key) => tasks.findIndex((task) => task.key === key)),
      max_submissions_per_day: phase.quota.perDay,
      max_submissions: phase.quota.total,
      execution_time_limit: Math.ceil(phase.limits.wallMs / 1000),
      ...(!phase.accepts.includes('code') && { accepts_only_result_submissions: true }),
      ...(kit && { starting_kit: this.take(kit.file) }),
      ...(open && { public_data: this.take(open.file) }),
    };
  }

  private phaseLosses({ quota, accepts, entry }: PhaseDefinition, path: string): void {
    if (quota.zone !== 'UTC')
      this.lacks(`${path}.quota.zone`, `${quota.zone}의 하루(Codabench는 UTC)`, `days of ${quota.zone}: Codabench counts in UTC`);
    if (quota.concurrent !== null)
      this.lacks(`${path}.quota.concurrent`, '동시에 할 수 있는 제출 수', 'how many submissions may run at once');
    if (accepts.includes('container')) this.lacks(`${path}.accepts`, '컨테이너 제출', 'container submissions');
    if (entry === 'invited') this.lacks(`${path}.entry`, '초대된 사람만 참가하는 단계', 'a phase for those invited only');
  }

  solutions(): object[] {
    const { baselines, phases, tasks } = this.challenge;
    return baselines.flatMap((baseline, index) => {
      const phase = phases.find(({ key }) => key === baseline.phase);
      if (!phase || baseline.kind === 'container') return [];
      const path = this.take(baseline.file);
      return [
        { index, name: baseline.name[this.lang], path, tasks: phase.tasks.map((key) => tasks.findIndex((task) => task.key === key)) },
      ];
    });
  }

  /** What holds for the whole challenge and has no place there. */
  generalLosses(): void {
    const { challenge } = this;
    this.lacks('', `다른 언어의 글(${this.lang}만 적었습니다)`, `texts in the other language (only ${this.lang} was written)`);
    if (challenge.maxTeamSize > 1) this.lacks('maxTeamSize', '팀', 'teams');
    if (challenge.tracks.length > 1) this.lacks('tracks', '부문', 'tracks');
    if (challenge.routes.length > 0) this.lacks('routes', '시상 경로', 'routes of awards');
    if (challenge.rules.clauses.length > 1 || challenge.rules.changes.length > 0)
      this.lacks('rules', '규칙의 조항 번호와 변경 기록', 'numbered clauses and the changes of the rules');
    const room = challenge.phases.length;
    const taken = Math.min(room, challenge.data.filter(isKit).length) + Math.min(room, challenge.data.filter(isOpen).length);
    const left = challenge.data.length - taken;
    if (left > 0) this.lacks('data', `내려받는 자료 ${left}개`, `${left} of the downloads`);
    if (challenge.data.length > 0) this.lacks('data', '자료의 라이선스와 출처', 'licences and sources of data');
  }
}

/**
 * A challenge as a bundle of Codabench, version 2, in one language. Refuses when a task is scored in a way that the format has no word for.
 * @param contents what the definition names, by that name
 */
export function toCodabench(
  challenge: ChallengeDefinition,
  contents: ReadonlyMap<string, Content>,
  lang: Lang,
): Decision<CodabenchExport, readonly BundleFinding[]> {
  const report = new Report();
  const out = new Exporting(challenge, contents, lang, report);
  const tasks = challenge.tasks.flatMap((task, index) => out.task(task, index) ?? []);
  const phases = challenge.phases.map((phase, index) => out.phase(phase, index));
  out.generalLosses();
  const { clauses } = challenge.rules;
  const rules = clauses.map(({ title, text }) => (clauses.length === 1 ? text[lang] : `${title[lang]}\n\n${text[lang]}`)).join('\n\n');
  const solutions = out.solutions();
  const definition = {
    version: 2,
    title: challenge.title[lang].slice(0, 256),
    description: challenge.summary[lang],
    image: out.write('logo.png', LOGO),
    terms: out.write('terms.html', htmlPage(rules)),
    pages: [{ title: 'Overview', file: out.write('overview.html', htmlPage(challenge.overview[lang])) }],
    registration_auto_approve: true,
    tasks,
    phases,
    ...(solutions.length > 0 && { solutions }),
    leaderboards: codabenchBoard(challenge, lang, report),
  };
  if (report.hasErrors) return refuse(report.all().filter(({ severity }) => severity === 'error'));
  // Codabench reads YAML 1.1, where an unquoted date is no text.
  out.write(
    'competition.yaml',
    stringify(definition, { version: '1.1', lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
  );
  return accept({ files: out.files, losses: report.all() });
}
