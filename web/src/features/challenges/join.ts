import { catalog } from '../../lib/lang.ts';

export const joinMessages = catalog(
  {
    title: '참가 신청',
    signInFirst: '참가하려면 계정이 필요합니다. 로그인하거나 가입하면 이 자리로 돌아옵니다.',
    signIn: '로그인',
    register: '회원 가입',
    already: (team: string) => `이미 참가하고 있습니다. 팀: ${team}`,
    toSubmit: '제출하러 가기',
    joined: (team: string) => `참가 신청을 마쳤습니다. 팀: ${team}`,
    teamName: '팀 이름',
    teamHint: '2자에서 40자까지. 리더보드에 공개되며, 혼자서도 팀이 됩니다.',
    teamError: '팀 이름을 2자에서 40자까지로 입력해 주십시오.',
    rules: '규칙',
    readRules: '규칙 전문 보기',
    version: (version: string, date: string) => `제${version}판, ${date} 시행`,
    consent: (version: string) => `이 챌린지의 규칙(제${version}판)을 읽었고 동의합니다.`,
    consentError: '규칙에 동의해야 참가할 수 있습니다.',
    send: '이 팀 이름으로 참가',
    errors: (n: number) => `고칠 곳이 ${n}곳 있습니다`,
  },
  {
    title: 'Join',
    signInFirst: 'You need an account to join. After signing in or registering you come back here.',
    signIn: 'Sign in',
    register: 'Create an account',
    already: (team: string) => `You already take part. Team: ${team}`,
    toSubmit: 'Go to submit',
    joined: (team: string) => `You have joined. Team: ${team}`,
    teamName: 'Team name',
    teamHint: '2 to 40 characters, public on the leaderboard. One person is a team too.',
    teamError: 'Enter a team name of 2 to 40 characters.',
    rules: 'Rules',
    readRules: 'Read all rules',
    version: (version: string, date: string) => `version ${version}, in force since ${date}`,
    consent: (version: string) => `I have read the rules of this challenge (version ${version}) and accept them.`,
    consentError: 'You can only join when you accept the rules.',
    send: 'Join with this team name',
    errors: (n: number) => (n === 1 ? 'One thing needs correcting' : `${n} things need correcting`),
  },
);
/** Characters as people count them; names are NFC (TM-4). */
export function countGraphemes(text: string): number {
  return [...new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(text.normalize('NFC').trim())].length;
}
