import { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { LocalizedText } from '@gac/shared/values';
import type { z } from 'zod';
import { finding, type Finding, type Path } from '../domain/definition-problem.ts';
import { nearestName } from '@gac/shared/rules/nearest-name';
import { knownKeys } from './schema-keys.ts';
import type { YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;
const KINDS: Record<string, LocalizedText> = {
  string: { ko: '문자열', en: 'text' },
  number: { ko: '숫자', en: 'a number' },
  int: { ko: '정수', en: 'a whole number' },
  boolean: { ko: 'true 또는 false', en: 'true or false' },
  array: { ko: '목록', en: 'a list' },
  object: { ko: '키와 값의 묶음', en: 'keys with values' },
  record: { ko: '키와 값의 묶음', en: 'keys with values' },
  null: { ko: '빈 값', en: 'nothing' },
};
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const nameOf = (kind: string): LocalizedText => KINDS[kind] ?? { ko: kind, en: kind };

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined),
    raw,
  );
}

/** A value as it can stand in a sentence. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function missing(path: Path): Finding {
  const last = path.at(-1);
  if (last === 'ko')
    return finding('language-missing', path, '한국어 글이 없습니다.', 'The Korean text is missing.', {
      ko: '모든 글은 ko와 en 둘 다 있어야 합니다.',
      en: 'Every text needs both ko and en.',
    });
  if (last === 'en')
    return finding('language-missing', path, '영어 글이 없습니다.', 'The English text is missing.', {
      ko: '모든 글은 ko와 en 둘 다 있어야 합니다.',
      en: 'Every text needs both ko and en.',
    });
  return finding('missing-key', path, `"${String(last)}"이(가) 없습니다.`, `"${String(last)}" is missing.`);
}

function wrongType(issue: Issue & { code: 'invalid_type' }, path: Path, value: unknown, source: YamlSource): Finding {
  const expected = nameOf(issue.expected);
  const found = nameOf(kindOf(value));
  const written = source.written(path);
  const known = knownKeys(path);
  let hint: LocalizedText | null = null;
  if (issue.expected === 'string' && written !== null)
    hint = { ko: `따옴표로 감싸십시오: "${written}"`, en: `Put it in quotes: "${written}"` };
  else if (known.length === 2 && known.includes('ko') && known.includes('en'))
    hint = { ko: '두 언어로 적으십시오: { ko: "…", en: "…" }', en: 'Write both languages: { ko: "…", en: "…" }' };
  else if (issue.expected === 'array') hint = { ko: '각 항목을 "- "로 시작하십시오.', en: 'Start each item with "- ".' };
  const asWritten = written === null ? '' : `: ${written}`;
  return finding(
    'wrong-type',
    path,
    `${expected.ko}이어야 하는데 ${found.ko}입니다${asWritten}.`,
    `This must be ${expected.en}, it is ${found.en}${asWritten}.`,
    hint,
  );
}

/** A date without a time or zone is refused, not guessed (competition.md section 6); the message says which of them is missing. */
function badInstant(path: Path, value: string): Finding {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value))
    return finding(
      'instant-without-time',
      path,
      `"${value}"에는 시각과 시간대가 없습니다. 추측하지 않습니다.`,
      `"${value}" has no time and no offset, and we do not guess.`,
      {
        ko: `예: "${value}T23:59:00+09:00"`,
        en: `For example "${value}T23:59:00+09:00"`,
      },
    );
  const local = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/.exec(value);
  if (local)
    return finding(
      'instant-without-offset',
      path,
      `"${value}"에는 시간대가 없습니다. 추측하지 않습니다.`,
      `"${value}" has no offset, and we do not guess.`,
      {
        ko: `예: "${local[1]}T${local[2]}+09:00" (한국) 또는 "${local[1]}T${local[2]}Z" (UTC)`,
        en: `For example "${local[1]}T${local[2]}+09:00" (Korea) or "${local[1]}T${local[2]}Z" (UTC)`,
      },
    );
  return finding('instant-invalid', path, `"${value}"은(는) 시점이 아닙니다.`, `"${value}" is not an instant.`, {
    ko: 'RFC 3339로 적으십시오: "2026-11-01T09:00:00+09:00"',
    en: 'Write it as RFC 3339: "2026-11-01T09:00:00+09:00"',
  });
}

