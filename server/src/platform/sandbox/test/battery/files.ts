import type { Attack } from './attack.ts';

/** What is left in /out for the collector to fall for, and what is written where nothing may be. */
export const files: Attack[] = [
  { name: 'links to what it may not read', core: true, out: { kept: ['good'], rejected: { a: 'symlink', b: 'symlink', c: 'symlink', d: 'symlink', e: 'symlink' } }, source: ({ hiddenFile }) => `
os.symlink('/etc/passwd', '/out/a'); os.symlink(${JSON.stringify(hiddenFile)}, '/out/b'); os.symlink('/proc/self/environ', '/out/c'); os.symlink('../../hidden', '/out/d'); os.symlink('/', '/out/e')
write('/out/good')` },
  { name: 'hard links', out: { kept: [], rejected: { own: 'hard-link', twin: 'hard-link' } }, source: () => `
for source in ('/in/data.txt', '/etc/passwd', '/usr/bin/env'): blocked(source, lambda: os.link(source, '/out/linked'))
write('/out/own'); os.link('/out/own', '/out/twin')` },
  { name: 'pipe, device and socket', out: { kept: [], rejected: { socket: 'special' } }, source: () => `
blocked('pipe', lambda: os.mkfifo('/out/pipe'))
blocked('device', lambda: os.mknod('/out/device', 0o600 | stat.S_IFCHR, os.makedev(1, 3)))
s = socket.socket(socket.AF_UNIX); s.bind('/out/socket')` },
  { name: 'names that are no names', out: { kept: ['fine.txt'], rejected: { 'a?b': 'name', 'a;rm': 'name', '.hidden': 'name', '..x': 'name', '-rf': 'name', '?(': 'name', ['y'.repeat(255)]: 'name', '#?.': 'name' } }, source: () => `
for name in (b'a\\nb', b'a;rm', b'.hidden', b'..x', b'-rf', b'\\xff(', b'y' * 255, b'#\\x01.', b'fine.txt'): open(b'/out/' + name, 'w').close()` },
  { name: 'a hundred folders deep', out: { kept: [], rejected: { 'd/d/d/d': 'depth' } }, source: () => `
os.chdir('/out')
for i in range(100): os.mkdir('d'); os.chdir('d')
write('end')` },
  { name: 'a bomb in a zip is bytes', out: { kept: ['bomb.zip'], rejected: {} }, source: () => `
import zipfile
with zipfile.ZipFile('/out/bomb.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('zeros', bytes(10**7))` },
  { name: 'set-user-id in /out', out: { kept: ['run'], rejected: {} }, source: () => `
write('/out/run', '#!/bin/sh\\necho escaped'); os.chmod('/out/run', 0o6777)
blocked('run', lambda: os.execv('/out/run', ['run']))` },
  { name: 'unreadable to its owner', out: { kept: ['x'], rejected: {} }, source: () => "write('/out/x'); os.chmod('/out/x', 0)" },
  { name: 'write where nothing is its own', core: true, source: () => `
for path in ('/x', '/in/x', '/in/data.txt', '/usr/x', '/usr/bin/x', '/etc/x', '/etc/passwd', '/bin/x', '/dev/x', '/proc/x', '/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/1/oom_score_adj', '/sys/x', '/var/x', '/root/x', '/home/x', '/run/x'):
    blocked(path, lambda: write(path))
for path in ('/in/data.txt', '/usr/bin/env', '/etc/passwd'):
    blocked('remove ' + path, lambda: os.unlink(path)); blocked('mode of ' + path, lambda: os.chmod(path, 0o777)); blocked('time of ' + path, lambda: os.utime(path))` },
  { name: 'paths that break readers', source: () => `
blocked('long', lambda: open('/tmp/' + 'x' * 5000)); blocked('null', lambda: open('/tmp/a\\0b')); blocked('unicode', lambda: open(b'/tmp/\\xff\\xfe/x')); blocked('format', lambda: open('/tmp/%s%n%x/x'))
if call('open', None, 0) != (-1, 14) and 'open' in NR: print('ESCAPED')
if call('openat', -100, None, 0) != (-1, 14): print('ESCAPED')` },
  { name: 'output of every kind of bytes', says: /^[\s\S]*held\n$/, source: () => "sys.stdout.buffer.write(bytes(range(256)) * 10 + b'\\0' * 1000 + b'long' * 20000 + b'\\n'); sys.stdout.flush()" },
];
