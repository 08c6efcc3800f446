# The keeper: one small process per sandbox driver that owns a mount namespace and starts every job from there.
# It stands between the worker and bubblewrap (or an OCI runtime) because only a process without Node's weight can fork, join cgroups, drop its
# user and exec within a few milliseconds. Mounts that it makes exist in its namespace alone and vanish with it, however it ends.
#   perl keeper.pl ARCH ROOM VIEW SPARES      ARCH: x86_64 or aarch64; ROOM: an existing folder that the keeper covers with its own file system;
#                                      VIEW: a folder like /mnt, covered in the namespace of each job, under which jobs find ROOM: its name says nothing;
#                                      SPARES: how many children to keep ready
# Frames on stdin and stdout: 32 bits of length (little end first), then fields joined by NUL. The first field of a request is its number.
# End of stdin means that the worker is gone: every job is killed and what can be removed is removed.
use strict;
use warnings;
use Fcntl qw(F_DUPFD O_RDONLY O_WRONLY);
use POSIX qw(dup2 mkfifo _exit WNOHANG :errno_h);
use Socket qw(AF_UNIX SOCK_DGRAM);

my ($arch, $room, $view, $wanted_spares) = @ARGV;
my %number = $arch eq 'aarch64'
  ? (mount => 40, umount2 => 39, unshare => 97, prctl => 167, prlimit64 => 261, setgroups => 159, setresgid => 149, setresuid => 147, memfd_create => 279, close_range => 436, pidfd_open => 434, wait4 => 260)
  : (mount => 165, umount2 => 166, unshare => 272, prctl => 157, prlimit64 => 302, setgroups => 116, setresgid => 119, setresuid => 117, memfd_create => 319, close_range => 436, pidfd_open => 434, wait4 => 61);
use constant { NEWNS => 0x20000, NEWUSER => 0x10000000, MS_BIND => 0x1000, MS_REC => 0x4000, MS_SLAVE => 0x80000, NOSUID_NODEV => 6, MNT_DETACH => 2,
  PR_SET_PDEATHSIG => 1, PR_CAPBSET_DROP => 24, PR_SET_CHILD_SUBREAPER => 36, PR_SET_NO_NEW_PRIVS => 38, SIGKILL => 9, UIDS_OF_A_KEEPER => 256, UID_BASE => 200001 };
my %rlimit = (cpu => 0, fsize => 1, stack => 3, core => 4, nproc => 6, nofile => 7, memlock => 8, msgqueue => 12);

# perl hands numbers over as numbers and anything else as the address of its bytes.
sub call { my ($name, @args) = @_; my $got = syscall($number{$name}, @args); return $got }
sub mount_at { my ($source, $target, $type, $flags, $data) = @_; return call('mount', "$source", "$target", "$type", $flags, "$data") == 0 }
sub spew { my ($path, $text) = @_; open(my $file, '>', $path) or return 0; return defined syswrite($file, $text) && close($file) }

sub send_frame { my $body = join("\0", @_); my $bytes = pack('V', length $body) . $body; my $sent = 0;
  while ($sent < length $bytes) { my $n = syswrite(STDOUT, $bytes, length($bytes) - $sent, $sent); if (!defined $n) { next if $! == EINTR; last } $sent += $n } }

# ---- the namespace -------------------------------------------------------------------------------------------------------------------------
my ($rights, $uid_base, $lock) = ('none', $<, undef);

# A block of user ids that no other keeper of this machine uses, held by a socket name that the kernel frees when this process ends.
sub take_uids {
  for my $block (0 .. 255) {
    socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or return 0;
    if (bind($socket, pack('S', AF_UNIX) . "\0gac-sandbox-uids-$block")) { $lock = $socket; $uid_base = UID_BASE + $block * UIDS_OF_A_KEEPER; return 1 }
  }
  return 0;
}
sub map_own_user { my ($uid, $gid) = @_; return spew('/proc/self/setgroups', 'deny') && spew('/proc/self/uid_map', "$uid $uid 1") && spew('/proc/self/gid_map', "$gid $gid 1") }