function unknownKeys(issue: Issue & { code: 'unrecognized_keys' }, path: Path): Finding[] {
  const known = knownKeys(path);
  return issue.keys.map((key) => {
    const near = nearestName(key, known);
    return finding('unknown-key', [...path, key], `"${key}"은(는) 모르는 키입니다.`, `"${key}" is not a key we know.`, {
      ko: near === null ? `여기에 쓸 수 있는 키: ${known.join(', ')}` : `"${near}"을(를) 뜻하셨나요?`,
      en: near === null ? `Keys known here: ${known.join(', ')}` : `Did you mean "${near}"?`,
    });
  });
}

function badFormat(issue: Issue & { code: 'invalid_format' }, path: Path, value: unknown): Finding {
  const text = shown(value);
  if (issue.format === 'datetime') return badInstant(path, text);
  if (issue.format === 'date')
    return finding('bad-value', path, `"${text}"은(는) 날짜가 아닙니다.`, `"${text}" is not a date.`, {
      ko: '예: "2026-11-01"',
      en: 'For example "2026-11-01"',
    });
  if (path.at(-1) === 'output')
    return finding('bad-value', path, `"${text}"은(는) 쓸 수 없는 파일 이름입니다.`, `"${text}" can't be the name of a file here.`, {
      ko: '폴더 없이 영문자, 숫자, ".", "-", "_"만 쓰십시오.',
      en: 'Use letters, digits, ".", "-" and "_", without a folder.',
    });
  return finding('bad-value', path, `"${text}"은(는) 쓸 수 없는 이름입니다.`, `"${text}" can't be used as a name here.`, {
    ko: '영문 소문자, 숫자, "-"만 쓰고 글자나 숫자로 시작하십시오. key에는 "_"도 쓸 수 있습니다.',
    en: 'Use lower-case letters, digits and "-", starting with a letter or digit. A key may also hold "_".',
  });
}

function badSize(issue: Issue & { code: 'too_small' | 'too_big' }, path: Path, value: unknown): Finding {
  if (value === '' || (typeof value === 'string' && value.trim() === '')) return missing(path);
  const least = issue.code === 'too_small';
  const limit = String(least ? issue.minimum : issue.maximum);
  const what = Array.isArray(value) ? { ko: '항목 수가 ', en: 'The number of items' } : { ko: '값이 ', en: 'The value' };
  return finding(
    'bad-value',
    path,
    `${what.ko}${limit} ${least ? '이상' : '이하'}이어야 합니다.`,
    `${what.en} must be at ${least ? 'least' : 'most'} ${limit}.`,
  );
}

function findingsOf(issue: Issue, raw: unknown, source: YamlSource): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const value = valueAt(raw, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path);
  if (value === undefined) return [missing(path)];
  switch (issue.code) {
    case 'invalid_type':
      return [value === null ? missing(path) : wrongType(issue, path, value, source)];
    case 'invalid_format':
      return [badFormat(issue, path, value)];
    case 'too_small':
    case 'too_big':
      return [badSize(issue, path, value)];
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = nearestName(shown(value), values);
      return [
        finding(
          'bad-value',
          path,
          `"${shown(value)}"은(는) 쓸 수 없습니다. 가능한 값: ${values.join(', ')}`,
          `"${shown(value)}" is not possible here. Possible: ${values.join(', ')}`,
          near === null ? null : { ko: `"${near}"을(를) 뜻하셨나요?`, en: `Did you mean "${near}"?` },
        ),
      ];
    }
    case 'invalid_union':
      // The only union tells scorers apart by "kind"; an unknown kind is reported at that key.
      return [
        finding('bad-value', path, `채점 방식 "${shown(value)}"을(를) 모릅니다.`, `"${shown(value)}" is not a kind of scorer we know.`, {
          ko: 'kind: builtin 또는 kind: program',
          en: 'kind: builtin or kind: program',
        }),
      ];
    default:
      return [
        path.at(-1) === 'zone'
          ? finding('zone-unknown', path, `"${shown(value)}"이라는 시간대가 없습니다.`, `There is no time zone "${shown(value)}".`, {
              ko: 'IANA 이름을 쓰십시오: Asia/Seoul',
              en: 'Use an IANA name: Asia/Seoul',
            })
          : finding('bad-value', path, `"${shown(value)}"은(는) 쓸 수 없습니다.`, `"${shown(value)}" is not possible here.`),
      ];
  }
}

/** The definition, or what its form lacks: missing and unknown keys, wrong types, instants and names that are none. */
export function readShape(raw: unknown, source: YamlSource): { definition: ChallengeDefinition } | { findings: Finding[] } {
  const parsed = ChallengeDefinition.safeParse(raw);
  return parsed.success
    ? { definition: parsed.data }
    : { findings: parsed.error.issues.flatMap((issue) => findingsOf(issue, raw, source)) };
}
