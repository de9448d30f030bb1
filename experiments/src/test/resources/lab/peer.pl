#!/usr/bin/perl
# What a peer sees from inside the network: attempts at a steady pace, each with its monotonic instants (nanoseconds).
#   tcp HOST PORT COUNT EVERY_MS TIMEOUT_MS   a fresh connection and a request each: "start end outcome"
#   udp HOST PORT COUNT EVERY_MS              datagrams, numbered; prints how many could be sent
#   sink PORT SECONDS                         counts datagrams; prints how many came
#   names NAME COUNT TIMEOUT_MS               look-ups over the engine's name server: "start end outcome"
use strict;
use warnings;
use Socket qw(:all);
use Errno qw(ECONNREFUSED ECONNRESET EINPROGRESS);
use Fcntl;
use POSIX ();
$| = 1;

# Debian's essential perl has no Time::HiRes: the kernel is asked itself (CLOCK_MONOTONIC is 1).
my $CLOCK_GETTIME = (POSIX::uname())[4] eq 'aarch64' ? 113 : 228;

sub now {
  my $time = pack('qq', 0, 0);
  syscall($CLOCK_GETTIME, 1, $time);
  my ($seconds, $nanos) = unpack('qq', $time);
  return $seconds * 1e9 + $nanos;
}

sub pause { select(undef, undef, undef, $_[0]) if $_[0] > 0 }

sub until_ready { # a handle is ready for reading or writing, or time is up
  my ($handle, $write, $end) = @_;
  my $bits = '';
  vec($bits, fileno($handle), 1) = 1;
  my $left = ($end - now()) / 1e9;
  return 0 if $left <= 0;
  my ($r, $w) = ($write ? undef : $bits, $write ? $bits : undef);
  return select($r, $w, undef, $left) > 0;
}

sub failed { return $_[0] == ECONNREFUSED ? 'refused' : $_[0] == ECONNRESET ? 'reset' : "errno-$_[0]" }

sub ask { # one request over a connection of its own
  my ($address, $port, $timeout) = @_;
  my $end = now() + $timeout * 1e6;
  socket(my $s, PF_INET, SOCK_STREAM, 0) or return 'no-socket';
  fcntl($s, F_SETFL, fcntl($s, F_GETFL, 0) | O_NONBLOCK);
  if (!connect($s, pack_sockaddr_in($port, $address))) {
    return failed($! + 0) unless $! == EINPROGRESS;
    return 'silent' unless until_ready($s, 1, $end);
    my $error = unpack('i', getsockopt($s, SOL_SOCKET, SO_ERROR));
    return failed($error) if $error;
  }
  syswrite($s, "GET / HTTP/1.0\r\n\r\n") or return failed($! + 0);
  return 'unanswered' unless until_ready($s, 0, $end);
  my $read = sysread($s, my $data, 4096);
  return failed($! + 0) unless defined $read;
  return $read > 0 ? 'ok' : 'eof';
}

my $mode = shift @ARGV;
if ($mode eq 'tcp') {
  my ($host, $port, $count, $every, $timeout) = @ARGV;
  my $address = inet_aton($host) or die "no address of $host";
  my $zero = now();
  for my $i (0 .. $count - 1) {
    pause(($zero + $i * $every * 1e6 - now()) / 1e9);
    my $start = now();
    my $outcome = ask($address, $port, $timeout);
    printf "%.0f %.0f %s\n", $start, now(), $outcome;
  }
} elsif ($mode eq 'udp') {
  my ($host, $port, $count, $every) = @ARGV;
  socket(my $s, PF_INET, SOCK_DGRAM, 0) or die $!;
  my $to = pack_sockaddr_in($port, inet_aton($host));
  my $sent = 0;
  for my $i (1 .. $count) {
    $sent++ if defined send($s, "datagram $i", 0, $to);
    pause($every / 1e3) if $i % 10 == 0;
  }
  print "$sent\n";
} elsif ($mode eq 'sink') {
  my ($port, $seconds) = @ARGV;
  socket(my $s, PF_INET, SOCK_DGRAM, 0) or die $!;
  setsockopt($s, SOL_SOCKET, SO_RCVBUF, pack('i', 8 << 20));
  bind($s, pack_sockaddr_in($port, INADDR_ANY)) or die $!;
  my ($came, $end) = (0, now() + $seconds * 1e9);
  while (until_ready($s, 0, $end)) {
    $came++ if defined recv($s, my $data, 64, 0);
  }
  print "$came\n";
} elsif ($mode eq 'names') {
  my ($name, $count, $timeout) = @ARGV;
  my $query = pack('n6', 7, 0x0100, 1, 0, 0, 0) . join('', map { pack('C/a', $_) } split(/\./, $name)) . pack('C n n', 0, 1, 1);
  for my $i (1 .. $count) {
    socket(my $s, PF_INET, SOCK_DGRAM, 0) or die $!;
    my $start = now();
    send($s, $query, 0, pack_sockaddr_in(53, inet_aton('127.0.0.11')));
    my $answered = until_ready($s, 0, $start + $timeout * 1e6) && defined recv($s, my $answer, 512, 0);
    printf "%.0f %.0f %s\n", $start, now(), $answered ? 'ok' : 'silent';
  }
}
