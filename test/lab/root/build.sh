#!/bin/sh
# Builds the file system that every node of the lab starts from: a minimal Debian with the daemons.
# usage: build.sh <suite> <mirror> <folder>        as root, in a mount and pid namespace of its own
set -eu
suite=$1 mirror=$2 root=$3

case $suite in
  bookworm) postgresql=15 python='python3-etcd' ;;
  # Debian 13 and later have no python3-etcd, and Patroni without it knows neither etcd nor etcd3.
  forky) postgresql=18 python='python3-dnspython python3-urllib3' ;;
  *) echo "no recipe for suite $suite" >&2; exit 2 ;;
esac
# bookworm's exporter is older than the metrics that alerts look at.
[ "$suite" = bookworm ] && exporter='' || exporter=prometheus-postgres-exporter
# An older debootstrap does not know the newest names; sid's script does for all of them.
script=/usr/share/debootstrap/scripts/$suite
[ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid

debootstrap --variant=minbase "$suite" "$root" "$mirror" "$script"

# How this machine reaches its mirror (proxies, say) holds in there too; a mirror's copy of testing may be old.
{ apt-config dump Acquire; echo 'Acquire::Check-Valid-Until "false";'; } > "$root/etc/apt/apt.conf.d/90lab"
# Packages must not start their services: each node does, from the compiled files.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
mount -t proc none "$root/proc"

inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 sh -euc "$1" sh "$mirror"; }

inside "
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends patroni etcd-server etcd-client haproxy postgresql-$postgresql \
    python3-psycopg2 $python iproute2 openssl curl procps $exporter
"
if [ "$suite" != bookworm ]; then
  # It is pure Python: bookworm's package runs anywhere.
  inside '
    cd /tmp
    echo "deb $1 bookworm main" > /etc/apt/sources.list.d/bookworm.list
    apt-get update -qq
    apt-get download -qq python3-etcd/bookworm
    dpkg -x python3-etcd_*.deb /
    rm python3-etcd_*.deb /etc/apt/sources.list.d/bookworm.list
  '
fi
inside '
  # The package made a cluster in the data directory that Patroni expects empty, the same one for every node.
  rm -rf /var/lib/postgresql/[0-9]* /etc/postgresql/[0-9]*
  # What a node enables is what its runbook enables.
  rm -f /etc/systemd/system/multi-user.target.wants/*
  # No name is looked up anywhere but in /etc/hosts.
  : > /etc/resolv.conf
  sed -i "s/^hosts:.*/hosts: files/" /etc/nsswitch.conf
  python3 -c "import patroni.dcs.etcd3"
  rm -rf /var/lib/apt/lists/* /var/cache/apt/*
'
umount "$root/proc"
