import { catalog } from '../../lib/lang.ts';

/** Why nothing can be submitted now, and the one thing to do. */
export const gateTexts = catalog(
  {
    signedOut: '보내려면 로그인해야 합니다. 파일 확인은 지금도 할 수 있습니다.',
    signIn: '로그인',
    register: '회원 가입',
    notJoined: '보내려면 참가 신청이 필요합니다. 파일 확인은 지금도 할 수 있습니다.',
    join: '참가 신청',
    rules: '동의하신 뒤에 규칙이 바뀌었습니다. 바뀐 규칙에 동의하면 보낼 수 있습니다.',
    seeRules: '바뀐 규칙 보고 동의',
    noPhase: '이 챌린지에는 아직 제출 단계가 없습니다.',
    upcoming: '아직 제출 기간이 아닙니다. 시작:',
    closed: '제출이 마감되었습니다. 마감:',
    board: '리더보드 보기',
    quota: {
      perDay: '오늘의 제출 횟수를 모두 썼습니다.',
      total: '이 단계의 제출 횟수를 모두 썼습니다.',
      concurrent: '평가 중인 제출이 끝나면 다시 보낼 수 있습니다.',
      failedPerDay: '오늘은 실패가 많아 잠시 받지 않습니다.',
    },
    next: '다음 제출:',
    offline: '연결이 끊겼습니다. 확인은 계속할 수 있고, 연결되면 보낼 수 있습니다.',
    checksWork: '파일 확인은 지금도 할 수 있습니다.',
  },
  {
    signedOut: 'Sign in to send a file. Checking works without an account.',
    signIn: 'Sign in',
    register: 'Create an account',
    notJoined: 'Join the challenge to send a file. Checking works already.',
    join: 'Join',
    rules: 'The rules changed after you accepted them. Accept them to send a file.',
    seeRules: 'See the changes and accept',
    noPhase: 'This challenge has no phase to submit to yet.',
    upcoming: 'Submissions have not opened yet. Opens:',
    closed: 'Submissions are closed. Closed:',
    board: 'See the leaderboard',
    quota: {
      perDay: 'You have used all submissions of today.',
      total: 'You have used all submissions of this phase.',
      concurrent: 'You can send the next one when a running evaluation ends.',
      failedPerDay: 'Many submissions failed today, so no more are taken for now.',
    },
    next: 'The next one:',
    offline: 'You are offline. Checking goes on working; sending is possible once you are back.',
    checksWork: 'Checking a file works already.',
  },
);
