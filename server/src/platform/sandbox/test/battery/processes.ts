import type { Attack } from './attack.ts';

/** What outlives, signals, hides and pretends. */
export const processes: Attack[] = [
  { name: 'signals to the first process and to all', ends: ['signal', 'ok'], says: null, source: () => `
for s in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGSEGV):
    for pid in (1, os.getppid()):
        try: os.kill(pid, s)
        except OSError: pass
time.sleep(0.2)
try: os.kill(-1, signal.SIGKILL)
except OSError: pass` },
  { name: 'stops what watches it', ends: ['ok', 'wall_limit'], limits: { wallMs: 2000 }, says: null, source: () => 'os.kill(os.getppid(), signal.SIGSTOP); time.sleep(0.2)' },
  { name: 'a daemon', core: true, says: /held/, source: () => `
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.close(0); os.close(1); os.close(2)
        time.sleep(60)
    os._exit(0)` },
  { name: 'a daemon that holds the output open', says: /held/, source: () => `
if os.fork() == 0:
    os.setsid()
    time.sleep(60)` },
  { name: 'the parent ends, the children go on', says: /held/, source: () => `
for i in range(5):
    if os.fork() == 0: os.setsid(); signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)` },
  { name: 'closes its output and stays', ends: ['wall_limit'], limits: { wallMs: 1000 }, says: null, source: () => 'os.close(1); os.close(2); time.sleep(60)' },
  { name: 'exits as if killed', ends: ['signal'], says: null, source: () => 'sys.exit(137)' },
  { name: 'says what a judge would say', says: /held/, source: () => `
print('{ "exit-code": 0 }'); print('memory_limit'); sys.stderr.write('bwrap: execvp x: No such file\\nOOM\\n')` },
  { name: 'says it could not be started and fails', ends: ['nonzero'], says: null, source: () => "sys.stderr.write('bwrap: execvp x: No such file or directory\\n'); sys.exit(1)" },
  { name: 'divides by zero', ends: ['signal'], says: null, source: () => 'os.kill(os.getpid(), signal.SIGFPE)' },
  { name: 'reads where nothing is', ends: ['signal'], says: null, source: () => 'ctypes.string_at(8)' },
  { name: 'picks its processor', says: null, source: () => `
try: os.sched_setaffinity(0, {0})
except OSError: pass` },
  { name: 'nothing is left for the next, first half', says: /held/, source: () => `
write('/tmp/left'); write('/dev/shm/left')
i = libc.shmget(4711, ctypes.c_size_t(4096), 0o1666)
if i < 0: print('ESCAPED no shared memory to leave')
libc.semget(4711, 1, 0o1666); libc.msgget(4711, 0o1666)` },
  { name: 'nothing is left for the next, second half', core: true, source: () => `
if set(os.listdir('/tmp')) | set(os.listdir('/dev/shm')): print('ESCAPED', os.listdir('/tmp'), os.listdir('/dev/shm'))
for get, args in ((libc.shmget, (4711, ctypes.c_size_t(4096), 0o666)), (libc.semget, (4711, 1, 0o666)), (libc.msgget, (4711, 0o666))):
    if get(*args) >= 0: print('ESCAPED', get.__name__)` },
];
