import type { Lang, LocalizedText } from '../values.ts';
import type { OutcomeCode, OutcomeFields, OutcomeMessage, OutcomeWarning, OutcomeWarningCode } from './outcome.ts';

/** What happened and what to do. `{name}` is replaced by the field of that name, programs by their names. */
export interface OutcomeText {
  what: LocalizedText;
  fix: LocalizedText;
}
const text = (whatKo: string, fixKo: string, whatEn: string, fixEn: string): OutcomeText => ({
  what: { ko: whatKo, en: whatEn },
  fix: { ko: fixKo, en: fixEn },
});
const OURS: readonly [string, string] = [
  '운영진에게 알려졌으며, 고쳐지면 다시 채점됩니다. 제출 횟수는 돌려 드립니다.',
  'The organizers are told; it is scored again when mended, and does not count against your quota.',
];
const scorer = (ko: string, en: string): OutcomeText => text(ko, OURS[0], en, OURS[1]);

const OUTCOME_TEXTS: Readonly<Record<OutcomeCode, OutcomeText>> = {
  'time-limit': text(
    '{program}이(가) 제한 시간 {value}초 안에 끝나지 않았습니다.',
    '더 빠르게 끝나도록 고쳐 다시 제출하세요.',
    'The {program} did not finish within its {value} seconds.',
    'Make it faster and submit again.',
  ),
  'memory-limit': text(
    '{program}이(가) 메모리 한도 {value} MiB를 넘었습니다.',
    '메모리를 덜 쓰도록 고쳐 다시 제출하세요.',
    'The {program} used more than its {value} MiB of memory.',
    'Make it use less and submit again.',
  ),
  'process-limit': text(
    '{program}이(가) 프로세스와 스레드 한도 {value}개에 닿았습니다.',
    '동시에 만드는 프로세스와 스레드를 줄이세요.',
    'The {program} reached its limit of {value} processes and threads.',
    'Start fewer of them at once.',
  ),
  'printed-too-much': text(
    '{program}이(가) 표준 출력에 {value} KiB 넘게 썼습니다.',
    '출력을 줄이고 결과는 파일로 쓰세요.',
    'The {program} printed more than {value} KiB.',
    'Print less and write results to files.',
  ),
  'wrote-too-much': text(
    '출력 파일이 한도를 넘습니다: {file}',
    '/app/output에는 예측만 남기세요.',
    'The output is over its limit: {file}',
    'Leave nothing but predictions in /app/output.',
  ),
  'program-failed': text(
    '{program}이(가) 오류로 끝났습니다 (종료 코드 {exit}).',
    '기록에서 오류를 확인하고 고쳐 다시 제출하세요.',
    'The {program} ended with an error (exit code {exit}).',
    'See the log, mend it and submit again.',
  ),
  'nothing-written': text(
    '프로그램이 끝났지만 /app/output에 아무것도 없습니다.',
    '예측을 /app/output에 쓰세요.',
    'The program ended and left nothing in /app/output.',
    'Write your predictions to /app/output.',
  ),
  'output-missing': text(
    '프로그램이 끝났지만 {file}이(가) 없습니다.',
    '예측을 /app/output/{file}에 쓰세요.',
    'The program ended without having written {file}.',
    'Write your predictions to /app/output/{file}.',
  ),
  'submission-unreadable': text(
    '제출 파일을 풀 수 없습니다: {reason}',
    '압축을 다시 만들어 제출하세요.',
    'The submission cannot be unpacked: {reason}',
    'Pack it again and submit.',
  ),
  'submission-too-large': text(
    '제출한 파일이 출력 한도보다 큽니다.',
    '꼭 필요한 파일만 넣으세요.',
    'The submitted files are larger than what may be put out.',
    'Send only what is needed.',
  ),
  'submission-not-one-file': text(
    '파일 하나가 필요한데 {count}개가 있습니다.',
    '예측 파일 하나만 제출하세요.',
    'One file is needed and there are {count}.',
    'Submit one file with your predictions.',
  ),
  'no-entry-point': text(
    '무엇을 실행할지 알 수 없습니다.',
    'metadata.yaml에 command를 쓰거나 다음 가운데 하나를 넣으세요: {tried}',
    'Nothing says what to run.',
    'Name a command in metadata.yaml, or include one of: {tried}',
  ),
  'wrote-metadata': text(
    '출력에 metadata라는 파일이 있습니다. 이 이름은 채점기의 것입니다.',
    '다른 이름으로 쓰세요.',
    "The output holds a file named metadata, which is the platform's own.",
    'Give it another name.',
  ),
  'image-unreadable': text(
    '이미지 아카이브를 읽을 수 없습니다. 깨졌거나, 층이 이미지의 설정과 맞지 않습니다.',
    'docker save로 다시 저장해 제출하세요.',
    'The archive cannot be read as an image: it is broken, or a layer is not what the image says.',
    'Save the image again with docker save and submit that.',
  ),
  'image-several': text(
    '아카이브에 이미지가 {count}개 있습니다.',
    '이미지 하나만 저장해 제출하세요: docker save 이름:태그',
    'There are {count} images in the archive.',
    'Save one image alone: docker save NAME:TAG',
  ),
  'image-platform': text(
    '이미지가 {platform}용이라 여기서 실행할 수 없습니다.',
    '{expected}용으로 만드세요: docker build --platform {expected}',
    'The image is for {platform} and cannot be run here.',
    'Build it for {expected}: docker build --platform {expected}',
  ),
  'image-no-command': text(
    '이미지에 시작할 명령이 없습니다.',
    'Dockerfile에 ENTRYPOINT나 CMD를 적으세요.',
    'Nothing in the image says what to start.',
    'Give the Dockerfile an ENTRYPOINT or a CMD.',
  ),
  'image-path': text(
    '이미지에 쓸 수 없는 경로가 있습니다: {name}',
    '이미지 밖을 가리키거나 제자리를 도는 이름과 링크를 없애세요.',
    'A path in the image cannot be used: {name}',
    'Take out names and links that lead out of the image or in a circle.',
  ),
  'image-unsupported': text(
    '이미지에 여기서 풀지 못하는 것이 있습니다: {what}',
    'docker save로 저장하고, 층은 gzip으로 압축하거나 압축하지 마세요.',
    'Something in the image cannot be unpacked here: {what}',
    'Save it with docker save, its layers plain or compressed with gzip.',
  ),
  'image-too-large': text(
    '풀어 놓은 이미지가 {value} MiB를 넘습니다.',
    '작은 기반 이미지를 쓰고, 실행에 필요 없는 파일을 빼세요.',
    'Unpacked, the image is larger than {value} MiB.',
    'Use a smaller base image and leave out what running does not need.',
  ),
  'image-too-many-files': text(
    '이미지에 든 파일이 {value}개를 넘습니다.',
    '실행에 필요 없는 파일을 빼세요.',
    'There are more than {value} files in the image.',
    'Leave out what running does not need.',
  ),
  'image-slow': text(
    '이미지를 {value}초 안에 풀지 못했습니다.',
    '이미지를 작게 만들어 다시 제출하세요.',
    'The image could not be unpacked within {value} seconds.',
    'Make it smaller and submit again.',
  ),
  'wrong-row': text(
    '제출 파일이 맞지 않습니다: {problem}',
    '열 {column}, 줄 {line}을(를) 확인하세요.',
    'The submitted file is not right: {problem}',
    'See column {column}, line {line}.',
  ),
  'scorer-says': text(
    '채점 프로그램의 말: {said}',
    '제출 파일을 고쳐 다시 제출하세요.',
    'The scoring program says: {said}',
    'Mend the submission and send it again.',
  ),
  'scorer-failed': scorer(
    '채점 프로그램이 오류로 끝났습니다 (종료 코드 {exit}).',
    'The scoring program ended with an error (exit code {exit}).',
  ),
  'scorer-limit': scorer('채점 프로그램이 한도를 넘었습니다: {limit} {value}', 'The scoring program went over a limit: {limit} {value}'),
  'scorer-no-command': scorer('{program}에 실행할 명령이 없습니다.', 'The {program} has no command to run.'),
  'scorer-no-scores': scorer('채점 프로그램이 점수 파일({file})을 쓰지 않았습니다.', 'The scoring program wrote no scores ({file}).'),
  'scorer-scores-unreadable': scorer(
    '채점 프로그램의 점수 파일을 읽을 수 없습니다.',
    'The scores that the scoring program wrote cannot be read.',
  ),
  'scorer-no-known-score': scorer(
    '채점 결과에 쓸 수 있는 점수가 없습니다.',
    'None of what the scoring program wrote is a score of this task.',
  ),
  'scorer-unknown-split': scorer(
    '채점 프로그램이 이 단계에 없는 분할 "{split}"의 점수를 냈습니다.',
    'The scoring program gave scores for "{split}", which is no split of this phase.',
  ),
  'scorer-wrote-metadata': scorer(
    '채점 프로그램이 metadata라는 파일을 썼습니다. 이 이름은 플랫폼의 것입니다.',
    "The scoring program wrote a file named metadata, which is the platform's own.",
  ),
  'scorer-incomplete': scorer(
    '채점 프로그램이 약속한 결과를 돌려주지 않았습니다.',
    'The scoring program did not return what its contract asks for.',
  ),
  'sandbox-fault': text(
    '플랫폼 문제로 실행하지 못했습니다.',
    '자동으로 다시 시도합니다. 제출 횟수는 돌려 드립니다.',
    "It could not be run for a reason of the platform's own.",
    'It is tried again by itself and does not count against your quota.',
  ),
};

