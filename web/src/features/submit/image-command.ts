/** Builds an image for the platform that runs it, and saves it as one file. @param platform e.g. `linux/amd64`; null: as the machine is that builds it */
export const imageCommand = (slug: string, platform: string | null): string =>
  `docker build ${platform === null ? '' : `--platform ${platform} `}-t ${slug}:1 . && docker save ${slug}:1 | gzip > ${slug}.tar.gz`;
