import { error, warning } from './words.ts';

/** What can be wrong with the text of a definition, whatever it says. */
export const DEFINITION_FINDINGS = {
  'no-definition': error(
    '대회 정의 파일이 없습니다.',
    'There is no definition of a competition in it.',
    'competition.yaml(Codabench, CodaLab), challenge_config.yaml(EvalAI), conf.json(Hugging Face) 가운데 하나가 맨 위에 있어야 합니다.',
    'One of competition.yaml (Codabench, CodaLab), challenge_config.yaml (EvalAI) and conf.json (Hugging Face) must stand at the top.',
  ),
  'several-definitions': error(
    '정의 파일이 여럿입니다: {names}',
    'There are several definitions: {names}',
    '하나만 맨 위에 두십시오.',
    'Keep one, at the top.',
  ),
  'own-definition': error(
    '우리 형식의 정의(challenge.yaml)입니다.',
    'This is a definition of our own format (challenge.yaml).',
    '가져올 것이 없습니다. load-challenge로 그대로 올리십시오.',
    'There is nothing to import: load it as it is with load-challenge.',
  ),
  'not-at-root': warning(
    '정의 파일이 폴더 "{folder}" 안에 있어 그 폴더를 맨 위로 보았습니다.',
    'The definition lies in the folder "{folder}", which was taken as the top.',
    'Codabench는 맨 위에 있어야 받습니다.',
    'Codabench wants it at the top.',
  ),
  'other-name': warning(
    '"{name}"을(를) 정의로 읽었습니다.',
    '"{name}" was read as the definition.',
    '"{expected}"(으)로 이름을 바꾸십시오. 원래 플랫폼은 이 이름만 찾습니다.',
    'Rename it "{expected}": the other platform looks for that name only.',
  ),
  'yaml-syntax': error(
    'YAML 문법에 맞지 않습니다: {what}',
    'This is not valid YAML: {what}',
    '값에 ": "이나 "#"이 있으면 따옴표로 감싸고, 들여쓰기는 빈칸으로 하십시오.',
    'Put values that hold ": " or "#" in quotes, and indent by spaces.',
  ),
  'yaml-colon': error(
    '여기에 ": "이 올 수 없습니다. 콜론이 든 값은 따옴표로 감싸야 합니다.',
    'No ": " can stand here: a value that holds one must be in quotes.',
    '예: title: "이름: 부제"',
    'For example title: "Name: subtitle"',
  ),
  'yaml-tab': error('탭으로 들여썼습니다.', 'Tabs are used for indentation.', '빈칸으로 들여쓰십시오.', 'Indent by spaces.'),
  'yaml-tag': error(
    '"{tag}" 같은 태그는 읽지 않습니다.',
    'Tags such as "{tag}" are refused.',
    '태그를 지우십시오. 정의는 글, 수, 목록만 담습니다.',
    'Remove the tag: a definition holds texts, numbers and lists only.',
  ),
  'yaml-duplicate-key': warning('"{key}"이(가) 두 번 나옵니다. 뒤의 것을 썼습니다.', '"{key}" stands here twice. The later one was used.'),
  'yaml-aliases': error('별칭(*)이 지나치게 많습니다.', 'There are too many aliases (*).'),
  'not-utf8': warning(
    'UTF-8이 아니어서 서유럽 글자(Latin-1)로 읽었습니다.',
    'It is not UTF-8 and was read as Latin-1.',
    'UTF-8로 저장하십시오.',
    'Save it as UTF-8.',
  ),
  'text-too-large': error('{most}바이트보다 큽니다.', 'It is larger than {most} bytes.'),
  'version-unsupported': error(
    '판 "{version}"을(를) 읽을 수 없습니다.',
    'Version "{version}" can\'t be read.',
    '2(Codabench)와 1, 1.5, 1.8(CodaLab)을 읽습니다.',
    '2 (Codabench) and 1, 1.5, 1.8 (CodaLab) are read.',
  ),
  'version-inferred': warning(
    '"version"이 없지만 내용이 2판입니다. 2로 읽었습니다.',
    'There is no "version", but this is version 2 by what it says, and was read so.',
    'version: 2를 적으십시오. Codabench는 없으면 1로 봅니다.',
    'Write version: 2. Codabench takes 1 when it is missing.',
  ),
  'key-ignored': warning('"{key}"은(는) 쓰지 않습니다: {whyKo}', '"{key}" is ignored: {why}'),
  'key-unknown': warning('"{key}"은(는) 이 형식의 키가 아니어서 쓰지 않았습니다.', '"{key}" is not a key of this format and was ignored.'),
  'key-meant': warning(
    '"{key}"은(는) 이 형식의 키가 아니어서 쓰지 않았습니다.',
    '"{key}" is not a key of this format and was ignored.',
    '"{near}"을(를) 뜻하셨나요?',
    'Did you mean "{near}"?',
  ),
  'missing-key': error('"{key}"이(가) 없습니다.', '"{key}" is missing.'),
  'other-misses': warning(
    '"{key}"이(가) 없습니다. 여기서는 없어도 되지만 원래 플랫폼은 거절합니다.',
    '"{key}" is missing. It may be left out here; the other platform would refuse the archive.',
  ),
  'wrong-type': error('{expectedKo}이어야 합니다.', 'This must be {expected}.'),
  'odd-type': warning('{expectedKo}이어야 하는데 아니어서 쓰지 않았습니다.', 'This should be {expected} and was ignored.'),
  'bad-value': error('"{value}"은(는) 쓸 수 없습니다. 가능한 값: {possible}', '"{value}" is not possible here. Possible: {possible}'),
  'odd-value': warning(
    '"{value}"은(는) 쓸 수 없어 "{used}"을(를) 썼습니다. 가능한 값: {possible}',
    '"{value}" is not possible here; "{used}" was used. Possible: {possible}',
  ),
  'too-long': warning('원래 플랫폼에서는 {most}자까지입니다.', 'The other platform allows {most} characters.'),
  'too-many-items': error('{count}개 가운데 {most}개까지만 읽었습니다.', 'Only {most} of these {count} were read.'),
  'duplicate-index': error('"{key}" {value}이(가) 두 번 나옵니다.', '"{key}" {value} is used twice.'),
  'unknown-reference': error('{what} "{value}"이(가) 없습니다. 있는 것: {known}', 'There is no {what} "{value}". There are: {known}'),
};
