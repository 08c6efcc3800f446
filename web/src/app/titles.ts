import { catalog } from '../lib/lang.ts';

/** Titles and descriptions of pages. In the first download, because the title changes before the page's own code is there. */
export const titles = catalog(
  {
    site: '글로벌 AI 챌린지',
    home: '글로벌 AI 챌린지 — 가장 어려운 문제를 세계와 함께 풉니다',
    description: '국내외 연구자가 같은 데이터, 같은 기준으로 겨루는 대한민국의 AI 챌린지. 모든 점수와 순위, 검증 기록을 공개합니다.',
    page: (name: string) => `${name} | 글로벌 AI 챌린지`,
    challenges: '챌린지',
    boards: '리더보드',
    boardsDescription: '진행 중인 모든 챌린지의 순위와 점수 분포.',
    register: '회원 가입',
    signIn: '로그인',
    join: '참가 신청',
    submit: '새 제출',
    submissions: '내 제출',
    receipts: '접수증 확인',
    receiptsDescription: '접수증 번호로 누구나 제출의 접수 시각, 해시, 채점 기록을 확인할 수 있습니다.',
    receipt: (number: string) => `접수증 ${number}`,
    tabs: { overview: '개요', data: '데이터', rules: '규칙', evaluation: '평가', leaderboard: '리더보드' },
  },
  {
    site: 'Global AI Challenge',
    home: 'Global AI Challenge — the hardest problems, solved with the world',
    description:
      "Korea's open AI challenge: researchers everywhere compete on the same data by the same rules. Every score, rank and record is public.",
    page: (name: string) => `${name} | Global AI Challenge`,
    challenges: 'Challenges',
    boards: 'Leaderboards',
    boardsDescription: 'Ranks and score distributions of every running challenge.',
    register: 'Create an account',
    signIn: 'Sign in',
    join: 'Join',
    submit: 'New submission',
    submissions: 'My submissions',
    receipts: 'Verify a receipt',
    receiptsDescription: 'With a receipt number anybody can check when a submission was received, its hash, and how it was scored.',
    receipt: (number: string) => `Receipt ${number}`,
    tabs: { overview: 'Overview', data: 'Data', rules: 'Rules', evaluation: 'Evaluation', leaderboard: 'Leaderboard' },
  },
);
