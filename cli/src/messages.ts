import type { SubmissionState } from '@gac/shared/rules/lifecycle';
import type { Lang } from '@gac/shared/values';
import { PANEL_MESSAGES, type PanelMessages } from './panel-messages.ts';
import { SCORE_MESSAGES, type ScoreMessages } from './score-messages.ts';
import type { CommandName } from './arguments.ts';
import { BUNDLE_MESSAGES, type BundleMessages } from './bundle-messages.ts';
import type { LocalCode, Misuse } from './refused.ts';

export interface Messages {
  about: Record<CommandName, string>;
  usage: string;
  everywhere: string;
  exits: string;
  misuse: Record<Misuse['code'], (what: string) => string>;
  refusal: Record<LocalCode, (what: string) => string>;
  signInFirst: string;
  joinAt: (url: string) => string;
  see: (url: string) => string;
  email: string;
  password: string;
  plainHttp: (server: string) => string;
  signedIn: (name: string, email: string, server: string) => string;
  signedOut: (server: string) => string;
  nobody: (server: string) => string;
  tryingAgain: string;
  stages: Record<'upcoming' | 'running' | 'judging' | 'closed', string>;
  columns: Record<'slug' | 'title' | 'stage' | 'deadline' | 'local' | 'teams' | 'leading' | 'key' | 'file' | 'bytes' | 'access' | 'rank' | 'change' | 'team' | 'country' | 'submissions' | 'last' | 'number' | 'received' | 'state' | 'id' | 'receipt', string>;
  opens: (at: string) => string;
  nothing: string;
  access: Record<'open' | 'participants', string>;
  fetching: (file: string, done: string, all: string) => string;
  fetched: (path: string, bytes: string) => string;
  wentOn: (path: string, bytes: string, had: string) => string;
  wasThere: (path: string) => string;
  idsUnknown: string;
  saveAsCsv: string;
  restByServer: string;
  fine: (rows: number) => string;
  found: (errors: number, warnings: number, rows: number) => string;
  stoppedEarly: string;
  more: (rest: number, code: string) => string;
  severities: Record<'error' | 'warning', string>;
  goingOn: (bytes: string) => string;
  sending: (done: string, all: string) => string;
  receipt: (receipt: string, number: number) => string;
  receivedAt: (at: string) => string;
  quota: { today: (left: number) => string; total: (left: number, limit: number) => string; atOnce: (used: number, limit: number) => string; free: string };
  id: (id: string) => string;
  states: Record<SubmissionState, string>;
  queue: (position: number) => string;
  best: (score: string) => string;
  ranked: (rank: string, teams: number, change: string) => string;
  unchanged: string;
  firstRank: string;
  gained: (places: number) => string;
  lost: (places: number) => string;
  failedBy: (name: string, isOurs: boolean, isCounted: boolean) => string;
  boardLine: (name: string, teams: number, at: string) => string;
  bundle: BundleMessages;
  panel: PanelMessages;
  score: ScoreMessages;
}

