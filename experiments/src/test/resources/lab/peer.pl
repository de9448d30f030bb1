#!/usr/bin/perl
# What a peer, or the node itself, sees: attempts with their monotonic instants (nanoseconds), a line each:
#   START LAST END OUTCOME BYTES READS    LAST is when the last byte came, END when the stream ended
#
#   watch EVERY_MS TIMEOUT_MS LOOK    an attempt at each beat, whatever becomes of those before, until standard input ends
#   ask COUNT TIMEOUT_MS LOOK         one after the other
# where LOOK is
#   http HOST PORT PATH    a connection and a request
#   echo HOST PORT         a datagram and its echo
#   names NAME             a look-up over the engine's name server
#   read FILE              its first line
#   write FILE BYTES       into a file of that name, which is deleted again
#   clock                  how far the clock of this program has gone astray since it began, seconds
#
#   echoes PORT                   sends datagrams back, until standard input ends
#   udp HOST PORT COUNT EVERY_MS  datagrams, numbered; prints how many could be sent
#   sink PORT SECONDS             counts datagrams; prints how many came
use strict;
use warnings;
use Socket qw(:all);
use Errno qw(ECONNREFUSED ECONNRESET EINPROGRESS ENOSPC EPIPE);
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

sub failed {
  my $error = shift;
  return 'refused' if $error == ECONNREFUSED;
  return 'reset' if $error == ECONNRESET || $error == EPIPE;
  return 'full' if $error == ENOSPC;
  return "errno-$error";
}

sub address { return inet_aton($_[0]) || die "no address of $_[0]" }

sub http { # outcome, when the last byte came, bytes, reads
  my ($address, $port, $path, $end) = @_;
  my ($last, $reads, $data) = (now(), 0, '');
  my $seen = sub { return ($_[0], $last, length $data, $reads) };
  socket(my $s, PF_INET, SOCK_STREAM, 0) or return $seen->('no-socket');
  fcntl($s, F_SETFL, fcntl($s, F_GETFL, 0) | O_NONBLOCK);
  if (!connect($s, pack_sockaddr_in($port, $address))) {
    return $seen->(failed($! + 0)) unless $! == EINPROGRESS;
    return $seen->('silent') unless until_ready($s, 1, $end);
    my $error = unpack('i', getsockopt($s, SOL_SOCKET, SO_ERROR));
    return $seen->(failed($error)) if $error;
  }
  syswrite($s, "GET $path HTTP/1.0\r\n\r\n") or return $seen->(failed($! + 0));
  while (1) {
    return $seen->($data eq '' ? 'unanswered' : 'stalled') unless until_ready($s, 0, $end);
    my $read = sysread($s, $data, 1 << 20, length $data);
    return $seen->(failed($! + 0)) unless defined $read;
    last if $read == 0;
    $last = now();
    $reads++;
  }
  my ($head, $content) = split(/\r\n\r\n/, $data, 2);
  my ($length) = ($head // '') =~ /^content-length: (\d+)/im;
  return $seen->('cut') unless defined $content && (!defined $length || length($content) == $length);
  return $seen->($head =~ /^HTTP\S+ 200/ ? 'ok' : $head =~ /^HTTP\S+ (\d+)/ ? "status-$1" : 'nonsense');
}

sub exchange { # a datagram and its answer
  my ($address, $port, $message, $end) = @_;
  socket(my $s, PF_INET, SOCK_DGRAM, 0) or return 'no-socket';
  connect($s, pack_sockaddr_in($port, $address)) or return failed($! + 0);
  defined send($s, $message, 0) or return failed($! + 0);
  return 'lost' unless until_ready($s, 0, $end);
  return defined recv($s, my $answer, 512, 0) ? 'ok' : failed($! + 0);
}

sub first_line {
  open(my $in, '<', $_[0]) or return 'absent';
  my $line = <$in> // '';
  $line =~ s/\s+/-/g;
  return $line =~ s/-$//r || 'empty';
}

sub write_new {
  my ($file, $bytes) = @_;
  open(my $out, '>', $file) or return failed($! + 0);
  my $written = syswrite($out, 'x' x $bytes);
  my $outcome = !defined $written ? failed($! + 0) : $written == $bytes ? 'ok' : 'full';
  close $out;
  unlink $file;
  return $outcome;
}

# A look: given the instant of its time-out, says outcome, last byte's instant, bytes, reads.
sub look {
  my ($kind, @about) = @_;
  if ($kind eq 'http') {
    my ($address, $port, $path) = (address($about[0]), @about[1, 2]);
    return sub { return http($address, $port, $path, $_[0]) };
  } elsif ($kind eq 'echo') {
    my ($address, $port) = (address($about[0]), $about[1]);
    return sub { return exchange($address, $port, 'echo', $_[0]) };
  } elsif ($kind eq 'names') {
    my $query = pack('n6', 7, 0x0100, 1, 0, 0, 0)
      . join('', map { pack('C/a', $_) } split(/\./, $about[0])) . pack('C n n', 0, 1, 1);
    return sub { return exchange(inet_aton('127.0.0.11'), 53, $query, $_[0]) };
  } elsif ($kind eq 'read') {
    return sub { return first_line($about[0]) };
  } elsif ($kind eq 'write') {
    return sub { return write_new(@about) };
  } elsif ($kind eq 'clock') {
    my $zero = time() - now() / 1e9;
    return sub { return sprintf('%.0f', time() - now() / 1e9 - $zero) };
  }
  die "no look $kind";
}

sub attempt {
  my ($look, $timeout) = @_;
  my $start = now();
  my ($outcome, $last, $bytes, $reads) = $look->($start + $timeout * 1e6);
  my $end = now();
  syswrite(STDOUT, sprintf("%.0f %.0f %.0f %s %d %d\n", $start, $last // $end, $end, $outcome, $bytes // 0, $reads // 0));
}

my $mode = shift @ARGV;
if ($mode eq 'watch') {
  my ($every, $timeout, @about) = @ARGV;
  my $look = look(@about);
  $SIG{CHLD} = 'IGNORE';
  my $beat = now();
  while (!until_ready(\*STDIN, 0, $beat += $every * 1e6)) {
    $beat = now() if now() > $beat + 20 * $every * 1e6; # After a pause of this program: not all beats at once.
    next if fork;
    attempt($look, $timeout);
    POSIX::_exit(0);
  }
} elsif ($mode eq 'ask') {
  my ($count, $timeout, @about) = @ARGV;
  my $look = look(@about);
  attempt($look, $timeout) for 1 .. $count;
} elsif ($mode eq 'echoes') {
  socket(my $s, PF_INET, SOCK_DGRAM, 0) or die $!;
  bind($s, pack_sockaddr_in($ARGV[0], INADDR_ANY)) or die $!;
  my ($in, $out) = ('', '');
  vec($in, fileno($s), 1) = vec($in, 0, 1) = 1;
  while (select($out = $in, undef, undef, undef) && !vec($out, 0, 1)) {
    my $from = recv($s, my $data, 512, 0);
    send($s, $data, 0, $from) if $from;
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
}
