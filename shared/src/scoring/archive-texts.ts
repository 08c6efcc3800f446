import { text } from './finding-text.ts';

/** Of zips with programs, of archives of container images, and of files of other forms than CSV. */
export const ARCHIVE_TEXTS = {
  BAD_ZSTD: text(
    'Zstandard로 풀 수 없는 파일입니다. 잘렸거나 Zstandard가 아닙니다.',
    '원본을 다시 압축하거나 압축하지 않은 파일을 쓰세요.',
    'This file cannot be unpacked: it was cut short, or it is not Zstandard.',
    'Compress the original again, or use it unpacked.',
  ),
  BAD_PARQUET: text(
    'Parquet으로 읽을 수 없는 파일입니다: {value}',
    '파일을 다시 쓰거나 CSV로 저장하세요.',
    'This file cannot be read as Parquet: {value}',
    'Write it again, or save it as CSV.',
  ),
  BAD_JSON: text(
    '이 줄은 값이 한 겹인 JSON 객체가 아닙니다.',
    '한 줄에 객체를 하나씩 적으세요. 값은 숫자, 문자열, true, false만 됩니다.',
    'This line is not a flat JSON object.',
    'Write one object a line; its values are numbers, strings, true or false.',
  ),
  NOT_A_ZIP: text('ZIP 파일이 아닙니다.', '프로그램을 ZIP으로 묶어 올리세요.', 'This is not a zip.', 'Pack your program into a zip and upload that.'),
  BAD_ZIP: text(
    'ZIP을 읽을 수 없습니다: {value}',
    'ZIP을 다시 만들어 올리세요.',
    'The zip can not be read: {value}',
    'Make the zip again and upload it.',
  ),
  ZIP_EMPTY: text('ZIP에 파일이 없습니다.', '프로그램 파일을 넣어 다시 묶으세요.', 'There is no file in the zip.', 'Pack the files of your program.'),
  ZIP_TOO_MANY: text(
    'ZIP의 파일이 {value}개를 넘습니다.',
    '프로그램에 필요한 파일만 넣으세요.',
    'There are more than {value} files in the zip.',
    'Pack only what the program needs.',
  ),
  ZIP_NAME: text(
    'ZIP 안의 이름을 쓸 수 없습니다: {value}',
    '폴더 밖을 가리키거나 너무 길거나 깊은 이름을 바꾸세요.',
    'A name in the zip can not be used: {value}',
    'Rename what leads outside, is too long, or lies too deep.',
  ),
  ZIP_LINK: text(
    'ZIP에 심볼릭 링크가 있습니다: {value}',
    '링크 대신 파일을 넣으세요.',
    'There is a symbolic link in the zip: {value}',
    'Put the file itself in its place.',
  ),
  ZIP_ENCRYPTED: text(
    '암호가 걸린 파일입니다: {value}',
    '암호 없이 다시 묶으세요.',
    'The file is encrypted: {value}',
    'Pack it again without a password.',
  ),
  ZIP_NAME_TWICE: text(
    'ZIP에 같은 이름이 두 번 있습니다: {value}',
    '하나만 남기세요.',
    'The zip has the same name twice: {value}',
    'Keep one of them.',
  ),
  NO_COMMAND: text(
    '무엇을 실행할지 알 수 없습니다.',
    'metadata.yaml에 command를 적거나 {expected} 중 하나를 두세요.',
    'Nothing says what is to be run.',
    'Name a command in metadata.yaml, or have one of: {expected}',
  ),
  NOT_A_TAR: text(
    '컨테이너 이미지 아카이브(tar)가 아닙니다.',
    'docker save로 만든 tar를 올리세요.',
    'This is not the archive (tar) of a container image.',
    'Upload the tar that docker save makes.',
  ),
  BAD_TAR: text(
    'tar가 {value}바이트에서 깨졌습니다.',
    '이미지를 다시 저장해 올리세요.',
    'The tar is broken at byte {value}.',
    'Save the image again and upload it.',
  ),
  NOT_AN_IMAGE: text(
    'tar에 manifest.json도 oci-layout도 없습니다.',
    'docker save나 OCI layout으로 저장한 이미지를 올리세요.',
    'The tar has neither a manifest.json nor an oci-layout.',
    'Upload an image saved by docker save, or as an OCI layout.',
  ),
} as const;
