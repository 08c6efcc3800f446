/** Builds an image for the platform that runs it. @param platform e.g. `linux/amd64`; null: as the machine is that builds it */
export const buildCommand = (slug: string, platform: string | null): string =>
  `docker build ${platform === null ? '' : `--platform ${platform} `}-t ${slug}:1 .`;
/** Saves it as one file, which the form takes. */
export const saveCommand = (slug: string): string => `docker save ${slug}:1 | gzip > ${slug}.tar.gz`;