const WARNING_TEXTS: Readonly<Record<OutcomeWarningCode, LocalizedText>> = {
  'program-failed-but-scored': {
    ko: '{program}이(가) 종료 코드 {exit}(으)로 끝났지만 남긴 것을 채점했습니다.',
    en: 'The {program} ended with exit code {exit}; what it left was scored.',
  },
  'ingestion-stopped': {
    ko: '채점 프로그램이 끝나고 {seconds}초 뒤 수집 프로그램을 멈췄습니다.',
    en: 'The ingestion program was stopped {seconds} seconds after the scoring program had ended.',
  },
  'submission-has-no-command': {
    ko: '제출물의 metadata에 command가 없어 실행하지 않았습니다.',
    en: 'The metadata of the submission name no command: it was not run.',
  },
  'metadata-not-yaml': {
    ko: '{program}의 metadata가 YAML이 아니어서 명령이 없는 것으로 보았습니다.',
    en: 'The metadata of the {program} are no YAML, and so name no command.',
  },
  'output-left-behind': { ko: '출력 {count}개를 가져오지 않았습니다: {files}', en: '{count} outputs were not kept: {files}' },
  'score-refused': {
    ko: '"{key}"의 값 {value}은(는) 유한한 수가 아니라 점수가 되지 않습니다.',
    en: '"{key}" is {value}, which is no finite number and so no score.',
  },
  'score-missing': { ko: '채점 프로그램이 쓰지 않은 열: {keys}', en: 'Columns without a score: {keys}' },
  'scores-not-yaml': {
    ko: 'scores.txt가 YAML이 아니어서 한 줄에 key:value로 읽었습니다.',
    en: 'scores.txt is no YAML; it was read as lines of key:value.',
  },
  'ingestion-sees-no-reference': {
    ko: '채점과 함께 도는 수집 프로그램은 제출된 코드를 실행하므로 /app/input/ref가 보이지 않습니다.',
    en: 'The ingestion program that runs beside the scorer executes submitted code, and does not see /app/input/ref.',
  },
  'ingestion-can-write-scores': {
    ko: '수집 프로그램은 /app/output과 /app/shared를 채점 프로그램과 함께 씁니다. 제출된 코드가 점수 파일에 손댈 수 있습니다.',
    en: 'The ingestion program shares /app/output and /app/shared with the scorer: submitted code could touch the scores.',
  },
  'requirements-not-installed': {
    ko: '채점 프로그램의 requirements.txt는 설치하지 않습니다. 선언된 python 실행 환경의 패키지만 씁니다.',
    en: 'requirements.txt of the scorer is not installed: it finds the packages of the declared runtime python.',
  },
  'folder-stripped': {
    ko: '제출물의 최상위 폴더 "{folder}"를 벗겼습니다.',
    en: 'The single top folder "{folder}" of the submission was taken off.',
  },
  'submission-is-one-file': {
    ko: '압축 파일이 아닌 "{file}" 하나를 제출물로 보았습니다.',
    en: 'The submission is the one file "{file}", not an archive.',
  },
  'packages-missing': {
    ko: '실행 환경 python에 없는 패키지가 있습니다. 관리자 권한으로 실행하세요: {remedy}',
    en: 'Packages of the runtime python are missing. As root: {remedy}',
  },
  'entry-point-guessed': { ko: '실행할 명령이 적혀 있지 않아 {file}을(를) 실행했습니다.', en: 'No command was named; {file} was run.' },
};

