import { catalog } from '../lib/lang.ts';
import { networkProblem, type ProblemText } from './network-problem.ts';
import type { ProblemCodeOnScreen } from '../lib/problems.ts';

type ProblemTexts = Record<ProblemCodeOnScreen, ProblemText>;
const text = (title: string, meaning: string, remedy: string): ProblemText => ({ title, meaning, remedy });

const ko: ProblemTexts = {
  invalid: text(
    '보낸 내용에 고칠 곳이 있습니다',
    '형식에 맞지 않는 항목이 있어 받지 않았습니다.',
    '표시된 항목을 고쳐 다시 보내 주십시오.',
  ),
  unauthenticated: text('로그인이 필요합니다', '이 내용은 로그인한 뒤에 볼 수 있습니다.', '로그인하면 이 자리로 돌아옵니다.'),
  'wrong-credentials': text(
    '이메일 또는 비밀번호가 맞지 않습니다',
    '입력한 이메일과 비밀번호의 조합을 찾지 못했습니다.',
    '한/영 전환과 Caps Lock을 확인하고 다시 입력해 주십시오.',
  ),
  forbidden: text('이 일을 할 권한이 없습니다', '이 계정에는 필요한 역할이 없습니다.', '권한은 챌린지 주최자가 부여합니다.'),
  'cross-site-request': text(
    '다른 사이트에서 보낸 요청입니다',
    '안전을 위해 다른 사이트에서 시작된 변경 요청은 받지 않습니다.',
    '이 사이트에서 직접 다시 시도해 주십시오.',
  ),
  'not-found': text(
    '찾는 것이 없습니다',
    '주소가 바뀌었거나, 처음부터 없었거나, 공개되지 않은 것입니다.',
    '주소를 확인하거나 챌린지 목록에서 찾아 주십시오.',
  ),
  'email-taken': text('이미 가입한 이메일입니다', '같은 이메일로 만든 계정이 있습니다.', '로그인하거나 다른 이메일을 사용해 주십시오.'),
  'already-joined': text('이미 참가하고 있습니다', '이 챌린지에는 이미 팀이 있습니다.', '제출 화면으로 이동해 주십시오.'),
  'not-joined': text(
    '아직 참가하지 않은 챌린지입니다',
    '규칙에 동의하고 팀 이름을 정하면 제출할 수 있습니다.',
    '참가 신청을 먼저 해 주십시오.',
  ),
  'rules-outdated': text('규칙이 바뀌었습니다', '동의한 뒤에 규칙이 개정되었습니다.', '바뀐 내용을 확인하고 동의하면 계속할 수 있습니다.'),
  'rules-changed': text(
    '그사이 규칙이 바뀌었습니다',
    '화면에 보인 규칙이 최신이 아닙니다.',
    '페이지를 새로 고쳐 최신 규칙을 확인해 주십시오.',
  ),
  'team-name-taken': text('이미 있는 팀 이름입니다', '같거나 매우 비슷한 이름의 팀이 있습니다.', '다른 이름을 입력해 주십시오.'),
  'team-name-invalid': text(
    '쓸 수 없는 팀 이름입니다',
    '팀 이름은 2자에서 40자까지이며 보이는 글자가 있어야 합니다.',
    '이름을 고쳐 다시 보내 주십시오.',
  ),
  'team-locked': text(
    '팀이 잠겨 있습니다',
    '지금은 이 팀의 구성을 바꾸거나 제출할 수 없습니다.',
    '까닭은 챌린지 주최자에게 물어 주십시오.',
  ),
  'phase-not-open': text('아직 열리지 않았습니다', '이 단계의 제출 기간이 시작되지 않았습니다.', '시작 시각 이후에 다시 제출해 주십시오.'),
  'phase-closed': text(
    '마감되었습니다',
    '서버가 받은 시각을 기준으로 이 단계의 제출이 끝났습니다.',
    '마감 전에 접수된 제출은 그대로 평가됩니다.',
  ),
  'quota-exhausted': text(
    '남은 제출 횟수가 없습니다',
    '정해진 제출 횟수를 모두 사용했습니다.',
    '다음 초기화 시각 이후에 제출할 수 있습니다.',
  ),
  'upload-incomplete': text(
    '파일이 끝까지 올라오지 않았습니다',
    '서버에 도착한 크기가 파일의 크기보다 작습니다.',
    '올라온 조각은 남아 있습니다. 이어서 올려 주십시오.',
  ),
  'upload-hash-mismatch': text(
    '파일이 전송 중에 바뀌었습니다',
    '서버가 계산한 SHA-256이 브라우저의 것과 다릅니다.',
    '파일을 다시 선택해 올려 주십시오.',
  ),
  'upload-too-large': text('파일이 너무 큽니다', '정해진 최대 크기를 넘었습니다.', '압축(.csv.gz)하거나 필요한 열만 남겨 주십시오.'),
  'too-many-uploads': text(
    '제출하지 않은 파일이 너무 많습니다',
    '올려 두고 제출하지 않은 파일이 정해진 수나 크기를 넘었습니다.',
    '올린 파일을 제출하거나, 며칠 뒤 저절로 지워지면 다시 보내 주십시오.',
  ),
  'upload-not-yours': text('찾는 업로드가 없습니다', '업로드가 만료되었거나 이 계정의 것이 아닙니다.', '파일을 다시 선택해 올려 주십시오.'),
  'storage-full': text(
    '저장 공간이 부족합니다',
    '지금은 새 파일을 받을 수 없습니다. 이미 접수된 제출은 안전합니다.',
    '잠시 뒤에 다시 시도해 주십시오.',
  ),
  'kind-not-accepted': text('이 단계에서 받지 않는 종류입니다', '이 단계는 다른 종류의 제출(예측 파일, 코드, 컨테이너)을 받습니다.', '평가 방법에서 받는 종류를 확인해 주십시오.'),
  'file-refused': text('파일을 받을 수 없습니다', '파일의 형식이 이 과제의 조건과 다릅니다.', '표시된 줄과 열을 고쳐 다시 올려 주십시오.'),
  'not-cancellable': text('취소할 수 없는 상태입니다', '이미 끝난 제출은 취소할 수 없습니다.', ''),
  'not-withdrawable': text('철회할 수 없는 상태입니다', '점수가 나온 제출만 철회할 수 있습니다.', ''),
  'queue-state': text('이미 그 상태입니다', '다른 사람이 먼저 멈추거나 다시 시작했습니다.', '화면의 현재 상태를 확인해 주십시오.'),
  'worker-state': text(
    '이 평가 장치에는 할 수 없습니다',
    '장치가 사라졌거나 끝났거나 이미 그 상태입니다.',
    '장치 목록의 현재 상태를 확인해 주십시오.',
  ),
  'evaluation-state': text('이 상태에서는 할 수 없습니다', '평가가 이미 끝났거나 아직 기다리는 중입니다.', '현재 상태를 확인해 주십시오.'),
  'evaluation-moved': text(
    '그사이 평가가 달라졌습니다',
    '화면에 보인 시도가 아닌 다른 시도가 진행되고 있어 아무것도 바꾸지 않았습니다.',
    '현재 상태를 확인한 뒤 다시 해 주십시오.',
  ),
  'import-state': text(
    '지금은 할 수 없습니다',
    '가져오기의 상태가 화면에 보이는 것과 다릅니다.',
    '화면을 새로 고쳐 지금 상태를 확인해 주십시오.',
  ),
  'too-many-imports': text(
    '열려 있는 가져오기가 너무 많습니다',
    '챌린지가 되지 않은 가져오기를 더 둘 수 없습니다.',
    '필요 없는 것을 버린 뒤 다시 시도해 주십시오.',
  ),
  'nothing-to-run': text('시험 채점할 풀이가 없습니다', '이 아카이브에는 풀이가 들어 있지 않습니다.', '풀이를 넣어 다시 가져오면 시험 채점할 수 있습니다.'),
  'slug-taken': text('이미 쓰고 있는 주소입니다', '같은 주소의 챌린지나 초안이 있습니다.', '다른 주소를 정해 주십시오.'),
  'draft-invalid': text(
    '정의에 고칠 곳이 있습니다',
    '적힌 내용을 그대로 쓸 수 없어 저장하지 않았습니다.',
    '목록에 있는 줄을 고친 뒤 다시 저장해 주십시오.',
  ),
  'draft-incomplete': text('아직 공개할 수 없습니다', '꼭 있어야 할 내용이 비어 있습니다.', '목록에 있는 것을 정의에 적고 저장해 주십시오.'),
  'draft-moved': text('그사이 초안이 달라졌습니다', '다른 사람이 먼저 저장했습니다.', '적은 내용을 복사해 두고 화면을 새로 고쳐 주십시오.'),
  'draft-published': text('이미 공개한 챌린지입니다', '공개한 뒤에는 초안으로 바꿀 수 없습니다.', '챌린지 화면에서 확인해 주십시오.'),
  'answers-published': text(
    '정답이 공개됩니다',
    '내려받는 자료에 숨긴 자료가 들어 있습니다.',
    '그 자료를 정의에서 빼고 다시 저장해 주십시오.',
  ),
  'export-impossible': text(
    '이 형식으로 내보낼 수 없습니다',
    '이 챌린지의 채점 방식을 적을 말이 그 형식에 없습니다.',
    '우리 형식(challenge.yaml)으로 내보내 주십시오.',
  ),
  'idempotency-conflict': text(
    '같은 번호로 다른 내용을 보냈습니다',
    '같은 Idempotency-Key를 가진 다른 요청이 이미 처리되었습니다.',
    '새 번호로 다시 보내 주십시오.',
  ),
  limited: text('요청이 너무 잦습니다', '짧은 시간에 요청이 많아 잠시 받지 않습니다.', '잠시 뒤에 다시 시도해 주십시오.'),
  unavailable: text(
    '지금은 답할 수 없습니다',
    '필요한 장치 하나가 응답하지 않습니다. 저장된 것은 안전합니다.',
    '잠시 뒤에 저절로 회복됩니다. 다시 시도해 주십시오.',
  ),
  fault: text(
    '저희 쪽에서 문제가 생겼습니다',
    '예상하지 못한 오류가 기록되었습니다. 이미 접수된 제출은 안전합니다.',
    '다시 시도해 주십시오. 되풀이되면 오류 번호를 알려 주십시오.',
  ),
  network: networkProblem.ko,
  unreadable: text('알 수 없는 응답을 받았습니다', '중간에 있는 장치가 다른 답을 보낸 것으로 보입니다.', '잠시 뒤에 다시 시도해 주십시오.'),
};

