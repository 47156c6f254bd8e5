#!/bin/sh
# Gathers what Patroni, etcd and HAProxy of this node read, and writes it as a tar to standard output. Every secret is blanked
# out here, before it gets into the tar. Made by `pgdr-compile collect`.
#
# usage: ssh root@node sh -s -- [site] < collect.sh > node.tar
#
# Without a site, the tar's first folder is called after Patroni's scope, else `site`. Below it, everything lies as on the node:
# <site>/<node>/etc/patroni/patroni.yml. What is left out, and why, is said on standard error.
#
# Nothing on the node is changed. A folder below ${TMPDIR:-/tmp} holds the masked files until the script ends.
# PGDR_ROOT names a folder whose files are read in place of those below /; the programs that are asked stay those of PATH.
#
# exit status: 0 a tar was written, 1 there was nothing to gather, 2 it could not run

set -u

MAX_BYTES=1048576

say() { printf 'collect: %s\n' "$(printf '%s' "$*" | tr '\001-\037\177' '?')" >&2; }

# leave PATH WHY: says once why a file is left out, and fails.
leave() {
  case $left in
    *"
$1
"*) ;;
    *)
      left="$left
$1
"
      say "left out $1: $2"
      ;;
  esac
  return 1
}

refuse() {
  say "$*"
  exit 2
}

# The programs of awk that this script consists of are put into the temporary folder.
write_programs() {
  cat > "$work/mask.awk" << 'MASK'
@include secrets.awk
@include text.awk
@include yaml.awk
@include flow.awk
@include lines.awk
@include main.awk
MASK
  cat > "$work/units.awk" << 'UNITS'
@include units.awk
UNITS
  cat > "$work/value.awk" << 'VALUE'
@include value.awk
VALUE
}

# Runs a program that may wait for others, for ten seconds at most where `timeout` is there.
bounded() {
  if [ "$has_timeout" = yes ]; then timeout 10 "$@"; else "$@"; fi < /dev/null
}

is_there() { [ -e "$root$1" ] || [ -h "$root$1" ]; }

# A path without `..` and doubled slashes; its folder has to exist.
plain_path() {
  case $1 in
    *//* | */./* | */../*)
      folder=$(cd "$root${1%/*}/" 2> /dev/null && pwd) || return 1
      printf '%s/%s' "${folder#"$root"}" "${1##*/}"
      ;;
    *) printf '%s' "$1" ;;
  esac
}

# gather KIND PATH: puts a file into the tree, its secrets blanked out. Fails where it had to leave it out, and says so.
gather() {
  kind=$1
  path=$(plain_path "$2" && echo .) || { leave "$2" 'no such file'; return; }
  path=${path%.}
  from=$root$path
  target=$tree$path
  [ ! -e "$target" ] || return 0
  case ${path##*/} in
    *.pem | *.key | *.crt | *.p12 | *.pfx | *pgpass*) leave "$path" 'by its name a key, a certificate or a list of passwords'; return ;;
  esac
  is_there "$path" || { leave "$path" 'no such file'; return; }
  [ -f "$from" ] || { leave "$path" 'not a regular file'; return; }
  [ -r "$from" ] || { leave "$path" 'it may not be read by this user; root may'; return; }
  [ "$(wc -c < "$from")" -le "$MAX_BYTES" ] || { leave "$path" 'larger than 1 MB'; return; }
  [ "$(tr -dc '\000' < "$from" | wc -c)" -eq 0 ] || { leave "$path" 'it is no text'; return; }
  mkdir -p "${target%/*}" || return
  open_end=0
  if [ -n "$(tail -c 1 "$from")" ]; then open_end=1; fi
  awk -v kind="$kind" -v open_end="$open_end" -f "$work/mask.awk" < "$from" > "$target" && { printf . >> "$work/count"; return; }
  case $? in
    3) why='it has ends of line that not every program takes for one' ;;
    4) why='it has a line of more than 64 kB' ;;
    *) why='its secrets could not be blanked out' ;;
  esac
  rm -f "$target"
  leave "$path" "$why"
}

gather_if_there() { if is_there "$2"; then gather "$1" "$2"; else return 1; fi; }

