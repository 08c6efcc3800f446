/** What an archive may be like. Larger or odder ones are refused before anything of them is written. */
export interface ArchiveLimits {
  /** Files and folders, those of archives inside it counted too. */
  maxFiles: number;
  /** After unpacking, all together. */
  maxTotalBytes: number;
  /** Unpacked bytes for each packed one; counts from `ratioFromBytes` on, since small repetitive files are harmless. */
  maxRatio: number;
  ratioFromBytes: number;
  /** Of one part of a path, and of the whole path, in UTF-8. */
  maxNameBytes: number;
  maxPathBytes: number;
  /** Parts of a path. */
  maxDepth: number;
  /** Of a page, which is read into memory. */
  maxTextBytes: number;
  /** Of a definition or the metadata of a program, which are parsed. */
  maxYamlBytes: number;
  /** `error`: the archive is refused. `warning`: it is read as said beside each. */
  oddities: Readonly<Record<Oddity, 'error' | 'warning'>>;
}
export type Oddity =
  /** A symbolic link (in a zip), or one that leads out (in a folder); left out. */
  | 'link'
  /** Absolute, or with ".."; left out. */
  | 'path-outside'
  /** Left out. */
  | 'encrypted'
  /** The same name twice with different contents; the last counts. */
  | 'name-twice'
  /** Names that differ in case only, which are one file on some computers; both are kept. */
  | 'case-twins'
  /** A name whose letters are decomposed, as macOS writes Korean; composed. */
  | 'not-composed'
  /** Backslashes between folders, as old Windows programs write; read as slashes. */
  | 'backslash';

export const ARCHIVE_LIMITS: ArchiveLimits = {
  maxFiles: 100_000,
  maxTotalBytes: 20 * 1024 ** 3,
  maxRatio: 300,
  ratioFromBytes: 64 * 1024 ** 2,
  maxNameBytes: 255,
  maxPathBytes: 1024,
  maxDepth: 32,
  maxTextBytes: 4 * 1024 ** 2,
  maxYamlBytes: 1024 ** 2,
  oddities: {
    link: 'error',
    'path-outside': 'error',
    encrypted: 'error',
    'name-twice': 'error',
    'case-twins': 'warning',
    'not-composed': 'warning',
    backslash: 'warning',
  },
};
