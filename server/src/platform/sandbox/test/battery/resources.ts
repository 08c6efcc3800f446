import type { Attack } from './attack.ts';

const MB = 1024 ** 2;

/** What eats processes, memory, time, space and output. */
export const resources: Attack[] = [
  { name: 'fork bomb, one after the other', core: true, says: /^(\d+) held/, source: () => `
n = 0
try:
    while n < 500:
        if os.fork() == 0: time.sleep(30); os._exit(0)
        n += 1
except OSError: pass
if n > 31: print('ESCAPED', n)
print(n, 'held', flush=True)
os._exit(0)` },
  { name: 'fork bomb, exponential', limits: { wallMs: 2500, cpuMs: 20_000 }, ends: ['wall_limit', 'cpu_limit'], says: null, source: () => `
while True:
    try: os.fork()
    except OSError: pass` },
  { name: 'forks in sessions of their own', ends: ['wall_limit', 'cpu_limit'], limits: { wallMs: 2000, cpuMs: 20_000 }, says: null, source: () => `
while True:
    try:
        if os.fork() == 0: os.setsid()
    except OSError: time.sleep(0.01)` },
  { name: 'thread bomb', says: /held/, source: () => `
n = 0
try:
    while n < 500: threading.Thread(target=time.sleep, args=(30,), daemon=True).start(); n += 1
except RuntimeError: pass
if n > 31: print('ESCAPED', n)
print('held', flush=True); os._exit(0)` },
  { name: 'memory bomb', core: true, ends: ['memory_limit'], limits: { cpuMs: 10_000, wallMs: 30_000 }, says: null, source: () => `
keep = []
while True: keep.append(b'x' * ${MB})` },
  { name: 'memory bomb in a child whose parent goes on', ends: ['memory_limit'], limits: { cpuMs: 10_000, wallMs: 30_000 }, says: null, source: () => `
if os.fork() == 0:
    keep = []
    while True: keep.append(b'x' * ${MB})
os.wait()
print('the parent goes on')` },
  { name: 'recursion without end', ends: ['signal', 'memory_limit'], limits: { cpuMs: 10_000, wallMs: 30_000 }, says: null, source: () => `
code = ctypes.CFUNCTYPE(ctypes.c_int)
def f(): return g()
g = code(f)
sys.setrecursionlimit(10**9)
f()` },
  { name: 'two gigabytes of System V shared memory', ends: ['memory_limit', 'ok', 'signal'], limits: { cpuMs: 10_000, wallMs: 30_000 }, says: null, source: () => `
libc.shmat.restype = ctypes.c_void_p
i = libc.shmget(0, ctypes.c_size_t(2**31), 0o1600)
if i < 0: print('held'); sys.exit()
at = libc.shmat(i, None, 0)
ctypes.memset(at, 1, 2**31 - 1)
print('ESCAPED')` },
  { name: 'anonymous files without end', ends: ['ok', 'memory_limit', 'signal'], limits: { cpuMs: 10_000, wallMs: 30_000 }, says: null, source: () => `
for i in range(40):
    fd = os.memfd_create('x')
    try:
        while os.fstat(fd).st_size < ${64 * MB}: os.write(fd, b'x' * ${MB})
        print('ESCAPED')
    except OSError: pass` },
  { name: 'fill /tmp', core: true, source: () => `
total, why = fill('/tmp/x', ${64 * MB})
if total > ${16 * MB} or why not in (28, 27): print('ESCAPED', total, why)` },
  { name: 'fill /dev/shm', source: () => `
total, why = fill('/dev/shm/x', ${64 * MB})
if total > ${16 * MB} or why not in (28, 27): print('ESCAPED', total, why)` },
  { name: 'fill /out', out: { kept: [], rejected: { x: 'too-large' } }, source: () => `
total, why = fill('/out/x', ${64 * MB})
if total > ${16 * MB} or why not in (28, 27): print('ESCAPED', total, why)` },
  { name: 'many files of the allowed size in /tmp', source: () => `
try:
    for i in range(100): write('/tmp/f%d' % i, 'x' * ${MB})
    print('ESCAPED')
except OSError as error:
    if error.errno != 28: print('ESCAPED', error)` },
  { name: 'fill /dev', source: () => "blocked('/dev', lambda: write('/dev/x'))\nblocked('/dev/pts', lambda: write('/dev/pts/x'))" },
  { name: 'a file past the largest size', limits: { tmpBytes: 64 * MB, fileBytes: 4 * MB }, ends: ['ok', 'signal'], says: null, source: () => `
total, why = fill('/tmp/x', ${64 * MB})
if total > ${4 * MB}: print('ESCAPED', total)` },
  { name: 'a sparse terabyte', out: { kept: [], rejected: {} }, source: () => `
def sparse():
    with open('/tmp/s', 'wb') as f: f.truncate(2**40)
blocked('sparse', sparse)` },
  { name: 'two hundred thousand files in /out', says: /held/, limits: { cpuMs: 10_000, wallMs: 20_000 }, out: { kept: [], rejected: {} }, source: () => `
os.mkdir('/out/.d')
n = 0
try:
    for i in range(200000): open('/out/.d/%d' % i, 'w').close(); n += 1
except OSError: pass
if n > 256: print('ESCAPED', n)` },
  { name: 'three hundred thousand files in /tmp', ends: ['ok', 'memory_limit', 'cpu_limit', 'wall_limit'], says: null, source: () => `
try:
    for i in range(300000): open('/tmp/%d' % i, 'w').close()
except OSError: pass` },
  { name: 'output without end', core: true, ends: ['output_limit'], says: null, source: () => "while True: sys.stdout.write('x' * 65536)" },
  { name: 'errors without end', ends: ['output_limit'], says: null, source: () => "while True: sys.stderr.write('x' * 65536)" },
  { name: 'output from a child', ends: ['output_limit'], says: null, source: () => "os.fork()\nwhile True: os.write(1, b'x' * 4096)" },
  { name: 'output drop by drop', ends: ['wall_limit'], limits: { wallMs: 1500 }, says: /^x+$/, source: () => "while True: print('x', end='', flush=True); time.sleep(0.1)" },
  { name: 'sleep', core: true, ends: ['wall_limit'], limits: { wallMs: 1000 }, says: null, source: () => 'time.sleep(100)' },
  { name: 'stops itself', ends: ['wall_limit'], limits: { wallMs: 1000 }, says: null, source: () => 'os.kill(os.getpid(), signal.SIGSTOP)' },
  { name: 'ignores signals and burns', core: true, ends: ['cpu_limit'], limits: { cpuMs: 500, wallMs: 30_000 }, says: null, source: () => `
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass` },
  { name: 'four children burn', ends: ['cpu_limit'], limits: { cpuMs: 800, wallMs: 30_000 }, says: null, source: () => 'os.fork(); os.fork()\nwhile True: pass' },
  { name: 'children that end burn for their parent', ends: ['cpu_limit'], limits: { cpuMs: 800, wallMs: 30_000 }, says: null, source: () => `
while True:
    if os.fork() == 0:
        end = time.process_time() + 0.05
        while time.process_time() < end: pass
        os._exit(0)
    os.wait()` },
  { name: 'four children share one processor', ends: ['wall_limit'], limits: { cpuMs: 60_000, wallMs: 1500 }, says: null, source: () => 'os.fork(); os.fork()\nwhile True: pass' },
  { name: 'all descriptors', source: () => `
fds = []
try:
    while len(fds) < 1000: fds.append(os.open('/dev/null', 0))
    print('ESCAPED')
except OSError as error:
    if error.errno != 24: print('ESCAPED', error)` },
  { name: 'higher limits', source: () => `
for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK):
    hard = resource.getrlimit(kind)[1]
    blocked('limit', lambda: resource.setrlimit(kind, (hard + 1, hard + 1)))
blocked('priority', lambda: os.setpriority(os.PRIO_PROCESS, 0, -5))
blocked('realtime', lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10)))
blocked('oom_score_adj', lambda: write('/proc/self/oom_score_adj', '-1000'))` },
  { name: 'no core is left', ends: ['signal'], says: null, out: { kept: [], rejected: {} }, source: () => "os.chdir('/out'); os.abort()" },
];
