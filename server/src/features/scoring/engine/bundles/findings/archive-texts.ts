import { error, warning } from './words.ts';

/** What can be wrong with an archive as such. */
export const ARCHIVE_FINDINGS = {
  'no-archive': error('"{name}"을(를) 열 수 없습니다({why}).', '"{name}" can\'t be opened ({why}).'),
  'not-a-zip': error(
    'zip 파일이 아니거나 잘렸습니다.',
    'This is no zip file, or its end is missing.',
    '파일을 다시 받거나 다시 압축하십시오.',
    'Fetch the file again, or zip it again.',
  ),
  'broken-zip': error('zip의 목록이 망가졌습니다.', "The zip's list of files is broken.", '다시 압축하십시오.', 'Zip it again.'),
  'broken-file': error(
    '"{name}"의 내용이 목록과 다릅니다(크기나 CRC-32).',
    'The contents of "{name}" are not what the list says (size or CRC-32).',
    '다시 압축하십시오.',
    'Zip it again.',
  ),
  'path-outside': error(
    '"{name}"은(는) 압축 파일 밖을 가리킵니다.',
    '"{name}" leads out of the archive.',
    '상대 경로만 쓰고 ".."을 쓰지 마십시오.',
    'Use relative paths without "..".',
  ),
  'name-too-long': error('이름이 너무 깁니다: "{name}"', 'This name is too long: "{name}"'),
  'too-deep': error('폴더가 너무 깊습니다: "{name}"', 'Folders are nested too deeply: "{name}"'),
  'bad-name': error('이름에 제어 문자가 있습니다: "{name}"', 'This name holds control characters: "{name}"'),
  backslash: warning('"{name}"의 역슬래시를 "/"로 읽었습니다.', 'Backslashes in "{name}" were read as "/".'),
  'not-composed': warning(
    '"{name}"의 글자가 풀어져 있어 합쳤습니다(NFC).',
    'The letters of "{name}" were decomposed and have been composed (NFC).',
    'macOS에서 만든 이름입니다. 프로그램이 이 이름으로 열 수 있습니다.',
    'macOS writes names so. Programs can open it by this name.',
  ),
  'case-twins': warning(
    '"{name}"과(와) "{other}"은(는) 대소문자만 다릅니다.',
    '"{name}" and "{other}" differ in case only.',
    'macOS와 Windows에서는 같은 파일입니다.',
    'On macOS and Windows they are one file.',
  ),
  'name-twice': error('"{name}"이(가) 두 번 들어 있습니다.', '"{name}" is in it twice.', '하나만 남기십시오.', 'Keep one of them.'),
  'file-and-folder': error('"{name}"은(는) 파일이면서 폴더입니다.', '"{name}" is a file and a folder at once.'),
  link: error('"{name}"은(는) 링크입니다.', '"{name}" is a link.', '가리키는 파일을 넣으십시오.', 'Put in the file it points to.'),
  encrypted: error(
    '"{name}"은(는) 암호로 잠겨 있습니다.',
    '"{name}" is encrypted.',
    '암호 없이 압축하십시오.',
    'Zip it without a password.',
  ),
  'unknown-compression': error(
    '"{name}"의 압축 방식 {method}을(를) 읽을 수 없습니다.',
    '"{name}" is packed by method {method}, which can\'t be read.',
    'deflate로 압축하십시오.',
    'Use deflate.',
  ),
  'too-many-files': error('파일이 {most}개보다 많습니다.', 'There are more than {most} files.'),
  'too-large': error('풀면 {bytes}바이트로, 허용된 {most}바이트보다 큽니다.', 'Unpacked it has {bytes} bytes; {most} are allowed.'),
  ratio: error(
    '{packed}바이트가 {bytes}바이트로 풀립니다. 압축 폭탄으로 보입니다.',
    '{packed} bytes unpack to {bytes}: this looks like a zip bomb.',
  ),
  overlap: error('파일들이 같은 바이트를 나눠 씁니다. 압축 폭탄으로 보입니다.', 'Files share the same bytes: this looks like a zip bomb.'),
  'not-a-file': warning('파일도 폴더도 아니어서 뺐습니다.', 'It is neither a file nor a folder and was left out.'),
  unreadable: error('읽을 수 없습니다({why}).', "It can't be read ({why})."),
  'reading-time': error(
    '{most}초 안에 읽지 못해 멈췄습니다.',
    'It was not read within {most} seconds.',
    '아카이브를 줄이거나 운영자에게 문의해 주십시오.',
    'Make the archive smaller, or ask the operators.',
  ),
  'reading-memory': error(
    '읽는 데 메모리가 너무 많이 들어 멈췄습니다.',
    'Reading it took too much memory.',
    '정의 파일이나 안내 쪽이 지나치게 크지 않은지 확인해 주십시오.',
    'Check whether a definition or a page is far too large.',
  ),
  'reading-crash': error(
    '읽는 도중에 멈췄습니다.',
    'Reading it came to an end before its time.',
    '다른 프로그램으로 다시 압축해 올려 주십시오. 그래도 같으면 운영자에게 문의해 주십시오.',
    'Pack it again with another program. If that does not help, ask the operators.',
  ),
  more: warning('이런 것이 {count}건 더 있습니다.', 'There are {count} more of these.'),
};