const PROGRAMS: Readonly<Record<string, LocalizedText>> = {
  submission: { ko: '제출한 프로그램', en: 'submitted program' },
  ingestion: { ko: '수집 프로그램', en: 'ingestion program' },
  scorer: { ko: '채점 프로그램', en: 'scoring program' },
};
const LIMITS: Readonly<Record<string, LocalizedText>> = {
  time: { ko: '시간(초)', en: 'time in seconds' },
  memory: { ko: '메모리(MiB)', en: 'memory in MiB' },
  processes: { ko: '프로세스 수', en: 'number of processes' },
  output: { ko: '출력(KiB)', en: 'printed KiB' },
};
const ROW_PROBLEMS: Readonly<Record<string, LocalizedText>> = {
  'not-csv': { ko: 'CSV로 읽을 수 없습니다', en: 'it cannot be read as CSV' },
  'missing-column': { ko: '열 "{column}"이(가) 없습니다', en: 'there is no column "{column}"' },
  'duplicate-id': { ko: '"{value}"이(가) 두 번 나옵니다', en: '"{value}" is there twice' },
  'unknown-id': { ko: '"{value}"은(는) 평가 대상이 아닙니다', en: '"{value}" is not among the rows to predict' },
  'missing-id': { ko: '"{value}"을(를) 포함해 {count}개 행이 없습니다', en: '{count} rows are missing, "{value}" among them' },
  'row-count': { ko: '행이 {count}개인데 {expected}개여야 합니다', en: 'it has {count} rows and should have {expected}' },
};

