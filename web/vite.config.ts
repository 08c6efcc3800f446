import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { existsSync, readFileSync } from 'node:fs';
import { defaultClientConditions, defaultServerConditions, defineConfig, type Plugin } from 'vite';
import { precompress } from './scripts/compress.mjs';
import { fonts } from './scripts/fonts.mjs';

const ASSETS = 'virtual:gac-assets';
/** Gives the server-side entry the names of the built client files; the client is therefore built first (scripts/build.mjs). */
const clientAssets = (): Plugin => ({
  name: 'gac-client-assets',
  resolveId: (id) => (id === ASSETS ? `\0${ASSETS}` : null),
  load(id) {
    if (id !== `\0${ASSETS}`) return null;
    const read = (file: string) => {
      if (!existsSync(file)) throw new Error(`${file} is missing: build the client before the server-side entry`);
      return readFileSync(file, 'utf8');
    };
    return `export const manifest = ${read('dist/.vite/manifest.json')};\nexport const fontFiles = ${read('dist/.vite/fonts.json')};`;
  },
});

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    // Without it every language of React Aria ships: 52 kB more.
    { ...optimizeLocales.vite({ locales: ['ko-KR', 'en-US'] }), enforce: 'pre' as const },
    react(),
    ...(isSsrBuild ? [clientAssets()] : [fonts(), precompress()]),
  ],
  resolve: { conditions: ['@gac/source', ...(isSsrBuild ? defaultServerConditions : defaultClientConditions)] },
  ssr: { noExternal: true, resolve: { conditions: ['@gac/source', ...defaultServerConditions] } },
  // One file runs under any NODE_ENV of the host, always with React's production build.
  define: isSsrBuild ? { 'process.env.NODE_ENV': '"production"' } : {},
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? {
        outDir: 'dist-ssr',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: { input: 'src/entry-server.tsx', output: { entryFileNames: 'entry-server.js', codeSplitting: false } },
      }
    : {
        outDir: 'dist',
        emptyOutDir: true,
        manifest: true,
        modulePreload: { polyfill: false },
        cssCodeSplit: false,
        target: 'es2022',
        assetsInlineLimit: 0,
        rolldownOptions: { input: 'src/entry-client.tsx' },
      },
  worker: { format: 'es' as const },
}));