const ko: Messages = {
  about: {
    login: '로그인합니다 (비밀번호는 보이지 않게 묻거나 GAC_PASSWORD에서 읽습니다)',
    logout: '로그아웃합니다',
    whoami: '로그인한 계정을 보여 줍니다',
    list: '챌린지 목록: 단계, 마감, 팀 수, 1위 점수',
    data: '데이터 파일을 받고 SHA-256을 확인합니다 (끊긴 곳부터 이어 받습니다)',
    check: '제출 파일을 서버와 같은 규칙으로 검사합니다',
    submit: '파일을 검사하고, 올리고, 제출합니다 (끊긴 곳부터 이어 올립니다)',
    score: '정답 파일과 예측 파일을 플랫폼의 지표로 채점합니다 (서버 없이)',
    watch: '제출이 끝날 때까지 상태를 따라갑니다',
    board: '리더보드를 보여 줍니다',
    submissions: '우리 팀의 제출 목록',
    'panel assign': '심사위원을 출품작에 배정합니다 (내보낸 JSON에서, 서버 없이)',
    'panel analyse': '심사 점수의 보정과 일치도를 계산합니다 (내보낸 JSON에서, 서버 없이)',
    'panel pairwise': '둘씩 비교한 표에서 강함을 계산합니다 (내보낸 JSON에서, 서버 없이)',
    'awards match': '지원자를 자리에 배정합니다 (내보낸 JSON에서, 서버 없이)',
    'bundle run': '다른 플랫폼의 대회 파일로 제출물을 이 컴퓨터의 샌드박스에서 채점합니다',
    'bundle check': '다른 플랫폼의 대회 파일(zip이나 폴더)을 읽고 문제를 모두 알려 줍니다',
  },
  usage: '사용법',
  everywhere: '모든 명령: [--server URL] [--lang ko|en] [--json] [--help]\n서버는 GAC_SERVER로도 정할 수 있습니다. 기본값은 http://127.0.0.1:3000 입니다.',
  exits: '종료 코드: 0 성공, 1 거절 또는 실패, 2 잘못 쓴 명령 또는 쓸 수 없는 파일(대회 파일, 채점할 파일)',
  misuse: {
    'no-command': () => '명령을 적어 주십시오.',
    'unknown-command': (what) => `"${what}" 명령은 없습니다.`,
    'unknown-option': (what) => `${what} 옵션은 없습니다.`,
    'option-not-for-command': (what) => `이 명령에는 ${what} 옵션을 쓸 수 없습니다.`,
    'missing-argument': (what) => `필요한 인수가 없습니다: ${what}`,
    'too-many-arguments': (what) => `남는 인수입니다: "${what}"`,
    'missing-value': (what) => `${what} 옵션의 값이 맞지 않습니다.`,
    'bad-value': (what) => `쓸 수 없는 값입니다: ${what}`,
  },
  refusal: {
    unreachable: (what) => `${what} 서버에 연결할 수 없습니다. 주소와 네트워크를 확인해 주십시오. 진행한 내용은 남아 있으므로 같은 명령을 다시 실행하면 이어집니다.`,
    'not-this-api': (what) => `${what}의 답을 이해할 수 없습니다. 이 대회의 서버가 맞는지, gac가 최신인지 확인해 주십시오.`,
    'no-phase': (what) => `단계를 정할 수 없습니다: ${what}`,
    'no-kind': (what) => `이 단계에서 받지 않는 종류입니다: ${what}`,
    'no-task': (what) => `과제가 없는 단계입니다: ${what}`,
    'no-board': (what) => `리더보드가 없습니다: ${what}`,
    'no-data-file': (what) => `데이터 파일이 없습니다: ${what}`,
    'no-file': (what) => `파일이 없습니다: ${what}`,
    'file-differs': (what) => `${what}: 내용이 다른 파일이 있어 그대로 두었습니다. 바꾸려면 --force를 쓰십시오.`,
    'download-broken': (what) => `${what}: 받은 파일의 SHA-256이 달라 버렸습니다. 다시 받아 주십시오.`,
    'no-password': () => '이메일과 비밀번호가 필요합니다. 터미널에서 실행하거나 --email과 GAC_PASSWORD를 쓰십시오.',
    'bad-format-file': (what) => `${what}: 저장한 챌린지(서버의 /api/challenges/SLUG)가 아닙니다.`,
    'no-submission': (what) => `"${what}": 제출 ID가 아닙니다. ID는 "gac submissions 챌린지"가 보여 줍니다.`,
    'bad-sample': (what) => `${what}: 이 과제의 예시 제출 파일이 아닙니다.`,
    'bad-document': (what) => `알맞은 JSON 문서가 아닙니다. ${what}`,
    'repeated-pair': (what) => `같은 심사위원과 출품작의 점수가 두 번 있습니다: ${what}`,
    interrupted: () => '중단했습니다.',
  },
  signInFirst: '먼저 gac login으로 로그인해 주십시오.',
  joinAt: (url) => `참가 신청: ${url}`,
  see: (url) => `자세히: ${url}`,
  email: '이메일: ',
  password: '비밀번호: ',
  plainHttp: (server) => `주의: 암호화되지 않은 주소입니다(${server}). 비밀번호를 다른 사람이 볼 수 있습니다.`,
  signedIn: (name, email, server) => `${name} <${email}> · ${server}`,
  signedOut: (server) => `로그아웃했습니다 · ${server}`,
  nobody: (server) => `로그인하지 않았습니다 · ${server}`,
  tryingAgain: '연결이 끊겼습니다. 곧 이어서 다시 시도합니다.',
  stages: { upcoming: '예정', running: '진행', judging: '심사', closed: '종료' },
  columns: { slug: '챌린지', title: '제목', stage: '단계', deadline: '마감 (KST)', local: '현지 시각', teams: '팀', leading: '1위', key: '키', file: '파일', bytes: '크기', access: '공개', rank: '순위', change: '변동', team: '팀', country: '국가', submissions: '제출', last: '최근 (KST)', number: '번호', received: '접수 (KST)', state: '상태', id: 'ID', receipt: '접수 번호' },
  opens: (at) => `${at} 시작`,
  nothing: '아직 없습니다.',
  access: { open: '누구나', participants: '참가자' },
  fetching: (file, done, all) => `${file} ${done} / ${all}`,
  fetched: (path, size) => `${path} · ${size} · SHA-256 확인`,
  wentOn: (path, size, had) => `${path} · ${size} (${had}부터 이어 받음) · SHA-256 확인`,
  wasThere: (path) => `${path} · 이미 있음 · SHA-256 확인`,
  restByServer: '파일의 종류는 맞습니다. 안에 든 것은 서버가 제출할 때 검사합니다.',
  idsUnknown: '예시 제출 파일을 읽을 수 없어 ID는 비교하지 않았습니다. 형식과 값만 검사했습니다.',
  saveAsCsv: '서버는 CSV와 CSV의 gzip만 받습니다. 제출하려면 CSV로 저장하십시오.',
  fine: (rows) => `문제 없음 · ${rows}행`,
  found: (errors, warnings, rows) => `오류 ${errors}건, 주의 ${warnings}건 · ${rows}행`,
  stoppedEarly: '더 읽을 수 없어 여기에서 멈췄습니다.',
  more: (rest, code) => `${code} ${rest}건 더 있음`,
  severities: { error: '오류', warning: '주의' },
  goingOn: (size) => `${size}부터 이어서 올립니다.`,
  sending: (done, all) => `올리는 중 ${done} / ${all}`,
  receipt: (receipt, number) => `접수 번호 ${receipt} (제출 ${number})`,
  receivedAt: (at) => `접수 ${at}`,
  quota: { today: (left) => `오늘 ${left}회 남음`, total: (left, limit) => `전체 ${limit}회 중 ${left}회 남음`, atOnce: (used, limit) => `동시 평가 ${limit}건까지, 지금 ${used}건`, free: '제출 횟수 제한 없음' },
  id: (id) => `상태 보기: gac watch ${id}`,
  states: { RECEIVED: '접수', VALIDATING: '검사', INVALID: '무효', QUEUED: '대기', RUNNING: '실행', SCORING: '채점', SCORED: '완료', FAILED: '실패', CANCELLED: '취소', WITHDRAWN: '철회', DISQUALIFIED: '실격' },
  queue: (position) => `앞에 ${position}건`,
  best: (score) => `이전 최고 ${score}`,
  ranked: (rank, teams, change) => `순위 ${rank} / ${teams}팀 (${change})`,
  unchanged: '변동 없음',
  firstRank: '첫 순위',
  gained: (places) => `${places}계단 상승`,
  lost: (places) => `${places}계단 하락`,
  failedBy: (name, isOurs, isCounted) => `${name}: ${isOurs ? '저희 쪽 문제입니다. 고치면 저절로 다시 평가합니다.' : '제출한 파일의 문제입니다.'} ${isCounted ? '제출 횟수에 들어갑니다.' : '제출 횟수에 들어가지 않습니다.'}`,
  boardLine: (name, teams, at) => `${name} · ${teams}팀 · ${at}`,
  bundle: BUNDLE_MESSAGES.ko,
  panel: PANEL_MESSAGES.ko,
  score: SCORE_MESSAGES.ko,
};

