import type { Lang, LocalizedText } from '../values.ts';
import { ARCHIVE_TEXTS } from './archive-texts.ts';
import { text, type FindingText } from './finding-text.ts';
import { FIRST_PER_CODE, type Finding, type FindingCode, type HintCode } from './findings.ts';


export const FINDING_TEXTS: Readonly<Record<FindingCode, FindingText>> = {
  EMPTY_FILE: text(
    '파일이 비어 있습니다.',
    '예측 결과를 담은 CSV 파일을 선택하세요.',
    'The file is empty.',
    'Choose the CSV file that holds your predictions.',
  ),
  NO_HEADER: text(
    '첫 줄에 열 이름이 없습니다.',
    '첫 줄에 다음 열 이름을 넣으세요: {expected}',
    'The first line has no column names.',
    'Put these column names on the first line: {expected}',
  ),
  NO_ROWS: text(
    '머리글만 있고 예측이 한 줄도 없습니다.',
    '머리글 아래에 ID마다 한 줄씩 예측을 적으세요.',
    'There is a header and no row below it.',
    'Write one row with a prediction for each id.',
  ),
  LOOKS_LIKE_ZIP: text(
    'CSV가 아니라 ZIP 압축 파일입니다.',
    '압축을 풀고 CSV 파일을 올리세요.',
    'This is a ZIP archive, not a CSV file.',
    'Unpack it and upload the CSV file.',
  ),
  LOOKS_LIKE_GZIP: text(
    'CSV가 아니라 gzip 압축 파일입니다.',
    '이름을 .csv.gz로 바꾸거나 압축을 풀어 올리세요.',
    'This is a gzip file, not plain CSV.',
    'Rename it to .csv.gz, or unpack it first.',
  ),
  BAD_GZIP: text(
    'gzip으로 풀 수 없는 파일입니다. 잘렸거나 gzip이 아닙니다.',
    '원본 CSV를 다시 압축하거나 압축하지 않고 .csv로 올리세요.',
    'This file cannot be unpacked: it was cut short, or it is not gzip.',
    'Compress the CSV again, or upload it unpacked as .csv.',
  ),
  LOOKS_LIKE_PARQUET: text(
    'CSV가 아니라 Parquet 파일입니다.',
    'CSV로 저장해 올리세요.',
    'This is a Parquet file, not CSV.',
    'Save it as CSV and upload that.',
  ),
  LOOKS_LIKE_XLSX: text(
    'CSV가 아니라 Excel 파일입니다.',
    'Excel에서 "CSV UTF-8"로 저장해 올리세요.',
    'This is an Excel workbook, not CSV.',
    'In Excel, save as "CSV UTF-8" and upload that.',
  ),
  LOOKS_LIKE_IMAGE: text(
    'CSV가 아니라 그림이나 문서({value})입니다.',
    '예측 결과를 담은 CSV 파일을 선택하세요.',
    'This is an image or a document ({value}), not a CSV file.',
    'Choose the CSV file that holds your predictions.',
  ),
  ENCODING_UTF16: text(
    '파일이 UTF-8이 아니라 UTF-16이거나 이진 파일입니다.',
    'UTF-8로 저장해 다시 올리세요.',
    'The file is UTF-16 or binary, not UTF-8 text.',
    'Save it as UTF-8 and upload it again.',
  ),
  ENCODING_NOT_UTF8: text(
    'UTF-8이 아닌 바이트가 있습니다: {value}',
    '파일을 UTF-8로 저장하세요.',
    'There is a byte that is not UTF-8: {value}',
    'Save the file as UTF-8.',
  ),
  DELIMITER: text(
    '열 구분자가 쉼표가 아닙니다: {value}',
    '그대로 채점합니다. 다음부터는 쉼표를 권합니다.',
    'The columns are not separated by commas: {value}',
    'It is accepted as it is. Commas are better next time.',
  ),
  MISSING_COLUMN: text(
    '"{columnName}" 열이 없습니다.',
    '필요한 열: {expected}',
    'The column "{columnName}" is missing.',
    'Needed columns: {expected}',
  ),
  EXTRA_COLUMN: text(
    '알 수 없는 열입니다: {columnName}',
    '이 열을 지우세요. 필요한 열: {expected}',
    'There is an unknown column "{columnName}".',
    'Remove it. Needed columns: {expected}',
  ),
  DUPLICATE_COLUMN: text(
    '"{columnName}" 열이 두 번 나옵니다.',
    '하나만 남기세요.',
    'The column "{columnName}" comes twice.',
    'Keep only one of them.',
  ),
  COLUMN_COUNT: text(
    '이 줄의 열은 {value}개입니다. 머리글은 {expected}개입니다.',
    '빠지거나 남는 값이 없는지 확인하세요.',
    'This row has {value} fields; the header has {expected}.',
    'Look for a missing or an extra value.',
  ),
  BAD_QUOTES: text(
    '따옴표의 짝이 맞지 않습니다.',
    '값 안의 따옴표는 두 번 쓰고("") 값 전체를 따옴표로 감싸세요.',
    'The quotation marks do not match.',
    'Double a quotation mark inside a value ("") and put the whole value in quotation marks.',
  ),
  ROW_TOO_LONG: text(
    '한 줄이 64 KiB를 넘습니다.',
    '줄바꿈이 빠지지 않았는지, CSV 파일이 맞는지 확인하세요.',
    'A row is longer than 64 KiB.',
    'Check that the line breaks are there and that this is a CSV file.',
  ),
  UNKNOWN_ID: text(
    '과제에 없는 ID입니다: {value}',
    '제공된 예시 파일의 ID를 그대로 쓰세요.',
    'This id is not part of the task: {value}',
    'Use the ids exactly as in the sample file.',
  ),
  EMPTY_ID: text('ID가 비어 있습니다.', '모든 줄에 ID를 적으세요.', 'The id is empty.', 'Every row needs its id.'),
  DUPLICATE_ID: text(
    '{expected}번째 줄에 이미 나온 ID입니다: {value}',
    '둘 중 하나를 지우세요.',
    'The id {value} is already on line {expected}.',
    'Remove one of the two.',
  ),
  MISSING_ID: text(
    'ID {value}의 예측이 없습니다.',
    '모든 ID에 한 줄씩 있어야 합니다.',
    'There is no prediction for the id {value}.',
    'Every id needs exactly one row.',
  ),
  NAN: text(
    '숫자가 아닌 값(NaN)입니다: {value}',
    '빈 예측을 숫자로 채우세요.',
    'The value is not a number (NaN): {value}',
    'Fill missing predictions with a number.',
  ),
  INFINITE: text('무한대 값입니다: {value}', '유한한 숫자로 바꾸세요.', 'The value is infinite: {value}', 'Use a finite number.'),
  EMPTY_VALUE: text(
    '"{columnName}" 값이 비어 있습니다.',
    '모든 줄에 값을 적으세요.',
    'The value of "{columnName}" is empty.',
    'Every row needs a value.',
  ),
  NOT_A_NUMBER: text(
    '숫자로 읽을 수 없습니다: {value}',
    '0.5, -3, 1e-5처럼 적으세요.',
    "This can't be read as a number: {value}",
    'Write it like 0.5, -3 or 1e-5.',
  ),
  OUT_OF_RANGE: text(
    '허용 범위를 벗어난 값입니다: {value}',
    '허용 범위: {expected}',
    'The value {value} is out of range.',
    'Allowed: {expected}',
  ),
  ROW_SUM: text(
    '이 줄의 확률 합이 1이 아닙니다: {value}',
    '확률의 합을 1로 맞추세요.',
    'The probabilities of this row do not add up to 1: {value}',
    'Make the probabilities of each row add up to 1.',
  ),
  UNKNOWN_LABEL: text(
    '과제에 없는 레이블입니다: {value}',
    '쓸 수 있는 값: {expected}',
    'This label is not part of the task: {value}',
    'Expected: {expected}',
  ),
  COMPRESSION_RATIO: text(
    '압축률이 비정상적으로 높습니다.',
    '압축하지 않은 CSV를 올리세요.',
    'The file is compressed far beyond what predictions are.',
    'Upload the CSV without compression.',
  ),
  INFLATED_TOO_LARGE: text(
    '압축을 푼 파일이 너무 큽니다.',
    '필요한 열과 줄만 남기고, 소수 자릿수를 줄이세요.',
    'The unpacked file is too large.',
    'Keep only the needed columns and rows, with fewer decimals.',
  ),
  ...ARCHIVE_TEXTS,
};

