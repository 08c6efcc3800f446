import { error, warning } from './words.ts';

/** What can be wrong with what a definition says: its files, programs, dates, phases and boards. */
export const CONTENT_FINDINGS = {
  'file-missing': error('"{name}"이(가) 압축 파일에 없습니다.', 'There is no "{name}" in the archive.'),
  'file-missing-optional': warning('"{name}"이(가) 압축 파일에 없어 뺐습니다.', 'There is no "{name}" in the archive; it was left out.'),
  'file-meant': error(
    '"{name}"이(가) 압축 파일에 없습니다.',
    'There is no "{name}" in the archive.',
    '"{near}"을(를) 뜻하셨나요?',
    'Did you mean "{near}"?',
  ),
  'file-outside': error('"{name}"은(는) 압축 파일 밖을 가리킵니다.', '"{name}" leads out of the archive.'),
  'file-guessed': warning('"{name}"이(가) 없어 "{taken}"을(를) 썼습니다.', 'There is no "{name}"; "{taken}" was taken.'),
  'remote-reference': error(
    '"{name}"은(는) 다른 서버에 있는 자료의 번호입니다. 여기서는 열 수 없습니다.',
    '"{name}" names something kept on another server, which can\'t be had here.',
    '자료를 압축 파일에 넣고 그 경로를 적으십시오.',
    'Put the data into the archive and name its path.',
  ),
  'remote-optional': warning(
    '"{name}"은(는) 다른 서버에 있는 자료의 번호여서 뺐습니다.',
    '"{name}" names something kept on another server; it was left out.',
  ),
  'plain-file': warning(
    '"{name}"은(는) zip도 폴더도 아닙니다. 파일 하나로 넣었습니다.',
    '"{name}" is neither a zip nor a folder and was taken as a single file.',
    '원래 플랫폼에서는 zip이나 폴더여야 합니다.',
    'The other platform wants a zip or a folder.',
  ),
  'empty-file': warning('"{name}"이(가) 비었습니다.', '"{name}" is empty.'),
  'page-type': warning('"{name}"은(는) {expected} 파일이어야 합니다.', '"{name}" should be a {expected} file.'),

  'top-folder-stripped': warning(
    '프로그램이 폴더 "{folder}" 안에 있어 그 안을 프로그램으로 보았습니다.',
    'The program lies in the folder "{folder}"; what is inside was taken as the program.',
    '원래 플랫폼에서는 맨 위에 있어야 합니다.',
    'The other platform wants it at the top.',
  ),
  'no-command-scoring': error(
    '채점 프로그램에 실행할 명령이 없습니다(metadata.yaml의 "command").',
    'The scoring program has no command ("command" in metadata.yaml).',
  ),
  'no-command-ingestion': error(
    '수집(ingestion) 프로그램에 실행할 명령이 없습니다(metadata.yaml의 "command").',
    'The ingestion program has no command ("command" in metadata.yaml).',
  ),
  'metadata-broken': warning('YAML이 아니어서 명령이 없는 것으로 보았습니다: {what}', 'It is not YAML, so that it has no command: {what}'),
  'two-metadata': warning(
    '"metadata.yaml"과 "metadata"가 모두 있어 앞의 것을 썼습니다.',
    'Both "metadata.yaml" and "metadata" are there; the former was used.',
  ),
  'no-evaluate': error(
    '채점 스크립트 맨 위에 "__init__.py"가 없습니다.',
    'The evaluation script has no "__init__.py" at its top.',
    '"__init__.py"에서 evaluate를 내보내십시오: from .main import evaluate',
    'Export evaluate from "__init__.py": from .main import evaluate',
  ),
  'evaluate-unseen': warning(
    '"__init__.py"가 evaluate를 내보내지 않는 듯합니다.',
    '"__init__.py" does not seem to export evaluate.',
    'from .main import evaluate',
    'from .main import evaluate',
  ),
  requirements: warning(
    '"{name}"의 꾸러미는 설치하지 않습니다. 실행 환경 python에 있는 것을 씁니다.',
    'The packages in "{name}" are not installed: those of the runtime python are used.',
  ),
  'docker-image': warning(
    '이미지 "{image}"은(는) 받아 오지 않습니다. 실행 환경 python에서 돌립니다.',
    'The image "{image}" is not pulled: everything runs in the runtime python.',
    '꼭 필요하면 docker save로 만든 파일을 올리십시오.',
    'If it is needed, upload what docker save makes of it.',
  ),
  'no-image': error('평가 컨테이너 이미지(docker save)가 없습니다.', 'There is no image of the evaluation container (docker save).'),

  'date-invalid': error(
    '"{value}"은(는) 날짜가 아닙니다.',
    '"{value}" is not a date.',
    '예: "2026-11-01 09:00:00"',
    'For example "2026-11-01 09:00:00"',
  ),
  'date-cut': warning(
    '"{value}"을(를) {read}(으)로 읽었습니다. Codabench는 따옴표 없는 날짜의 시각을 버려 00:00을 썼을 것입니다.',
    '"{value}" was read as {read}. Codabench would have used 00:00: it drops the hour of a date without quotes.',
  ),
  'date-offset': warning(
    '"{value}"의 시간대를 지켰습니다. Codabench는 시간대를 버리고 UTC로 봅니다.',
    'The offset in "{value}" was honoured. Codabench drops it and takes the time as UTC.',
  ),
  'date-guessed': warning(
    '"{value}"을(를) {read}(으)로 읽었습니다.',
    '"{value}" was read as {read}.',
    '2026-11-01처럼 적으면 헷갈리지 않습니다.',
    "Written like 2026-11-01 it can't be mistaken.",
  ),
  'end-derived': warning(
    '끝이 적혀 있지 않아 다음 단계 시작 하루 전인 {read}(으)로 보았습니다.',
    'No end is given; a day before the next phase starts, {read}, was taken, as Codabench does.',
  ),

  'phases-parallel': warning(
    '단계 "{name}"이(가) 다음 단계와 함께 시작하여 대회와 함께 끝나는 것으로 보았습니다.',
    'The phase "{name}" starts together with the next one and was taken to end with the competition.',
  ),
  'phase-order': error(
    '단계 "{name}"이(가) 앞 단계 "{before}"이(가) 끝나기 전에 시작합니다.',
    'The phase "{name}" starts before "{before}" has ended.',
  ),
  'phases-touch': warning(
    '단계 "{name}"이(가) 앞 단계 "{before}"이(가) 끝나는 바로 그때 시작합니다. 여기서는 괜찮지만 Codabench는 거절합니다.',
    'The phase "{name}" starts at the very instant "{before}" ends: fine here, refused by Codabench.',
  ),
  'phase-endless': error(
    '단계 "{before}"에 끝이 없는데 뒤에 단계 "{name}"이(가) 있습니다.',
    'The phase "{before}" has no end although "{name}" follows it.',
  ),
  'phase-window': error('끝이 시작보다 앞섭니다.', 'It ends before it starts.'),
  'first-migrates': warning('첫 단계로는 옮겨 올 것이 없습니다.', 'There is nothing to move on into the first phase.'),
  'no-phases': error('단계가 하나도 없습니다.', 'There is no phase.'),
  'no-tasks': error('과제가 하나도 없습니다.', 'There is no task.'),
  'task-unused': warning('어느 단계도 과제 {index}을(를) 쓰지 않습니다.', 'No phase uses task {index}.'),

  'no-board': error('순위표가 하나도 없습니다.', 'There is no leaderboard.'),
  'no-columns': error('순위표에 열이 하나도 없습니다.', 'The leaderboard has no column.'),
  'later-board': warning(
    '첫 순위표만 씁니다. Codabench도 뒤의 것은 쓰지 않습니다.',
    'Only the first leaderboard is used. Codabench does not use later ones either.',
  ),
  'column-key-twice': error('열의 키 "{key}"이(가) 두 번 나옵니다.', 'The column key "{key}" is used twice.'),
  'computation-self': error('열이 자기 자신으로 계산됩니다.', 'A column is computed from itself.'),
  'computation-inputs': error('계산하는 열에는 "computation_indexes"가 있어야 합니다.', 'A computed column needs "computation_indexes".'),
  'computation-later': warning(
    '뒤에서 계산되는 열 {index}은(는) 아직 값이 없어 빠집니다.',
    'Column {index} is computed later and has no value yet, so it is left out.',
  ),
  'computation-alone': warning('"computation"이 없어 쓰지 않습니다.', 'Ignored, since there is no "computation".'),
  'order-by-unknown': warning(
    '"default_order_by"의 "{value}"이(가) 열에 없어 첫 열 "{used}"을(를) 썼습니다.',
    '"default_order_by" names "{value}", which is no label; the first one, "{used}", was taken.',
  ),
  'board-unmatched': error('열 "{key}"의 순위표를 찾을 수 없습니다.', 'The leaderboard of column "{key}" can\'t be found.'),
  'board-without-phase': warning('어느 단계와도 이어지지 않은 순위표입니다.', 'No phase is linked to this leaderboard.'),
  'phase-without-board': warning('단계 "{name}"에 순위표가 없습니다.', 'The phase "{name}" has no leaderboard.'),

  'field-type': warning('"{value}" 종류를 몰라 글로 묻습니다.', '"{value}" is not a kind of question we know; it is asked as text.'),
  'no-annotation': warning(
    '이 단계의 정답 파일이 없습니다.',
    'This phase has no annotation file.',
    '--annotation으로 줄 수 있습니다.',
    'It can be given with --annotation.',
  ),
  'public-and-chosen': error(
    'is_submission_public과 is_restricted_to_select_one_submission을 함께 쓸 수 없습니다.',
    "is_submission_public and is_restricted_to_select_one_submission can't both be true.",
  ),
  'remote-evaluation': warning(
    '주최자의 기계에서 채점하는 대회입니다. 여기서는 채점 스크립트를 직접 돌립니다.',
    "This challenge is scored on its host's machine. Here the evaluation script is run.",
  ),
  'code-upload': warning(
    '참가자의 도커 이미지를 주최자의 환경과 함께 돌리는 대회입니다. 아직 돌릴 수 없습니다.',
    "This challenge runs participants' images beside an environment of the host, which can't be done here yet.",
  ),
  'metric-unknown': error('지표 "{value}"을(를) 모릅니다.', 'The metric "{value}" is not known.'),
  'no-metric-program': error('EVAL_METRIC이 custom인데 metric.py가 없습니다.', 'EVAL_METRIC is custom, but there is no metric.py.'),
  'column-missing': error('"{file}"에 열 "{column}"이(가) 없습니다.', '"{file}" has no column "{column}".'),
};