const en: ProblemTexts = {
  invalid: text(
    'Something needs correcting',
    'We did not accept this because part of it has the wrong form.',
    'Correct the marked items and send it again.',
  ),
  unauthenticated: text('Please sign in', 'This is available to people who are signed in.', 'After signing in you come back to this page.'),
  'wrong-credentials': text(
    'Email or password is not right',
    'We found no account with this email and password.',
    'Check the keyboard language and Caps Lock, then try again.',
  ),
  forbidden: text(
    'You may not do this',
    'Your account does not have the role this needs.',
    'Roles are granted by the organizers of the challenge.',
  ),
  'cross-site-request': text(
    'The request came from another site',
    'For your safety we refuse changes that start on another site.',
    'Please repeat it here.',
  ),
  'not-found': text(
    'There is nothing here',
    'The address changed, never existed, or is not public.',
    'Check the address, or find the challenge in the list.',
  ),
  'email-taken': text('This email already has an account', 'An account with the same email exists.', 'Sign in, or use another email.'),
  'already-joined': text('You already take part', 'You have a team in this challenge.', 'Go on to the submit page.'),
  'not-joined': text('You have not joined this challenge', 'Accept the rules and choose a team name to submit.', 'Join first.'),
  'rules-outdated': text(
    'The rules have changed',
    'They were revised after you accepted them.',
    'Read what changed and accept it to go on.',
  ),
  'rules-changed': text(
    'The rules changed meanwhile',
    'The rules on your screen are not the latest.',
    'Reload the page to see the latest rules.',
  ),
  'team-name-taken': text('This team name is taken', 'A team has the same or a very similar name.', 'Please choose another name.'),
  'team-name-invalid': text(
    'This team name cannot be used',
    'A name has 2 to 40 characters, some of them visible.',
    'Correct the name and send it again.',
  ),
  'team-locked': text(
    'The team is locked',
    'Its members cannot change and it cannot submit now.',
    'Ask the organizers of the challenge why.',
  ),
  'phase-not-open': text('Not open yet', 'Submissions to this phase have not started.', 'Submit again after it opens.'),
  'phase-closed': text(
    'Closed',
    'By the time the server received it, this phase had ended.',
    'What was received before the deadline is evaluated as usual.',
  ),
  'quota-exhausted': text('No submissions left', 'You have used all submissions allowed.', 'You can submit again after the next reset.'),
  'upload-incomplete': text(
    'The file has not arrived completely',
    'Fewer bytes reached the server than the file has.',
    'The parts that arrived are kept. Resume the upload.',
  ),
  'upload-hash-mismatch': text(
    'The file changed on the way',
    "The server's SHA-256 differs from your browser's.",
    'Choose the file again and upload it.',
  ),
  'upload-too-large': text(
    'The file is too large',
    'It is over the allowed size.',
    'Compress it (.csv.gz) or keep only the needed columns.',
  ),
  'too-many-uploads': text(
    'Too many files wait to be submitted',
    'The files you uploaded and did not submit are over the allowed number or size.',
    'Submit one, or come back in some days, when they are removed by themselves.',
  ),
  'upload-not-yours': text('No such upload', 'The upload expired or belongs to another account.', 'Choose the file again and upload it.'),
  'storage-full': text('Storage is full', 'We cannot take new files now. What was received is safe.', 'Try again in a while.'),
  'kind-not-accepted': text(
    'This phase does not take that kind',
    'The phase takes another kind of submission (prediction file, code or container).',
    'See the evaluation page for what is taken.',
  ),
  'file-refused': text(
    'The file cannot be accepted',
    'Its form differs from what the task asks for.',
    'Correct the marked line and column and upload it again.',
  ),
  'not-cancellable': text('It can no longer be cancelled', 'A submission that has ended cannot be cancelled.', ''),
  'not-withdrawable': text('It cannot be withdrawn', 'Only scored submissions can be withdrawn.', ''),
  'queue-state': text('It is so already', 'Somebody else paused or resumed it first.', 'Look at its present state.'),
  'worker-state': text(
    'Not possible with this worker',
    'It is gone, has ended, or is so already.',
    'Look at its present state in the list.',
  ),
  'evaluation-state': text('Not possible in this state', 'The evaluation has ended, or still waits.', 'Look at its present state.'),
  'evaluation-moved': text(
    'The evaluation has moved on',
    'Another attempt than the one on your screen is under way, so nothing was changed.',
    'Look at its present state, then decide again.',
  ),
  'import-state': text('Not possible now', 'The import is not in the state that the page shows.', 'Reload the page to see where it is.'),
  'too-many-imports': text(
    'Too many imports are open',
    'No more imports that did not become a challenge can be kept.',
    'Discard one that is not needed and try again.',
  ),
  'nothing-to-run': text(
    'There is no solution to run',
    'No solutions came with this archive.',
    'Put solutions into it and import it again, then they can be run.',
  ),
  'slug-taken': text('This address is taken', 'There is a challenge or a draft with it.', 'Choose another address.'),
  'draft-invalid': text(
    'The definition has faults',
    'What it says can not be used, so it was not saved.',
    'Mend the lines in the list and save again.',
  ),
  'draft-incomplete': text('It can not be published yet', 'Something that is required is not written.', 'Write what the list names and save it.'),
  'draft-moved': text('The draft has changed', 'Somebody else saved it first.', 'Copy what you wrote and reload the page.'),
  'draft-published': text(
    'The challenge is published already',
    'After that it can no longer be changed as a draft.',
    'Look at the pages of the challenge.',
  ),
  'answers-published': text(
    'The answers would be public',
    'A download holds hidden data.',
    'Take that file out of the definition and save again.',
  ),
  'export-impossible': text(
    'It can not be exported in this format',
    'The format has no word for the way this challenge is scored.',
    'Export it in our own format (challenge.yaml).',
  ),
  'idempotency-conflict': text(
    'The same key came with other content',
    'Another request with this Idempotency-Key was already handled.',
    'Send it again with a new key.',
  ),
  limited: text('Too many requests', 'There were many requests in a short time, so we pause.', 'Try again in a moment.'),
  unavailable: text(
    'Not available right now',
    'Something we depend on does not answer. What is stored is safe.',
    'It recovers by itself. Try again in a moment.',
  ),
  fault: text(
    'Something broke on our side',
    'An unexpected error was recorded. What was received is safe.',
    'Try again. If it happens again, tell us the error ID.',
  ),
  network: networkProblem.en,
  unreadable: text('We received an answer we cannot read', 'A device in between seems to have answered instead.', 'Try again in a moment.'),
};
export const problemTexts = catalog(ko, en);
export type ProblemCatalog = typeof problemTexts;
