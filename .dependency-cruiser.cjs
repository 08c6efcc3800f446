// Who may import whom (ARCHITECTURE.md). Patterns capture the slice's name ($1), so a new slice is guarded from birth.
const S = '^server/src/features/([^/]+)/', TEST = '(\\.test\\.tsx?$|/test/|/testing/)';
const deny = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
module.exports = {
  forbidden: [
    deny('no-cycles', 'Two files that need each other are one file, or hide a third.', {}, { circular: true }),
    deny('shared-is-pure', 'shared also runs in browsers: zod and itself only.', { path: '^shared/src', pathNot: [TEST] }, { pathNot: ['^shared/', 'node_modules/zod/'] }),
    deny('web-not-server', 'Talk HTTP, through src/api.', { path: '^web/' }, { path: '^server/' }),
    deny('e2e-from-outside', 'See what a user sees.', { path: '^e2e/' }, { path: '^(server|web)/src', pathNot: '^web/src/api/' }),
    deny('platform-below', 'Move the product word into a slice.', { path: '^server/src/platform' }, { path: '^server/src/features' }),
    deny('front-door', "Import the other slice's index.ts, or listen to its event.", { path: S }, { path: '^server/src/features/', pathNot: ['^server/src/features/$1/', '^server/src/features/[^/]+/index\\.ts$'] }),
    deny('domain-is-pure', 'Pass the value in.', { path: S + 'domain/', pathNot: TEST }, { pathNot: ['^server/src/features/$1/domain/', '^shared/'] }),
    deny('http-not-data', 'Ask the service or the queries.', { path: S + 'http/' }, { path: '/data/' }),
    deny('typeorm-in-data', 'Add a repository method.', { path: '^server/src', pathNot: ['/data/', '^server/src/platform/db', TEST] }, { path: 'node_modules/(@nestjs/)?typeorm/' }),
    deny('bullmq-in-jobs', 'Append an event to the outbox.', { path: '^server/src', pathNot: ['^server/src/platform/jobs', TEST] }, { path: 'node_modules/(@nestjs/)?bullmq/' }),
    deny('engine-is-nest-free', 'The command line runs it without a server.', { path: '^server/src/features/scoring/engine' }, { path: 'node_modules/@nestjs/' }),
    deny('cli-borders', 'The sandbox and the engine only.', { path: '^cli/src' }, { path: '^(server|web)/', pathNot: '^(web/src/api/|server/src/platform/sandbox/|server/src/features/scoring/engine/)' }),
    deny('web-features-apart', 'Compose them in a route.', { path: '^web/src/features/([^/]+)/' }, { path: '^web/src/features/', pathNot: '^web/src/features/$1/' }),
    deny('web-downhill', 'app -> features -> ui, lib, api.', { path: '^web/src/(ui|lib|api)/' }, { path: '^web/src/(app|features)/' }),
    deny('web-zod-is-lazy', 'zod costs 23 kB: only the lazy form routes may load it.', { path: '^web/src/', pathNot: ['\\.form\\.tsx?$', '\\.worker\\.ts$', TEST] }, { path: ['^shared/src/contract/', 'node_modules/zod/'], dependencyTypesNot: ['type-only'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/dist-ssr/', '/dist-types/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { conditionNames: ['@gac/source', 'import', 'require', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
