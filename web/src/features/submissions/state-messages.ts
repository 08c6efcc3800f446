import type { FailureClass, SubmissionState } from '@gac/shared/rules/lifecycle';

type States = Record<SubmissionState, string>;
type Failures = Record<FailureClass, { what: string; fix: string }>;
/** What each state is called. */
export const states: Record<'ko' | 'en', States> = {
  ko: {
    RECEIVED: '접수',
    VALIDATING: '검사',
    INVALID: '무효',
    QUEUED: '대기',
    RUNNING: '실행',
    SCORING: '채점',
    SCORED: '완료',
    FAILED: '실패',
    CANCELLED: '취소',
    WITHDRAWN: '철회',
    DISQUALIFIED: '실격',
  },
  en: {
    RECEIVED: 'Received',
    VALIDATING: 'Checking',
    INVALID: 'Invalid',
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    SCORING: 'Scoring',
    SCORED: 'Scored',
    FAILED: 'Failed',
    CANCELLED: 'Cancelled',
    WITHDRAWN: 'Withdrawn',
    DISQUALIFIED: 'Disqualified',
  },
};
/** What each class of failure means, and what to do (C-09). */
export const failures: Record<'ko' | 'en', Failures> = {
  ko: {
    TIME_LIMIT: { what: '정해진 시간 안에 끝나지 않았습니다.', fix: '계산을 줄이거나 나누어 시간 제한 안에 끝나게 해 주십시오.' },
    MEMORY_LIMIT: { what: '정해진 메모리보다 많이 썼습니다.', fix: '한 번에 다루는 자료를 줄여 주십시오.' },
    OUTPUT_LIMIT: { what: '결과가 정해진 크기보다 큽니다.', fix: '필요한 결과만 남겨 주십시오.' },
    PROCESS_LIMIT: { what: '정해진 수보다 많은 프로세스를 만들었습니다.', fix: '동시에 실행하는 작업 수를 줄여 주십시오.' },
    NONZERO_EXIT: { what: '프로그램이 오류로 끝났습니다.', fix: '같은 조건에서 실행해 오류를 고쳐 주십시오.' },
    MISSING_OUTPUT: { what: '결과 파일이 만들어지지 않았습니다.', fix: '정해진 자리에 결과 파일을 쓰는지 확인해 주십시오.' },
    BAD_FORMAT: { what: '결과의 형식이 맞지 않습니다.', fix: '표시된 줄과 열을 고쳐 다시 제출해 주십시오.' },
    SCORER_FAULT: {
      what: '채점 프로그램에 문제가 있습니다. 제출한 파일의 문제가 아닙니다.',
      fix: '주최자가 고치면 저절로 다시 채점합니다. 하실 일은 없습니다.',
    },
    PLATFORM_FAULT: {
      what: '평가 장치에 문제가 있습니다. 제출한 파일의 문제가 아닙니다.',
      fix: '저희가 고치면 저절로 다시 평가합니다. 하실 일은 없습니다.',
    },
  },
  en: {
    TIME_LIMIT: { what: 'It did not finish within the time limit.', fix: 'Compute less, or in smaller pieces, so that it ends in time.' },
    MEMORY_LIMIT: { what: 'It used more memory than allowed.', fix: 'Work on less data at once.' },
    OUTPUT_LIMIT: { what: 'Its output is larger than allowed.', fix: 'Write only what is asked for.' },
    PROCESS_LIMIT: { what: 'It started more processes than allowed.', fix: 'Run fewer jobs at the same time.' },
    NONZERO_EXIT: { what: 'The program ended with an error.', fix: 'Run it under the same conditions and mend the error.' },
    MISSING_OUTPUT: { what: 'It wrote no result file.', fix: 'Check that the result is written to the required place.' },
    BAD_FORMAT: { what: 'The result does not have the required form.', fix: 'Correct the marked line and column and submit again.' },
    SCORER_FAULT: {
      what: 'The scoring program is at fault, not your file.',
      fix: 'Once the organizers have mended it, yours is scored again by itself. There is nothing for you to do.',
    },
    PLATFORM_FAULT: {
      what: 'Our evaluation is at fault, not your file.',
      fix: 'Once we have mended it, yours is evaluated again by itself. There is nothing for you to do.',
    },
  },
};
