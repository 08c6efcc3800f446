import type { Attack } from './attack.ts';

/** What is asked of the kernel. */
export const calls: Attack[] = [
  { name: 'into other processes', source: () => `
for name, args in {'ptrace': (0, 0, 0, 0), 'process_vm_readv': (1, 0, 0, 0, 0, 0), 'process_vm_writev': (1, 0, 0, 0, 0, 0), 'kcmp': (1, 1, 0, 0, 0), 'pidfd_open': (1, 0), 'pidfd_getfd': (0, 0, 0), 'pidfd_send_signal': (0, 0, 0, 0), 'process_madvise': (0, 0, 0, 0, 0)}.items(): refused(name, *args)` },
  { name: 'keys', source: () => "for name in ('keyctl', 'add_key', 'request_key'): refused(name, 0, 0, 0, 0, 0)" },
  { name: 'mounts and roots', core: true, source: () => `
refused('mount', b'none', b'/tmp', b'tmpfs', 0, 0); refused('umount2', b'/proc', 2); refused('pivot_root', b'/tmp', b'/tmp'); refused('chroot', b'/tmp')
for name in ('fsopen', 'fsconfig', 'fsmount', 'fspick', 'open_tree', 'move_mount', 'mount_setattr'): refused(name, 0, 0, 0, 0, 0)` },
  { name: 'namespaces', core: true, source: () => `
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000, 0x4000000, 0x2000000):
    refused('unshare', flag)
    got, err = call('clone', flag | 17, 0, 0, 0, 0)
    if got == 0: os._exit(0)
    if got != -1 or err not in (1, 38): print('ESCAPED clone', hex(flag), got, err)
refused('setns', 0, 0); refused('clone3', 0, 0)` },
  { name: 'another user', source: () => `
for name, args in {'setuid': (0,), 'setgid': (0,), 'setreuid': (0, 0), 'setregid': (0, 0), 'setresuid': (0, 0, 0), 'setresgid': (0, 0, 0), 'setfsuid': (0,), 'setfsgid': (0,), 'setgroups': (0, 0), 'capset': (0, 0)}.items(): refused(name, *args)` },
  { name: 'programs with set-user-id', source: () => `
import subprocess
for path in ('/bin/su', '/usr/bin/passwd', '/usr/bin/newgrp', '/usr/bin/mount', '/usr/bin/chsh', '/usr/bin/sudo', '/usr/bin/gpasswd'):
    if not os.path.exists(path): continue
    done = subprocess.run([path, '-h'], stdin=subprocess.DEVNULL, capture_output=True)
if os.path.exists('/bin/su') and subprocess.run(['/bin/su', '-c', 'id -u'], stdin=subprocess.DEVNULL, capture_output=True).stdout.strip() == b'0': print('ESCAPED')` },
  { name: 'what makes kernels fall', source: () => `
for name in ('io_uring_setup', 'io_uring_enter', 'io_uring_register', 'bpf', 'perf_event_open', 'userfaultfd', 'init_module', 'finit_module', 'delete_module', 'kexec_load', 'kexec_file_load', 'iopl', 'ioperm', 'swapon', 'swapoff', 'syslog', 'acct', 'fanotify_init', 'fanotify_mark', 'name_to_handle_at', 'open_by_handle_at', 'memfd_secret', 'modify_ldt', 'vmsplice', 'quotactl', 'seccomp', 'lookup_dcookie', 'move_pages', 'migrate_pages', 'mbind', 'set_mempolicy', 'vhangup', 'personality', 'uselib', 'ustat', 'sysfs', '_sysctl', 'nfsservctl'): refused(name, 0, 0, 0, 0, 0, 0)` },
  { name: 'the clock and the name of the machine', source: () => `
refused('clock_settime', 0, 0); refused('settimeofday', 0, 0); refused('clock_adjtime', 0, 0); refused('adjtimex', 0); refused('sethostname', b'x', 1); refused('setdomainname', b'x', 1)
blocked('set', lambda: time.clock_settime(0, 0))` },
  { name: 'reboot', source: () => "refused('reboot', 0xfee1dead, 672274793, 0x4321fedc, 0)" },
  { name: 'files that are no files', source: () => "refused('mknod', b'/tmp/x', 0o020666, 259); refused('mknodat', -100, b'/tmp/x', 0o020666, 259)" },
  { name: 'the calls of 32-bit programs', ends: ['signal', 'ok'], says: null, source: () => `
import mmap, platform
if platform.machine() == 'x86_64':
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes([0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3]))
    got = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    if got > 0: print('ESCAPED', got)` },
  { name: 'the calls of x32 programs', ends: ['signal', 'ok'], says: null, source: () => `
import platform
if platform.machine() == 'x86_64':
    got, err = call(0x40000000 | 39)
    if got != -1: print('ESCAPED', got)` },
  { name: 'typing into a terminal', source: () => `
for request in (0x5412, 0x541c, 0x5412 | 1 << 32, 0x541c | 0xffffffff << 32):
    for fd in (0, 1, 2):
        got, err = call('ioctl', fd, request, b'x')
        if got != -1 or err not in (1, 38): print('ESCAPED', hex(request), got, err)
blocked('tty', lambda: open('/dev/tty'))` },
];
