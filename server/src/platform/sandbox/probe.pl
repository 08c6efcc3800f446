# Looks around from inside a sandbox and says what it finds: one line for each check, `name ok` or `name` and what is wrong.
#   perl -e SOURCE PORT ABSTRACT CANARY_PATH CANARY_BACKWARDS NAME=NUMBER ...     a listener's port, an abstract socket's name, a file of the host and what it holds, calls to try
use strict;
use warnings;
use Socket;

my ($port, $abstract, $path, $backwards, @calls) = @ARGV;
# Given backwards: arguments are the program's own and may be read.
my $canary = reverse $backwards;
sub slurp { my ($file) = @_; local $/; open(my $in, '<', $file) or return ''; my $text = <$in>; return $text // '' }
sub say_of { my ($name, @wrong) = @_; print $name, ' ', (@wrong ? join('; ', @wrong) : 'ok'), "\n" }

my @found = grep { index(slurp($_), $canary) >= 0 } $path, '/proc/1/environ', '/proc/1/cmdline', '/proc/self/environ', glob("/proc/[0-9]*/root$path");
push @found, grep { -r $_ && -s $_ } '/etc/shadow', '/proc/kcore';
push @found, grep { -e $_ } '/root', '/home', '/var', '/sys';
push @found, map { "$_ in the environment of process 1" } grep { !/^(?:PATH|LANG|HOME|TMPDIR|PWD|PYTHONDONTWRITEBYTECODE|container)$/ } map { (split /=/)[0] } split(/\0/, slurp('/proc/1/environ'));
say_of('files', map { "$_ can be seen" } @found);

opendir(my $fds, '/proc/self/fd') or die; my $own = fileno($fds) // -1;
say_of('descriptors', map { "descriptor $_ is open" } grep { /^\d+$/ && $_ > 2 && readlink("/proc/self/fd/$_") && readlink("/proc/self/fd/$_") !~ m{^/proc/\d+/fd$} } readdir($fds));

my @reached;
if (socket(my $tcp, AF_INET, SOCK_STREAM, 0)) { push @reached, "port $port of the host" if connect($tcp, pack_sockaddr_in($port, inet_aton('127.0.0.1'))) }
if (socket(my $unix, AF_UNIX, SOCK_STREAM, 0)) { push @reached, 'an abstract socket of the host' if connect($unix, pack('S', AF_UNIX) . "\0$abstract") }
for (['netlink', 16], ['packet', 17], ['vsock', 40], ['alg', 38]) { my $other; push @reached, "$_->[0] sockets" if socket($other, $_->[1], SOCK_RAW, 0) || socket($other, $_->[1], SOCK_STREAM, 0) }
say_of('network', map { "$_ can be reached" } @reached);

my @answered;
for (@calls) {
  my ($name, $number) = split /=/;
  my $got = syscall($number + 0, 0, 0, 0, 0, 0, 0);
  # EPERM or ENOSYS: from the filter. Anything else came from the kernel behind it.
  push @answered, $name if $got != -1 || ($! != 1 && $! != 38);
}
say_of('system-calls', map { "$_ is answered" } @answered);

my $status = slurp('/proc/self/status');
my @wrong;
push @wrong, 'it has capabilities' if $status =~ /^Cap(?:Prm|Eff|Bnd|Amb):\s+0*[1-9a-f]/m;
push @wrong, 'it may gain privileges' if $status !~ /^NoNewPrivs:\s+1$/m;
push @wrong, 'no filter of system calls' if $status !~ /^Seccomp:\s+2$/m;
push @wrong, 'it is root' if $> == 0;
push @wrong, 'it can write to /' if mkdir('/probe') || mkdir('/usr/probe') || mkdir('/dev/probe');
say_of('privileges', @wrong);
