/** What container images must be built for to run here, as Docker names it: the processes of an installation are of one kind. */
export const IMAGE_PLATFORM = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
