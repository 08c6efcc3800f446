import type { Bundle, BundleSettings } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';
import type { References } from '../definition/references.ts';

/** What a reader makes of a definition; the rest of a bundle is the same for all formats. */
export type Contents = Omit<Bundle, 'raw' | 'findings'>;
export type Reader = (root: Cursor, references: References) => Promise<Contents>;

export const NO_SETTINGS: BundleSettings = {
  approvesEntrantsByItself: true,
  runsSubmissionsByItself: true,
  detailedResults: { isOn: false, inPanel: true, onBoard: true },
  submissionsMayBePublic: false,
  programsAreAvailable: false,
  inputIsAvailable: false,
  hasForum: false,
  kind: 'competition',
  maxTeamSize: null,
  queue: null,
  contactEmail: null,
  reward: null,
};
export const NOTHING: Contents = {
  format: null,
  version: '',
  title: '',
  description: '',
  pages: [],
  terms: null,
  logo: null,
  dockerImage: null,
  phases: [],
  tasks: [],
  solutions: [],
  boards: [],
  factSheet: [],
  settings: NO_SETTINGS,
};
