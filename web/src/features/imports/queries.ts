import { queryOptions } from '@tanstack/react-query';
import { load, type Api } from '../../lib/api.ts';

const fresh = { staleTime: 2_000 } as const;

export const importsQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'imports'], ...fresh, queryFn: () => load(api.GET('/api/organize/imports')) });
export const importQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['organize', 'import', id],
    ...fresh,
    queryFn: () => load(api.GET('/api/organize/imports/{id}', { params: { path: { id } } })),
  });
export const draftsQuery = (api: Api) =>
  queryOptions({ queryKey: ['organize', 'drafts'], ...fresh, queryFn: () => load(api.GET('/api/organize/drafts')) });
export const draftQuery = (api: Api, slug: string) =>
  queryOptions({
    queryKey: ['organize', 'draft', slug],
    ...fresh,
    queryFn: () => load(api.GET('/api/organize/drafts/{slug}', { params: { path: { slug } } })),
  });
/** What a format can't say of a challenge; asked when somebody wants to know. */
export const exportQuery = (api: Api, slug: string, format: 'challenge' | 'codabench', lang: 'ko' | 'en') =>
  queryOptions({
    queryKey: ['organize', 'export', slug, format, lang],
    staleTime: 30_000,
    queryFn: () => load(api.GET('/api/organize/challenges/{slug}/export/report', { params: { path: { slug }, query: { format, lang } } })),
  });
