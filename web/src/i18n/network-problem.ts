import { catalog } from '../lib/lang.ts';

/** What a problem is called, what it means, and what helps. `remedy` may be empty. Also the docs page of each code. */
export interface ProblemText {
  title: string;
  meaning: string;
  remedy: string;
}
/** Apart from the texts of other problems, which come after the page: without a connection nothing comes. */
export const networkProblem: { ko: ProblemText; en: ProblemText } = catalog(
  {
    title: '서버에 닿지 못했습니다',
    meaning: '연결이 끊겼거나 서버가 응답하지 않습니다. 화면의 내용은 마지막으로 받은 것입니다.',
    remedy: '연결을 확인해 주십시오. 연결되면 저절로 이어집니다.',
  },
  {
    title: 'The server cannot be reached',
    meaning: 'The connection is gone or the server does not answer. You see what was received last.',
    remedy: 'Check your connection. It resumes by itself.',
  },
);
