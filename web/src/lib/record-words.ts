import type { Lang, LocalizedText } from '@gac/shared/values';

/** The parts of an isolation as records name them ("netns+permission+lockdown"), in words. */
const ISOLATION: Readonly<Record<string, LocalizedText>> = {
  netns: { ko: '네트워크 없음', en: 'no network' },
  userns: { ko: '사용자 분리', en: 'separate user' },
  seatbelt: { ko: '네트워크 없음', en: 'no network' },
  'no-os-fence': { ko: '운영체제의 격리 없음', en: 'not kept apart by the operating system' },
  permission: { ko: '파일과 프로세스 접근 제한', en: 'no files and processes of others' },
  lockdown: { ko: '시스템 기능 잠금', en: 'system functions locked' },
};
/** What kept an evaluation apart, in words; a part nobody has words for stays as it is recorded. */
export const isolationWords = (isolation: string, lang: Lang): string =>
  isolation
    .split('+')
    .map((part) => ISOLATION[part]?.[lang] ?? part)
    .join(', ');

const RUNTIMES: Readonly<Record<string, LocalizedText>> = {
  image: { ko: '컨테이너 이미지', en: 'container image' },
  none: { ko: '실행하지 않음', en: 'nothing was run' },
};
/** "image, python 3.11.2": what programs ran with; names of languages stay as they are. */
export const runtimeWords = (runtime: string, lang: Lang): string =>
  runtime
    .split(', ')
    .map((part) => RUNTIMES[part]?.[lang] ?? part)
    .join(', ');

/** "builtin/1": the platform's own scorer, by its version. Others stay as they are recorded. */
export function scorerWords(scorer: string, lang: Lang): string {
  const version = /^builtin\/(\d+)$/.exec(scorer)?.[1];
  if (version === undefined) return scorer;
  return lang === 'ko' ? `플랫폼 기본 채점기 ${version}판` : `built-in scorer, version ${version}`;
}
