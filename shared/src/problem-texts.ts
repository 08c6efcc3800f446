import type { ProblemCode, ProblemFields } from './problems.ts';
import type { Lang } from './values.ts';

type Words<C extends ProblemCode> = { title: string; detail: string | ((fields: ProblemFields[C]) => string) };
type Texts = { [C in ProblemCode]: Record<Lang, Words<C>> };

const KINDS: Readonly<Record<'ko' | 'en', Readonly<Record<string, string>>>> = {
  ko: { prediction: '예측 파일', code: '프로그램(ZIP)', container: '컨테이너 이미지' },
  en: { prediction: 'a file of predictions', code: 'a program (zip)', container: 'a container image' },
};
const kst = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(iso)) + ' KST';
const megabytes = (bytes: number): string => `${String(Math.floor(bytes / 1024 / 1024))} MB`;

/** What happened and what to do, for every problem code, in both languages. A new code does not compile until it has words. */
export const PROBLEM_TEXTS: Texts = {
  invalid: { ko: { title: '입력을 확인해 주십시오', detail: '표시된 항목을 고친 뒤 다시 보내 주십시오.' }, en: { title: 'Please check the input', detail: 'Correct the fields named below and send it again.' } },
  unauthenticated: { ko: { title: '로그인이 필요합니다', detail: '로그인하면 이 화면으로 돌아옵니다.' }, en: { title: 'Please sign in', detail: 'After signing in you return to this page.' } },
  'wrong-credentials': { ko: { title: '이메일 또는 비밀번호가 맞지 않습니다', detail: '두 항목을 확인하고 다시 입력해 주십시오.' }, en: { title: 'Email or password is not right', detail: 'Check both and try again.' } },
  forbidden: { ko: { title: '권한이 없습니다', detail: '이 작업에 필요한 역할이 없습니다. 주최 측에 문의해 주십시오.' }, en: { title: 'Not allowed', detail: 'Your account does not have the role this needs. Ask the organizers.' } },
  'cross-site-request': { ko: { title: '다른 사이트에서 온 요청입니다', detail: '이 사이트의 화면에서 다시 시도해 주십시오.' }, en: { title: 'The request came from another site', detail: 'Try again from a page of this site.' } },
  'not-found': { ko: { title: '찾을 수 없습니다', detail: '주소를 확인해 주십시오. 옮겨졌거나 공개되지 않은 내용일 수 있습니다.' }, en: { title: 'Not found', detail: 'Check the address. It may have moved, or it is not public.' } },
  'email-taken': { ko: { title: '이미 등록된 이메일입니다', detail: '로그인하거나 다른 이메일을 사용해 주십시오.' }, en: { title: 'This email is already registered', detail: 'Sign in, or use another email.' } },
  'already-joined': { ko: { title: '이미 참가 중입니다', detail: '한 챌린지에는 한 팀으로만 참가할 수 있습니다.' }, en: { title: 'You already take part', detail: 'A person is in one team per challenge.' } },
  'not-joined': { ko: { title: '아직 참가하지 않은 챌린지입니다', detail: '참가 신청을 마치면 제출할 수 있습니다.' }, en: { title: 'You have not joined this challenge', detail: 'Join it first, then submit.' } },
  'rules-outdated': { ko: { title: '규칙이 바뀌었습니다', detail: '바뀐 내용을 확인하고 동의하면 계속할 수 있습니다.' }, en: { title: 'The rules have changed', detail: 'Read what changed and accept it to go on.' } },
  'rules-changed': { ko: { title: '동의하려는 규칙이 최신이 아닙니다', detail: '화면을 새로 고쳐 최신 규칙을 확인해 주십시오.' }, en: { title: 'These are not the current rules', detail: 'Reload the page to see the current version.' } },
  'team-name-taken': { ko: { title: '이미 쓰고 있는 팀 이름입니다', detail: '구별되는 다른 이름을 입력해 주십시오.' }, en: { title: 'This team name is taken', detail: 'Choose a name that can be told apart.' } },
  'team-name-invalid': {
    ko: { title: '사용할 수 없는 팀 이름입니다', detail: ({ min, max }) => `${String(min)}자 이상 ${String(max)}자 이하로 입력해 주십시오.` },
    en: { title: 'This team name cannot be used', detail: ({ min, max }) => `Use ${String(min)} to ${String(max)} characters.` },
  },
  'team-locked': { ko: { title: '팀 구성이 잠겼습니다', detail: '이 시점 이후에는 팀을 바꿀 수 없습니다.' }, en: { title: 'The team is locked', detail: 'Teams can no longer be changed.' } },
  'phase-not-open': {
    ko: { title: '아직 열리지 않았습니다', detail: ({ opensAt }) => (opensAt === null ? '시작 시각이 정해지지 않았습니다.' : `시작: ${kst(opensAt)}`) },
    en: { title: 'Not open yet', detail: ({ opensAt }) => (opensAt === null ? 'The opening has not been set.' : `Opens ${kst(opensAt)}.`) },
  },
  'phase-closed': {
    ko: { title: '제출이 마감되었습니다', detail: ({ closesAt }) => `마감: ${kst(closesAt)}. 서버가 받은 시각으로 판정합니다.` },
    en: { title: 'Submissions are closed', detail: ({ closesAt }) => `Closed ${kst(closesAt)}. The server's time of receipt decides.` },
  },
  'kind-not-accepted': {
    ko: { title: '이 단계에서 받지 않는 종류입니다', detail: ({ accepts }) => `받는 것: ${accepts.map((kind) => KINDS.ko[kind] ?? kind).join(', ')}` },
    en: { title: 'This phase does not take such a submission', detail: ({ accepts }) => `It takes: ${accepts.map((kind) => KINDS.en[kind] ?? kind).join(', ')}` },
  },
  'quota-exhausted': {
    ko: { title: '남은 제출 횟수가 없습니다', detail: ({ resetsAt, boundBy }) => (boundBy === 'concurrent' ? '평가 중인 제출이 끝나면 다시 제출할 수 있습니다.' : resetsAt === null ? '이 단계의 제출 횟수를 모두 썼습니다.' : `다음 제출: ${kst(resetsAt)}부터`) },
    en: { title: 'No submissions left', detail: ({ resetsAt, boundBy }) => (boundBy === 'concurrent' ? 'You can submit again when a running evaluation ends.' : resetsAt === null ? 'Every submission of this phase has been used.' : `The next one is possible from ${kst(resetsAt)}.`) },
  },
  'upload-incomplete': {
    ko: { title: '전송이 끝나지 않았습니다', detail: ({ offset }) => `${String(offset)}바이트까지 받았습니다. 이어서 보내 주십시오. 받은 부분은 남아 있습니다.` },
    en: { title: 'The upload is not complete', detail: ({ offset }) => `${String(offset)} bytes have arrived and are kept. Resume the upload.` },
  },
  'upload-hash-mismatch': { ko: { title: '파일이 전송 중에 달라졌습니다', detail: '보낸 해시와 받은 해시가 다릅니다. 파일을 다시 올려 주십시오.' }, en: { title: 'The file changed on its way', detail: 'The hash you sent and the hash we computed differ. Upload it again.' } },
  'upload-too-large': { ko: { title: '파일이 너무 큽니다', detail: ({ maxBytes }) => `최대 ${megabytes(maxBytes)}까지 보낼 수 있습니다.` }, en: { title: 'The file is too large', detail: ({ maxBytes }) => `At most ${megabytes(maxBytes)} can be sent.` } },
  'too-many-uploads': {
    ko: { title: '제출하지 않은 파일이 너무 많습니다', detail: ({ maxUploads, maxBytes }) => `제출하지 않은 파일은 ${String(maxUploads)}개, ${megabytes(maxBytes)}까지 둘 수 있습니다. 올린 파일을 제출하거나, 며칠 뒤 저절로 지워지면 다시 보내 주십시오.` },
    en: { title: 'Too many files wait to be submitted', detail: ({ maxUploads, maxBytes }) => `At most ${String(maxUploads)} files and ${megabytes(maxBytes)} may wait. Submit one, or come back in some days, when they are removed by themselves.` },
  },
  'upload-not-yours': { ko: { title: '찾을 수 없습니다', detail: '이 전송은 없거나 만료되었습니다.' }, en: { title: 'Not found', detail: 'There is no such upload, or it has expired.' } },
  'storage-full': { ko: { title: '저장 공간이 부족합니다', detail: '받은 부분은 남아 있습니다. 잠시 후 이어서 보내 주십시오. 운영자에게 알렸습니다.' }, en: { title: 'Storage is full', detail: 'What has arrived is kept. Resume in a while; the operators have been told.' } },
  'file-refused': {
    ko: { title: '받을 수 없는 파일입니다', detail: ({ finding: { code, line } }) => (line === null ? `사유: ${code}` : `사유: ${code} · ${String(line)}행`) },
    en: { title: 'This file cannot be accepted', detail: ({ finding: { code, line } }) => (line === null ? `Reason: ${code}` : `Reason: ${code}, line ${String(line)}`) },
  },
  'not-cancellable': { ko: { title: '취소할 수 없는 상태입니다', detail: '평가가 이미 끝났습니다.' }, en: { title: 'It cannot be cancelled any more', detail: 'The evaluation has already ended.' } },
  'not-withdrawable': { ko: { title: '철회할 수 없는 상태입니다', detail: '채점이 끝난 제출만 철회할 수 있습니다.' }, en: { title: 'It cannot be withdrawn', detail: 'Only a scored submission can be withdrawn.' } },
  'queue-state': {
    ko: { title: '이미 그 상태입니다', detail: ({ paused }) => (paused ? '평가가 이미 멈춰 있습니다.' : '평가가 멈춰 있지 않습니다.') },
    en: { title: 'It is so already', detail: ({ paused }) => (paused ? 'The queue is paused already.' : 'The queue is not paused.') },
  },
  'worker-state': {
    ko: { title: '이 평가 장치에는 할 수 없습니다', detail: ({ state }) => `장치 상태: ${state}` },
    en: { title: 'Not possible with this worker', detail: ({ state }) => `Its state: ${state}.` },
  },
  'evaluation-state': {
    ko: { title: '이 상태에서는 할 수 없습니다', detail: ({ state }) => `평가 상태: ${state}` },
    en: { title: 'Not possible in this state', detail: ({ state }) => `The evaluation is ${state}.` },
  },
  'evaluation-moved': {
    ko: { title: '그사이 평가가 달라졌습니다', detail: ({ attempt }) => `지금 시도 번호: ${String(attempt)}. 화면을 새로 고쳐 확인해 주십시오.` },
    en: { title: 'The evaluation has moved on', detail: ({ attempt }) => `It is at attempt ${String(attempt)} now. Look again before you act.` },
  },
  'import-state': {
    ko: { title: '이 상태에서는 할 수 없습니다', detail: ({ state }) => `가져오기 상태: ${state}. 화면을 새로 고쳐 확인해 주십시오.` },
    en: { title: 'Not possible in this state', detail: ({ state }) => `The import is ${state}. Look again before you act.` },
  },
  'too-many-imports': {
    ko: { title: '열려 있는 가져오기가 너무 많습니다', detail: ({ maxImports }) => `한 사람이 ${String(maxImports)}개까지 둘 수 있습니다. 필요 없는 것을 버린 뒤 다시 시도해 주십시오.` },
    en: { title: 'Too many imports are open', detail: ({ maxImports }) => `A person may have ${String(maxImports)}. Discard one that is not needed and try again.` },
  },
  'nothing-to-run': {
    ko: { title: '시험 채점할 풀이가 없습니다', detail: '아카이브에 풀이(solutions)를 넣어 다시 가져오면 시험 채점할 수 있습니다.' },
    en: { title: 'There is no solution to run', detail: 'Put solutions into the archive and import it again, then they can be run.' },
  },
  'slug-taken': {
    ko: { title: '이미 쓰고 있는 주소입니다', detail: ({ slug }) => `"${slug}"이(가) 아닌 주소를 정해 주십시오.` },
    en: { title: 'This address is taken', detail: ({ slug }) => `Choose another address than "${slug}".` },
  },
  'draft-invalid': {
    ko: { title: '정의에 고칠 곳이 있습니다', detail: ({ problems }) => `${String(problems.length)}건을 고친 뒤 다시 저장해 주십시오. 저장된 내용은 그대로입니다.` },
    en: { title: 'The definition has faults', detail: ({ problems }) => `Mend ${String(problems.length)} and save again. What was saved before is unchanged.` },
  },
  'draft-incomplete': {
    ko: { title: '아직 공개할 수 없습니다', detail: ({ missing }) => `먼저 적어야 합니다: ${missing.map(({ path }) => path).join(', ')}` },
    en: { title: 'It cannot be published yet', detail: ({ missing }) => `Still to be written: ${missing.map(({ path }) => path).join(', ')}` },
  },
  'draft-moved': { ko: { title: '그사이 초안이 달라졌습니다', detail: '화면을 새로 고쳐 지금 내용을 확인해 주십시오.' }, en: { title: 'The draft has changed', detail: 'Reload the page to see what it says now.' } },
  'draft-published': { ko: { title: '이미 공개한 챌린지입니다', detail: '공개한 뒤에는 초안 화면에서 바꿀 수 없습니다.' }, en: { title: 'The challenge is published already', detail: 'After that it can no longer be changed as a draft.' } },
  'answers-published': {
    ko: { title: '정답이 공개됩니다', detail: ({ data }) => `내려받는 자료 "${data}"에 숨긴 자료가 들어 있습니다. 그 자료를 빼 주십시오.` },
    en: { title: 'The answers would be public', detail: ({ data }) => `The download "${data}" holds hidden data. Take it out.` },
  },
  'export-impossible': {
    ko: { title: '이 형식으로 내보낼 수 없습니다', detail: ({ reasons }) => reasons.map(({ ko }) => ko).join(' ') },
    en: { title: 'It cannot be exported in this format', detail: ({ reasons }) => reasons.map(({ en }) => en).join(' ') },
  },
  'idempotency-conflict': { ko: { title: '같은 요청 키로 다른 내용이 왔습니다', detail: '새 Idempotency-Key로 다시 보내 주십시오.' }, en: { title: 'The same key came with other content', detail: 'Send it again with a new Idempotency-Key.' } },
  limited: { ko: { title: '요청이 너무 많습니다', detail: ({ retryAfterS }) => `${String(retryAfterS)}초 뒤에 다시 시도해 주십시오.` }, en: { title: 'Too many requests', detail: ({ retryAfterS }) => `Try again in ${String(retryAfterS)} s.` } },
  unavailable: { ko: { title: '잠시 사용할 수 없습니다', detail: '저장된 내용은 그대로 있습니다. 곧 다시 시도해 주십시오.' }, en: { title: 'Unavailable for a moment', detail: 'Nothing that was saved is lost. Try again shortly.' } },
  fault: { ko: { title: '문제가 생겼습니다', detail: ({ traceId }) => `저희 쪽 오류입니다. 문의할 때 알려 주십시오: ${traceId}` }, en: { title: 'Something went wrong', detail: ({ traceId }) => `The fault is ours. Quote this when you ask: ${traceId}` } },
};

/** Title and detail of a problem in a language. */
export function problemText<C extends ProblemCode>(code: C, fields: ProblemFields[C], lang: Lang): { title: string; detail: string } {
  const words = PROBLEM_TEXTS[code][lang];
  return { title: words.title, detail: typeof words.detail === 'string' ? words.detail : words.detail(fields) };
}
