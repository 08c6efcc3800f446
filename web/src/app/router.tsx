import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Lang, LocalizedText } from '@gac/shared/values';
import { sessionQuery } from '../features/accounts/queries.ts';
import { boardSearchOf, firstWindowQuery, standingQuery } from '../features/boards/queries.ts';
import { challengeQuery, challengesQuery, participationQuery } from '../features/challenges/queries.ts';
import { listSearchOf } from '../features/organize/list-search.ts';
import { tableSearchOf } from '../features/submissions/table-search.ts';
import { isLang, langOfPath } from '../lib/lang.ts';
import { CHALLENGE_TABS, paths, type ChallengeTab } from '../lib/paths.ts';
import { code } from './code.ts';
import type { AppContext } from './context.ts';
import { ahead, held, orMissing, viewerOf } from './loading.ts';
import { BrokenPage, BrokenTab, MissingPage } from './routes/states.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import { Shell } from './shell/Shell.tsx';
import { titles } from './titles.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Modules of the route's own chunks, preloaded by the first HTML. */
    chunks?: readonly string[];
  }
}

const meta = (title: string, description?: string) => ({
  meta: [{ title }, ...(description === undefined ? [] : [{ name: 'description', content: description }])],
});
const root = createRootRouteWithContext<AppContext>()({
  component: Shell,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
  // The page stands without it: a failed answer means "not signed in" until the next one.
  loader: ({ context }) => held(context, sessionQuery(context.api, context.clock)).catch(() => undefined),
  head: ({ match }) => {
    const t = titles[langOfPath(match.pathname) ?? 'ko'];
    return meta(t.site, t.description);
  },
});
const homeRoute = (lang: Lang | null) => ({
  component: lazyRouteComponent(
    code(() => import('./routes/home.tsx')),
    'HomePage',
  ),
  staticData: { chunks: ['src/app/routes/home.tsx'] },
  loader: ({ context }: { context: AppContext }) => held(context, challengesQuery(context.api)),
  head: ({ params, match }: { params: { lang?: string }; match: { context: AppContext } }) => {
    const t = titles[isLang(params.lang) ? params.lang : (lang ?? match.context.initialLang)];
    return meta(t.home, t.description);
  },
});
const index = createRoute({ getParentRoute: () => root, path: '/', ...homeRoute(null) });
const langRoute = createRoute({
  getParentRoute: () => root,
  path: '$lang',
  params: {
    parse: ({ lang }) => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
      if (!isLang(lang)) throw notFound();
      return { lang };
    },
    stringify: ({ lang }) => ({ lang }),
  },
});
const home = createRoute({ getParentRoute: () => langRoute, path: '/', ...homeRoute(null) });
const boards = createRoute({
  getParentRoute: () => langRoute,
  path: 'leaderboards',
  component: lazyRouteComponent(
    code(() => import('./routes/boards.tsx')),
    'BoardsPage',
  ),
  staticData: { chunks: ['src/app/routes/boards.tsx'] },
  loader: ({ context }) => held(context, challengesQuery(context.api)),
  head: ({ params }) => meta(titles[params.lang].page(titles[params.lang].boards), titles[params.lang].boardsDescription),
});
const problemPage = createRoute({
  getParentRoute: () => langRoute,
  path: 'problems/$code',
  component: lazyRouteComponent(
    code(() => import('./routes/problem.tsx')),
    'ProblemPage',
  ),
  head: ({ params }) => meta(titles[params.lang].page(params.code)),
});
const register = createRoute({
  getParentRoute: () => langRoute,
  path: 'register',
  component: lazyRouteComponent(
    code(() => import('./routes/register.tsx')),
    'RegisterPage',
  ),
  head: ({ params }) => meta(titles[params.lang].page(titles[params.lang].register)),
});
const signIn = createRoute({
  getParentRoute: () => langRoute,
  path: 'sign-in',
  component: lazyRouteComponent(
    code(() => import('./routes/sign-in.tsx')),
    'SignInPage',
  ),
  head: ({ params }) => meta(titles[params.lang].page(titles[params.lang].signIn)),
});

