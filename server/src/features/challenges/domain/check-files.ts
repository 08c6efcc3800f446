import type { TaskDefinition } from '@gac/shared/contract/definition';
import { finding, type Finding, type Path } from './definition-problem.ts';
import { hiddenFiles } from './files-of-task.ts';
import type { Outline } from './outline.ts';

/** A name of a file in a definition, and the place that names it. */
export interface NamedFile {
  file: string;
  at: Path;
  /** A folder may stand there too; it is stored as one zip. */
  mayBeFolder: boolean;
}
const plain = (file: string, at: Path): NamedFile => ({ file, at, mayBeFolder: false });
const orFolder = (file: string | undefined, at: Path): NamedFile[] => (file === undefined ? [] : [{ file, at, mayBeFolder: true }]);

function filesOfTask(task: TaskDefinition, at: Path): NamedFile[] {
  const { input, ingestion, reference, scorer } = task;
  const ofScorer = scorer.kind === 'program' ? [...orFolder(scorer.program, [...at, 'scorer', 'program']), ...orFolder(scorer.reference, [...at, 'scorer', 'reference'])] : [];
  return [
    ...orFolder(input, [...at, 'input']),
    ...orFolder(ingestion?.program, [...at, 'ingestion', 'program']),
    ...(reference === undefined ? [] : [plain(reference.file, [...at, 'reference', 'file'])]),
    ...ofScorer,
  ];
}

/** Every file and folder a definition names. */
export function namedFiles(outline: Outline): NamedFile[] {
  return [
    ...outline.tasks.flatMap(({ at, value }) => (value === null ? [] : filesOfTask(value, at))),
    ...[...outline.data, ...outline.baselines].flatMap(({ at, value }) => (value === null ? [] : orFolder(value.file, [...at, 'file']))),
  ];
}

/** The steps of a path that stays inside. */
const steps = (path: string): string[] => path.split('/').filter((step) => step !== '' && step !== '.');

/** Folders that participants or their programs get although hidden data lies in them, and hidden data offered by its own name. */
export function checkHidden(outline: Outline): Finding[] {
  const hidden = outline.tasks.flatMap(({ value }) => (value === null ? [] : hiddenFiles(value)));
  const shown = [
    ...outline.tasks.flatMap(({ at, value }) => orFolder(value?.input, [...at, 'input'])),
    ...outline.data.flatMap(({ at, value }) => orFolder(value?.file, [...at, 'file'])),
  ];
  return shown.flatMap(({ file, at }) => {
    const folder = steps(file);
    const inside = hidden.find((path) => folder.every((step, i) => steps(path)[i] === step));
    if (inside === undefined) return [];
    return [
      finding('hidden-in-public', at, `숨긴 자료 "${inside}"이(가) 참가자에게 보이는 "${file}" 안에 있습니다.`, `The hidden data "${inside}" is part of "${file}", which participants get.`, {
        ko: '숨긴 자료를 다른 폴더로 옮기십시오.',
        en: 'Move the hidden data to another folder.',
      }),
    ];
  });
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
