/** What the runtimes promise: the packages whose versions a result depends on. Names are Debian's. */

/** What real scorers import (docs/bundles.md): found in 132 public bundles. */
export const PYTHON_PACKAGES = [
  'python3-numpy',
  'python3-pandas',
  'python3-sklearn',
  'python3-scipy',
  'python3-yaml',
  'python3-matplotlib',
  'python3-pil',
  'python3-nltk',
  'python3-h5py',
  'python3-psutil',
  'python3-numba',
  'python3-requests',
  'python3-jinja2',
  'python3-filelock',
  'python3-levenshtein',
  'python3-tabulate',
] as const;

/** Where Debian's own Python stands; versions that a person installed beside it are not used. */
export const PYTHON = '/usr/bin/python3';

/** The one command that brings what is missing. */
export const aptCommand = (packages: readonly string[]): string => `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
