import { error, warning } from './words.ts';

/** What changes when an archive becomes a challenge of ours. */
export const CHALLENGE_FINDINGS = {
  'one-language': warning(
    '{count}개의 글이 한 언어로만 있어 두 언어에 같이 썼습니다: {paths}',
    '{count} texts are in one language only and were used for both: {paths}',
    '가져온 뒤 번역하십시오.',
    'Translate them after the import.',
  ),
  'not-carried': warning('{whatKo}은(는) 여기서 나타낼 수 없어 뺐습니다.', "{what} can't be said here and was left out."),
  'opens-unknown': warning('시작이 적혀 있지 않아 {used}(으)로 보았습니다.', 'When it opens is not said; {used} was taken.'),
  'window-mended': warning(
    '시작보다 이른 끝 대신 {used}을(를) 썼습니다.',
    'It would have closed before it opens; {used} was taken.',
    '단계의 날짜를 고치십시오.',
    'Mend the dates of the phase.',
  ),
  'rule-replaced': warning(
    '규칙 "{rule}"은(는) 아직 쓸 수 없어 팀의 가장 좋은 제출이 섭니다.',
    'The rule "{rule}" is not possible yet: a team\'s best submission stands for it.',
  ),
  'tasks-summed': warning(
    '과제가 여럿인 단계는 Codabench처럼 과제별 점수의 합으로 순위를 매깁니다.',
    'A phase with several tasks is ranked by the sums over its tasks, as Codabench does.',
  ),
  'computed-of-all': warning(
    '계산한 열 "{key}"은(는) 바탕이 되는 열이 모두 있어야 값이 있습니다. Codabench는 있는 것만으로 계산합니다.',
    'The computed column "{key}" has a value when all its columns have one; Codabench computes it of those that have.',
  ),
  'limit-capped': warning('{used}(으)로 줄였습니다.', 'It was lowered to {used}.'),
  'field-unknown': warning('분야를 정해야 합니다.', 'The field has to be chosen.'),
  'licence-unknown': warning(
    '내려받는 자료의 라이선스와 출처를 적어야 합니다: {names}',
    'Licence and source of what can be downloaded have to be written: {names}',
  ),
  'no-rules': warning('규칙이 없습니다. 적어야 합니다.', 'There are no rules. They have to be written.'),
  'scorer-impossible': error(
    '이 채점 방식({kind})은 아직 챌린지로 만들 수 없습니다.',
    "This way of scoring ({kind}) can't be made into a challenge yet.",
  ),
  'answers-published': error(
    '내려받는 자료 "{data}"에 정답이 들어 있습니다.',
    'The download "{data}" holds the answers of a task.',
    '그 자료에서 정답을 빼고 다시 가져오십시오.',
    'Take the answers out of it and import it again.',
  ),
  'codabench-lacks': warning('Codabench 형식으로는 나타낼 수 없습니다: {whatKo}', "The format of Codabench can't say it: {what}"),
  'codabench-scorer': error(
    '과제 "{key}"의 채점({kind})은 Codabench 형식으로 옮길 수 없습니다.',
    'The scoring of task "{key}" ({kind}) can\'t be written in the format of Codabench.',
    '채점 프로그램(contract: codabench)만 옮길 수 있습니다.',
    'Only scoring programs (contract: codabench) can.',
  ),
};
