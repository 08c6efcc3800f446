import { finding, type Finding, type Path } from './definition-problem.ts';
import type { Outline } from './outline.ts';

/** Every file a definition names, with the place that names it. */
export function namedFiles(outline: Outline): { file: string; at: Path }[] {
  return [
    ...outline.tasks.flatMap(({ at, value }) => (value === null ? [] : [{ file: value.reference.file, at: [...at, 'reference', 'file'] }])),
    ...[...outline.data, ...outline.baselines].flatMap(({ at, value }) =>
      value === null ? [] : [{ file: value.file, at: [...at, 'file'] }],
    ),
  ];
}

/** A relative path that stays inside the folder of the definition: no leading `/`, no `..`, no backslash, no NUL, no drive. */
export const staysInside = (file: string): boolean => !/^\/|\\|\0|^[A-Za-z]:/.test(file) && !file.split('/').includes('..');

/** Names that lead out of the folder of the definition. */
export function checkFilePaths(outline: Outline): Finding[] {
  return namedFiles(outline).flatMap(({ file, at }) =>
    staysInside(file)
      ? []
      : [
          finding(
            'file-outside',
            at,
            `"${file}"은(는) 정의 파일이 있는 폴더를 벗어납니다.`,
            `"${file}" leads out of the folder of the definition.`,
            {
              ko: '폴더 안의 상대 경로를 "/"로 구분해 적으십시오.',
              en: 'Use a relative path inside the folder, with "/".',
            },
          ),
        ],
  );
}
