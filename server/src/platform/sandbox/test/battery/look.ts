import type { Attack } from './attack.ts';

/** What is to be seen and reached. */
export const look: Attack[] = [
  { name: 'hidden data, the host, other jobs', core: true, source: ({ hiddenFile }) => `
if open('/in/data.txt').read() != 'public': print('ESCAPED input')
for path in (${JSON.stringify(hiddenFile)}, '/etc/shadow', '/root', '/home', '/var/lib', '/proc/1/root/etc/shadow', '/proc/1/root' + ${JSON.stringify(hiddenFile)}, '/proc/1/cwd/x', '/mnt', '/run', '/boot', '/host'):
    blocked(path, lambda: open(path).read() if not os.path.isdir(path) else os.listdir(path))
if os.listdir('/in') != ['data.txt']: print('ESCAPED', os.listdir('/in'))
if 'root:x:0:0' not in open('/etc/passwd').read() or len(open('/etc/passwd').readlines()) > 2: print('ESCAPED users of the host')` },
  { name: 'environment and command line of what started it', source: ({ canary }) => `
def text(path):
    try: return open(path, 'rb').read()
    except OSError: return b''
secret = ${JSON.stringify([...canary].reverse().join(''))}[::-1].encode()
for pid in [p for p in os.listdir('/proc') if p.isdigit()]:
    for name in ('environ', 'cmdline', 'maps', 'mountinfo'):
        if secret in text('/proc/%s/%s' % (pid, name)): print('ESCAPED', pid, name)
names = {line.split(b'=')[0].decode() for line in text('/proc/1/environ').split(b'\\0') if line}
if not names <= {'PATH', 'LANG', 'HOME', 'TMPDIR', 'PWD', 'PYTHONDONTWRITEBYTECODE', 'SHLVL', '_', 'container'}: print('ESCAPED', names)
if not set(os.environ) <= {'PATH', 'LANG', 'HOME', 'TMPDIR', 'PWD', 'PYTHONDONTWRITEBYTECODE', 'LC_CTYPE', 'HOSTNAME'}: print('ESCAPED', set(os.environ))` },
  { name: 'memory of the first process holds nothing of the host', source: ({ canary }) => `
secret = ${JSON.stringify([...canary].reverse().join(''))}[::-1].encode()
if os.getpid() == 1: print('ESCAPED it is the first process')
try:
    memory = open('/proc/1/mem', 'rb', buffering=0)
    for line in open('/proc/1/maps'):
        first, last = (int(x, 16) for x in line.split()[0].split('-'))
        if last - first > 2**26 or first > 2**47: continue
        memory.seek(first)
        try:
            if secret in memory.read(last - first): print('ESCAPED', line)
        except OSError: pass
except OSError: pass` },
  { name: 'descriptors from outside', core: true, source: () => `
mine = os.open('/proc/self/fd', os.O_RDONLY)
extra = [fd for fd in os.listdir(mine) if int(fd) > 2 and int(fd) != mine and os.path.exists('/proc/self/fd/' + fd)]
if extra: print('ESCAPED', [(fd, os.readlink('/proc/self/fd/' + fd)) for fd in extra])
blocked('fd 77', lambda: os.fstat(77))` },
  { name: 'other processes', source: () => `
pids = [int(p) for p in os.listdir('/proc') if p.isdigit()]
if len(pids) > 4 or max(pids) > 100: print('ESCAPED', pids)` },
  { name: 'kernel addresses, logs and devices', source: () => `
try:
    if any(int(line.split()[0], 16) for line in list(open('/proc/kallsyms'))[:200]): print('ESCAPED kallsyms')
except OSError: pass
for path in ('/dev/kmsg', '/dev/mem', '/dev/kmem', '/dev/port', '/dev/sda', '/dev/vda', '/dev/kvm', '/dev/fuse', '/dev/net/tun', '/dev/vsock', '/dev/loop0', '/dev/loop-control', '/dev/dri', '/proc/kmsg', '/proc/kcore'):
    try:
        if open(path, 'rb').read(1): print('ESCAPED', path)
        elif path.startswith('/dev'): print('ESCAPED', path, 'opens')
    except OSError: pass
try:
    if os.listdir('/sys/fs/cgroup'): print('ESCAPED control groups')
except OSError: pass` },
  { name: 'status: no capabilities, no new privileges, filtered', core: true, source: () => `
status = dict(line.rstrip('\\n').split(':\\t', 1) for line in open('/proc/self/status') if ':\\t' in line)
for name in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'):
    if int(status[name], 16): print('ESCAPED', name, status[name])
if status['NoNewPrivs'] != '1' or status['Seccomp'] != '2': print('ESCAPED', status)
if os.getuid() != 65534 or os.getgid() != 65534 or set(os.getgroups()) - {65534}: print('ESCAPED', os.getuid(), os.getgroups())` },
  { name: 'a server on the host, the network, the metadata service', core: true, source: ({ port }) => `
for address in (('127.0.0.1', ${port}), ('127.0.0.1', 22), ('127.0.0.1', 6379), ('1.1.1.1', 80), ('169.254.169.254', 80), ('8.8.8.8', 53)):
    s = socket.socket(); s.settimeout(1); blocked(address, lambda: s.connect(address))
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); blocked('datagram', lambda: u.sendto(b'x', ('8.8.8.8', 53)))
s6 = socket.socket(socket.AF_INET6); s6.settimeout(1); blocked('v6', lambda: s6.connect(('2606:4700:4700::1111', 80)))
blocked('names', lambda: socket.getaddrinfo('example.com', 80))` },
  { name: 'sockets of the host by name', source: ({ abstractName, socketPath }) => `
s = socket.socket(socket.AF_UNIX); blocked('abstract', lambda: s.connect('\\0' + ${JSON.stringify(abstractName)}))
blocked('path', lambda: s.connect(${JSON.stringify(socketPath)})); blocked('journal', lambda: s.connect('/run/systemd/journal/stdout')); blocked('docker', lambda: s.connect('/var/run/docker.sock'))` },
  { name: 'other families of sockets', source: () => `
for family in range(46):
    if family in (1, 2, 10): continue
    for kind in (1, 2, 3): blocked('family %d' % family, lambda: socket.socket(family, kind))
for family in (2, 10): blocked('raw', lambda: socket.socket(family, 3, 1))` },
  { name: 'its own loopback is allowed', source: () => `
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
c = socket.create_connection(s.getsockname()); s.accept()[0].send(b'x')
if c.recv(1) != b'x': print('ESCAPED')` },
];
