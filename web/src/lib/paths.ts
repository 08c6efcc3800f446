import type { Lang } from '@gac/shared/values';

export const CHALLENGE_TABS = ['overview', 'data', 'rules', 'evaluation', 'leaderboard'] as const;
export type ChallengeTab = (typeof CHALLENGE_TABS)[number];

/** Where the evaluation page tells the tie rule of a board. */
export const tieAnchor = (boardKey: string): string => `ties-${boardKey}`;

/** Every address of the app, once. Links take these; nobody writes a path by hand. */
export const paths = {
  home: (lang: Lang) => `/${lang}`,
  boards: (lang: Lang) => `/${lang}/leaderboards`,
  challenge: (lang: Lang, slug: string, tab: ChallengeTab = 'overview') => `/${lang}/c/${slug}/${tab}`,
  clause: (lang: Lang, slug: string, clause: string) => `/${lang}/c/${slug}/rules#${clause}`,
  join: (lang: Lang, slug: string) => `/${lang}/c/${slug}/join`,
  submit: (lang: Lang, slug: string) => `/${lang}/c/${slug}/submit`,
  submissions: (lang: Lang, slug: string) => `/${lang}/c/${slug}/submissions`,
  submission: (lang: Lang, slug: string, id: string) => `/${lang}/c/${slug}/submissions/${id}`,
  receipts: (lang: Lang) => `/${lang}/receipts`,
  receipt: (lang: Lang, receipt: string) => `/${lang}/receipts/${receipt}`,
  organize: (lang: Lang) => `/${lang}/organize`,
  organizeQueue: (lang: Lang) => `/${lang}/organize/queue`,
  organizeEmpty: (lang: Lang) => `/${lang}/organize/submissions`,
  organizeSubmissions: (lang: Lang, slug: string) => `/${lang}/organize/c/${slug}/submissions`,
  organizeEvaluation: (lang: Lang, id: string) => `/${lang}/organize/evaluations/${id}`,
  organizeImport: (lang: Lang) => `/${lang}/organize/import`,
  organizeImported: (lang: Lang, id: string) => `/${lang}/organize/import/${id}`,
  organizeDraft: (lang: Lang, slug: string) => `/${lang}/organize/drafts/${slug}`,
  register: (lang: Lang) => `/${lang}/register`,
  signIn: (lang: Lang) => `/${lang}/sign-in`,
  problem: (lang: Lang, code: string) => `/${lang}/problems/${code}`,
};

/** The address to come back to after signing in, or null when it is not one of ours (an open redirect otherwise). */
export function safeReturn(next: unknown): string | null {
  return typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : null;
}
