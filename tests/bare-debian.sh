#!/bin/bash
# A newcomer's way on a bare Debian 12: a root folder made by debootstrap with nothing but the base system, a clone of this repository's last
# commit, ./quickstart, ./check. Takes half an hour on two cores; needs root, debootstrap and the network. Not among the tests of ./check.
# Usage: bare-debian.sh FOLDER [SHARED]
#   FOLDER  where the root is made; used again if it is there
#   SHARED  is mounted beside the clone as `shared`: the tests that need it run then, and are skipped otherwise
set -euo pipefail
root=$(realpath -m "${1:?usage: bare-debian.sh FOLDER [SHARED]}")
shared=${2:-}
repository=$(dirname "$(dirname "$(readlink -f "$0")")")

mounts=()
release() {
  for ((i = ${#mounts[@]} - 1; i >= 0; --i)); do umount -R "${mounts[i]}"; done
}
trap release EXIT
bind() {  # bind FROM TO, so that what is unmounted here stays mounted there
  mkdir -p "$2"
  mount --rbind "$1" "$2"
  mount --make-rslave "$2"
  mounts+=("$2")
}

inside() {
  env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb chroot "$root" /bin/bash -c "$1"
}

if [[ ! -e $root/etc/debian_version ]]; then
  debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian
  cat >"$root/etc/apt/sources.list" <<'SOURCES'
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
SOURCES
  # This computer's own way to the network.
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  mkdir -p "$root/usr/local/share/ca-certificates"
  cp /usr/local/share/ca-certificates/* "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
fi
bind /proc "$root/proc"
bind /dev "$root/dev"
bind /sys "$root/sys"
rm -rf "$root/work/pacta"
git clone -q "$repository" "$root/work/pacta"
if [[ -n $shared ]]; then bind "$shared" "$root/work/shared"; fi
inside 'cd /work/pacta && time ./quickstart && time ./check'