function fill(template: string, fields: OutcomeFields, lang: Lang): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name];
    const named = { program: PROGRAMS, limit: LIMITS, problem: ROW_PROBLEMS }[name]?.[String(value)];
    if (named) return fill(named[lang], fields, lang);
    return value === undefined ? '-' : String(value);
  });
}

/** What happened, and what to do about it; the latter is empty where nothing more can be said. */
export function outcomeText({ code, fields }: OutcomeMessage, lang: Lang): { what: string; fix: string } {
  const { what, fix } = OUTCOME_TEXTS[code];
  const hasPlace = code !== 'wrong-row' || fields['line'] !== undefined;
  return { what: fill(what[lang], fields, lang), fix: hasPlace ? fill(fix[lang], fields, lang) : '' };
}
/** Two sentences for whoever submitted. */
export function describeOutcome(message: OutcomeMessage, lang: Lang): string {
  const { what, fix } = outcomeText(message, lang);
  return fix === '' ? what : `${what} ${fix}`;
}
/** What happened, without what a participant is told to do about it: for organizers. */
export const describeOutcomeCause = ({ code, fields }: OutcomeMessage, lang: Lang): string => fill(OUTCOME_TEXTS[code].what[lang], fields, lang);
/** One sentence for the organizers. */
export const describeOutcomeWarning = ({ code, fields }: OutcomeWarning, lang: Lang): string =>
  fill(WARNING_TEXTS[code][lang], fields, lang);
