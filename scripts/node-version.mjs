// Imported first by every script that a person starts: an old Node gets a sentence instead of a stack.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.version}. See https://nodejs.org/en/download`);
  process.exit(1);
}