# Asked before: inside a new namespace a user has no number yet.
sub enter_own_user { my ($uid, $gid) = ($<, $( + 0); return call('unshare', NEWUSER) == 0 && map_own_user($uid, $gid) }

sub settle {
  my ($uid, $gid) = ($<, $( + 0);
  umask 022;
  # What a job's launcher leaves behind becomes our child: not every first process waits for those it is given, and what nobody waits for counts against the user's processes.
  call('prctl', PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  if ($uid == 0 && call('unshare', NEWNS) == 0) { return "no free block of user ids" if !take_uids(); $rights = 'root' }
  elsif (call('unshare', NEWUSER | NEWNS) == 0) { return "mapping the user: $!" if !map_own_user($uid, $gid); $rights = 'user' }
  else { return "unshare: $!" }
  mount_at('none', '/', '', MS_REC | MS_SLAVE, '') or return "making mounts private: $!";
  mount_at('room', $room, 'tmpfs', NOSUID_NODEV, 'size=64m,nr_inodes=65536,mode=0711') or return "mounting: $!";
  mkdir("$room/$_", 0711) or return "mkdir: $!" for 'io', 'f', 's';
  chdir('/');
  return '';
}

# ---- one job, in the child -----------------------------------------------------------------------------------------------------------------
sub shift_list { my ($fields) = @_; my $count = shift @$fields; return splice(@$fields, 0, $count) }
sub memfd { my $fd = call('memfd_create', "gac", 0); return $fd < 0 ? undef : $fd }
sub write_all { my ($fd, $bytes) = @_; my $done = 0; while ($done < length $bytes) { my $n = POSIX::write($fd, substr($bytes, $done), length($bytes) - $done); return 0 if !defined $n; $done += $n } POSIX::lseek($fd, 0, 0); return 1 }

sub stage {
  my (@binds) = @_;
  call('unshare', NEWNS) == 0 or die "unshare: $!\n";
  mount_at('stage', "$room/s", 'tmpfs', NOSUID_NODEV, 'size=256k,mode=0711') or die "stage: $!\n";
  while (my ($source, $name) = splice(@binds, 0, 2)) {
    my $target = "$room/s/$name";
    (-d $source ? mkdir($target) : open(my $file, '>', $target)) or die "stage $source: $!\n";
    mount_at($source, $target, '', MS_BIND | MS_REC, '') or die "bind $source: $!\n";
  }
  # Only now: what is to be bound may lie below the folder that this covers.
  mount_at($room, $view, '', MS_BIND | MS_REC, '') or die "view: $!\n";
}
sub drop_user {
  my ($uid, $gid) = map { $_ + 0 } @_;
  if ($rights eq 'root' && $uid != 0) {
    for my $cap (0 .. 63) { last if call('prctl', PR_CAPBSET_DROP, $cap, 0, 0, 0) != 0 }
    my $none = ''; call('setgroups', 0, $none) == 0 or die "setgroups: $!\n";
    call('setresgid', $gid, $gid, $gid) == 0 or die "setresgid: $!\n";
    call('setresuid', $uid, $uid, $uid) == 0 or die "setresuid: $!\n";
  }
  call('prctl', PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 or die "no_new_privs: $!\n" if $uid != 0;
}
sub limit { my ($name, $value) = @_; my $pair = pack('QQ', $value + 0, $value + 0); call('prlimit64', 0, $rlimit{$name}, $pair, 0) == 0 or die "rlimit $name: $!\n" }

# The child: joins its cgroups first, so that everything it does counts against the job, and ends as bubblewrap. Never returns.
sub become {
  my ($status, $parent, %job) = @_;
  eval {
    for my $procs (@{$job{cgroups}}) { spew($procs, "0") or die "cgroup $procs: $!\n" }
    enter_own_user() or die "user namespace: $!\n" if $job{fresh_user};
    stage(@{$job{binds}});
    mount_at('cgroup', '/sys/fs/cgroup', 'cgroup2', NOSUID_NODEV, '') or die "cgroup2: $!\n" if $job{unified_only};
    my @low = (POSIX::open('/dev/null', O_RDONLY), POSIX::open($job{stdout}, O_WRONLY), POSIX::open($job{stderr}, O_WRONLY), POSIX::open($job{seccomp}, O_RDONLY), $status, memfd());
    defined $_ or die "opening: $!\n" for @low;
    write_all($low[5], join('', map { "$_\0" } @{$job{args}})) or die "arguments: $!\n";
    # Bubblewrap dies when the thread that started it dies, and so does this child until then.
    drop_user($job{uid}, $job{uid});
    call('prctl', PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    die "the keeper is gone\n" if getppid() != $parent;
    my @high = map { my $fd = dup_high($_); defined $fd ? $fd : die "dup: $!\n" } @low;
    dup2($high[$_], $_) // die "dup2: $!\n" for 0 .. 5;
    call('close_range', 6, 0x7fffffff, 0) == 0 or die "close_range: $!\n";
    limit(split(/=/, $_, 2)) for @{$job{rlimits}};
    %ENV = ();
    my @argv = @{$job{argv}};
    exec { $argv[0] } @argv or die "exec $argv[0]: $!\n";
  };
  POSIX::write(4, "launch: $@", length "launch: $@") if !POSIX::write($status, "launch: $@", length "launch: $@");
  _exit(127);
}
my @kept;
sub dup_high { my ($fd) = @_; open(my $handle, '<&=', $fd) or return undef; my $high = fcntl($handle, F_DUPFD, 64); push @kept, $handle; return $high }

# ---- requests ------------------------------------------------------------------------------------------------------------------------------
my (%running, %fd_of);

# A child that waits to be told its job: forking is the dearest part of a start on virtual machines, and is done while nobody waits for it.
my @spares;
sub make_spare {
  my $status = memfd() // return undef;
  pipe(my $in, my $out) or return undef;
  my $parent = $$;
  my $pid = fork() // return undef;
  if ($pid == 0) {
    close($out);
    call('prctl', PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    my $bytes = '';
    while (length($bytes) < 4 || length($bytes) < 4 + unpack('V', $bytes)) { my $n = sysread($in, $bytes, 65536, length $bytes); _exit(0) if !$n }
    become($status, $parent, job_of(split(/\0/, substr($bytes, 4), -1)));
  }
  close($in);
  return { pid => $pid, pidfd => call('pidfd_open', $pid, 0), status => $status, out => $out };
}
sub job_of {
  my (@fields) = @_;
  my %job;
  @job{qw(uid fresh_user unified_only stdout stderr seccomp)} = splice(@fields, 0, 6);
  @{$job{$_}} = shift_list(\@fields) for qw(cgroups rlimits binds args argv);
  return %job;
}
# What a process and all that it waited for used: milliseconds of processor time, bytes of the largest one. None when it has not ended.
sub reap {
  my ($pid) = @_;
  my ($status, $usage) = ("\0" x 4, "\0" x 144);
  return if syscall($number{wait4}, $pid + 0, $status, WNOHANG, $usage) != $pid;
  # struct rusage: user and system time as seconds and microseconds, largest resident set in kilobytes.
  my ($user_s, $user_us, $system_s, $system_us, $resident_kb) = unpack('q5', $usage);
  return (unpack('i', $status), ($user_s + $system_s) * 1000 + ($user_us + $system_us) / 1000, $resident_kb * 1024);
}
# Only those that are no job's own: of these the end is told.
my %orphans;
sub reap_orphans {
  open(my $list, '<', "/proc/self/task/$$/children") or return;
  my %kept = map { $_ => 1 } keys %running, map { $_->{pid} } @spares;
  for my $pid (grep { !$kept{$_} } split(/ /, <$list> // '')) { my (undef, @used) = reap($pid); $orphans{$pid} = \@used if @used }
}
sub run_job {
  my ($seq, @fields) = @_;
  my $child = shift(@spares) // make_spare() // return send_frame($seq, 'error', "fork: $!");
  my $body = join("\0", @fields);
  my %job = job_of(@fields);
  $running{$child->{pid}} = { seq => $seq, status => $child->{status}, pidfd => $child->{pidfd}, cgroups => $job{cgroups} };
  $fd_of{$child->{pidfd}} = $child->{pid};
  # When it is gone already, its end is reported like any other.
  write_pipe($child->{out}, pack('V', length $body) . $body);
  close($child->{out});
  send_frame($seq, 'started', $child->{pid});
}
sub write_pipe { my ($out, $bytes) = @_; my $sent = 0; while ($sent < length $bytes) { my $n = syswrite($out, $bytes, length($bytes) - $sent, $sent); return if !defined $n && $! != EINTR; $sent += $n // 0 } }
sub ended {
  my ($pid) = @_;
  my $job = $running{$pid};
  my ($wait, $cpu_ms, $resident) = reap($pid) or return;
  POSIX::lseek($job->{status}, 0, 0);
  my $said = '';
  POSIX::read($job->{status}, $said, 65536);
  POSIX::close($job->{status});
  POSIX::close($job->{pidfd});
  delete $fd_of{$job->{pidfd}};
  delete $running{$pid};
  my ($inner_ms, $inner_resident) = inner_use($said);
  %orphans = () if !%running;
  send_frame($job->{seq}, 'ended', ($wait >> 8) & 255, $wait & 127, $cpu_ms + $inner_ms, $resident > $inner_resident ? $resident : $inner_resident, $said);
}
# Bubblewrap does not wait for the first process of the job, but tells its number before: it is ours by now, and with it the use of all that it waited for.
sub inner_use {
  my ($said) = @_;
  my ($pid) = $said =~ /"child-pid": (\d+)/ or return (0, 0);
  for (1 .. 50) { reap_orphans(); return @{delete $orphans{$pid}} if $orphans{$pid}; last if !-e "/proc/$pid"; select(undef, undef, undef, 0.001) }
  return (0, 0);
}
my %requests = (
  run => \&run_job,
  # Two pipes with names, for what a job says: programs may open /dev/stdout again, which sockets do not allow.
  pipes => sub { my ($seq, $name) = @_; for (1, 2) { my $path = "$room/io/$name.$_"; mkfifo($path, 0622) && chmod(0622, $path) or return send_frame($seq, 'error', "mkfifo: $!") } send_frame($seq, 'ok', "$room/io/$name") },
  unpipe => sub { my ($seq, $name) = @_; unlink("$room/io/$name.$_") for 1, 2; send_frame($seq, 'ok') },
  folder => sub {
    my ($seq, $name, $bytes, $inodes) = @_;
    my $path = "$room/f/$name";
    mkdir($path) or return send_frame($seq, 'error', "mkdir: $!");
    mount_at('folder', $path, 'tmpfs', NOSUID_NODEV | 8, "size=$bytes,nr_inodes=$inodes,mode=0777") or return send_frame($seq, 'error', "mount: $!");
    send_frame($seq, 'ok', $path);
  },
  drop => sub { my ($seq, $name) = @_; my $path = "$room/f/$name"; call('umount2', "$path", MNT_DETACH) == 0 && rmdir($path) or return send_frame($seq, 'error', "umount: $!"); send_frame($seq, 'ok') },
);

# ---- life ----------------------------------------------------------------------------------------------------------------------------------
# The worker is gone: jobs are killed by process and by cgroup; the namespace, and with it every mount, goes with this process.
sub farewell {
  kill(SIGKILL, keys %running, map { $_->{pid} } @spares);
  for my $job (values %running) {
    for my $procs (@{$job->{cgroups}}) { (my $dir = $procs) =~ s{/[^/]+$}{}; spew("$dir/cgroup.kill", '1'); kill_members("$dir/cgroup.procs"); rmdir($dir) }
  }
  _exit(0);
}
sub kill_members {
  my ($procs) = @_;
  for (1 .. 100) {
    open(my $file, '<', $procs) or return;
    my @pids = map { $_ + 0 } <$file>;
    return if !@pids;
    kill(SIGKILL, @pids);
    waitpid(-1, WNOHANG);
    select(undef, undef, undef, 0.01);
  }
}

$SIG{PIPE} = 'IGNORE';
# Only to be woken: what has ended is looked for in the loop.
$SIG{CHLD} = sub { };
$SIG{$_} = 'IGNORE' for qw(INT TERM HUP);
binmode(STDIN); binmode(STDOUT);
my $trouble = settle();
send_frame('0', $trouble eq '' ? ('ready', $rights, $uid_base) : ('error', $trouble));
_exit(1) if $trouble ne '';
my $inbox = '';
while (1) {
  reap_orphans();
  my $wanted = '';
  vec($wanted, $_, 1) = 1 for 0, keys %fd_of;
  # Spares are made when nothing else is to do.
  my $idle = @spares < $wanted_spares ? 0 : undef;
  my $found = select(my $ready = $wanted, undef, undef, $idle);
  if ($found == 0) { my $spare = make_spare(); $spare ? push(@spares, $spare) : ($wanted_spares = 0); next }
  next if $found < 0;
  ended($fd_of{$_}) for grep { vec($ready, $_, 1) } keys %fd_of;
  next if !vec($ready, 0, 1);
  my $got = sysread(STDIN, $inbox, 65536, length $inbox);
  next if !defined $got && $! == EINTR;
  farewell() if !$got;
  while (length($inbox) >= 4) {
    my $length = unpack('V', $inbox);
    last if length($inbox) < 4 + $length;
    my ($seq, $what, @fields) = split(/\0/, substr($inbox, 4, $length), -1);
    $inbox = substr($inbox, 4 + $length);
    my $request = $requests{$what};
    $request ? $request->($seq, @fields) : send_frame($seq, 'error', "unknown: $what");
  }
}