const challenge = createRoute({
  getParentRoute: () => langRoute,
  path: 'c/$slug',
  component: lazyRouteComponent(
    code(() => import('./routes/challenge.tsx')),
    'ChallengeLayout',
  ),
  staticData: { chunks: ['src/app/routes/challenge.tsx'] },
  loader: async ({ context, params }) => {
    const [view] = await Promise.all([
      orMissing(held(context, challengeQuery(context.api, params.slug))),
      viewerOf(context).then((viewer) => ahead(context, participationQuery(context.api, params.slug, viewer))),
    ]);
    return view;
  },
});
const challengeIndex = createRoute({
  getParentRoute: () => challenge,
  path: '/',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
    throw redirect({ href: paths.challenge(params.lang, params.slug), replace: true });
  },
});
const tabPage = (tab: Exclude<ChallengeTab, 'leaderboard'>) => {
  const loaders = {
    overview: () => import('./routes/challenge-overview.tsx'),
    data: () => import('./routes/challenge-data.tsx'),
    rules: () => import('./routes/challenge-rules.tsx'),
    evaluation: () => import('./routes/challenge-evaluation.tsx'),
  } as const;
  return createRoute({
    getParentRoute: () => challenge,
    path: tab,
    component: lazyRouteComponent(code<{ TabPage: () => ReactElement }>(loaders[tab]), 'TabPage'),
    errorComponent: BrokenTab,
    staticData: { chunks: [`src/app/routes/challenge-${tab}.tsx`] },
    loader: ({ context, params }) => orMissing(held(context, challengeQuery(context.api, params.slug))),
    head: ({ params, loaderData }) => {
      const t = titles[params.lang];
      return loaderData ? meta(t.page(`${t.tabs[tab]} · ${loaderData.title[params.lang]}`), loaderData.summary[params.lang]) : meta(t.site);
    },
  });
};
const leaderboard = createRoute({
  getParentRoute: () => challenge,
  path: 'leaderboard',
  component: lazyRouteComponent(
    code(() => import('./routes/leaderboard.tsx')),
    'LeaderboardPage',
  ),
  errorComponent: BrokenTab,
  staticData: { chunks: ['src/app/routes/leaderboard.tsx'] },
  validateSearch: boardSearchOf,
  // Read once more: the router gives what was dropped back with the rest of the address (a form without a script sends `country=`).
  loaderDeps: ({ search }) => boardSearchOf(search),
  loader: async ({ context, params, deps }) => {
    const { api } = context;
    const view = await orMissing(held(context, challengeQuery(api, params.slug)));
    const board = view.boards.find(({ key }) => key === deps.board) ?? view.boards[0];
    if (!board) return view;
    await Promise.all([
      held(context, firstWindowQuery(api, board.id, deps)),
      viewerOf(context).then((viewer) => ahead(context, standingQuery(api, board.id, viewer))),
    ]);
    return view;
  },
  head: ({ params, loaderData }) => {
    const t = titles[params.lang];
    return loaderData
      ? meta(t.page(`${t.tabs.leaderboard} · ${loaderData.title[params.lang]}`), loaderData.summary[params.lang])
      : meta(t.site);
  },
});
const headOf = (
  page: 'join' | 'submit' | 'submissions',
  lang: Lang,
  loaded: { title: LocalizedText } | undefined,
  number?: number | null,
) => {
  const t = titles[lang];
  const name = typeof number === 'number' ? t.submission(number) : t[page];
  return meta(loaded ? t.page(`${name} · ${loaded.title[lang]}`) : t.site);
};
const join = createRoute({
  getParentRoute: () => langRoute,
  path: 'c/$slug/join',
  component: lazyRouteComponent(
    code(() => import('./routes/join.tsx')),
    'JoinPage',
  ),
  loader: async ({ context, params }) => {
    const view = await orMissing(held(context, challengeQuery(context.api, params.slug)));
    await ahead(context, participationQuery(context.api, params.slug, await viewerOf(context)));
    return view;
  },
  head: ({ params, loaderData }) => headOf('join', params.lang, loaderData),
});
/** These pages bring their own loaders: the rules they need are no part of the first download. */
const submitPage = code(() => import('./routes/submit.tsx'));
const submissionPages = code(() => import('./routes/submissions.tsx'));
const receiptPages = code(() => import('./routes/receipts.tsx'));
const phaseSearch = (raw: Record<string, unknown>): { phase?: string } => (typeof raw['phase'] === 'string' ? { phase: raw['phase'] } : {});
const submit = createRoute({
  getParentRoute: () => langRoute,
  path: 'c/$slug/submit',
  component: lazyRouteComponent(submitPage, 'SubmitPage'),
  staticData: { chunks: ['src/app/routes/submit.tsx'] },
  validateSearch: phaseSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, params, deps }) => (await submitPage()).loadSubmit(context, params.slug, deps.phase),
  head: ({ params, loaderData }) => headOf('submit', params.lang, loaderData),
});
const submissions = createRoute({
  getParentRoute: () => challenge,
  path: 'submissions',
  component: lazyRouteComponent(submissionPages, 'SubmissionsPage'),
  errorComponent: BrokenTab,
  staticData: { chunks: ['src/app/routes/submissions.tsx'] },
  validateSearch: tableSearchOf,
  loaderDeps: ({ search: { phase } }) => ({ phase }),
  loader: async ({ context, params, deps }) => (await submissionPages()).loadSubmissions(context, params.slug, deps.phase),
  head: ({ params, loaderData }) => headOf('submissions', params.lang, loaderData),
});
const submission = createRoute({
  getParentRoute: () => langRoute,
  path: 'c/$slug/submissions/$submissionId',
  component: lazyRouteComponent(submissionPages, 'SubmissionPage'),
  staticData: { chunks: ['src/app/routes/submissions.tsx'] },
  loader: async ({ context, params }) => (await submissionPages()).loadSubmission(context, params.slug, params.submissionId),
  head: ({ params, loaderData }) => headOf('submissions', params.lang, loaderData, loaderData?.number),
});
const receipts = createRoute({
  getParentRoute: () => langRoute,
  path: 'receipts',
  component: lazyRouteComponent(receiptPages, 'ReceiptsPage'),
  staticData: { chunks: ['src/app/routes/receipts.tsx'] },
  head: ({ params }) => meta(titles[params.lang].page(titles[params.lang].receipts), titles[params.lang].receiptsDescription),
});
const receipt = createRoute({
  getParentRoute: () => langRoute,
  path: 'receipts/$receipt',
  component: lazyRouteComponent(receiptPages, 'ReceiptPage'),
  staticData: { chunks: ['src/app/routes/receipts.tsx'] },
  loader: async ({ context, params }) => (await receiptPages()).loadReceipt(context, params.receipt),
  notFoundComponent: lazyRouteComponent(receiptPages, 'ReceiptPage'),
  head: ({ params }) =>
    meta(titles[params.lang].page(titles[params.lang].receipt(params.receipt)), titles[params.lang].receiptsDescription),
});
const organizePages = code(() => import('./routes/organize.tsx'));
const organizeEvaluationPage = code(() => import('./routes/organize-evaluation.tsx'));
const organize = createRoute({
  getParentRoute: () => langRoute,
  path: 'organize',
  component: lazyRouteComponent(organizePages, 'OrganizeLayout'),
  errorComponent: lazyRouteComponent(organizePages, 'OrganizeRefused'),
  staticData: { chunks: ['src/app/routes/organize.tsx'] },
  loader: async ({ context }) => (await organizePages()).loadOrganized(context),
  head: ({ params }) => meta(titles[params.lang].page(titles[params.lang].organize)),
});
const organizeHead = (lang: Lang, name: string) => meta(titles[lang].page(`${name} · ${titles[lang].organize}`));
const organizeIndex = createRoute({
  getParentRoute: () => organize,
  path: '/',
  beforeLoad: ({ params }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
    throw redirect({ href: paths.organizeQueue(params.lang), replace: true });
  },
});
const organizeQueue = createRoute({
  getParentRoute: () => organize,
  path: 'queue',
  component: lazyRouteComponent(organizePages, 'QueuePage'),
  loader: async ({ context }) => (await organizePages()).loadQueue(context),
  head: ({ params }) => organizeHead(params.lang, titles[params.lang].queue),
});
const organizeEmpty = createRoute({
  getParentRoute: () => organize,
  path: 'submissions',
  component: lazyRouteComponent(organizePages, 'NothingOrganizedPage'),
  head: ({ params }) => organizeHead(params.lang, titles[params.lang].allSubmissions),
});
const organizeSubmissions = createRoute({
  getParentRoute: () => organize,
  path: 'c/$slug/submissions',
  component: lazyRouteComponent(organizePages, 'OrganizedSubmissionsPage'),
  validateSearch: listSearchOf,
  loaderDeps: ({ search }) => listSearchOf(search),
  loader: async ({ context, params, deps }) => (await organizePages()).loadOrganizedList(context, params.slug, deps),
  head: ({ params }) => organizeHead(params.lang, `${titles[params.lang].allSubmissions} ${params.slug}`),
});
const organizeEvaluation = createRoute({
  getParentRoute: () => organize,
  path: 'evaluations/$evaluationId',
  component: lazyRouteComponent(organizeEvaluationPage, 'EvaluationPage'),
  staticData: { chunks: ['src/app/routes/organize-evaluation.tsx'] },
  loader: async ({ context, params }) => (await organizeEvaluationPage()).loadEvaluation(context, params.evaluationId),
  head: ({ params, loaderData }) => organizeHead(params.lang, titles[params.lang].evaluation(loaderData ?? '')),
});
const importPages = () => import('./routes/imports.tsx');
const organizeImport = createRoute({
  getParentRoute: () => organize,
  path: 'import',
  component: lazyRouteComponent(importPages, 'ImportsPage'),
  staticData: { chunks: ['src/app/routes/imports.tsx'] },
  loader: async ({ context }) => (await importPages()).loadImports(context),
  head: ({ params }) => organizeHead(params.lang, titles[params.lang].imports),
});
const organizeImported = createRoute({
  getParentRoute: () => organize,
  path: 'import/$importId',
  component: lazyRouteComponent(importPages, 'ImportPage'),
  staticData: { chunks: ['src/app/routes/imports.tsx'] },
  loader: async ({ context, params }) => (await importPages()).loadImport(context, params.importId),
  head: ({ params, loaderData }) => organizeHead(params.lang, loaderData ?? titles[params.lang].imports),
});
const organizeDraft = createRoute({
  getParentRoute: () => organize,
  path: 'drafts/$slug',
  component: lazyRouteComponent(importPages, 'DraftPage'),
  staticData: { chunks: ['src/app/routes/imports.tsx'] },
  loader: async ({ context, params }) => (await importPages()).loadDraft(context, params.slug),
  head: ({ params, loaderData }) => organizeHead(params.lang, loaderData?.title[params.lang] ?? params.slug),
});
const routeTree = root.addChildren([
  index,
  langRoute.addChildren([
    home,
    boards,
    problemPage,
    register,
    signIn,
    join,
    submit,
    submission,
    receipts,
    receipt,
    organize.addChildren([
      organizeIndex,
      organizeQueue,
      organizeEmpty,
      organizeSubmissions,
      organizeEvaluation,
      organizeImport,
      organizeImported,
      organizeDraft,
    ]),
    challenge.addChildren([
      challengeIndex,
      ...CHALLENGE_TABS.filter((tab) => tab !== 'leaderboard').map(tabPage),
      leaderboard,
      submissions,
    ]),
  ]),
]);

/** @param inBrowser scroll positions are kept and given back there (G2). */
export const createAppRouter = (context: AppContext, history: RouterHistory, inBrowser: boolean) =>
  createRouter({
    routeTree,
    context,
    history,
    parseSearch,
    stringifySearch,
    scrollRestoration: inBrowser,
    defaultPreload: false,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: MissingPage,
    // Queries decide what is fresh; the router asks them each time.
    defaultPreloadStaleTime: 0,
    defaultStaleTime: 0,
    defaultPendingMs: 1_000_000,
  });
export type AppRouter = ReturnType<typeof createAppRouter>;