const hint = (ko: string, en: string): LocalizedText => ({ ko, en });
export const HINT_TEXTS: Readonly<Record<HintCode, LocalizedText>> = {
  'rename-gz': hint(
    '파일 이름이 .gz로 끝나게 바꾸면 그대로 올릴 수 있습니다.',
    'Let the file name end in .gz and it can be uploaded as it is.',
  ),
  'nested-gzip': hint('두 번 압축되어 있습니다. 한 번만 압축하세요.', 'It is compressed twice. Compress it once.'),
  unzip: hint(
    '압축을 풀어 CSV만 올리거나, gzip(.csv.gz)으로 압축하세요.',
    'Unpack it and upload the CSV alone, or compress it with gzip (.csv.gz).',
  ),
  'export-csv': hint(
    'pandas라면 df.to_csv("submission.csv", index=False)로 저장합니다.',
    'With pandas: df.to_csv("submission.csv", index=False).',
  ),
  'save-utf8': hint('편집기에서 "다른 이름으로 저장" → 인코딩 UTF-8을 고르세요.', 'In your editor, use "Save as" with the encoding UTF-8.'),
  cp949: hint(
    '한글 Excel의 CSV(CP949)로 보입니다. "CSV UTF-8"로 저장하세요.',
    'It looks like CSV from Korean Excel (CP949). Save as "CSV UTF-8".',
  ),
  'cr-line-ends': hint('줄바꿈이 CR뿐입니다(옛 Mac 형식). LF로 저장하세요.', 'Lines end in CR only (old Mac format). Save with LF.'),
  'near-match': hint(
    '비슷한 이름이 있습니다: {value}. 대소문자와 띄어쓰기까지 같아야 합니다.',
    'Probably "{value}" is meant. Upper and lower case and spaces matter.',
  ),
  'index-column': hint(
    'pandas의 행 번호로 보입니다. to_csv(..., index=False)로 저장하세요.',
    'It looks like the row index of pandas. Save with to_csv(..., index=False).',
  ),
  'decimal-comma': hint('소수점으로 쉼표를 쓴 것 같습니다. 점(.)을 쓰세요.', 'The decimal mark seems to be a comma. Use a point (.).'),
  'trailing-delimiter': hint('줄 끝에 구분자가 하나 더 있습니다.', 'There is one delimiter too many at the end of the line.'),
  'blank-line': hint('중간에 빈 줄이 있습니다.', 'There is a blank line between the rows.'),
  'fewer-fields': hint('값이 빠졌습니다.', 'A value is missing.'),
  'more-fields': hint(
    '값이 더 있습니다. 구분자가 든 값은 따옴표로 감싸세요.',
    'There are too many values. Put values that contain the delimiter in quotation marks.',
  ),
  'stray-quote': hint('값 중간에 따옴표가 있습니다.', 'There is a quotation mark in the middle of a value.'),
  'text-after-quote': hint('닫는 따옴표 뒤에 글자가 있습니다.', 'There is text after the closing quotation mark.'),
  'unclosed-quote': hint('열린 따옴표가 닫히지 않았습니다.', 'An opened quotation mark is never closed.'),
  'leading-spaces': hint('앞에 공백이 있습니다.', 'There is a space before the value.'),
  'trailing-spaces': hint('뒤에 공백이 있습니다.', 'There is a space after the value.'),
  'float-id': hint('ID가 소수로 저장되었습니다. 맞는 ID: {expected}', 'The id was saved as a decimal. It should be "{expected}".'),
  'leading-zeros': hint(
    'ID의 앞자리 0이 다릅니다. 맞는 ID: {expected}. 문자열로 읽고 쓰세요.',
    'The leading zeros of the id differ. It should be "{expected}". Read and write ids as text.',
  ),
  case: hint('대소문자가 다릅니다. 맞는 값: {expected}', 'Upper and lower case differ. It should be "{expected}".'),
  'bom-in-id': hint('ID 앞에 보이지 않는 문자(BOM)가 있습니다.', 'There is an invisible character (BOM) before the id.'),
  'header-repeated': hint(
    '머리글이 다시 나옵니다. 파일을 이어 붙였다면 이 줄을 지우세요.',
    'The header comes again. If files were joined, remove this line.',
  ),
  thousands: hint('천 단위 구분 기호를 빼세요.', 'Remove the thousands separators.'),
  percent: hint('%를 빼고 비율로 적으세요.', 'Remove the % sign.'),
  hexadecimal: hint('16진수는 쓸 수 없습니다.', 'Hexadecimal numbers are not accepted.'),
  boolean: hint('True는 1, False는 0으로 적으세요.', 'Write 1 for True and 0 for False.'),
  overflow: hint('배정밀도 실수로 나타낼 수 없을 만큼 큽니다.', 'It is too large for a double.'),
  'percent-scale': hint(
    '백분율로 보입니다. 0과 1 사이의 확률로 적으세요.',
    'It looks like a percentage. Write probabilities between 0 and 1.',
  ),
  'not-normalised': hint('각 줄의 확률을 그 합으로 나누세요.', 'Divide the probabilities of each row by their sum.'),
  rounding: hint('반올림 오차로 보입니다. 그대로 채점합니다.', 'It looks like rounding. It is scored as it is.'),
  'float-label': hint(
    '레이블이 소수로 저장되었습니다. 맞는 값: {expected}',
    'The label was saved as a decimal. It should be "{expected}".',
  ),
  'make-zip': hint('프로그램이 있는 폴더에서 zip -r submission.zip . 을 실행하세요.', 'In the folder of your program: zip -r submission.zip .'),
  'metadata-yaml': hint(
    'ZIP 맨 위에 metadata.yaml을 두고 "command: python3 main.py"처럼 적으세요.',
    'Put a metadata.yaml at the top of the zip, with a line like "command: python3 main.py".',
  ),
  gunzip: hint('gunzip으로 압축을 풀어 .tar로 올리세요.', 'Unpack it with gunzip and upload the .tar.'),
  'small-image': hint('작은 기반 이미지를 쓰고, 실행에 필요 없는 파일을 빼세요.', 'Use a smaller base image and leave out what running does not need.'),
  'docker-save': hint('docker save -o image.tar 이미지이름 으로 만듭니다.', 'Made by: docker save -o image.tar NAME'),
};