# --- Units and processes

set_unit_folders() {
  unit_folders='/etc/systemd/system /run/systemd/system /run/systemd/transient /usr/local/lib/systemd/system /usr/lib/systemd/system'
  # On most machines /lib is a link to /usr/lib.
  [ -h "$root/lib" ] || unit_folders="$unit_folders /lib/systemd/system"
}

# The file of a unit that systemd reads: the first one in its order.
fragment_of() {
  for folder in $unit_folders; do
    if is_there "$folder/$1"; then
      printf '%s' "$folder/$1"
      return
    fi
  done
}

# Whether the command of a unit's file is this daemon.
starts() { grep -Eq "^[[:space:]]*ExecStart[[:space:]]*=.*[/=[:space:]@:+!-]$1(\.py)?([[:space:]]|\$)" "$root$2" 2> /dev/null; }

# The names of a daemon's units, one a line: the one whose process runs, else every one that would start it.
units_of() {
  pid=$(pid_of "$1")
  if [ -n "$pid" ]; then
    name=$(sed -n 's|^.*/\([A-Za-z0-9@._:\\-]*\.service\)$|\1|p' "$root/proc/$pid/cgroup" 2> /dev/null | head -n 1)
    template=$name
    case $name in *@*) template=${name%%@*}@.service ;; esac
    if [ -n "$name" ] && [ -n "$(fragment_of "$name")$(fragment_of "$template")" ]; then
      printf '%s\n' "$name"
      return
    fi
  fi
  for folder in $unit_folders; do
    for file in "$root$folder"/*"$1"*.service "$root$folder/$1".service.d "$root$folder"/*.wants/"$1"@*.service; do
      name=${file##*/}
      name=${name%.d}
      # A template is no unit: its instances are.
      case $name in *@.service | *[!A-Za-z0-9@._:\\-]*) continue ;; esac
      case $name in
        "$1".service | "$1"@*) if [ -h "$file" ] || [ -e "$file" ]; then printf '%s\n' "$name"; fi ;;
        # A link is another name of a unit.
        *) if [ ! -h "$file" ] && starts "$1" "${file#"$root"}"; then printf '%s\n' "$name"; fi ;;
      esac
    done
  done | sort -u
}

# The files of a unit in the order in which systemd reads them: its own, then its drop-ins by name.
unit_files() {
  file=$(fragment_of "$1")
  case $1 in *@*) [ -n "$file" ] && [ ! -h "$root$file" ] || file=$(fragment_of "${1%%@*}@.service") ;; esac
  [ -z "$file" ] || printf '%s\n' "$file"
  for folder in $unit_folders; do
    for drop_in in "$root$folder/$1.d"/*.conf "$root$folder/${1%%@*}@.service.d"/*.conf; do
      case $1 in *@*) ;; *) case $drop_in in *@.service.d/*) continue ;; esac ;; esac
      # Of two with one name, the first counts.
      case ${drop_in##*/} in *[!A-Za-z0-9@._:+-]*) ;; *) if [ -f "$drop_in" ]; then printf '%s\t%s\n' "${drop_in##*/}" "${drop_in#"$root"}"; fi ;; esac
    done
  done | awk -F '\t' '!seen[$1]++' | sort | cut -f 2
}

# Processes that may be daemons. Those of a container have other files than this node.
set_processes() {
  here=$(inode_of "$root/")
  processes=$(grep -lE 'patroni|etcd|haproxy' "$root"/proc/[0-9]*/cmdline 2> /dev/null |
    sed 's|^.*/proc/\([0-9]*\)/cmdline$|\1|' | sort -n |
    while read -r process; do
      there=$(inode_of "$root/proc/$process/root/")
      [ -e "$root/proc/$process" ] || continue
      if [ -z "$there" ] || [ "$there" = "$here" ]; then printf '%s ' "$process"; fi
    done)
}

inode_of() {
  # shellcheck disable=SC2012 # stat is not everywhere
  ls -dLi "$1" 2> /dev/null | awk '{ print $1 }'
}

