/**
 * What programs may ask of the kernel. Names of both architectures; a name that one of them lacks is passed over.
 * Allowed is what Docker's default profile (github.com/moby/profiles, seccomp/default.json) grants without capabilities, less REFUSED. That profile counts on
 * missing capabilities to keep mount, unshare, ptrace, keyctl and their like harmless; here none of them is needed and a kernel fault behind them would do harm.
 */
export const ALLOWED = words(`
read write open close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 pwrite64 readv writev
access pipe select sched_yield mremap msync mincore madvise shmget shmat shmctl dup dup2 pause nanosleep getitimer alarm setitimer getpid sendfile
connect accept sendto recvfrom sendmsg recvmsg shutdown bind listen getsockname getpeername socketpair setsockopt getsockopt fork vfork execve exit
wait4 kill uname semget semop semctl shmdt msgget msgsnd msgrcv msgctl fcntl flock fsync fdatasync truncate ftruncate getdents getcwd chdir fchdir
rename mkdir rmdir creat link unlink symlink readlink chmod fchmod chown fchown lchown umask gettimeofday getrlimit getrusage sysinfo times getuid
getgid geteuid getegid setpgid getppid getpgrp setsid getgroups getresuid getresgid getpgid getsid capget rt_sigpending rt_sigtimedwait
rt_sigqueueinfo rt_sigsuspend sigaltstack utime statfs fstatfs getpriority setpriority sched_setparam sched_getparam sched_setscheduler
sched_getscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval mlock munlock mlockall munlockall prctl arch_prctl setrlimit
sync gettid readahead setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr fremovexattr
tkill time futex sched_setaffinity sched_getaffinity set_thread_area io_setup io_destroy io_getevents io_submit io_cancel get_thread_area epoll_create
epoll_ctl_old epoll_wait_old remap_file_pages getdents64 set_tid_address restart_syscall semtimedop fadvise64 timer_create timer_settime timer_gettime
timer_getoverrun timer_delete clock_gettime clock_getres clock_nanosleep exit_group epoll_wait epoll_ctl tgkill utimes get_mempolicy mq_open mq_unlink
mq_timedsend mq_timedreceive mq_notify mq_getsetattr waitid ioprio_get inotify_init inotify_add_watch inotify_rm_watch openat mkdirat fchownat
futimesat newfstatat unlinkat renameat linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll set_robust_list get_robust_list splice tee
sync_file_range utimensat epoll_pwait signalfd timerfd_create eventfd fallocate timerfd_settime timerfd_gettime accept4 signalfd4 eventfd2
epoll_create1 dup3 pipe2 inotify_init1 preadv pwritev rt_tgsigqueueinfo recvmmsg prlimit64 syncfs sendmmsg getcpu sched_setattr sched_getattr
renameat2 getrandom memfd_create execveat membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc pkey_free statx rseq close_range
openat2 faccessat2 epoll_pwait2 landlock_create_ruleset landlock_add_rule landlock_restrict_self
`);

/** Answered with EPERM. Whatever stands in neither list does not exist (ENOSYS), which programs know how to live with. */
export const REFUSED = words(`
ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd pidfd_send_signal kcmp process_madvise process_mrelease mount umount2 pivot_root
open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr chroot unshare setns keyctl add_key request_key bpf perf_event_open userfaultfd
io_uring_setup io_uring_enter io_uring_register fanotify_init fanotify_mark name_to_handle_at open_by_handle_at mknod mknodat syslog quotactl
quotactl_fd acct swapon swapoff reboot sethostname setdomainname init_module finit_module delete_module kexec_load kexec_file_load iopl ioperm
settimeofday clock_settime clock_adjtime adjtimex vhangup lookup_dcookie personality modify_ldt vmsplice move_pages migrate_pages mbind set_mempolicy
set_mempolicy_home_node memfd_secret ioprio_set seccomp setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
`);

/** clone(2) may make processes and threads, not namespaces: every CLONE_NEW* flag. */
export const CLONE_NAMESPACES = 0x7e020000;
/** AF_UNIX, AF_INET, AF_INET6. Not AF_VSOCK above all: on a virtual machine's host it is not confined by a network namespace. */
export const SOCKET_FAMILIES = [1, 2, 10] as const;
/** TIOCSTI and TIOCLINUX type into a terminal. */
export const REFUSED_IOCTLS = [0x5412, 0x541c] as const;

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
