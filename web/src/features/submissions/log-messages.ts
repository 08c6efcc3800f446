import { catalog } from '../../lib/lang.ts';
import { states } from './state-messages.ts';

/** Lines of a submission's log in words. */
export const logLines = catalog(
  {
    received: (receipt: string, bytes: string) => `접수증 ${receipt} 발급, ${bytes}`,
    state: {
      ...states.ko,
      VALIDATING: '서버에서 파일을 검사합니다',
      QUEUED: '대기열에 들어갔습니다',
      RUNNING: '평가를 시작했습니다',
      SCORING: '점수를 계산합니다',
      SCORED: '점수가 나왔습니다',
      RECEIVED: '접수했습니다',
      INVALID: '파일이 조건에 맞지 않아 끝났습니다',
      FAILED: '평가하지 못하고 끝났습니다',
      CANCELLED: '취소했습니다',
      WITHDRAWN: '철회했습니다',
      DISQUALIFIED: '실격 처리되었습니다',
    },
    skipped: (n: string) => `프로그램이 한꺼번에 많이 출력해 ${n}줄은 여기에 적지 않았습니다. 전체 출력에 모두 있습니다.`,
    stopped: '주최자가 평가를 그만두게 했습니다',
    requeued: '주최자가 다시 기다리게 했습니다',
    rerun: '처음부터 다시 평가합니다',
    checked: (rows: string | null, warnings: number) =>
      ['검사 통과', ...(rows === null ? [] : [`${rows}행`]), ...(warnings === 0 ? [] : [`경고 ${warnings}건`])].join(', '),
    refused: (problems: string, code: string, line: string) =>
      line === '' ? `검사에서 ${problems}건을 찾음: ${code}` : `검사에서 ${problems}건을 찾음: ${code}, ${line}행`,
    failed: (name: string, reference: string) => (reference === '' ? `실패: ${name}` : `실패: ${name}, 문의 번호 ${reference}`),
    ranked: (before: string, after: string, teams: string) =>
      after === ''
        ? '순위에 들어가지 않습니다'
        : before === ''
          ? `순위 ${after}위, ${teams}팀`
          : `순위 ${before}위 → ${after}위, ${teams}팀`,
  },
  {
    received: (receipt: string, bytes: string) => `receipt ${receipt} issued, ${bytes}`,
    state: {
      ...states.en,
      VALIDATING: 'the server checks the file',
      QUEUED: 'in the queue',
      RUNNING: 'the evaluation has started',
      SCORING: 'computing the score',
      SCORED: 'scored',
      RECEIVED: 'received',
      INVALID: 'ended: the file does not meet the conditions',
      FAILED: 'ended: it could not be evaluated',
      CANCELLED: 'cancelled',
      WITHDRAWN: 'withdrawn',
      DISQUALIFIED: 'disqualified',
    },
    skipped: (n: string) => `the program printed much at once: ${n} lines are left out here; the whole output has them`,
    stopped: 'the organizers stopped the evaluation',
    requeued: 'the organizers put it back in the queue',
    rerun: 'it is evaluated again from the beginning',
    checked: (rows: string | null, warnings: number) =>
      ['check passed', ...(rows === null ? [] : [`${rows} rows`]), ...(warnings === 0 ? [] : [`${warnings} warnings`])].join(', '),
    refused: (problems: string, code: string, line: string) =>
      line === '' ? `check found ${problems}: ${code}` : `check found ${problems}: ${code}, line ${line}`,
    failed: (name: string, reference: string) => (reference === '' ? `failed: ${name}` : `failed: ${name}, reference ${reference}`),
    ranked: (before: string, after: string, teams: string) =>
      after === '' ? 'holds no rank' : before === '' ? `rank ${after} of ${teams}` : `rank ${before} → ${after} of ${teams}`,
  },
);