# The process of a daemon: itself, or Python that runs it.
pid_of() {
  for process in $processes; do
    if { tr '\000' '\n' < "$root/proc/$process/cmdline"; } 2> /dev/null | awk -v daemon="$1" '
      { word = $0; sub(/^.*\//, "", word); sub(/\.py$/, "", word) }
      NR == 1 && word !~ /^python[0-9.]*$/ { found = word == daemon; exit }
      NR > 1 && word == daemon { found = 1; exit }
      NR > 1 && !/^-/ { exit }
      END { exit !found }'; then
      printf '%s' "$process"
      return
    fi
  done
}

# What is known of how a daemon is started, as lines of units.awk: of its process, then of its units.
set_known() {
  known=
  pid=$(pid_of "$1")
  if [ -n "$pid" ]; then
    known=$(tr '\000' '\n' < "$root/proc/$pid/cmdline" | sed 's/^/arg	/')
    if [ -r "$root/proc/$pid/environ" ]; then
      known="$known
$(tr '\000' '\n' < "$root/proc/$pid/environ" | sed -n '/^[A-Za-z_][A-Za-z0-9_]*=/s/^/var	/p')"
    else
      say "the environment of $1's process may not be read by this user; root may"
    fi
  fi
  units=$(units_of "$1")
  while IFS= read -r unit; do
    [ -n "$unit" ] || continue
    files=$(unit_files "$unit")
    set --
    while IFS= read -r file; do
      [ -n "$file" ] || continue
      # systemctl mask makes a link to /dev/null.
      if [ ! -f "$root$file" ] && is_there "$file"; then
        leave "$file" "the unit is masked"
      elif gather unit "$file" < /dev/null; then
        set -- "$@" "$root$file"
      fi
    done << FILES
$files
FILES
    [ $# -eq 0 ] || known="$known
$(awk -v unit="$unit" -v host="$node" -v root="$root" -f "$work/units.awk" "$@" < /dev/null)"
  done << UNITS
$units
UNITS
  gather_variables
}

# Values of one name among what is known: arg, file, var.
known_of() { printf '%s\n' "$known" | sed -n "s/^$1	//p"; }

# The value of a variable of the daemon; the process counts before the units.
variable() { known_of var | sed -n "s/^$1=//p" | head -n 1; }

# Files of variables that units name; a path may be a pattern.
gather_variables() {
  while IFS= read -r pattern; do
    case $pattern in
      '') ;;
      *'*'* | *'?'* | *'['*)
        # Without separators the pattern is filled in, and names with blanks stay whole.
        separators=$IFS
        IFS=
        # shellcheck disable=SC2086
        set -- "$root"$pattern
        IFS=$separators
        for one in "$@"; do gather_if_there env "${one#"$root"}" < /dev/null; done
        ;;
      *) gather_if_there env "$pattern" < /dev/null ;;
    esac
  done << PATTERNS
$(known_of file)
PATTERNS
}

# --- Daemons

