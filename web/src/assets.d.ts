declare module 'virtual:gac-assets' {
  /** Vite's manifest of the client build. */
  export const manifest: Record<string, unknown>;
  export const fontFiles: { ko: { file: string; css: string }; en: { file: string; css: string }; slices: string };
}