const en: Messages = {
  about: {
    login: 'sign in (the password is asked for without echo, or read from GAC_PASSWORD)',
    logout: 'sign out',
    whoami: 'show who is signed in',
    list: 'challenges: stage, deadline, teams, leading score',
    data: 'download data files, resuming, and verify their SHA-256',
    check: 'check a prediction file by the rules of the server',
    submit: 'check, upload (resuming) and submit a file',
    score: 'score a file of predictions against a file of truths by the metrics of the platform (without a server)',
    watch: 'follow a submission until it ends',
    board: 'show the leaderboard',
    submissions: "your team's submissions",
    'panel assign': 'assign judges to entries (from an export, without a server)',
    'panel analyse': 'calibrate marks and measure agreement (from an export, without a server)',
    'panel pairwise': 'strengths from pairwise votes (from an export, without a server)',
    'awards match': 'match applicants to positions (from an export, without a server)',
    'bundle run': "score a submission with another platform's competition archive, in the sandbox of this computer",
    'bundle check': "read another platform's competition archive (zip or folder) and list every problem",
  },
  usage: 'Usage',
  everywhere: 'Every command: [--server URL] [--lang ko|en] [--json] [--help]\nThe server can also be set by GAC_SERVER; it is http://127.0.0.1:3000 otherwise.',
  exits: 'Exit codes: 0 done, 1 refused or failed, 2 the command is not right, or an archive or a file to score is of no use',
  misuse: {
    'no-command': () => 'Which command?',
    'unknown-command': (what) => `There is no command "${what}".`,
    'unknown-option': (what) => `There is no option ${what}.`,
    'option-not-for-command': (what) => `This command has no option ${what}.`,
    'missing-argument': (what) => `${what} is needed.`,
    'too-many-arguments': (what) => `"${what}" is one argument too many.`,
    'missing-value': (what) => `The value of ${what} is missing, or it takes none.`,
    'bad-value': (what) => `This value cannot be used: ${what}`,
  },
  refusal: {
    unreachable: (what) => `No answer from ${what}. Check the address and the network. Nothing is lost: the same command goes on where it was.`,
    'not-this-api': (what) => `The answer of ${what} cannot be understood. Is it the server of this competition, and is gac up to date?`,
    'no-phase': (what) => `Which phase? ${what}`,
    'no-kind': (what) => `This phase does not take such a submission: ${what}`,
    'no-task': (what) => `This phase has no task: ${what}`,
    'no-board': (what) => `There is no such leaderboard: ${what}`,
    'no-data-file': (what) => `There is no such data file: ${what}`,
    'no-file': (what) => `There is no such file: ${what}`,
    'file-differs': (what) => `${what}: a file with other content is there and was left alone. Use --force to replace it.`,
    'download-broken': (what) => `${what}: the SHA-256 of what came is wrong and it was thrown away. Download it again.`,
    'no-password': () => 'An e-mail address and a password are needed. Run it in a terminal, or use --email and GAC_PASSWORD.',
    'bad-format-file': (what) => `${what}: not a saved challenge (what the server has at /api/challenges/SLUG).`,
    'no-submission': (what) => `"${what}" is not the ID of a submission. "gac submissions CHALLENGE" lists them.`,
    'bad-sample': (what) => `${what}: not a sample submission of this task.`,
    'bad-document': (what) => `Not a JSON document of the right form. ${what}`,
    'repeated-pair': (what) => `There are two marks of the same judge for the same entry: ${what}`,
    interrupted: () => 'Stopped.',
  },
  signInFirst: 'Sign in first: gac login',
  joinAt: (url) => `Join at ${url}`,
  see: (url) => `See ${url}`,
  email: 'E-mail: ',
  password: 'Password: ',
  plainHttp: (server) => `Careful: ${server} is not encrypted. Others may see the password.`,
  signedIn: (name, email, server) => `${name} <${email}> at ${server}`,
  signedOut: (server) => `Signed out of ${server}`,
  nobody: (server) => `Nobody is signed in at ${server}`,
  tryingAgain: 'The connection broke. Going on in a moment.',
  stages: { upcoming: 'upcoming', running: 'running', judging: 'judging', closed: 'closed' },
  columns: { slug: 'CHALLENGE', title: 'TITLE', stage: 'STAGE', deadline: 'DEADLINE (KST)', local: 'LOCAL TIME', teams: 'TEAMS', leading: 'LEADING', key: 'KEY', file: 'FILE', bytes: 'SIZE', access: 'ACCESS', rank: 'RANK', change: 'MOVE', team: 'TEAM', country: 'COUNTRY', submissions: 'SUBMISSIONS', last: 'LAST (KST)', number: 'NO', received: 'RECEIVED (KST)', state: 'STATE', id: 'ID', receipt: 'RECEIPT' },
  opens: (at) => `opens ${at}`,
  nothing: 'Nothing yet.',
  access: { open: 'anybody', participants: 'participants' },
  fetching: (file, done, all) => `${file} ${done} of ${all}`,
  fetched: (path, size) => `${path}  ${size}, SHA-256 verified`,
  wentOn: (path, size, had) => `${path}  ${size}, resumed at ${had}, SHA-256 verified`,
  wasThere: (path) => `${path}  already there, SHA-256 verified`,
  restByServer: 'The file is of the right kind. What is in it is checked by the server when it is submitted.',
  idsUnknown: 'The sample submission cannot be read, so ids were not compared: form and values only.',
  saveAsCsv: 'The server takes CSV, plain or in gzip. Save it as CSV to submit it.',
  fine: (rows) => `No problem, rows: ${rows}`,
  found: (errors, warnings, rows) => `Errors: ${errors}, warnings: ${warnings}, rows: ${rows}`,
  stoppedEarly: 'It cannot be read any further than this.',
  more: (rest, code) => `${rest} more of ${code}`,
  severities: { error: 'error', warning: 'warning' },
  goingOn: (size) => `Resuming at ${size}.`,
  sending: (done, all) => `Sending ${done} of ${all}`,
  receipt: (receipt, number) => `Receipt ${receipt} (submission ${number})`,
  receivedAt: (at) => `Received ${at}`,
  quota: { today: (left) => `${left} left today`, total: (left, limit) => `${left} of ${limit} left in all`, atOnce: (used, limit) => `${used} of ${limit} at once`, free: 'Submissions are not limited' },
  id: (id) => `Follow it: gac watch ${id}`,
  states: { RECEIVED: 'Received', VALIDATING: 'Checking', INVALID: 'Invalid', QUEUED: 'Waiting', RUNNING: 'Running', SCORING: 'Scoring', SCORED: 'Scored', FAILED: 'Failed', CANCELLED: 'Cancelled', WITHDRAWN: 'Withdrawn', DISQUALIFIED: 'Disqualified' },
  queue: (position) => `${position} before it`,
  best: (score) => `best before ${score}`,
  ranked: (rank, teams, change) => `Rank ${rank} of ${teams} (${change})`,
  unchanged: 'unchanged',
  firstRank: 'first rank',
  gained: (places) => `up ${places}`,
  lost: (places) => `down ${places}`,
  failedBy: (name, isOurs, isCounted) => `${name}: ${isOurs ? 'our fault; it is evaluated again by itself once mended.' : 'the file is at fault.'} ${isCounted ? 'It counts.' : 'It does not count.'}`,
  boardLine: (name, teams, at) => `${name}, ${teams} teams, ${at}`,
  bundle: BUNDLE_MESSAGES.en,
  panel: PANEL_MESSAGES.en,
  score: SCORE_MESSAGES.en,
};
export const MESSAGES: Readonly<Record<Lang, Messages>> = { ko, en };