export interface FindingWords {
  what: string;
  fix: string;
  hint: string | null;
}
/** The words of a finding in one language, with its values in them. Plain text: to be escaped by whoever shows it. */
export function describeFinding(found: Finding, lang: Lang): FindingWords {
  const fill = (template: string) =>
    template.replace(/\{(value|expected|columnName)\}/g, (_, field: 'value' | 'expected' | 'columnName') => visible(found[field]));
  const words = FINDING_TEXTS[found.code];
  return {
    what: fill(words.what[lang]),
    fix: fill(words.fix[lang]),
    hint: found.hint === null ? null : fill(HINT_TEXTS[found.hint][lang]),
  };
}
/** Spaces at the ends and control characters are often the fault itself: show them. */
function visible(value: string | null): string {
  return (value ?? '')
    .replace(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length))
    .replace(/[\p{Cc}\uFEFF]/gu, (control) => {
      const code = control.charCodeAt(0);
      if (control === '\uFEFF') return '[BOM]';
      if (code >= 0x80) return `[U+00${code.toString(16).toUpperCase()}]`;
      return String.fromCharCode(0x2400 + (code === 0x7f ? 0x21 : code));
    });
}

/** What remains unsaid when a code has more findings than are shown; null when all are. */
export function describeRest(total: number, lang: Lang): string | null {
  if (total <= FIRST_PER_CODE) return null;
  const rest = (total - FIRST_PER_CODE).toLocaleString(lang);
  return lang === 'ko' ? `같은 문제가 ${rest}건 더 있습니다.` : `${rest} more of the same.`;
}