# The words behind the daemon in a command, of the first command that is known.
arguments() {
  known_of arg | awk -v daemon="$1" '
    { word = $0; sub(/^.*\//, "", word); sub(/\.py$/, "", word) }
    word == daemon { inside = 1; next }
    inside'
}

# The program by which a daemon runs.
program_of() {
  program=
  if [ -z "$root" ]; then
    program=$(known_of arg | awk -v daemon="$1" '{ word = $0; sub(/^.*\//, "", word) } word == daemon && /^\// { print; exit }')
  fi
  if [ -z "$program" ] || [ ! -x "$program" ]; then program=$(command -v "$1" 2> /dev/null); fi
}

# Gathers a file of Patroni, or those of a folder.
gather_patroni() {
  if [ -d "$root$1" ]; then
    for file in "$root${1%/}"/*.yml "$root${1%/}"/*.yaml; do
      if [ -e "$file" ]; then gather yaml "${file#"$root"}"; fi
    done
  elif is_there "$1"; then gather yaml "$1"; fi
  if [ -e "$tree$1" ]; then config=${config:-$1}; fi
}

collect_patroni() {
  config=
  set_known patroni
  given=$(arguments patroni | sed -n '/^\//p')
  while IFS= read -r one; do
    [ -z "$one" ] || gather_patroni "$one" < /dev/null
  done << GIVEN
$given
GIVEN
  if [ -z "$config" ]; then
    [ -z "$given" ] || say "$(printf '%s' "$given" | head -n 1), which Patroni's unit names, is not there: the usual places are tried"
    for file in "$root"/etc/patroni*.yml "$root"/etc/patroni*.yaml "$root"/etc/patroni/*.yml "$root"/etc/patroni/*.yaml "$root"/etc/patroni/conf.d/*.yml; do
      file=${file#"$root"}
      case $file in
        # Debian's template for the making of new clusters.
        /etc/patroni/dcs.yml) if is_there "$file"; then leave "$file" "it is no configuration of a running Patroni"; fi ;;
        *) if is_there "$file"; then gather_patroni "$file"; fi ;;
      esac
    done
  fi
  for file in /etc/default/patroni /etc/sysconfig/patroni /etc/patroni_env.conf /etc/patroni.env /etc/patroni/patroni.env; do
    gather_if_there env "$file"
  done
  set_postgresql
  program_of patroni
  if [ -z "$config" ] && [ -z "$program" ]; then
    say 'no Patroni here'
    return
  fi
  collect_dcs
  collect_hba
  version "$program" patroni 's/^patroni \([0-9][0-9.]*\).*/\1/p' --version
  bin=${bin_dir:+$bin_dir/postgres}
  if [ -z "$bin" ] || [ ! -x "$root$bin" ]; then
    bin=
    for file in "$root"/usr/lib/postgresql/*/bin/postgres "$root"/usr/pgsql-*/bin/postgres; do
      if [ -x "$file" ]; then bin=${file#"$root"}; fi
    done
  fi
  if [ -n "$bin" ]; then bin=$root$bin; else bin=$(command -v postgres 2> /dev/null); fi
  version "$bin" postgresql 's/^postgres (PostgreSQL) \([0-9][0-9.]*\).*/\1/p' --version
}

# A setting of Patroni: its variable, else what its files say. The unmasked files are read, for a path is no secret.
setting() {
  found=$(variable "PATRONI_${1:+POSTGRESQL_}$(printf '%s' "$2" | tr '[:lower:]' '[:upper:]')")
  if [ -z "$found" ] && [ -n "$config" ]; then
    set -- "$1" "$2" "$config"
    if [ -d "$root$3" ]; then
      found=$(cat "$root$3"/*.yml "$root$3"/*.yaml 2> /dev/null | awk -v section="$1" -v key="$2" -f "$work/value.awk")
    else
      found=$(awk -v section="$1" -v key="$2" -f "$work/value.awk" < "$root$3")
    fi
  fi
  printf '%s' "$found"
}

set_postgresql() {
  scope=$(setting '' scope)
  bin_dir=$(setting postgresql bin_dir)
  data_dir=$(setting postgresql data_dir)
  config_dir=$(setting postgresql config_dir)
  hba_file=$(setting postgresql hba_file)
}

# The pg_hba.conf that PostgreSQL reads.
collect_hba() {
  if [ -z "$hba_file" ] && [ -e "$tree/dcs.yml" ]; then
    hba_file=$(awk -v section=postgresql -v key=hba_file -f "$work/value.awk" < "$tree/dcs.yml")
  fi
  hba=${hba_file:-${config_dir:-$data_dir}/pg_hba.conf}
  case $hba in
    /pg_hba.conf) say 'no pg_hba.conf: no configuration of Patroni says where the data is' ;;
    /*) if [ -d "$root${hba%/*}" ] && [ ! -x "$root${hba%/*}" ]; then
        leave "$hba" "its folder may not be read by this user; root may"
      elif is_there "$hba"; then gather hba "$hba"; else say "no $hba: PostgreSQL has none yet, or this user may not see it"; fi ;;
    *) leave "$hba" "its path is relative" ;;
  esac
}

collect_etcd() {
  set_known etcd
  named=$(arguments etcd | awk '
    next_is { print; exit }
    /^--?config-file$/ { next_is = 1 }
    sub(/^--?config-file=/, "") { print; exit }')
  named=${named:-$(variable ETCD_CONFIG_FILE)}
  for file in /etc/default/etcd /etc/sysconfig/etcd /etc/etcd/etcd.env /etc/etcd.env; do
    gather_if_there env "$file"
  done
  gather_if_there auto /etc/etcd/etcd.conf
  if [ -z "$named" ]; then named=$(sed -n 's/^ETCD_CONFIG_FILE=["'\'']*\([^"'\'']*\).*/\1/p' "$root/etc/default/etcd" 2> /dev/null); fi
  case $named in
    /*) gather yaml "$named" ;;
    ?*) leave "$named" "its path is relative" ;;
    *) for file in /etc/etcd/etcd.conf.yml /etc/etcd/etcd.conf.yaml /etc/etcd/etcd.yml /etc/etcd/etcd.yaml /etc/etcd/config.yml /etc/etcd/config.yaml /etc/etcd.yml /etc/etcd.conf.yml; do
        gather_if_there yaml "$file"
      done ;;
  esac
  program_of etcd
  if [ -z "$program" ]; then say 'no etcd here'; fi
  version "$program" etcd 's/^etcd Version: v*\([0-9][0-9.]*\).*/\1/p' --version
}

# Gathers a file of HAProxy, or those of a folder.
gather_haproxy() {
  if [ -d "$root$1" ]; then
    for file in "$root${1%/}"/*.cfg; do
      if [ -e "$file" ]; then gather haproxy "${file#"$root"}"; fi
    done
  else gather haproxy "$1"; fi
}

collect_haproxy() {
  set_known haproxy
  for file in /etc/default/haproxy /etc/sysconfig/haproxy; do gather_if_there env "$file"; done
  named=$(arguments haproxy | awk '
    next_is { print; next_is = 0; next }
    $0 == "-f" { next_is = 1; next }
    sub(/^-f/, "")' | sed -n '/^\//p' | awk '!seen[$0]++')
  if [ -z "$named" ]; then
    gather_if_there haproxy /etc/haproxy/haproxy.cfg
    for file in "$root"/etc/haproxy/conf.d/*.cfg; do
      if [ -e "$file" ]; then gather haproxy "${file#"$root"}"; fi
    done
  else
    while IFS= read -r one; do
      if is_there "$one"; then gather_haproxy "$one" < /dev/null; fi
    done << NAMED
$named
NAMED
    for file in "$root"/etc/haproxy/conf.d/*.cfg; do
      if [ -e "$file" ] && [ ! -e "$tree${file#"$root"}" ]; then leave "${file#"$root"}" "HAProxy is not given it"; fi
    done
  fi
  program_of haproxy
  if [ -z "$program" ]; then say 'no HAProxy here'; fi
  version "$program" haproxy 's/^HA-*Proxy version \([0-9][0-9.]*\).*/\1/p' -v
}

# Notes the addresses of this machine: of one where HAProxy runs alone, no configuration says them.
note_addresses() {
  if command -v hostname > /dev/null 2>&1; then found=$(bounded hostname -I 2> /dev/null); else found=; fi
  if [ -z "$found" ] && command -v ip > /dev/null 2>&1; then
    found=$(bounded ip -o addr show scope global 2> /dev/null | sed -n 's|.* inet6* \([0-9a-f.:]*\)/.*|\1|p')
  fi
  for address in $found; do
    case $address in
      127.* | ::1 | fe80:* | *[!0-9a-f.:]*) ;;
      *) printf 'address %s\n' "$address" >> "$work/versions" ;;
    esac
  done
}

# version PROGRAM NAME SCRIPT ARGUMENT: notes the version that a program says it has.
version() {
  [ -n "$1" ] || return 0
  number=$(bounded "$1" "$4" 2> /dev/null | sed -n "$3" | head -n 1)
  if [ -n "$number" ]; then
    printf '%s %s\n' "$2" "${number%.}" >> "$work/versions"
  else
    say "no version of $2: $1 $4 does not say it"
  fi
}

# The dynamic configuration of the site, as `patronictl show-config` prints it.
collect_dcs() {
  if [ -z "$config" ] && [ -z "$(variable PATRONI_CONFIGURATION)" ]; then return 0; fi
  patronictl=${program%/*}/patronictl
  if [ ! -x "$patronictl" ]; then patronictl=$(command -v patronictl 2> /dev/null); fi
  if [ -z "$patronictl" ]; then
    say 'no dcs.yml: there is no patronictl here'
    return
  fi
  # In a shell of its own: it gets the variables of the daemon, which may hold the passwords of etcd.
  if ! (
    while IFS= read -r one; do
      case $one in PATRONI_*) export "${one?}" ;; esac
    done << VARIABLES
$(known_of var | awk -F = '!seen[$1]++')
VARIABLES
    PYTHONDONTWRITEBYTECODE=1
    export PYTHONDONTWRITEBYTECODE
    set --
    if [ -n "$config" ]; then set -- -c "$root$config"; fi
    { bounded "$patronictl" "$@" show-config 2>&3; echo $? > "$work/status"; } 3> "$work/error" |
      awk -v kind=yaml -v open_end=0 -f "$work/mask.awk" > "$work/dcs.yml"
  ); then
    say 'no dcs.yml: its secrets could not be blanked out'
    return
  fi
  status=$(cat "$work/status")
  if [ "$status" = 0 ] && [ -s "$work/dcs.yml" ]; then
    mkdir -p "$tree" && mv "$work/dcs.yml" "$tree/dcs.yml" && printf . >> "$work/count"
    return
  fi
  why=$(tail -n 1 "$work/error" | awk -v kind=hba -v open_end=0 -f "$work/mask.awk")
  if [ "$status" = 124 ]; then why='it did not answer within 10 seconds'; fi
  say "no dcs.yml: patronictl show-config failed (exit status $status)${why:+: $why}"
}

main() {
  LC_ALL=C
  export LC_ALL
  umask 077
  root=${PGDR_ROOT:-}
  root=${root%/}
  # A login that is not interactive may lack the folders of daemons.
  if [ -z "$root" ]; then PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; fi
  site=${1:-}
  if [ $# -gt 1 ]; then refuse 'usage: sh collect.sh [site] > node.tar'; fi
  case $site in
    -* | .* | */* | *[[:cntrl:]]*) refuse "'$site' is no name of a site: it would be the name of a folder" ;;
  esac
  if [ -t 1 ]; then refuse 'standard output is a terminal: write the tar to a file, sh collect.sh > node.tar'; fi
  for tool in awk sed tar mktemp grep tr cut sort tail head wc; do
    command -v "$tool" > /dev/null 2>&1 || refuse "there is no $tool here"
  done
  has_timeout=no
  if timeout 5 true < /dev/null 2> /dev/null; then has_timeout=yes; fi
  node=$(uname -n | tr -c 'A-Za-z0-9._\n-' _)
  node=${node:-node}

  work=$(mktemp -d "${TMPDIR:-/tmp}/pgdr-collect.XXXXXX") || refuse 'no temporary folder could be made'
  trap 'rm -rf "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 141' PIPE
  trap 'exit 143' TERM
  left=
  tree=$work/files
  mkdir "$tree"
  : > "$work/count"
  : > "$work/versions"
  write_programs
  if [ "$(id -u)" != 0 ]; then say 'not run by root: what only root may read is left out'; fi
  set_unit_folders
  set_processes

  collect_patroni
  collect_etcd
  collect_haproxy

  gathered=$(wc -c < "$work/count" | tr -d ' ')
  if [ "$gathered" -eq 0 ]; then
    say 'nothing was gathered: neither Patroni, etcd nor HAProxy has a configuration here'
    exit 1
  fi
  note_addresses
  if [ -s "$work/versions" ]; then
    cp "$work/versions" "$tree/versions"
    gathered=$((gathered + 1))
  fi
  # A scope may hold what the name of a folder may not.
  if [ -z "$site" ]; then site=$(printf '%s' "${scope:-site}" | tr -c 'A-Za-z0-9._-' _ | sed 's/^[.-]/_/'); fi
  mkdir -p "$work/tar/$site" && mv "$tree" "$work/tar/$site/$node" || exit 2
  tar -cf - -C "$work/tar" "$site" || exit 2
  say "gathered $gathered files of $site/$node"
}

# Last, so that a script that was cut off on its way does nothing.
main "$@"
