// Made by scripts/generate.mjs. Do not edit.
const holds = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const each = (list, make, otherwise) => (holds(list) ? list.map(make).join('') : (otherwise?.() ?? ''));

export function templatesOf({ sh, words, section, rest, block, lines, word, text, comment, unit }) {
  const parts = {
    "RUNBOOK.md": (c) =>
    "<!-- " +
    text(c.header) +
    " -->\n\n# Runbook of estate " +
    text(c.name) +
    "\n\n" +
    parts["runbook/opening"](c) +
    parts["runbook/before"](c) +
    parts["runbook/bring-up"](c) +
    parts["runbook/verification"](c) +
    (holds(c.applications) ? parts["runbook/applications"](c) : "") +
    parts["runbook/clients"](c) +
    each(c.standbys, (c1, at) => parts["runbook/promotion"](c1) +
    parts["runbook/fencing"](c1) +
    parts["runbook/rewind"](c1) +
    parts["runbook/failback-by-copy"](c1) +
    parts["runbook/swap"](c1)) +
    each(c.standbys, (c1, at) => parts["runbook/lost-follower"](c1)) +
    parts["runbook/replacement"](c) +
    parts["runbook/copy-anew"](c) +
    parts["runbook/after"](c) +
    parts["runbook/guard"](c) +
    parts["runbook/certificates"](c) +
    parts["runbook/trouble"](c),
    "certificate.cnf": (c) =>
    comment(c.header) +
    "\n\n[req]\nprompt = no\ndistinguished_name = subject\nreq_extensions = extensions\n\n[subject]\nO = " +
    text(c.organisation) +
    "\nCN = " +
    text(c.name) +
    "\n\n[extensions]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature,keyEncipherment\n# Both: an etcd member and a Patroni node are server and client with one certificate.\nextendedKeyUsage = serverAuth,clientAuth\nsubjectKeyIdentifier = hash\nsubjectAltName = @names\n\n[names]\n" +
    each(c.names, (c1, at) => text(c1.type) +
    "." +
    text(c1.number) +
    " = " +
    text(c1.value) +
    "\n"),
    "certificates.md": (c) =>
    "<!-- " +
    text(c.header) +
    " -->\n\n# Certificates of estate " +
    text(c.name) +
    "\n\nEach node needs one certificate per purpose, from any CA. The openssl request files below already contain the following\nsettings. If you use another tool, tell it these:\n\n- The subject and the names belong to the node. The names hold every address at which others reach the node, and `localhost`,\n  because Patroni connects to its own PostgreSQL with `sslmode=verify-full`.\n- The certificates of PostgreSQL also hold the names and addresses of every HAProxy that leads to that node, and the `endpoint`\n  of its site. HAProxy passes TLS on unchanged, so a client compares the host it was given with the certificate of the server\n  behind HAProxy. If your applications use a further name, such as a CNAME, add it.\n- Key usages are `digitalSignature, keyEncipherment`, and `serverAuth, clientAuth`: an etcd member and a Patroni node use one\n  certificate as server and as client. `basicConstraints = CA:FALSE`.\n- Recent Python and OpenSSL are strict: certificates need authority and subject key identifiers, and the CA needs\n  `keyUsage = critical,keyCertSign,cRLSign`.\n\n| node | certificates | subject | subject alternative names |\n|---|---|---|---|\n" +
    each(c.subjects, (c1, at) => "| " +
    text(c1.folder) +
    " | " +
    text(c1.purposes) +
    " | O = " +
    text(c.name) +
    ", CN = " +
    text(c1.node) +
    " | " +
    each(c1.names, (c2, at) => (holds(at) ? ", " : "") +
    text(c2.type) +
    ":" +
    text(c2.value)) +
    " |\n") +
    "\nRun all commands in the folder that holds this file, on the operator's machine. They put keys and certificates below one folder,\n`$certificates/SITE/NODE/`, in the same places as below `/` on the node. RUNBOOK.md says how to copy them to the nodes.\n\n```sh\ncertificates=$HOME/certificates   # outside of any repository: keys lie in there\n```\n\n**For a lab or a drill** one command makes a CA and all certificates. If you run it again, it makes new certificates of the same\nCA:\n\n```sh\nsh certificates/throw-away-ca.sh \"$certificates\"\n```\n\n**With a CA of your own**, do the following for each line of the table of owners and modes below. Set these variables to what the\nline says:\n\n```sh\n" +
    each(c.examples, (c1, at) => "node=" +
    sh(c1.folder) +
    " request=" +
    sh(c1.request) +
    "\ncert=" +
    sh(c1.cert) +
    " key=" +
    sh(c1.key) +
    "\n") +
    "```\n\nMake a key, and a request for the CA:\n\n```sh\n(set -eu; umask 077\nmkdir -p \"$certificates/$node$(dirname \"$key\")\" \"$certificates/$node$(dirname \"$cert\")\"\nopenssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc \\\n  -keyout \"$certificates/$node$key\" -out request.pem -config \"$request\"\n)\n```\n\nThe CA has to copy the extensions of the request. `openssl x509` (3.0 or newer) does so with the option `-copy_extensions copy`.\n`openssl ca` has no such option: set `copy_extensions = copy` in the section of its configuration that names the CA.\n\n```sh\nopenssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -days 397 -copy_extensions copy -out \"$certificates/$node$cert\"\nopenssl x509 -in \"$certificates/$node$cert\" -noout -ext subjectAltName,keyUsage,extendedKeyUsage,authorityKeyIdentifier\n```\n\nPut the CA's own certificate beside them, at the paths of the last table. Then open the folders, so that the owners of the files\ncan reach them:\n\n```sh\nfind \"$certificates\" -mindepth 1 -type d -exec chmod 0755 {} +\n```\n\nOn the node `certificates/SITE/NODE/owners.sh`, run as root, gives the files these owners and modes:\n\n| node | purpose | request | certificate, root, 0644 | key | owner of the key, 0640 |\n|---|---|---|---|---|---|\n" +
    each(c.certificates, (c1, at) => "| " +
    text(c1.node) +
    " | " +
    text(c1.purpose) +
    " | `" +
    text(c1.request) +
    "` | `" +
    text(c1.cert) +
    "` | `" +
    text(c1.key) +
    "` | " +
    text(c1.owner) +
    " |\n") +
    "\nThe CA's certificate goes to these files, owner root, mode 0644:\n\n| node | file |\n|---|---|\n" +
    each(c.authorities, (c1, at) => "| " +
    text(c1.folder) +
    " | `" +
    text(c1.file) +
    "` |\n"),
    "dcs.yml": (c) =>
    comment(c.header) +
    "\n\n" +
    block(c.config) +
    "\n",
    "etcd.conf.yml": (c) =>
    comment(c.header) +
    "\n\n" +
    section(c.config, "This member.", "name", "data-dir") +
    "\n" +
    section(c.config, "Where it listens, and what it tells the others. etcd takes IP addresses only to listen on.", "listen-peer-urls", "listen-client-urls", "initial-advertise-peer-urls", "advertise-client-urls") +
    "\n" +
    section(c.config, "The ring of this site. One line without blanks: etcd would take a blank for part of a name.", "initial-cluster", "initial-cluster-token", "initial-cluster-state") +
    "\n" +
    section(c.config, "Elections, in milliseconds: the network inside one site.", "heartbeat-interval", "election-timeout", "pre-vote", "strict-reconfig-check") +
    "\n" +
    section(c.config, "A ring that is not compacted grows until it refuses writes, and Patroni stops.", "quota-backend-bytes", "auto-compaction-mode", "auto-compaction-retention") +
    "\n" +
    section(c.config, "Metrics and log.", "listen-metrics-urls", "logger", "log-level", "log-outputs") +
    "\n" +
    section(c.config, "Patroni talks to etcd through the gRPC gateway.", "enable-grpc-gateway") +
    "\n" +
    section(c.config, "TLS, with certificates asked of clients and of the other members.", "client-transport-security", "peer-transport-security", "tls-min-version") +
    "\n" +
    rest(c.config, "From overrides.") +
    "\n",
    "etcd.service.conf": (c) =>
    comment(c.header) +
    "\n\n[Unit]\nStartLimitIntervalSec=0\n\n[Service]\n# With a configuration file etcd takes no notice of ETCD_ variables, nor of other flags.\nExecStart=\nExecStart=/usr/bin/etcd --config-file " +
    word(c.config) +
    "\nRestart=always\nRestartSec=5\n",
    "haproxy.cfg": (c) =>
    comment(c.header) +
    "\n\nglobal\n" +
    lines(c.global) +
    "\n\ndefaults\n" +
    lines(c.defaults) +
    "\n" +
    (holds(c.resolves) ? "\n# Host names are looked up again while HAProxy runs.\nresolvers system\n    parse-resolv-conf\n" : "") +
    "\n" +
    comment(c.aboutStats) +
    "\nfrontend stats\n" +
    lines(c.stats) +
    "\n" +
    each(c.pools, (c1, at) => "\n" +
    comment(c1.about) +
    "\nlisten " +
    word(c1.name) +
    "\n" +
    lines(c1.settings) +
    "\n" +
    each(c1.servers, (c2, at) => "    server " +
    word(c2.name) +
    " " +
    word(c2.address) +
    " check port " +
    word(c2.checkPort) +
    (holds(c2.resolved) ? " resolvers system init-addr last,libc,none" : "") +
    (holds(c2.backup) ? " backup" : "") +
    "\n")),
    "monitoring.yml": (c) =>
    comment(c.header) +
    "\n\n" +
    block(c.config) +
    "\n",
    "owners.sh": (c) =>
    "#!/bin/sh\n" +
    comment(c.header) +
    "\n#\n# Run on the node, as root.\n\nset -eu\n" +
    each(c.keys, (c1, at) => "chown " +
    sh(c1.owner) +
    " " +
    sh(c1.key) +
    "\nchmod 0640 " +
    sh(c1.key) +
    "\n") +
    each(c.open, (c1, at) => "chown root:root " +
    sh(c1) +
    "\nchmod 0644 " +
    sh(c1) +
    "\n"),
    "patroni.service.conf": (c) =>
    comment(c.header) +
    "\n\n[Unit]\nWants=network-online.target\nAfter=network-online.target etcd.service\n# The package's unit starts only if another file is there.\nConditionPathExists=\nConditionPathExists=" +
    word(c.config) +
    "\n# The guard asks again until it is answered.\nStartLimitIntervalSec=0\n\n[Service]\n# Passwords: PATRONI_SUPERUSER_PASSWORD and its fellows. Owner root, group postgres, mode 0640.\nEnvironmentFile=/etc/patroni/patroni.env\n# A site that was lost must not come back as a second primary.\nExecStartPre=/bin/sh " +
    word(c.guard) +
    "\n# Who overrules the guard does so once. As root, for the file lies among root's.\nExecStartPre=+/bin/rm -f " +
    word(c.override) +
    "\n" +
    (holds(c.watchdog) ? "# The watchdog belongs to root. Where the machine has none that is loaded, the kernel's own is; a container may have neither.\nExecStartPre=-+/bin/sh -c '[ -e \"$$0\" ] || exec modprobe softdog' " +
    unit(c.watchdog) +
    "\nExecStartPre=-+/bin/chown postgres " +
    unit(c.watchdog) +
    "\n" : "") +
    "ExecStart=\nExecStart=/usr/bin/patroni " +
    word(c.config) +
    "\nRestart=on-failure\n# Patroni that ended must be back before its lock runs out: else another member is promoted beside a PostgreSQL that lives.\nRestartSec=5\n# The guard may wait for etcd twice, and stop PostgreSQL: it is not cut off in between.\nTimeoutStartSec=180\n# A stop writes what is in memory to disk first, which takes minutes on a busy primary. The package's 30 seconds would kill\n# Patroni while PostgreSQL goes on stopping: the lock would stay, and nobody would say how far the WAL got. As the package's\n# own postgresql@.service.\nTimeoutStopSec=1h\n",
    "patroni.yml": (c) =>
    comment(c.header) +
    "\n\n" +
    section(c.config, "The cluster of this site, and this member of it.", "scope", "namespace", "name") +
    "\n" +
    section(c.config, "Patroni's REST API: health for HAProxy, commands from patronictl. The password is in PATRONI_RESTAPI_PASSWORD.", "restapi", "ctl") +
    "\n" +
    section(c.config, "The etcd ring of this site.", "etcd3") +
    "\n" +
    section(c.config, "Read once, when the cluster is made: initdb makes it of UTF8 and sorts text by its bytes, whatever the system is set to. After that bootstrap.dcs lives in etcd: RUNBOOK.md says how dcs.yml is applied.", "bootstrap") +
    "\n" +
    (holds(c.rewindRole) ? section(c.config, "Passwords are in PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD and PATRONI_REWIND_PASSWORD: the same at every site.", "postgresql") +
    "\n" : section(c.config, "Passwords are in PATRONI_SUPERUSER_PASSWORD and PATRONI_REPLICATION_PASSWORD: the same at every site. There is no rewind role: PATRONI_REWIND_PASSWORD must not be set.", "postgresql") +
    "\n") +
    section(c.config, "The device by which the kernel resets this node when Patroni hangs while it holds the leader lock. The unit's drop-in gives it to Patroni. Where there is none, automatic goes on without it, and required never leads.", "watchdog") +
    "\n" +
    section(c.config, "This member's part in elections and pools.", "tags") +
    "\n" +
    rest(c.config, "From overrides.") +
    "\n",
    "plan/check": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "bad='every member'\nmet() {\n  all=$(rows) || return 1\n  bad=''\n  for member in " +
    words(c.members) +
    "; do\n    echo \"$all\" | grep -F \"\\\"Member\\\": \\\"$member\\\"\" | grep -Eq '\"Role\": \"Leader\".*\"State\": \"running\"|" +
    each(c.site?.followerStates, (c1, at) => (holds(at) ? "|" : "") +
    "\"State\": \"" +
    text(c1) +
    "\"") +
    "' || bad=\"$bad $member\"\n  done\n  [ -z \"$bad\" ]\n}\nend=$(($(date +%s) + 60))\nuntil met; do\n  [ \"$(date +%s)\" -lt \"$end\" ] || { list; echo \"missing, not running, or not streaming:$bad\"; exit 1; }\n  sleep 2\ndone\nlist\n[ -z \"$(waiting)\" ] || { echo \"an earlier change still waits for a restart of:\" $(waiting); exit 1; }\n" +
    parts["runbook/paused"]({ ...c, of: c.site }) +
    "! paused || { echo \"" +
    text(c.site?.name) +
    " is in maintenance mode: end it first (patronictl resume)\"; exit 1; }\necho \"" +
    text(c.site?.name) +
    " is well\"\n)\n",
    "plan/dcs": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/settings"]({ ...c, of: c.site }) +
    "state=$(compare) || {\n  status=$?\n  echo \"$state\"\n  [ \"$status\" -eq 2 ] || echo \"somebody has set other values by hand: bring the topology up to date first\"\n  echo \"nothing was changed\"\n  exit 1\n}\nif [ \"$state\" = old ]; then\n  timeout 60 patronictl -c " +
    sh(c.site?.config) +
    " edit-config " +
    sh(c.site?.scope) +
    " --force" +
    each(c.changes, (c1, at) => " \\\n    --set " +
    sh(c1)) +
    "\nfi\n" +
    (holds(c.follows) ? "export PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" : "") +
    "met() {\n  [ \"$(compare)\" = new ] || return 1\n" +
    each(c.slots, (c1, at) => "  " +
    words(c.site?.psql) +
    " -At -c \"SELECT 1 FROM pg_replication_slots WHERE slot_name = '" +
    text(c1) +
    "'\" | grep -q 1 || return 1\n") +
    "}\n" +
    parts["runbook/until"]({ ...c, seconds: "90", what: c.what }) +
    "echo \"" +
    text(c.site?.name) +
    " has the new configuration\"\n)\n",
    "plan/etcd-add": (c) =>
    "(set -eu\n" +
    parts["runbook/this-ring"]({ ...c, of: c.site }) +
    parts["runbook/ring"]({ ...c, of: c.site }) +
    parts["plan/ring-ask"](c) +
    "[ -n \"$here\" ] || { echo \"no member of the ring answers: nothing was added\"; exit 1; }\nmembers=$(ask \"$here\" member list)\nif ! echo \"$members\" | grep -qF \", \"" +
    sh(c.peer) +
    "\",\"; then\n  whole || { echo \"not every member of the ring is healthy: nothing was added\"; echo \"$members\"; exit 1; }\n  ask \"$here\" member add " +
    sh(c.member) +
    " --peer-urls " +
    sh(c.peer) +
    "\nfi\n)\n",
    "plan/etcd-join": (c) =>
    "(set -eu\n" +
    parts["plan/ring-check"]({ ...c, of: c.site }) +
    "data_dir=" +
    parts["runbook/etcd-dir"]({ ...c, of: c.site }) +
    "\nif ! ask \"$here\" endpoint health > /dev/null 2>&1; then\n  [ -z \"$(ls -A \"$data_dir\" 2> /dev/null)\" ] || { echo \"nothing was started: $data_dir holds data, and etcd does not answer. See journalctl -u etcd\"; exit 1; }\n  # The ring as it is now, this member among them: etcd starts with exactly that, or not at all.\n  joining=''\n  for client in " +
    words(c.clients) +
    "; do\n    found=$(ask \"$client\" member list 2> /dev/null) || continue\n    joining=$(echo \"$found\" | awk -F ', ' -v own=" +
    sh(c.member) +
    " -v peer=" +
    sh(c.peer) +
    " '{ printf \"%s%s=%s\", NR == 1 ? \"\" : \",\", $4 == peer ? own : $3, $4 }')\n    break\n  done\n  case \",$joining,\" in *," +
    text(c.member) +
    "=*) ;; *) echo \"the ring does not know this member yet: run the block before this one first\"; exit 1 ;; esac\n  sed -i -e 's/^initial-cluster-state: .*/initial-cluster-state: existing/' -e \"s|^initial-cluster: .*|initial-cluster: $joining|\" " +
    sh(c.site?.etcdConfig) +
    "\n  systemctl daemon-reload\n  systemctl enable --now etcd\nfi\nmet() { ask \"$here\" endpoint health > /dev/null 2>&1; }\n" +
    parts["runbook/until"]({ ...c, seconds: "120", what: "this member is in the ring: see journalctl -u etcd" }) +
    "ask \"$here\" member list\n)\n",
    "plan/etcd-remove": (c) =>
    "(set -eu\n" +
    parts["runbook/this-ring"]({ ...c, of: c.site }) +
    parts["runbook/ring"]({ ...c, of: c.site }) +
    parts["plan/ring-ask"](c) +
    "[ -n \"$here\" ] || { echo \"no member that stays answers: nothing was removed\"; exit 1; }\nmembers=$(ask \"$here\" member list)\nid=$(echo \"$members\" | grep -F \", \"" +
    sh(c.peer) +
    "\",\" | cut -d , -f 1) || id=''\nif [ -n \"$id\" ]; then\n  well=0 others=0\n  for client in $(echo \"$members\" | grep -vF \", \"" +
    sh(c.peer) +
    "\",\" | cut -d , -f 5 | tr -d ' '); do\n    others=$((others + 1))\n    if ask \"$client\" endpoint health > /dev/null 2>&1; then well=$((well + 1)); fi\n  done\n  # What is left has to have a majority of its own.\n  [ \"$well\" -gt $((others / 2)) ] || { echo \"too few of the others are healthy ($well of $others): nothing was removed\"; echo \"$members\"; exit 1; }\n  ask \"$here\" member remove \"$id\"\nfi\n)\n",
    "plan/etcd-restart": (c) =>
    "(set -eu\n" +
    parts["plan/ring-check"]({ ...c, of: c.site }) +
    parts["plan/ring-ask"](c) +
    "whole || { echo \"not every member of the ring is healthy: nothing was restarted\"; exit 1; }\n" +
    (holds(c.peer) ? "# Without this the others would go on to dial the old address, and the member would look healthy all the same.\nmembers=$(ask \"$here\" member list)\nid=$(echo \"$members\" | awk -F ', ' -v own=" +
    sh(c.member) +
    " '$3 == own { print $1 }')\n[ -n \"$id\" ] || { echo \"the ring knows no member " +
    text(c.member) +
    ": nothing was changed\"; echo \"$members\"; exit 1; }\necho \"$members\" | grep -qF \", \"" +
    sh(c.peer) +
    "\",\" || ask \"$here\" member update \"$id\" --peer-urls " +
    sh(c.peer) +
    "\n" : "") +
    "systemctl daemon-reload\nsystemctl restart etcd\nmet() { whole; }\n" +
    parts["runbook/until"]({ ...c, seconds: "120", what: "the ring is whole again: see journalctl -u etcd" }) +
    ")\n",
    "plan/etcd-stop": (c) =>
    "(set -eu\n" +
    parts["plan/ring-check"]({ ...c, of: c.site }) +
    "for url in " +
    words(c.clients) +
    "; do\n  listed=$(ask \"$url\" member list 2> /dev/null) || continue\n  ! echo \"$listed\" | grep -qF \", \"" +
    sh(c.peer) +
    "\",\" || { echo \"nothing was stopped: the ring still counts on " +
    text(c.member) +
    ". Run the block before this one first\"; exit 1; }\ndone\nsystemctl disable --now etcd\necho \"etcd is stopped for good. Its data is left in \"" +
    parts["runbook/etcd-dir"]({ ...c, of: c.site }) +
    "\n)\n",
    "plan/first": (c) =>
    "(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c, of: c.site }) +
    parts["runbook/until-answers"]({ ...c, of: c.site, path: "/leader", seconds: c.site?.firstSeconds, what: "a member answers as leader: see journalctl -u patroni" }) +
    ")\n",
    "plan/follows": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nmet() { [ \"$(" +
    words(c.site?.psql) +
    " -At -c 'SELECT status FROM pg_stat_wal_receiver')\" = streaming ]; }\n" +
    parts["runbook/until"]({ ...c, seconds: "180", what: "the standby leader streams: see journalctl -u patroni, and the log of PostgreSQL" }) +
    "echo \"" +
    text(c.site?.name) +
    " streams from " +
    text(c.site?.upstream) +
    "\"\n)\n",
    "plan/haproxy": (c) =>
    "(set -eu\ngrep -qF " +
    sh(c.headline) +
    " " +
    sh(c.file) +
    " || { echo \"nothing was reloaded: this is not " +
    text(c.node) +
    ", or its new file is not here yet\"; exit 1; }\nhaproxy -c -q -f " +
    sh(c.file) +
    "\nsystemctl enable haproxy 2> /dev/null\nif systemctl is-active --quiet haproxy; then systemctl reload haproxy; else systemctl restart haproxy; fi\n# perl is part of every Debian; curl and nc may be missing on a proxy.\nlistens() { perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(PeerAddr => $ARGV[0], Timeout => 2)' \"$1\"; }\nmet() {\n  systemctl is-active --quiet haproxy || return 1\n  for port in " +
    words(c.ports) +
    "; do listens \"$port\" || return 1; done\n}\n" +
    parts["runbook/until"]({ ...c, seconds: "30", what: "HAProxy listens on its ports: see journalctl -u haproxy" }) +
    ")\n",
    "plan/haproxy-unchecked": (c) =>
    "(set -eu\ngrep -qF " +
    sh(c.headline) +
    " " +
    sh(c.file) +
    " || { echo \"nothing was changed: this is not " +
    text(c.node) +
    "\"; exit 1; }\n# Until HAProxy is reloaded, it takes every server for what it is now, and asks nobody.\nfor server in " +
    words(c.servers) +
    "; do\n  echo \"disable health $server\" | perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new($ARGV[0]) or die \"$ARGV[0]: $!\\n\"; print $s <STDIN>; shutdown $s, 1; $_ = join \"\", <$s>; s/\\s+$//; die \"$_\\n\" if length' " +
    sh(c.socket) +
    "\ndone\n)\n",
    "plan/leave": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "name=$(sed -nE 's/^name: \"?([^\"]*)\"?$/\\1/p' " +
    sh(c.site?.config) +
    ")\n[ \"$name\" = " +
    sh(c.member) +
    " ] || { echo \"nothing was stopped: this is $name, and " +
    text(c.member) +
    " goes\"; exit 1; }\n" +
    (holds(c.siteGoes) ? "" : "first=$(leader) || first=''\n[ -n \"$first\" ] || { echo \"nothing was stopped: nobody says who leads " +
    text(c.site?.name) +
    "\"; exit 1; }\n[ \"$first\" != \"$name\" ] || { echo \"nothing was stopped: $name leads " +
    text(c.site?.name) +
    ". Switch over first\"; exit 1; }\n") +
    "systemctl disable --now patroni\necho \"Patroni and PostgreSQL are stopped for good. The data is left in \"" +
    parts["runbook/data-dir"]({ ...c, of: c.site }) +
    "\n)\n",
    "plan/members": (c) =>
    "rows() { timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " list -f json " +
    sh(c.of?.scope) +
    " 2> /dev/null | tr '}' '\\n' | grep '\"Member\"'; }\nlist() { timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " list " +
    sh(c.of?.scope) +
    "; }\nnames() { sed -n 's/.*\"Member\": \"\\([^\"]*\\)\".*/\\1/p'; }\nleader() { rows | grep -E '\"Role\": \"(Standby )?Leader\"' | names; }\nunwell() { rows | grep -Ev '\"Role\": \"Leader\".*\"State\": \"running\"|" +
    each(c.of?.followerStates, (c1, at) => (holds(at) ? "|" : "") +
    "\"State\": \"" +
    text(c1) +
    "\"") +
    "' | names; }\nwaiting() { rows | grep -F '\"Pending restart\": \"*\"' | names; }\nis_well() { rows | grep -F \"\\\"Member\\\": \\\"$1\\\"\" | grep -Eq '\"Role\": \"Leader\".*\"State\": \"running\"|" +
    each(c.of?.followerStates, (c1, at) => (holds(at) ? "|" : "") +
    "\"State\": \"" +
    text(c1) +
    "\"") +
    "'; }\n",
    "plan/pause": (c) =>
    "(set -eu\n" +
    parts["runbook/pause-body"]({ ...c, of: c.site }) +
    ")\n",
    "plan/prepare-member": (c) =>
    "(set -eu\nif systemctl is-active --quiet patroni; then echo \"Patroni runs here already: this machine is prepared\"; exit 0; fi\n" +
    parts["runbook/prepare-member"]({ ...c, of: c.site }) +
    ")\n",
    "plan/prepare-ring": (c) =>
    "(set -eu\nif systemctl is-active --quiet etcd; then echo \"etcd runs here already: this machine is prepared\"; exit 0; fi\n" +
    parts["runbook/prepare-ring"]({ ...c, of: c.site }) +
    ")\n",
    "plan/proxy-leave": (c) =>
    "(set -eu\ngrep -qF " +
    sh(c.headline) +
    " " +
    sh(c.file) +
    " || { echo \"nothing was stopped: this is not " +
    text(c.node) +
    "\"; exit 1; }\nsessions=$(ss -Htn state established " +
    sh(c.sports) +
    " 2> /dev/null | wc -l) || sessions=0\n[ \"$sessions\" -eq 0 ] || echo \"$sessions sessions through this proxy end now\"\nsystemctl disable --now haproxy\n)\n",
    "plan/quorum": (c) =>
    "(set -eu\n" +
    parts["runbook/quorum"]({ ...c, of: c.site }) +
    ")\n",
    "plan/reload": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "name=$(sed -nE 's/^name: \"?([^\"]*)\"?$/\\1/p' " +
    sh(c.site?.config) +
    ")\nfirst=$(leader) || first=''\n[ -n \"$first\" ] || { echo \"nothing was reloaded: nobody says who leads " +
    text(c.site?.name) +
    "\"; exit 1; }\n" +
    (holds(c.last) ? "" : "if [ \"$first\" = \"$name\" ]; then echo \"$name leads " +
    text(c.site?.name) +
    ": the next block reloads it\"; exit 0; fi\n") +
    "if sed -n '/^tags:/,/^[^ ]/p' " +
    sh(c.site?.config) +
    " | grep -Eq '^  (nofailover: true|failover_priority: 0)$' && [ \"$first\" = \"$name\" ]; then\n  echo \"nothing was reloaded: $name leads, and its new file says that it may not. Switch over first: patronictl switchover\"\n  exit 1\nfi\n" +
    (holds(c.required) ? "device=$(sed -n '/^watchdog:/,/^[^ ]/s/^  device: //p' " +
    sh(c.site?.config) +
    ")\nif grep -q '^  mode: required$' " +
    sh(c.site?.config) +
    " && ! runuser -u postgres -- test -w \"$device\"; then\n  echo \"nothing was reloaded: postgres cannot write to $device, and a leader without its watchdog is demoted at once\"\n  exit 1\nfi\n" : "") +
    (holds(c.keep) ? "# Old addresses are let in until the last steps: the lines for them are added again.\nfor line in " +
    words(c.keep) +
    "; do\n  grep -qFx -e \"$line\" " +
    sh(c.site?.config) +
    " && continue\n  kept=$(LINE=$line awk '{ print } $0 == \"  pg_hba:\" { print ENVIRON[\"LINE\"] }' " +
    sh(c.site?.config) +
    ")\n  printf '%s\\n' \"$kept\" > " +
    sh(c.site?.config) +
    "\ndone\n" : "") +
    "systemctl reload patroni\nhba=$(sed -n 's/^  config_dir: //p' " +
    sh(c.site?.config) +
    ")\n[ -n \"$hba\" ] || hba=$(sed -n 's/^  data_dir: //p' " +
    sh(c.site?.config) +
    ")\nmet() {\n  is_well \"$name\" || return 1\n" +
    (holds(c.hbaLine) ? "  # A line that is in the new file is in pg_hba.conf, too.\n  line=" +
    sh(c.hbaLine) +
    "\n  grep -qFx -e \"    - $line\" -e \"    - \\\"$line\\\"\" " +
    sh(c.site?.config) +
    " || return 0\n  runuser -u postgres -- grep -qFx \"$line\" \"$hba/pg_hba.conf\" || return 1\n" : "") +
    "}\n" +
    parts["runbook/until"]({ ...c, seconds: "90", what: "this member has taken its new file: see journalctl -u patroni" }) +
    "errors=$(runuser -u postgres -- psql -X -w -At -p " +
    sh(c.site?.port) +
    " -d postgres -c \"SELECT line_number || ': ' || error FROM pg_hba_file_rules WHERE error IS NOT NULL\") || errors=''\n[ -z \"$errors\" ] || { echo \"PostgreSQL keeps its old rules, for pg_hba.conf has mistakes: $errors\"; exit 1; }\n)\n",
    "plan/rest": (c) =>
    "(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c, of: c.site }) +
    ")\n",
    "plan/restart-patroni": (c) =>
    "(set -eu\n" +
    parts["runbook/restart-patroni-body"]({ ...c, of: c.site }) +
    ")\n",
    "plan/restart-postgresql": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "# Patroni marks the members that wait in the loop after the change.\nend=$(($(date +%s) + " +
    text(c.markWait) +
    "))\nuntil [ -n \"$(waiting)\" ]; do\n  [ \"$(date +%s)\" -lt \"$end\" ] || { echo \"no member waits for a restart: there is nothing to do\"; list; exit 0; }\n  sleep 1\ndone\n# Each member is marked in its own loop.\nsleep " +
    text(c.wait) +
    "\nrestart() {\n  restarted=$1\n  echo \"restarting PostgreSQL of $restarted\"\n  timeout 900 patronictl -c " +
    sh(c.site?.config) +
    " restart " +
    sh(c.site?.scope) +
    " \"$restarted\" --force\n  met() { is_well \"$restarted\"; }\n" +
    parts["runbook/until"]({ ...c, seconds: "600", what: "the member that was restarted is back: see patronictl list" }) +
    "}\npass=0\nwhile [ -n \"$(waiting)\" ]; do\n  pass=$((pass + 1))\n  [ \"$pass\" -le 3 ] || { echo \"these still wait for a restart, after three of them:\" $(waiting); exit 1; }\n  first=$(leader) || { echo \"nobody says who leads " +
    text(c.site?.name) +
    "\"; exit 1; }\n  marked=$(waiting)\n" +
    (holds(c.leaderFirst) ? "  for member in $marked; do if [ \"$member\" = \"$first\" ]; then restart \"$member\"; fi; done\n  for member in $marked; do if [ \"$member\" != \"$first\" ]; then restart \"$member\"; fi; done\n" : "  for member in $marked; do if [ \"$member\" != \"$first\" ]; then restart \"$member\"; fi; done\n  for member in $marked; do if [ \"$member\" = \"$first\" ]; then restart \"$member\"; fi; done\n") +
    "  # A standby takes a lower value only once it has replayed that its primary has it.\n  sleep " +
    text(c.wait) +
    "\ndone\nlist\n)\n",
    "plan/resume": (c) =>
    "(set -eu\n" +
    parts["runbook/resume-body"]({ ...c, of: c.site }) +
    ")\n",
    "plan/ring-ask": (c) =>
    "# A member that answers: the file of this one may say a port that nobody listens on yet.\nhere=''\nfor url in " +
    words(c.clients) +
    "; do\n  if ask \"$url\" endpoint health > /dev/null 2>&1; then here=$url; break; fi\ndone\n# Whether every member of the ring, as the ring knows them, is healthy.\nwhole() {\n  for url in " +
    words(c.clients) +
    "; do\n    listed=$(ask \"$url\" member list 2> /dev/null) && [ -n \"$listed\" ] || continue\n    [ \"$(echo \"$listed\" | grep -c ', started,')\" -eq \"$(echo \"$listed\" | grep -c .)\" ] || return 1\n    for client in $(echo \"$listed\" | cut -d , -f 5 | tr -d ' '); do ask \"$client\" endpoint health > /dev/null 2>&1 || return 1; done\n    return 0\n  done\n  return 1\n}\n",
    "plan/ring-check": (c) =>
    parts["runbook/ring"]({ ...c, of: c.of }) +
    "grep -Fqx " +
    sh(c.nameLine) +
    " " +
    sh(c.of?.etcdConfig) +
    " || { echo \"nothing was changed: this is not " +
    text(c.node) +
    ", for " +
    text(c.of?.etcdConfig) +
    " does not say " +
    text(c.nameLine) +
    "\"; exit 1; }\n",
    "plan/settings": (c) =>
    "# What is in force, against what it was and what it shall be: old, new, or what somebody else has set.\nCOMPARE='\nimport json, sys, yaml\n\ndef at(value, path):\n    for key in path:\n        value = value.get(key) if isinstance(value, dict) else None\n    return value\n\ndef same(one, other):\n    if isinstance(one, dict) and isinstance(other, dict):\n        return all(same(one.get(key), other.get(key)) for key in set(one) | set(other))\n    if isinstance(one, list) and isinstance(other, list):\n        return len(one) == len(other) and all(map(same, one, other))\n    if isinstance(one, dict) and not one or isinstance(other, dict) and not other:\n        return not one and not other\n    words = {\"true\": \"on\", \"false\": \"off\"}\n    plain = lambda value: words.get(str(value).lower(), str(value))\n    return plain(one) == plain(other)\n\nforce = yaml.safe_load(sys.stdin) or {}\nchanges = [(path, old, new, at(force, path)) for path, old, new in json.loads(sys.argv[1])]\n# A value whose secret was blanked out may be any.\nknown = lambda one: \"***\" in json.dumps(one[1]) or same(one[3], one[1]) or same(one[3], one[2])\nstrange = [one for one in changes if not known(one)]\nfor path, old, new, now in strange:\n    print(\".\".join(path), \"is\", json.dumps(now), \"and neither\", json.dumps(old), \"nor\", json.dumps(new))\nif not strange:\n    print(\"new\" if all(same(now, new) for path, old, new, now in changes) else \"old\")\nsys.exit(1 if strange else 0)\n'\ncompare() {\n  force=$(timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " show-config " +
    sh(c.of?.scope) +
    ") && [ -n \"$force\" ] || { echo \"etcd of " +
    text(c.of?.name) +
    " does not answer patronictl\"; return 2; }\n  echo \"$force\" | python3 -c \"$COMPARE\" " +
    sh(c.expected) +
    "\n}\n",
    "plan/site-follows": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/role-of"](c) +
    "role=$(timeout 60 patronictl -c " +
    sh(c.site?.config) +
    " show-config " +
    sh(c.site?.scope) +
    " | grep . | role_of)\n[ \"$role\" = standby ] || { echo \"" +
    text(c.site?.name) +
    " must not go: its role in force is $role, and it follows no other site\"; exit 1; }\necho \"" +
    text(c.site?.name) +
    " follows another site\"\n)\n",
    "plan/slot-idle": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nactive=$(" +
    words(c.site?.psql) +
    " -At -c \"SELECT slot_name FROM pg_replication_slots WHERE active AND slot_name IN (" +
    each(c.slots, (c1, at) => (holds(at) ? ", " : "") +
    "'" +
    text(c1) +
    "'") +
    ")\")\n[ -z \"$active\" ] || { echo \"somebody still streams from $active: it must not go yet\"; exit 1; }\n)\n",
    "plan/start-member": (c) =>
    "(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "name=$(sed -nE 's/^name: \"?([^\"]*)\"?$/\\1/p' " +
    sh(c.site?.config) +
    ")\nmet() { is_well \"$name\"; }\n" +
    parts["runbook/until"]({ ...c, seconds: "86400", what: "this member has copied the cluster and streams: see journalctl -u patroni" }) +
    ")\n",
    "plan/start-ring": (c) =>
    "(set -eu\n" +
    parts["runbook/start-etcd"]({ ...c, of: c.site }) +
    ")\n",
    "plan/stream": (c) =>
    "(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c, of: c.site, role: c.site?.leaderRole, seconds: "86400" }) +
    ")\n",
    "plan/switch-away": (c) =>
    "(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["plan/members"]({ ...c, of: c.site }) +
    "first=$(leader) || first=''\n[ -n \"$first\" ] || { echo \"nothing was changed: nobody says who leads " +
    text(c.site?.name) +
    "\"; exit 1; }\ncase " +
    sh(c.going) +
    " in *\" $first \"*) ;; *) echo \"$first leads " +
    text(c.site?.name) +
    ", and stays: there is nothing to do\"; exit 0 ;; esac\n# Of those that stay, synchronous standbys come first: Patroni takes no other candidate while they are.\norder='' rest=''\nfor member in " +
    words(c.staying) +
    "; do\n  if rows | grep -F \"\\\"Member\\\": \\\"$member\\\"\" | grep -q '\"Role\": \"\\(Sync\\|Quorum\\) Standby\"'; then order=\"$order $member\"; else rest=\"$rest $member\"; fi\ndone\ntarget=''\nfor member in $order $rest; do\n  is_well \"$member\" || continue\n  if timeout 120 patronictl -c " +
    sh(c.site?.config) +
    " switchover " +
    sh(c.site?.scope) +
    " --leader \"$first\" --candidate \"$member\" --force; then target=$member; break; fi\ndone\n[ -n \"$target\" ] || { echo \"no member that stays can take over from $first: nothing was changed\"; list; exit 1; }\nmet() { [ \"$(leader)\" = \"$target\" ] && [ -z \"$(unwell)\" ]; }\n" +
    parts["runbook/until"]({ ...c, seconds: "180", what: "the new leader leads, and all members stream: see patronictl list" }) +
    ")\n",
    "plan/units": (c) =>
    "(set -eu\nsystemctl daemon-reload\n)\n",
    "runbook/after": (c) =>
    "## " +
    text(c.n?.after) +
    ". After any change of role\n\nOne word of the topology must change: the value of `primary:`. `bootstrap.dcs` of the members, `dcs.yml` and this runbook then\nshow the actual roles. The running clusters need none of these files: their configuration is in etcd. This block changes the\nword, and shows what else would change:\n\n```sh\n(set -eu\nnew=" +
    each(c.standbys, (c1, at) => (holds(at) ? "   # or " : "") +
    text(c1.site?.name)) +
    "\n" +
    parts["runbook/turn"](c) +
    "pgdr-compile \"$topology\" --out \"$build\" --check || true\n)\n```\n\nIf the difference shows nothing but the change of role, compile and deploy:\n\n```sh\n(set -eu\npgdr-compile \"$topology\" --out \"$build\"\ndeploy" +
    each(c.sites, (c1, at) => " " +
    sh(c1.name)) +
    "\n)\n```\n\nThe configuration in etcd needs no change: the blocks that changed the role have already made it what is compiled now. To confirm\nthis, run the block of the next section that shows what would change: it shows no difference.\n\n## " +
    text(c.n?.apply) +
    ". Apply a changed topology\n\nPlan the change first, while `$build` still holds the old tree. The plan says what each change takes, what is dangerous about it,\nand the steps in a safe order, with their blocks, in `PLAN.md`. Then compile:\n\n```sh\n(set -eu\npgdr-compile plan \"$topology\" --out \"$build\" --format text --format markdown=PLAN.md || true\npgdr-compile \"$topology\" --out \"$build\"\n)\n```\n\nFollow the steps of `PLAN.md`. They deploy what they need, and you need nothing else of this section.\n\nThe rest of this section is for changes for which the plan has no steps, and for a tree of which nobody knows what it was compiled\nfrom. (Do not use the check `unused` of section " +
    text(c.n?.before) +
    " here: it is for new machines alone, and fails on every machine where\nPatroni runs.) Deploy to each site:\n\n```sh\n(set -eu\npgdr-compile \"$topology\" --out \"$build\"\ndeploy" +
    each(c.sites, (c1, at) => " " +
    sh(c1.name)) +
    "\n)\n```\n\nA deployed file changes nothing by itself. Do this for what you changed:\n\n| changed | do |\n|---|---|\n| `dcs.yml` | run the two blocks below |\n| `patroni.yml` | run `apply.SITE.reload`. Patroni reads `name`, `etcd3`, `data_dir` and `bin_dir` only when it starts. Never change `scope` or `namespace` on a running site: its members would part into two clusters, with a primary each |\n| `patroni.env` | Patroni reads it only when it starts |\n| parameters that `patronictl list` shows as pending restart | `patronictl restart SCOPE MEMBER`: replicas first, the leader last. A value that a standby has to match (`max_connections`, `max_wal_senders` and their like): if it is raised, restart the standby sites first; if it is lowered, restart the primary site first |\n| `haproxy.cfg` | `systemctl reload haproxy`, one proxy after the other |\n| `etcd.conf.yml` | `systemctl restart etcd`, one member after the other; wait until each is healthy before you restart the next. etcd does not read `initial-cluster` any more |\n| drop-ins of systemd, the start guard | `systemctl daemon-reload`; they take effect at the next start |\n| a node that is new, gone or has another address | Change the ring of etcd first, one member at a time: `etcdctl member add` or `member remove`, as section " +
    text(c.n?.replace) +
    " does. On a new machine, then run `prepare.SITE` of section " +
    text(c.n?.before) +
    ", and start etcd and Patroni. On a node that goes, stop and disable Patroni first. Then apply `dcs.yml` and the files of all other nodes, as above |\n| `primary:` | never change roles by deploying: use sections " +
    each(c.standbys, (c1, at) => (holds(at) ? ", " : "") +
    text(c1.n?.promote) +
    " and " +
    text(c1.n?.swap)) +
    " |\n\n**The dynamic configuration.** Run these blocks on the operator's machine. They first ask each running site for its role, and\nstop if a `dcs.yml` has another role. (A `dcs.yml` that is old, or whose topology differs only in the word `primary:`, would\ndemote a primary site, or leave no primary at all.) Then they make the configuration in etcd the same as the file. **This\nremoves every setting that the file does not have**, also one that somebody set by hand, except `pause`. (`edit-config --apply`\nwould merge, and keep settings that you removed from the topology.)\n\nAt each site they ask one member after the other, and take the first that answers. If a site is lost or cut off, write its name\nafter `away=` in both blocks (several names with a blank between them): the blocks then ask and apply nothing there, and go on with\nthe other sites. The primary site cannot be away. Once the site is back, run both blocks again without its name.\n\nThis block shows what would change:\n\n```sh\n(set -eu\n" +
    parts["runbook/apply-dcs"]({ ...c, force: "" }) +
    ")\n```\n\nIf these changes are what you want, apply them:\n\n```sh\n(set -eu\n" +
    parts["runbook/apply-dcs"]({ ...c, force: " --force" }) +
    ")\n```\n\n**Files of Patroni.** If the new file gives a leader the tag `nofailover`, or `failover_priority: 0`, switch over first\n(`patronictl switchover`): such a leader drops the slots of all others at each turn. The block refuses until you have done so.\n\n" +
    each(c.sites, (c1, at) => "```sh id=apply." +
    text(c1.name) +
    ".reload on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c1, of: c1 }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nname=$(sed -nE 's/^name: \"?([^\"]*)\"?$/\\1/p' " +
    sh(c1.config) +
    ")\nmembers=$(timeout 60 patronictl -c " +
    sh(c1.config) +
    " list -f json " +
    sh(c1.scope) +
    ")\nif sed -n '/^tags:/,/^[^ ]/p' " +
    sh(c1.config) +
    " | grep -Eq '^  (nofailover: true|failover_priority: 0)$' &&\n  echo \"$members\" | tr '{' '\\n' | grep -F \"\\\"Member\\\": \\\"$name\\\"\" | grep -Eq '\"Role\": \"(Standby )?Leader\"'; then\n  echo \"nothing was reloaded: $name is the leader, and its new file says that it may not lead. Switch over first: patronictl switchover\"\n  exit 1\nfi\nsystemctl reload patroni\n)\n```\n\n"),
    "runbook/answers": (c) =>
    "curl --silent --fail --output /dev/null --max-time " +
    text(c.seconds) +
    (holds(c.of?.curlCa) ? " " +
    words(c.of?.curlCa) : "") +
    " \"$url" +
    text(c.path) +
    "\"",
    "runbook/applications": (c) =>
    "## " +
    text(c.n?.applications) +
    ". Roles and databases of applications\n\nMake roles and databases at the primary site only: the WAL carries them to the other sites. The entries under `clients` in the\ntopology let them connect. Each block makes one role and its database:\n\n" +
    each(c.applications, (c1, at) => "```sh id=application." +
    text(c1.number) +
    " on=" +
    text(c1.site) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.psql) +
    " -v ON_ERROR_STOP=1 -v role=" +
    sh(c1.user) +
    " -v database=" +
    sh(c1.database) +
    " << 'SQL'\nSELECT format('CREATE ROLE %I LOGIN', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \\gexec\nSELECT format('CREATE DATABASE %I OWNER %I', :'database', :'role') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \\gexec\nSQL\n)\n```\n\n") +
    "A new role has no password yet, and cannot log in. Set one in `psql` on the leader, as postgres, with `\\password ROLE`.\npsql sends it as a hash, so the password appears in no log.\n\n" +
    (holds(c.login) ? "Then log in as an application does, now and after each change of roles. This block logs in through every HAProxy that takes\nwrites. It shows which server answered, which must be a member of " +
    text(c.p?.name) +
    ", and `in_recovery`, which must be `f`. It asks for the\npassword of the role without showing it.\n\n```sh id=login." +
    text(c.p?.name) +
    " on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\nif [ -t 0 ]; then\n  trap 'stty echo' EXIT\n  trap 'exit 130' HUP INT TERM\n  printf 'password of %s: ' " +
    sh(c.login?.user) +
    "\n  stty -echo\nfi\nIFS= read -r PGPASSWORD\nexport PGPASSWORD PGCONNECT_TIMEOUT=10\nenter() {\n  echo \"through $1 port $2:\"\n  psql -X -w -P pager=off -h \"$1\" -p \"$2\" -U " +
    sh(c.login?.user) +
    " -d " +
    sh(c.login?.database) +
    " \\\n    -c 'SELECT inet_server_addr() AS server, pg_is_in_recovery() AS in_recovery'\n}\n" +
    each(c.login?.entrances, (c1, at) => "enter " +
    sh(c1.host) +
    " " +
    sh(c1.port) +
    "\n") +
    ")\n```\n\n" : "") +
    "\n",
    "runbook/apply-dcs": (c) =>
    parts["runbook/role-of"](c) +
    "config_of() { ssh \"root@$1\" \"su - postgres -c 'set -a; . /etc/patroni/patroni.env; timeout 60 patronictl -c " +
    text(c.config) +
    " show-config'\" < /dev/null; }\naway=''\nis_away() { case \" $away \" in *\" $1 \"*) return 0 ;; esac; return 1; }\n# The first of a site's members that can be asked, and what it says.\nask_one() {\n  for node; do\n    if live=$(config_of \"$node\"); then return 0; fi\n    echo \"$node cannot read the configuration in force\"\n  done\n  return 1\n}\nwrong=''\ncompare() {\n  site=$1\n  shift\n  if is_away \"$site\"; then return; fi\n  ask_one \"$@\" || { echo \"$site: no member can be asked. Nothing was applied. If the site is lost, say so: away='$site'\"; exit 1; }\n  is=$(echo \"$live\" | grep . | role_of)\n  says=$(role_of < \"$build/$site/dcs.yml\")\n  [ \"$is\" = \"$says\" ] || { echo \"$site: the role in force is $is, that of dcs.yml $says\"; wrong=yes; }\n}\napply() {\n  site=$1\n  shift\n  if is_away \"$site\"; then echo \"$site: away, nothing is applied there\"; return; fi\n  echo \"$site:\"\n  ask_one \"$@\" || { echo \"$site: no member can be asked any more\"; exit 1; }\n  {\n    cat \"$build/$site/dcs.yml\"\n    if echo \"$live\" | grep -qx 'pause: true' && ! grep -q '^pause:' \"$build/$site/dcs.yml\"; then echo 'pause: true'; fi\n  } | ssh \"root@$node\" \"su - postgres -c 'set -a; . /etc/patroni/patroni.env; timeout 60 patronictl -c " +
    text(c.config) +
    " edit-config" +
    text(c.force) +
    " --replace -'\"\n}\n! is_away " +
    sh(c.p?.name) +
    " || { echo \"" +
    text(c.p?.name) +
    " is the primary site, and cannot be away: promote another one first. Nothing was applied\"; exit 1; }\n" +
    each(c.sites, (c1, at) => "compare " +
    sh(c1.name) +
    " " +
    words(c1.askedNames) +
    "\n") +
    "[ -z \"$wrong\" ] || { echo \"nothing was applied: roles are changed by the sections of this runbook, and the topology is told of it afterwards\"; exit 1; }\n" +
    each(c.sites, (c1, at) => "apply " +
    sh(c1.name) +
    " " +
    words(c1.askedNames) +
    "\n"),
    "runbook/ask-others": (c) =>
    "ask_rest() {\n  code=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 5" +
    (holds(c.of?.curlCa) ? " " +
    words(c.of?.curlCa) : "") +
    " \"$1/primary\" 2>&1) && status=0 || status=$?\n  case $status:$code in\n    0:200) echo \"yes, this is the primary: $1\" ;;\n    0:503) echo \"no, it answers that it is not the primary: $1\" ;;\n    7:*|28:*) echo \"no, refused or no answer in 5 s: $1\" ;;\n    *) echo \"cannot tell (curl $status: $code): $1\" ;;\n  esac\n}\nask_postgresql() {\n  recovery=$(PGPASSWORD=\"${" +
    text(c.of?.loginPassword) +
    ":-}\" PGCONNECT_TIMEOUT=5 LC_ALL=C timeout 15 psql -X -At -w \"host=$1 port=$2 \"" +
    sh(c.of?.login) +
    " -c 'SELECT pg_is_in_recovery()' 2>&1) || recovery=\"cannot log in: $recovery\"\n  case $recovery in\n    f) echo \"yes, PostgreSQL takes writes: $1 port $2\" ;;\n    t) echo \"no, PostgreSQL follows: $1 port $2\" ;;\n    *\"Connection refused\"*|*\"timeout expired\"*|*\"timed out\"*|*\"No route to host\"*|*\"Network is unreachable\"*|*\"Host is down\"*) echo \"no, PostgreSQL does not answer: $1 port $2\" ;;\n    *) echo \"cannot tell ($(echo \"$recovery\" | tr '\\n' ' ')): $1 port $2\" ;;\n  esac\n}\nask_all() {\n" +
    each(c.of?.otherUrls, (c1, at) => "  ask_rest " +
    sh(c1) +
    " &\n") +
    each(c.of?.otherServers, (c1, at) => "  ask_postgresql " +
    sh(c1.host) +
    " " +
    sh(c1.port) +
    " &\n") +
    "  wait\n}\nif [ -r /etc/patroni/patroni.env ]; then set -a; . /etc/patroni/patroni.env; set +a; fi\nanswers=$(ask_all)\necho \"$answers\"\n",
    "runbook/before": (c) =>
    "## " +
    text(c.n?.before) +
    ". Before the first start\n\n**Software.** Install on each node what it runs: Patroni with its etcd client, curl and openssl; PostgreSQL; etcd with etcdctl;\nHAProxy. The Debian packages are `patroni`, `python3-etcd`, `curl`, `openssl`, `postgresql-" +
    text(c.postgresql) +
    "`, `etcd-server`, `etcd-client`,\n`haproxy`, and `rsync` for the files" +
    (holds(c.jsonLog) ? ". Install `python3-pythonjsonlogger` too: without it Patroni writes its log as\nplain text in spite of `log.type: json`" : "") +
    ". Debian 13 and later have no `python3-etcd`: their Patroni cannot speak to etcd until\nyou install that package from elsewhere.\n\n**Files.** This block copies each node's files to it. It writes nothing if one of the machines is already in use. If the estate\nalready runs, name only the new machines after `new=`:\n\n```sh\n(set -eu\nnew='" +
    each(c.sites, (c1, at) => (holds(at) ? " " : "") +
    text(c1.name)) +
    "'   # sites, or single machines as SITE/NODE\nunused $(echo \"${new:?}\")\ndeploy $(echo \"$new\")\n)\n```\n\n" +
    (holds(c.tls) ? "**Certificates.** Make them in `$certificates` as `certificates.md` describes. Then copy them to the nodes with this block. At the\nend it names each machine that it could not reach:\n\n" +
    parts["runbook/deploy-certificates"](c) +
    "\n" : "") +
    "**Passwords.** They are the same on every node of **every site**, because a standby site is a copy of the primary site,\nincluding its roles. This block writes the passwords to one file on this machine, and copies that file to\n`/etc/patroni/patroni.env` on every node that runs PostgreSQL (owner root, group postgres, mode 0640). In a terminal the block\nasks for each password and does not show what you type; press Enter for a random password. If the file already exists, as it\ndoes when you add a machine, the block asks for nothing and only copies the file. The block prints no password, and puts none\non a command line. Keep the file where you keep your keys.\n\n```sh\n(set -eu\numask 077\nfile=$certificates/patroni.env\nif ! [ -s \"$file\" ]; then\n  trap '[ ! -t 0 ] || stty echo; rm -f \"$file.new\"' EXIT\n  trap 'exit 130' HUP INT TERM\n  : > \"$file.new\"\n  for name in " +
    words(c.passwordNames) +
    "; do\n    password=''\n    if [ -t 0 ]; then\n      printf '%s (Enter: a random one): ' \"$name\"\n      stty -echo\n      IFS= read -r password\n      stty echo\n      echo\n    fi\n    case $password in\n      *[\\'\\\\]*) echo \"a password may hold anything but ' and \\\\: nothing was written\"; exit 1 ;;\n      '') password=$(openssl rand -hex 24) ;;\n    esac\n    printf \"%s='%s'\\n\" \"$name\" \"$password\" >> \"$file.new\"\n  done\n  mv \"$file.new\" \"$file\"\nfi\nmissed=''\nfor node in " +
    words(c.passwordNodes) +
    "; do\n  ssh \"root@$node\" 'umask 077; mkdir -p -m 0755 /etc/patroni; cat > /etc/patroni/patroni.env.new && chown root:postgres /etc/patroni/patroni.env.new && chmod 0640 /etc/patroni/patroni.env.new && mv /etc/patroni/patroni.env.new /etc/patroni/patroni.env' < \"$file\" || missed=\"$missed $node\"\ndone\n[ -z \"$missed\" ] || { echo \"not written on:$missed\"; exit 1; }\n)\n```\n\nsystemd and the shell both read this file, and single quotes mean the same to both. Patroni reads it when it starts, not when\nit is reloaded.\n\n**Debian's own cluster and etcd.** Debian's packages create a PostgreSQL cluster in the very directory that Patroni needs empty,\nand start etcd with a configuration of their own. The blocks `prepare.…` further below report what is missing or in the way, keep\nboth services from running, and make the directories.\n\nIf a block `prepare.…` reports a data directory that is not empty, and the directory belongs to Debian's cluster, run the next\nblock **on that node, as root**: it removes that cluster. It first makes sure that the cluster runs, takes writes, and holds\nnothing that anybody made. If it refuses, look at the cluster yourself.\n\n```sh\n(set -eu\ncd /\n! systemctl is-active --quiet patroni || { echo \"nothing was removed: Patroni runs here\"; exit 1; }\nfound=$(runuser -u postgres -- psql --cluster " +
    sh(c.postgresql) +
    "/main -X -w -At -d postgres -c \"\n  SELECT pg_is_in_recovery(), (SELECT count(*) FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')),\n         (SELECT count(*) FROM pg_class WHERE oid >= 16384), (SELECT count(*) FROM pg_roles WHERE oid >= 16384)\") || { echo \"nothing was removed: the cluster does not answer, so that nobody can tell what is in it\"; exit 1; }\n[ \"$found\" = 'f|0|0|0' ] || { echo \"nothing was removed: in recovery, databases, tables and roles that somebody made: $found\"; exit 1; }\npg_dropcluster --stop " +
    sh(c.postgresql) +
    " main\n)\n```\n\nPatroni renames the data directory before it copies a member anew, so postgres must be able to write to the folder above it\ntoo. If that folder is missing, the block `prepare.…` makes it with the right owner. If the folder exists and belongs to somebody\nelse, the block refuses.\n\n" +
    each(c.sites, (c1, at) => "```sh id=prepare." +
    text(c1.name) +
    " on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/prepare-member"]({ ...c1, of: c1, passwordNames: c.passwordNames, jsonLog: c.jsonLog }) +
    ")\n```\n\n```sh id=prepare." +
    text(c1.name) +
    ".etcd on=" +
    text(c1.ringList) +
    " as=root\n(set -eu\n" +
    parts["runbook/prepare-ring"]({ ...c1, of: c1 }) +
    ")\n```\n\n"),
    "runbook/bin-dir": (c) =>
    (holds(c.of?.binDir) ? sh(c.of?.binDir) : "\"$(sed -n 's/^  bin_dir: //p' " +
    sh(c.of?.config) +
    ")\""),
    "runbook/bring-up": (c) =>
    "## " +
    text(c.n?.bringUp) +
    ". Bring-up\n\nBring up the primary site first. Start etcd on all nodes of a ring at the same time: a node alone waits for the others.\n\nThe blocks `….quorum` and `….members` wait for every machine of the site. If all other machines are well and one has been missing\nfor a minute, the blocks print `stays away` with its name and succeed: a site works without one of its machines. In a new estate,\nfind out why the machine is missing before you go on. In an estate that already runs, section " +
    text(c.n?.replace) +
    " replaces a lost machine.\n\n" +
    (holds(c.streamers) ? "Until a site that streams from " +
    text(c.p?.name) +
    " answers (" +
    text(c.streamers) +
    "), the start guard refuses a restart of **all** members of " +
    text(c.p?.name) +
    ",\nbecause nobody can tell it that no other site was promoted.\n" : "Until every other site answers, the start guard refuses a restart of **all** members of " +
    text(c.p?.name) +
    ": no site streams from\n" +
    text(c.p?.name) +
    ", and only all sites together can tell it that no other site was promoted.\n") +
    "It also refuses the first start of " +
    text(c.p?.name) +
    " while the names of another site cannot be found yet. In both cases overrule the guard\nonce with `overrule-" +
    text(c.p?.name) +
    ".start` of section " +
    text(c.n?.guard) +
    " (`undo-overrule-" +
    text(c.p?.name) +
    ".stop` takes that back).\n\n" +
    each(c.sites, (c1, at) => "### " +
    text(c1.name) +
    "\n\n```sh id=bring-up." +
    text(c1.name) +
    ".etcd on=" +
    text(c1.ringList) +
    " as=root\n(set -eu\n" +
    parts["runbook/start-etcd"]({ ...c1, of: c1 }) +
    ")\n```\n\n```sh id=bring-up." +
    text(c1.name) +
    ".quorum on=" +
    text(c1.name) +
    ":ring as=root\n(set -eu\n" +
    parts["runbook/quorum"]({ ...c1, of: c1 }) +
    ")\n```\n\n" +
    (holds(c1.restores) ? "The next block restores " +
    text(c1.name) +
    " from a backup, as `bootstrap` of the topology says. Make sure first that the backup is the right\none: it becomes the data of the whole estate. Watch the progress in another shell with `journalctl -fu patroni`, or with `du -sh`\nof the data directory.\n\n" : "") +
    (holds(c1.copies) ? (holds(c1.fromArchive) ? "The next block restores " +
    text(c1.name) +
    " from a backup, without a connection to another site. In a new estate there is no backup\nyet: make the first one at " +
    text(c1.upstream) +
    ". Watch the progress in another shell with\n" : "The next block copies the whole of " +
    text(c1.upstream) +
    " over the link. Watch its progress in another shell with\n") +
    "`journalctl -fu patroni`, or with `du -sh` of the data directory.\n\n" : "") +
    each(c1.followedAt, (c2, at) => "If " +
    text(c2.member) +
    " is up, run the next block there: " +
    text(c2.site) +
    " streams from that member alone, and this way its slot is on the leader.\n\n") +
    "```sh id=bring-up." +
    text(c1.name) +
    ".first on=" +
    text(c1.name) +
    ":candidate as=root\n(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c1, of: c1 }) +
    parts["runbook/until-answers"]({ ...c1, of: c1, path: "/leader", seconds: c1.firstSeconds, what: "a member answers as leader: see journalctl -u patroni" }) +
    ")\n```\n\n" +
    (holds(c1.others) ? "```sh id=bring-up." +
    text(c1.name) +
    ".rest on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c1, of: c1 }) +
    ")\n```\n\n" : "") +
    "```sh id=bring-up." +
    text(c1.name) +
    ".members on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c1, of: c1, role: c1.leaderRole, seconds: "86400" }) +
    ")\n```\n\n" +
    (holds(c1.streams) ? "```sh id=bring-up." +
    text(c1.name) +
    ".stream on=" +
    text(c1.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nmet() { [ \"$(" +
    words(c1.psql) +
    " -At -c 'SELECT status FROM pg_stat_wal_receiver')\" = streaming ]; }\n" +
    parts["runbook/until"]({ ...c1, seconds: "180", what: "the standby leader streams: see the section Troubleshooting" }) +
    ")\n```\n\n" : "") +
    (holds(c1.proxyList) ? "```sh id=bring-up." +
    text(c1.name) +
    ".haproxy on=" +
    text(c1.proxyList) +
    " as=root\n(set -eu\nsystemctl enable --now haproxy\nsystemctl reload haproxy\n)\n```\n\n" : "")),
    "runbook/certificates": (c) =>
    "## " +
    text(c.n?.certificates) +
    ". Renewal of " +
    (holds(c.tls) ? "certificates and " : "") +
    "passwords\n\n" +
    (holds(c.tls) ? "Make new certificates as `certificates.md` describes, from the same CA, and copy them to the nodes with this block. At the end\nit names each machine that it could not reach:\n\n" +
    parts["runbook/deploy-certificates"](c) +
    "\n| program | takes a new certificate and key | takes a new CA file |\n|---|---|---|\n| etcd | at the next connection, without a command | after a restart |\n| PostgreSQL | when Patroni is reloaded | when Patroni is reloaded |\n| Patroni's REST API | when Patroni is reloaded | when Patroni is reloaded with a new certificate, or restarted: a new CA file alone changes nothing |\n| Patroni and `patronictl` as clients | when Patroni is reloaded | at the next connection |\n| HAProxy | has none | when it is reloaded |\n\nSo it is enough to reload Patroni, and nothing stops:\n\n" +
    each(c.sites, (c1, at) => "```sh id=renew-" +
    text(c1.name) +
    ".reload on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\nsystemctl reload patroni\n)\n```\n\nThis block shows which certificates the node serves now, and until when they are valid:\n\n```sh id=renew-" +
    text(c1.name) +
    ".served on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\ndates() { openssl s_client \"$@\" < /dev/null 2> /dev/null | openssl x509 -noout -serial -startdate -enddate; }\n" +
    (holds(c1.restTls) ? "echo REST API; dates -connect localhost:" +
    (holds(c1.restPort) ? text(c1.restPort) : "\"$(sed -n '/^restapi:/,/^[^ ]/s/^  connect_address: .*:\\([0-9]*\\)\"\\{0,1\\}$/\\1/p' " +
    sh(c1.config) +
    ")\"") +
    "\n" : "") +
    (holds(c1.postgresTls) ? "echo PostgreSQL; dates -starttls postgres -connect localhost:" +
    text(c1.port) +
    "\n" : "") +
    ")\n```\n\n" +
    (holds(c1.etcdTls) ? "```sh id=renew-" +
    text(c1.name) +
    ".served-by-etcd on=" +
    text(c1.ringList) +
    " as=root\n(set -eu\nopenssl s_client -connect localhost:" +
    (holds(c1.etcdPort) ? text(c1.etcdPort) : "\"$(sed -n 's/^advertise-client-urls: .*:\\([0-9]*\\)\"\\{0,1\\}$/\\1/p' " +
    sh(c1.etcdConfig) +
    ")\"") +
    " < /dev/null 2> /dev/null | openssl x509 -noout -serial -startdate -enddate\n)\n```\n\n" : "")) +
    "**Another CA** takes three rounds. Finish each round at all sites before the next:\n\n1. Deploy CA files that hold both CAs, the old and the new.\n2. Deploy certificates of the new CA.\n3. Deploy CA files that hold the new CA alone.\n\nIn the first and the last round, restart etcd **one node after the other** and wait for the quorum each time, reload Patroni,\nand reload HAProxy. If `restapi.verify_client` is set, restart Patroni as well, with the blocks `restart-SITE.…` at the end of\nthis section: otherwise its REST API goes on with the old CA file.\n\nThis block restarts etcd and reloads HAProxy; it does not reload Patroni. It leaves out a machine that cannot be reached, and names\nit at the end. It stops if etcd does not come back.\n\n```sh\n(set -eu\nmissed=''\n" +
    each(c.sites, (c1, at) => "for node in " +
    words(c1.ringNames) +
    "; do\n  ssh -n \"root@$node\" true || { missed=\"$missed $node\"; continue; }\n  ssh -n \"root@$node\" systemctl restart etcd\n  block bring-up." +
    text(c1.name) +
    ".quorum | ssh \"root@$node\" sh\ndone\n" +
    (holds(c1.proxyList) ? "for node in " +
    words(c1.proxyNames) +
    "; do ssh -n \"root@$node\" systemctl reload haproxy || missed=\"$missed $node\"; done\n" : "")) +
    "[ -z \"$missed\" ] || { echo \"not restarted or reloaded on:$missed\"; exit 1; }\n)\n```\n\n" : "") +
    "**Passwords** are in PostgreSQL and in `/etc/patroni/patroni.env` on every node. Patroni reads that file only when it starts.\nChange them in this order:\n\n1. Make sure that nobody starts a copy, and that every site streams (section " +
    text(c.n?.verify) +
    ").\n2. Pause every site while the nodes still have the old `patroni.env`: Patroni accepts the order only with the password that it\n   knows. If the new file is already there, put the old one back first.\n\n" +
    each(c.sites, (c1, at) => "```sh id=restart-" +
    text(c1.name) +
    ".pause on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/pause-body"]({ ...c1, of: c1 }) +
    ")\n```\n\n") +
    "3. In `psql` on the leader of " +
    text(c.p?.name) +
    ", as postgres, run `\\password ROLE` for each role of Patroni. From now on PostgreSQL refuses\n   new connections with the old password (open connections stay), so go on without delay.\n4. Write the new passwords into `$certificates/patroni.env`, and copy that file to all nodes with the block of section " +
    text(c.n?.before) +
    ".\n5. Restart Patroni on all members of every site. PostgreSQL runs on meanwhile: in maintenance mode Patroni leaves PostgreSQL alone\n   when Patroni stops. The block refuses if the site is not paused.\n\n" +
    each(c.sites, (c1, at) => "```sh id=restart-" +
    text(c1.name) +
    ".patroni on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/restart-patroni-body"]({ ...c1, of: c1 }) +
    ")\n```\n\n") +
    "6. End the pause of every site once Patroni has been restarted on all its members. Before that, a member may still ask for the old\n   password, and the block says that the site is still paused.\n\n" +
    each(c.sites, (c1, at) => "```sh id=restart-" +
    text(c1.name) +
    ".resume on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/resume-body"]({ ...c1, of: c1 }) +
    ")\n```\n\n"),
    "runbook/clients": (c) =>
    "## " +
    text(c.n?.clients) +
    ". How applications find the primary\n\n" +
    "When another site takes the writes, applications must find the new primary. Whether they do depends on the addresses they know:\n\n| applications know | when a site is lost | after a planned swap |\n|---|---|---|\n| one name or address that you move to the other site (DNS, a virtual IP) | once you have moved it; with DNS also once its TTL has expired | the same |\n| an HAProxy with `writes: all` | by themselves, as long as that HAProxy has power | by themselves |\n| all members of all sites, with libpq and `target_session_attrs=read-write connect_timeout=3` | by themselves | by themselves |\n| all members of all sites, or the HAProxies of all sites, with JDBC and `targetServerType=primary` | by themselves | by themselves |\n| the HAProxies of all sites with `writes: local`, with libpq | by themselves while the HAProxy of the lost site has no power | **not at all** |\n\n" +
    each(c.sites, (c1, at) => (holds(c1.endpoint) ? "The endpoint of " +
    text(c1.name) +
    ", " +
    text(c1.endpoint?.host) +
    " port " +
    text(c1.endpoint?.writePort) +
    ", leads only to the leader of " +
    text(c1.name) +
    ": it follows a failover there, but not\nthe promotion of another site. Give it to applications as one host of a list, or as the target of the one name while " +
    text(c1.name) +
    " is\nthe primary site.\n\n" : "")) +
    "Do not use the last line of the table: it passes a drill in which power is cut, and fails in the first swap. An HAProxy with an\nempty pool accepts a connection and closes it. libpq tries the next host of a list when a connection is refused or times out,\nor when the server is not of the kind that `target_session_attrs` asks for. It gives up when an accepted connection is closed.\nHAProxy cannot refuse connections instead: the operating system accepts them for HAProxy as long as HAProxy listens\n(`tcp-request connection reject` helps by chance only). Use one of the other lines.\n\nApplications that connect to members need their own addresses under `clients` in the topology, not `from: haproxy`.\n\n",
    "runbook/copy-anew": (c) =>
    "## " +
    text(c.n?.reclone) +
    ". Copy a site anew\n\n**This section throws away all data that the site has.**\n\nIf the site streams, its slot must already exist on the site that it follows, and its `wal_status` must not be `lost`: check with\n`verify.…slots` of that site. After a long outage `max_slot_wal_keep_size` makes a slot `lost`. PostgreSQL never serves a lost slot\nagain, and says so only after hours of copying. If the slot is lost, run `lost-SITE.drop-slot` and then `lost-SITE.keep-slot`\nfirst: they make a new one.\n\n" +
    each(c.sites, (c1, at) => "### " +
    text(c1.name) +
    "\n\nBefore a block deletes or stops anything, it makes sure of three things: it runs on a member of " +
    text(c1.name) +
    "; this site follows,\nboth in its etcd and in the files for its next start; another site answers as the primary. If one of these is not so, or is not\nknown, the block stops.\n\nThe next blocks stop Patroni everywhere at " +
    text(c1.name) +
    ", remove its keys from etcd, and empty the data directories. They need etcd,\nso start it first:\n\n```sh id=reclone-" +
    text(c1.name) +
    ".etcd on=" +
    text(c1.ringList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-ring"]({ ...c1, of: c1 }) +
    "systemctl start etcd\n)\n```\n\n```sh id=reclone-" +
    text(c1.name) +
    ".stop on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/proofs"]({ ...c1, of: c1 }) +
    parts["runbook/not-in-production"]({ ...c1, of: c1 }) +
    parts["runbook/stop-members"]({ ...c1, of: c1, override: c1.override }) +
    ")\n```\n\nThe lock of a dead leader stays for its `ttl`. Until it expires, `patronictl remove` also asks for the name of that leader, and\ngives up. The block tries again until the lock is gone:\n\n```sh id=reclone-" +
    text(c1.name) +
    ".remove on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/proofs"]({ ...c1, of: c1 }) +
    "met() { printf '%s\\nYes I am aware\\n' " +
    sh(c1.scope) +
    " | timeout 60 patronictl -c " +
    sh(c1.config) +
    " remove " +
    sh(c1.scope) +
    "; }\n" +
    parts["runbook/until"]({ ...c1, seconds: "180", what: "the keys are removed, which they cannot be while Patroni runs on a member" }) +
    ")\n```\n\nThe next block empties the data directory. PostgreSQL keeps tablespaces outside of it, and WAL too if `pg_wal` is a link. A copy\nneeds the folder of each tablespace empty, at the same path as on its source, so the block empties these folders as well, and\nprints their names. It looks into all of them before it removes anything. If one holds something else, or is not there (its disk is\nnot mounted), the block names it and removes nothing. The new copy has its WAL in the data directory, unless `basebackup` in\n`" +
    text(c1.config) +
    "` says `waldir`.\n\n```sh id=reclone-" +
    text(c1.name) +
    ".wipe on=" +
    text(c1.memberList) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/proofs"]({ ...c1, of: c1 }) +
    "cd /\ndata_dir=" +
    parts["runbook/data-dir"]({ ...c1, of: c1 }) +
    "\nif " +
    parts["runbook/bin-dir"]({ ...c1, of: c1 }) +
    "/pg_ctl status -D \"$data_dir\" > /dev/null 2>&1; then echo \"PostgreSQL runs here: nothing was removed\"; exit 1; fi\nif [ -n \"$(ls -A \"$data_dir\")\" ] && [ ! -f \"$data_dir/PG_VERSION\" ] && [ ! -f \"$data_dir/backup_label\" ]; then\n  echo \"$data_dir holds no PG_VERSION and no backup_label, so it is not a data directory of PostgreSQL: nothing was removed\"\n  exit 1\nfi\n" +
    parts["runbook/wipe"]({ ...c1, version: c.postgresql }) +
    ")\n```\n\n" +
    (holds(c1.copyMethods) ? "Patroni copies a member by the first of these ways that works: " +
    text(c1.copyMethods) +
    " (`create_replica_methods`). If a command fails,\n`journalctl -u patroni` says so." +
    (holds(c1.fromArchive) ? " The first member has no other site to connect to, so only commands that read a backup work for it." : "") +
    "\n\n" : "") +
    (holds(c1.fromArchive) ? "" : "Patroni copies from whichever member of the other site answers first, leader or not. The copy begins with a checkpoint there, which\nis spread over minutes. Force a checkpoint first to save these minutes:\n\n```sh id=reclone-" +
    text(c1.name) +
    ".checkpoint on=" +
    text(c1.fromMembers) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.fromPsql) +
    " -c CHECKPOINT\n)\n```\n\n") +
    "Start one member first, which is copied from " +
    (holds(c1.fromArchive) ? "a backup" : "the other site") +
    ". Then start the others:\n\n```sh id=reclone-" +
    text(c1.name) +
    ".first on=" +
    text(c1.name) +
    ":candidate as=root\n(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c1, of: c1 }) +
    parts["runbook/until-answers"]({ ...c1, of: c1, path: "/standby-leader", seconds: "86400", what: "a member answers as standby leader: see journalctl -u patroni" }) +
    ")\n```\n\n" +
    (holds(c1.others) ? "```sh id=reclone-" +
    text(c1.name) +
    ".rest on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/start-patroni"]({ ...c1, of: c1 }) +
    ")\n```\n\n" : "") +
    "```sh id=reclone-" +
    text(c1.name) +
    ".wait on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c1, of: c1, role: "Standby Leader", seconds: "86400" }) +
    ")\n```\n\n"),
    "runbook/data-dir": (c) =>
    (holds(c.of?.dataDir) ? sh(c.of?.dataDir) : "\"$(sed -n 's/^  data_dir: //p' " +
    sh(c.of?.config) +
    ")\""),
    "runbook/deploy-certificates": (c) =>
    "```sh\n(set -eu\nmissed=''\nfor node in \"$certificates\"/*/*/; do\n  name=$(basename \"$node\")\n  { tar -C \"$node\" -c . | ssh \"root@$name\" tar -C / -x --no-overwrite-dir --no-same-owner; } &&\n    ssh \"root@$name\" sh < \"$build/certificates/$(basename \"$(dirname \"$node\")\")/$name/owners.sh\" || missed=\"$missed $name\"\ndone\n[ -z \"$missed\" ] || { echo \"no certificates, or not all of them, on:$missed\"; exit 1; }\n)\n```\n",
    "runbook/edit-config": (c) =>
    "timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " edit-config " +
    sh(c.of?.scope) +
    " --force" +
    each(c.changes, (c1, at) => " \\\n  --set " +
    sh(c1)) +
    "\n",
    "runbook/etcd-dir": (c) =>
    (holds(c.of?.etcdDir) ? sh(c.of?.etcdDir) : "\"$(sed -n 's/^data-dir: //p' " +
    sh(c.of?.etcdConfig) +
    ")\""),
    "runbook/failback-by-copy": (c) =>
    "## " +
    text(c.n?.copy) +
    ". Failback of " +
    text(c.p?.name) +
    ", second choice: a new copy" +
    (holds(c.onlyOne) ? "" : " (" +
    text(c.site?.name) +
    " was promoted)") +
    "\n\nUse this section if pg_rewind fails (`could not find previous WAL record`: the WAL since the timelines parted is gone), or if\nthe block `rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".check` forbids it. Copy " +
    text(c.p?.name) +
    " anew. Do not only empty the data directories: the keys in\netcd would keep every member waiting for a leader.\n\nThis block changes the word `primary:` of the topology to `" +
    text(c.site?.name) +
    "`, compiles and deploys. The members' files then say that\n" +
    text(c.p?.name) +
    " follows. The block also writes a new runbook, with the roles changed; the blocks `reclone-" +
    text(c.p?.name) +
    ".…` are in both\nrunbooks.\n\n```sh\n(set -eu\nnew=" +
    text(c.site?.name) +
    "\n" +
    parts["runbook/turn"](c) +
    "pgdr-compile \"$topology\" --out \"$build\"\ndeploy " +
    sh(c.p?.name) +
    "\n)\n```\n\nThen run the blocks `reclone-" +
    text(c.p?.name) +
    ".…` of section " +
    text(c.n?.reclone) +
    ", and go on with section " +
    text(c.n?.after) +
    ".\n\n",
    "runbook/fencing": (c) =>
    "## " +
    text(c.n?.fence) +
    ". Fence " +
    text(c.p?.name) +
    " before it returns" +
    (holds(c.onlyOne) ? "" : " (" +
    text(c.site?.name) +
    " was promoted)") +
    "\n\nA site that comes back becomes primary by itself: its own etcd still says that it is, and its HAProxy opens. Two things prevent\nthat. The **start guard** on each of its nodes asks the other sites before Patroni starts. This section changes the role in the\nsite's etcd. Keep Patroni stopped there until this section is done.\n\n**A machine of " +
    text(c.p?.name) +
    " that stays dead** does not hold you up. See at its console that its power is off. Leave it out of every\nblock of this section and the next, even if it is the first machine of a list: a machine that cannot be reached does not count\nas a failed block. Blocks that wait print `stays away` with its name after a minute, and succeed.\n\n- If the machine is back later, with its old disks, Patroni starts on it by itself and joins the site unchecked. So run\n  `fence-" +
    text(c.p?.name) +
    text(c.behind) +
    ".stop` on it immediately, then `rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".check`, `.rest` and `.forget`.\n- If the machine is lost for good, go to section " +
    text(c.n?.replace) +
    ".\n\n" +
    (holds(c.p?.ringOfMany) ? "If half of the site's etcd ring or more stays dead, the ring has no majority and accepts no change. Run the block\n`replace-" +
    text(c.p?.name) +
    ".alone` of section " +
    text(c.n?.replace) +
    " first.\n\n" : "") +
    "Run the next block immediately, on all members of " +
    text(c.p?.name) +
    " at the same time, **whether Patroni runs there or not**. It stops Patroni\nand disables it. Otherwise the guard would let all members start together as soon as this section has changed the role, before\nsection " +
    text(c.n?.rewind) +
    " has checked them. systemd stops only Patroni, and a Patroni that was just starting PostgreSQL leaves it running:\nthe block stops that PostgreSQL too.\n\n```sh id=fence-" +
    text(c.p?.name) +
    text(c.behind) +
    ".stop on=" +
    text(c.p?.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    parts["runbook/stop-members"]({ ...c, of: c.p, override: c.override }) +
    ")\n```\n\nStart etcd there, but leave Patroni stopped:\n\n```sh id=fence-" +
    text(c.p?.name) +
    text(c.behind) +
    ".etcd on=" +
    text(c.p?.ringList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-ring"]({ ...c, of: c.p }) +
    "systemctl start etcd\n)\n```\n\nThe site's etcd still holds how far " +
    text(c.p?.name) +
    " was. A rewound member is behind that position. If it is behind by more than\n`maximum_lag_on_failover`, it does not lead: no member would lead until " +
    text(c.site?.name) +
    " has written as much. The next block deletes the\nposition from etcd. It first waits until nobody has the lock of the leader there, because a Patroni that still runs would write\nthe position again.\n\n```sh id=fence-" +
    text(c.p?.name) +
    text(c.behind) +
    ".forget on=" +
    text(c.p?.name) +
    ":ring as=root\n(set -eu\n" +
    parts["runbook/ring"]({ ...c, of: c.p }) +
    parts["runbook/this-ring"]({ ...c, of: c.p }) +
    "met() { holder=$(ask \"$here\" get --print-value-only " +
    sh(c.p?.leaderKey) +
    " 2> /dev/null) && [ -z \"$holder\" ]; }\n" +
    parts["runbook/until"]({ ...c, seconds: "180", what: "nobody has the lock of the leader. A Patroni runs there, or etcd has no majority: nothing was changed" }) +
    "ask \"$here\" del " +
    sh(c.p?.statusKey) +
    "\nask \"$here\" del " +
    sh(c.p?.optimeKey) +
    "\n)\n```\n\n" +
    parts["runbook/follow"](c) +
    "\n",
    "runbook/follow": (c) =>
    "Then change the dynamic configuration of the returned site, so that the site follows. The block changes every setting that\ndepends on the role, and leaves everything else in etcd as it is. It refuses if " +
    text(c.p?.name) +
    " has a primary, because that primary\nwould lose its role:\n\n```sh id=fence-" +
    text(c.p?.name) +
    text(c.behind) +
    ".follow-" +
    text(c.site?.name) +
    " on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nfor url in " +
    words(c.p?.localUrls) +
    "; do\n  ! " +
    parts["runbook/answers"]({ ...c, of: c.p, path: "/primary", seconds: "5" }) +
    " || { echo \"nothing was changed: " +
    text(c.p?.name) +
    " has a primary, $url\"; exit 1; }\ndone\n" +
    parts["runbook/edit-config"]({ ...c, of: c.p, changes: c.site?.following }) +
    "timeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.p?.scope) +
    " | sed -n '/^standby_cluster:/,/^[^ ]/p'\n)\n```\n",
    "runbook/guard": (c) =>
    "## " +
    text(c.n?.guard) +
    ". The start guard refuses: a site comes back, or is alone\n\nUse this section if Patroni does not start, and `journalctl -u patroni` shows \"start guard\" with the reason. systemd runs the guard\nagain every 5 seconds, so once the cause is gone Patroni starts by itself.\n\n| it says | it means | do |\n|---|---|---|\n| *site* is the primary, and this site would be a second one | the other site was promoted. If PostgreSQL still ran here, it was stopped | " +
    each(c.standbys, (c1, at) => (holds(c1.onlyOne) ? "" : text(c1.site?.name) +
    ": ") +
    "sections " +
    text(c1.n?.fence) +
    " and " +
    text(c1.n?.rewind) +
    (holds(c1.onlyOne) ? "" : "; ")) +
    " |\n| no other site tells, so nobody knows whether one of them was promoted (guard: strict) | the link is cut, or the other site is down, lost, or not built yet. A site that follows an archive or another standby site cannot tell | find out by other means which site takes the writes (below). If this site is to take them, overrule the guard |\n| *site* follows another site, which does not answer: that one was promoted, perhaps | the site was redirected, and its new upstream cannot be asked | do the same as in the line above |\n| this node cannot ask *site* (curl: *number*) | a name is not found (6), " +
    (holds(c.tls) ? "the CA file is missing (77), a certificate is not trusted (60), or " : "") +
    "there is no curl (127) | fix that: the guard never takes such an error for silence. If the names are those of a site that is not built yet, overrule the guard |\n| etcd of this site does not answer patronictl, and without it Patroni can do nothing | the ring has no quorum, or patronictl has no password | check etcd with `bring-up.SITE.quorum`; run `patronictl -c " +
    text(c.config) +
    " list` as postgres |\n| *member* of this site runs in another cluster than the scope and namespace in " +
    text(c.config) +
    " name | the file of this node is wrong, or the file of another member | put the compiled file in its place; never overrule this |\n| this site has no data, and *site* has: promote that, or copy from it | disks and etcd of this site are new | section " +
    text(c.n?.reclone) +
    ", or promote the other site |\n| the dynamic configuration of this site cannot be read | the data in etcd or in `patroni.dynamic.json` is damaged | check with `patronictl -c " +
    text(c.config) +
    " show-config`; remove a damaged `patroni.dynamic.json` |\n\nThis block shows what the guard finds on a node, and what it would do, without doing it:\n\n" +
    each(c.sites, (c1, at) => "```sh id=guard-" +
    text(c1.name) +
    ".ask on=" +
    text(c1.memberList) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nsh " +
    sh(c.guardFile) +
    " --dry-run || echo \"the guard would refuse Patroni on this node\"\ncd " +
    parts["runbook/data-dir"]({ ...c1, of: c1 }) +
    "\nLC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c1, of: c1 }) +
    "/pg_controldata -D . | grep -E \"cluster state|pg_control last modified|Latest checkpoint's TimeLineID|Time of latest checkpoint\"\n)\n```\n\n") +
    "**Which site took the writes last?** After a power cut at both sites, each may take itself for the primary, and both wait. Run\nthe block above on every member that you can reach. The site that was promoted has the higher `TimeLineID`. If the timelines are\nequal, the later `Time of latest checkpoint` is a hint. Ask the people as well: whoever promoted a site knows it. If you cannot\nreach a site at all, make sure at its console that it is off.\n\nIf you overrule the guard, you declare: **no other site takes writes, and none will.** These blocks start Patroni once in spite\nof the guard. The guard checks the next start again. If several members are refused, overrule the guard on one of them: once\nthat member leads, the guard lets the others join. A block stops nothing if Patroni already runs on its member, and overrules\nnothing if a member of the site already leads. It refuses while etcd of the site does not answer.\n\n" +
    each(c.sites, (c1, at) => "```sh id=overrule-" +
    text(c1.name) +
    ".start on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c1, of: c1 }) +
    "if systemctl is-active --quiet patroni; then echo \"nothing was stopped: the guard has let Patroni start on this member already\"; exit 0; fi\nfor url in " +
    words(c1.localUrls) +
    "; do\n  if " +
    parts["runbook/answers"]({ ...c1, of: c1, path: "/leader", seconds: "4" }) +
    "; then\n    echo \"nothing was overruled: $url leads " +
    text(c1.name) +
    ", and the guard lets this member join it\"\n    systemctl enable --now patroni\n    exit 0\n  fi\ndone\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c " +
    sh(c1.config) +
    " list > /dev/null 2>&1 || { echo \"nothing was touched: etcd of " +
    text(c1.name) +
    " does not answer patronictl, and without it Patroni can do nothing\"; exit 1; }\ntrap 'rm -f " +
    text(c1.override) +
    "' EXIT\n# A plain sh leaves out the trap of EXIT when a signal ends it.\ntrap 'exit 129' HUP INT TERM\nsystemctl enable patroni\n# A start that is under way by itself would use the file up.\nsystemctl stop patroni\ntouch " +
    sh(c1.override) +
    "\nsystemctl start patroni\nmet() { systemctl is-active --quiet patroni; }\n" +
    parts["runbook/until"]({ ...c1, seconds: "60", what: "patroni is active: see journalctl -u patroni" }) +
    ")\n```\n\n") +
    "If that was wrong, and another site takes writes, undo it immediately, on all members of the site that you started. The writes that\nthis site took meanwhile exist only on its disks: see section " +
    text(c.n?.trouble) +
    ", \"Both sites take writes\".\n\n" +
    each(c.sites, (c1, at) => "```sh id=undo-overrule-" +
    text(c1.name) +
    ".stop on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c1, of: c1 }) +
    parts["runbook/stop-members"]({ ...c1, of: c1, override: c1.override }) +
    ")\n```\n\n"),
    "runbook/keeps-slot": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.site?.keeper }) +
    (holds(c.site?.source) ? "" : parts["runbook/this-leads"]({ ...c, of: c.site?.keeper })),
    "runbook/last-lsn": (c) =>
    "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END",
    "runbook/lost-follower": (c) =>
    "## " +
    text(c.n?.lost) +
    ". " +
    text(c.site?.name) +
    " is lost, " +
    text(c.p?.name) +
    " is well\n\n" +
    (holds(c.site?.fromArchive) ? "Writes go on. Clients that read from " +
    text(c.site?.name) +
    " must read elsewhere. The site takes WAL from the archive alone, and no slot is\nkept for it: nothing fills the disk of " +
    text(c.site?.upstream) +
    ", and you need not drop a slot. The site can catch up as long as the archive has\nevery segment after the last one that it applied: **do not let the expiry of backups remove those segments while it is away**.\n\n" : "Writes go on. Clients that read from " +
    text(c.site?.name) +
    " must read elsewhere. " +
    text(c.site?.upstream) +
    " keeps WAL for the lost site in slot `" +
    text(c.site?.slot) +
    "`" +
    (holds(c.site?.keeps) ? ", up\nto `max_slot_wal_keep_size` = " +
    text(c.site?.keeps) +
    ": after that you must copy " +
    text(c.site?.name) +
    " anew" : ". `max_slot_wal_keep_size` is not set, so it keeps\n**all of this WAL, until its disk is full and PostgreSQL stops**") +
    ". This block shows how much WAL is kept and how much space is\nleft." +
    (holds(c.site?.source) ? " " +
    text(c.site?.name) +
    " streams from " +
    text(c.site?.source) +
    " alone, whichever member leads " +
    text(c.site?.upstream) +
    ", so run it there." : "") +
    "\n\n```sh id=lost-" +
    text(c.site?.name) +
    ".slot on=" +
    text(c.site?.keptOn) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/keeps-slot"](c) +
    "export PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c.site?.upstreamSite?.psql) +
    " -c \"\n  SELECT slot_name, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(" +
    parts["runbook/last-lsn"](c) +
    ", restart_lsn)) AS kept, pg_size_pretty(safe_wal_size) AS until_lost\n    FROM pg_replication_slots WHERE slot_name = '" +
    text(c.site?.slot) +
    "'\"\ndf -h " +
    parts["runbook/data-dir"]({ ...c, of: c.site?.keeper }) +
    "\n)\n```\n\n") +
    "While " +
    (holds(c.site?.elsewhere) ? "no site that streams from " +
    text(c.p?.name) +
    " answers" : text(c.site?.name) +
    " is away") +
    ", the start guard refuses a restart of all members of " +
    text(c.p?.name) +
    ".\nOverrule it once with `overrule-" +
    text(c.p?.name) +
    ".start` of section " +
    text(c.n?.guard) +
    " (`undo-overrule-" +
    text(c.p?.name) +
    ".stop` takes that back).\n\n" +
    (holds(c.site?.followers) ? text(c.site?.followers) +
    " " +
    (holds(c.site?.onlyFollower) ? "streams" : "stream") +
    " from " +
    text(c.site?.name) +
    ", and " +
    (holds(c.site?.onlyFollower) ? "receives" : "receive") +
    " nothing meanwhile. To let a site go on, " +
    (holds(c.site?.isBelowPrimary) ? "remove its `follow`: it then follows the primary site,\nwhichever that is. Change the topology, and apply it" : "give it `follow: " +
    text(c.site?.upstream) +
    "` in the topology, and apply that") +
    " as section " +
    text(c.n?.apply) +
    " describes, with `away='" +
    text(c.site?.name) +
    "'` in its blocks.\n\n" : "") +
    (holds(c.site?.fromArchive) ? "| " +
    text(c.site?.name) +
    " is back | do |\n|---|---|\n| the archive has all the WAL that it lacks | nothing: it starts by itself and catches up (section " +
    text(c.n?.verify) +
    ") |\n| the archive lacks some of that WAL, or nobody knows | copy " +
    text(c.site?.name) +
    " anew from a backup: `reclone-" +
    text(c.site?.name) +
    ".…` of section " +
    text(c.n?.reclone) +
    " |\n| on new machines | sections " +
    text(c.n?.before) +
    " (`new=" +
    text(c.site?.name) +
    "`) and " +
    text(c.n?.bringUp) +
    " for " +
    text(c.site?.name) +
    " alone |\n\n" : "| " +
    text(c.site?.name) +
    " will be back | do |\n|---|---|\n| soon, and the disk has enough space until then | nothing: it starts by itself and catches up (section " +
    text(c.n?.verify) +
    ") |\n| late, or nobody knows | drop the slot now. Later request it again, then copy " +
    text(c.site?.name) +
    " anew: `reclone-" +
    text(c.site?.name) +
    ".…` of section " +
    text(c.n?.reclone) +
    " |\n| on new machines | drop the slot now. Later request it again, then do sections " +
    text(c.n?.before) +
    " (`new=" +
    text(c.site?.name) +
    "`) and " +
    text(c.n?.bringUp) +
    " for " +
    text(c.site?.name) +
    " alone |\n\n" +
    (holds(c.site?.source) ? "If " +
    text(c.site?.source) +
    " is dead as well, replace it first: no other machine can say whether " +
    text(c.site?.name) +
    " streams. " : "") +
    "Drop the slot:\n\n```sh id=lost-" +
    text(c.site?.name) +
    ".drop-slot on=" +
    text(c.site?.keptOn) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/keeps-slot"](c) +
    "export PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nactive=$(" +
    words(c.site?.upstreamSite?.psql) +
    " -At -c \"SELECT active FROM pg_replication_slots WHERE slot_name = '" +
    text(c.site?.slot) +
    "'\")\ncase $active in\n  t) echo \"nothing was touched: somebody streams from slot " +
    text(c.site?.slot) +
    ", so " +
    text(c.site?.name) +
    " is not lost\"; exit 1 ;;\nesac\ntimeout 60 patronictl -c " +
    sh(c.config) +
    " edit-config " +
    sh(c.site?.upstreamSite?.scope) +
    " --force --set " +
    sh(c.site?.dropped) +
    "\n" +
    parts["runbook/until-slot"]({ ...c, count: "0", what: "the slot is gone" }) +
    ")\n```\n\nBefore " +
    text(c.site?.name) +
    " starts again, request its slot again:\n\n```sh id=lost-" +
    text(c.site?.name) +
    ".keep-slot on=" +
    text(c.site?.upstream) +
    ":leader as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site?.upstreamSite }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\ntimeout 60 patronictl -c " +
    sh(c.config) +
    " edit-config " +
    sh(c.site?.upstreamSite?.scope) +
    " --force --set " +
    sh(c.site?.kept) +
    "\n" +
    parts["runbook/until-slot"]({ ...c, count: "1", what: "the slot is there" }) +
    ")\n```\n\n"),
    "runbook/may-swap": (c) =>
    "position() { tr ',{}' '\\n' | sed -nE 's/^ *\"([a-z]+_)?location\": ([0-9]+)$/\\2/p' | sort -n | tail -n 1; }\nwas='' written='' standby=''\nfor url in " +
    words(c.p?.localUrls) +
    "; do\n  if found=$(curl --silent --fail --max-time 4" +
    (holds(c.curlCa) ? " " +
    words(c.curlCa) : "") +
    " \"$url/primary\"); then was=$url written=$(echo \"$found\" | position); fi\ndone\nfor url in " +
    words(c.site?.urls) +
    "; do\n  if found=$(curl --silent --fail --max-time 4" +
    (holds(c.curlCa) ? " " +
    words(c.curlCa) : "") +
    " \"$url/standby-leader\"); then standby=$found; fi\ndone\nif [ -n \"$written\" ] && [ \"${sure:-no}\" != " +
    text(c.site?.sure?.swap) +
    " ]; then\n  [ -n \"$standby\" ] || { echo \"nothing was changed: no member of " +
    text(c.site?.name) +
    " answers as its standby leader\"; exit 1; }\n  case $standby in *'\"pause\": true'*) echo \"nothing was changed: " +
    text(c.site?.name) +
    " is in maintenance mode\"; exit 1 ;; esac\n  has=$(echo \"$standby\" | position)\n  lacks=$((written - ${has:-0}))\n  [ \"$lacks\" -lt 67108864 ] || { echo \"nothing was changed: " +
    text(c.site?.name) +
    " lacks $lacks bytes\"; exit 1; }\nfi\n",
    "runbook/nobody-writes": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    parts["runbook/ask-others"]({ ...c, of: c.of }) +
    "end=$(($(date +%s) + 60))\nwhile [ \"${sure:-no}\" != " +
    text(c.sure) +
    " ]; do\n  case $answers in\n    *\"yes, \"*) echo \"nothing was changed: another site takes writes\"; exit 1 ;;\n    *\"cannot tell (\"*) [ \"$(date +%s)\" -lt \"$end\" ] || { echo \"nothing was changed: something answers that this node cannot ask\"; exit 2; } ;;\n    *) break ;;\n  esac\n  # A server that is just starting lets nobody in yet.\n  sleep 2\n  answers=$(ask_all)\n  echo \"$answers\"\ndone\n",
    "runbook/not-in-production": (c) =>
    "cd /\nif runuser -u postgres -- " +
    parts["runbook/bin-dir"]({ ...c, of: c.of }) +
    "/pg_ctl status -D " +
    parts["runbook/data-dir"]({ ...c, of: c.of }) +
    " > /dev/null 2>&1; then\n  case $(LC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c, of: c.of }) +
    "/pg_controldata -D " +
    parts["runbook/data-dir"]({ ...c, of: c.of }) +
    " | sed -n 's/^Database cluster state: *//p') in\n    'in production') echo \"nothing was touched: PostgreSQL on this member takes writes\"; exit 1 ;;\n  esac\nfi\n",
    "runbook/opening": (c) =>
    "Patroni " +
    text(c.patroni) +
    ", PostgreSQL " +
    text(c.postgresql) +
    ". " +
    text(c.p?.name) +
    " is the primary site; " +
    each(c.standbys, (c1, at) => (holds(at) ? ", " : "") +
    text(c1.site?.name)) +
    " follow" +
    (holds(c.onlyOne) ? "s" : "") +
    ".\n\n| what has happened | sections |\n|---|---|\n| the estate is new | " +
    text(c.n?.before) +
    " to " +
    text(c.n?.lastOfNew) +
    " |\n" +
    each(c.standbys, (c1, at) => "| " +
    text(c1.p?.name) +
    " is lost: " +
    text(c1.site?.name) +
    " must take the writes | " +
    text(c1.n?.promote) +
    " |\n| " +
    text(c1.p?.name) +
    " is back after " +
    text(c1.site?.name) +
    " was promoted | " +
    text(c1.n?.fence) +
    ", then " +
    text(c1.n?.rewind) +
    " or " +
    text(c1.n?.copy) +
    " |\n| work is planned at " +
    text(c1.p?.name) +
    ": " +
    text(c1.site?.name) +
    " takes the writes for a while | " +
    text(c1.n?.swap) +
    " |\n| " +
    text(c1.site?.name) +
    " is lost, " +
    text(c1.p?.name) +
    " is well | " +
    text(c1.n?.lost) +
    " |\n") +
    "| one machine is lost for good, its site is well | " +
    text(c.n?.replace) +
    " |\n| a site cannot use the data on its disks any more: it must be copied anew | " +
    text(c.n?.reclone) +
    " |\n| the topology was changed | " +
    text(c.n?.apply) +
    " |\n| Patroni does not start, and its log says \"start guard\"; power failed at all sites; the only site that is left restarts | " +
    text(c.n?.guard) +
    " |\n| " +
    (holds(c.tls) ? "certificates expire; " : "") +
    "passwords must change | " +
    text(c.n?.certificates) +
    " |\n| a site or a member does not stream; two sites take writes | " +
    text(c.n?.trouble) +
    " |\n\n| site | role now | scope | members | etcd | HAProxy | slot it uses when it follows |\n|---|---|---|---|---|---|---|\n" +
    each(c.sites, (c1, at) => "| " +
    text(c1.name) +
    " | " +
    text(c1.now) +
    " | " +
    text(c1.scope) +
    " | " +
    text(c1.memberList) +
    " | " +
    text(c1.ringList) +
    " | " +
    text(c1.proxyList) +
    " | " +
    (holds(c1.slot) ? "`" +
    text(c1.slot) +
    "`" : "none: it takes WAL from the archive") +
    " |\n") +
    "\n### How to run a block\n\nThe first line of a block gives its name (`id`), where to run it (`on`), and the user to run it as (`as`). `on` is one of these:\n\n| `on` | where to run the block |\n|---|---|\n| a node | on that node |\n| several nodes | on each of them, at the same time |\n| `SITE` | on any one member of the site |\n| `SITE:candidate` | on any one member that may lead: " +
    each(c.sites, (c1, at) => (holds(at) ? "; " : "") +
    text(c1.candidateList)) +
    " |\n| `SITE:leader` | on the member that the block `verify.SITE.members` shows as Leader or Standby Leader |\n| `SITE:ring` | on any one node of the site's etcd ring where etcd runs |\n| `SITE:survivor` | on one node of the site's etcd ring that is up, when too few nodes are up for a majority |\n| `SITE:new` | on the machine that replaces a lost one |\n\nLeave out a dead machine. If a block may run on any one member, it finds the files of that member itself.\n\nPaste the whole block, from `(` to `)`, into a login shell of its user (`sudo -i`, `sudo -iu postgres`). The block stops at\nthe first command that fails; your shell stays open. **If a block fails, run no further block**: read its output first. You\nmay run a block again after it was interrupted.\n\nWhile an etcd member of the site is down, `patronictl` first prints errors about it, some of them many lines long\n(`Failed to get list of machines from …`, `Max retries exceeded`). The table below these errors is right: it comes from the\nmembers that answer.\n\nRun blocks without an `id` on the operator's own machine, which must reach each node with `ssh root@NODE`. They need these\nvariables and functions, so define them first, in the same shell:\n\n```sh\ntopology=$PWD/topology.yaml       # the file that this runbook was compiled from\nbuild=$PWD/build                  # the folder that it was compiled into, and where it lies\ncertificates=$HOME/certificates   # a folder for certificates and keys, outside of any repository\nnodes() {\n  case $1 in\n    */*) found=$(files \"$1\" | sed -n \"1s|.*|${1#*/}|p\") ;;\n    *) found=$(sed -n \"s|^ *\\\"$1/\\([^/]*\\)/.*|\\1|p\" \"$build/manifest.json\" | uniq) ;;\n  esac\n  [ -n \"$found\" ] || missed=\"$missed $1 (not in manifest.json)\"\n}\nfiles() { sed -n \"s|^ *\\\"$1/\\(.*\\)\\\": .*|\\1|p\" \"$build/manifest.json\"; }\nunused() {\n  missed=''\n  for site; do nodes \"$site\"; for node in $(echo \"$found\"); do\n    ssh -n \"root@$node\" '! systemctl --quiet is-active patroni' || missed=\"$missed $node\"\n  done; done\n  [ -z \"$missed\" ] || { echo \"Patroni runs on these, or they cannot be reached:$missed\"; return 1; }\n}\ndeploy() {\n  missed='' backup=/var/backups/pgdr-compile/$(date +%Y-%m-%dT%H.%M.%S)\n  for site; do nodes \"$site\"; for node in $(echo \"$found\"); do\n    files \"${site%%/*}/$node\" | rsync -rc --files-from=- --backup --backup-dir=\"$backup\" \"$build/${site%%/*}/$node/\" \"root@$node:/\" || missed=\"$missed $node\"\n  done; done\n  [ -z \"$missed\" ] || { echo \"not deployed, or not all of it, on:$missed\"; return 1; }\n}\nblock() {\n  awk -v id=\"$1\" '/^```/ { inside = index($0, \" id=\" id \" \"); found += inside > 0; next }\n    inside { text = text $0 \"\\n\" }\n    END { if (found == 1) printf \"%s\", text; else { print \"blocks with this id: \" found + 0 > \"/dev/stderr\"; exit 1 } }\n  ' \"$build/RUNBOOK.md\"\n}\n```\n\n`unused` and `deploy` take sites, or single machines as `SITE/NODE`. They go on when they cannot reach a machine; at the end\nthey name each such machine, and fail. `unused` also fails if Patroni runs on one of the machines.\n\n`deploy SITE` puts the compiled files on the nodes: the files that `manifest.json` lists, and nothing else from the folders.\nIf it missed a machine, deploy again once that machine is back. The modes and owners of `/` and `/etc` on the node do not\nchange. If `deploy` replaces a file, it keeps the old one on the node, in a folder below `/var/backups/pgdr-compile/`. It\nleaves a file alone that is already the same.\n\n`block ID` prints a block, so that you can run it from here: `block ID | ssh root@NODE sh`, or, if the block says `as=postgres`,\n`block ID | ssh root@NODE su - postgres`. If the runbook has no block with this id, or has two, `block` prints none and says so.\n\n",
    "runbook/pause-body": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/paused"]({ ...c, of: c.of }) +
    "paused || timeout 120 patronictl -c " +
    sh(c.of?.config) +
    " pause " +
    sh(c.of?.scope) +
    " --wait\npaused || { echo \"" +
    text(c.of?.name) +
    " is not paused. Change no password, and restart nothing\"; exit 1; }\necho \"" +
    text(c.of?.name) +
    " is paused\"\n",
    "runbook/paused": (c) =>
    "paused() {\n  settings=$(timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " show-config " +
    sh(c.of?.scope) +
    ") || { echo \"etcd of " +
    text(c.of?.name) +
    " does not answer patronictl, so whether it is paused is not known\"; exit 1; }\n  echo \"$settings\" | grep -qx 'pause: true'\n}\n",
    "runbook/prepare-member": (c) =>
    "for program in patroni patronictl curl openssl " +
    parts["runbook/bin-dir"]({ ...c, of: c.of }) +
    "/pg_rewind psql; do\n  command -v \"$program\" > /dev/null || { echo \"not installed: $program\"; exit 1; }\ndone\nfor name in " +
    words(c.passwordNames) +
    "; do\n  grep -q \"^$name=.\" /etc/patroni/patroni.env || { echo \"no $name in /etc/patroni/patroni.env\"; exit 1; }\ndone\n" +
    (holds(c.jsonLog) ? "python3 -c 'import pythonjsonlogger' || { echo \"not installed: python3-pythonjsonlogger, which log.type: json needs\"; exit 1; }\n" : "") +
    "data_dir=" +
    parts["runbook/data-dir"]({ ...c, of: c.of }) +
    "\n[ -z \"$(ls -A \"$data_dir\" 2> /dev/null)\" ] || { echo \"the data directory is not empty: $data_dir\"; exit 1; }\nsystemctl disable --now postgresql 2> /dev/null || true\nmake() { [ -d \"$1\" ] || { make \"$(dirname \"$1\")\"; install -d -o postgres -g postgres -m 0755 \"$1\"; }; }\nmake \"$(dirname \"$data_dir\")\"\ncd /\nrunuser -u postgres -- test -w \"$(dirname \"$data_dir\")\" || { echo \"postgres may not write in $(dirname \"$data_dir\"): chown postgres it if it holds nothing else, or choose a data_dir one folder deeper\"; exit 1; }\ninstall -d -o postgres -g postgres -m 0700 \"$data_dir\"\n",
    "runbook/prepare-ring": (c) =>
    "for program in etcd etcdctl; do\n  command -v \"$program\" > /dev/null || { echo \"not installed: $program\"; exit 1; }\ndone\ndata_dir=" +
    parts["runbook/etcd-dir"]({ ...c, of: c.of }) +
    "\n[ -z \"$(ls -A \"$data_dir\" 2> /dev/null)\" ] || { echo \"the data directory is not empty: $data_dir\"; exit 1; }\nsystemctl disable --now etcd 2> /dev/null || true\ninstall -d -o etcd -g etcd -m 0700 \"$data_dir\"\n",
    "runbook/promotion": (c) =>
    "## " +
    text(c.n?.promote) +
    ". Promote " +
    text(c.site?.name) +
    " because " +
    text(c.p?.name) +
    " is lost\n\nA person must decide to promote: " +
    text(c.site?.name) +
    " cannot tell a lost site from a lost link. If you promote " +
    text(c.site?.name) +
    " while " +
    text(c.p?.name) +
    " takes\nwrites, there are two primaries, and the writes of one of them are lost.\n\n### Checklist\n\n| question | how to answer it | must be |\n|---|---|---|\n| Does a Patroni of " +
    text(c.p?.name) +
    " still answer as primary, or does a PostgreSQL there take writes? | `promote-" +
    text(c.site?.name) +
    ".is-primary-gone` | no, and nothing `not known` |\n| Has the lock of that site's leader expired in its etcd? | `promote-" +
    text(c.site?.name) +
    ".is-lock-gone` | yes, or its etcd is lost as well |\n" +
    (holds(c.p?.entrances) ? "| Do clients still reach a primary through that site's " +
    (holds(c.p?.endpoint) ? "endpoint" +
    (holds(c.p?.proxyList) ? " or " : "") : "") +
    (holds(c.p?.proxyList) ? "HAProxy" : "") +
    "? | `promote-" +
    text(c.site?.name) +
    ".is-proxy-gone` | no |\n" : "") +
    "| Could that site be alive and only unreachable from here? | run the same blocks " +
    (holds(c.site?.elsewhere) ? "on a member of " +
    text(c.site?.elsewhere) : "on a node in a third place" +
    (holds(c.curlCa) ? ", which needs the CA file" : "")) +
    ", and where clients are; check power and network of " +
    text(c.p?.name) +
    " at its own console | no, or fenced (section " +
    text(c.n?.fence) +
    ") |\n| Does " +
    text(c.site?.name) +
    " have a Standby Leader, are its members well, and is maintenance mode off? | `verify." +
    text(c.site?.name) +
    ".members` | yes |\n| How much is lost? | `promote-" +
    text(c.site?.name) +
    ".received` | written down |\n" +
    (holds(c.onlyOne) ? "" : "| Has another site received more? | `promote-SITE.received` for every site that follows | no; if yes, promote the site that received most: it loses least. Compare the timelines first: a higher one is later |\n") +
    "\nPostgreSQL can outlive its Patroni, and then takes writes although nobody has the lock. So this block asks both, on every member of\n" +
    (holds(c.onlyOne) ? text(c.p?.name) : "every other site") +
    ".\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".is-primary-gone on=" +
    text(c.site?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/ask-others"]({ ...c, of: c.site }) +
    "case $answers in\n  *\"yes, \"*) echo \"do not promote: another site takes writes\"; exit 1 ;;\n  *\"cannot tell (\"*) echo \"not known: something answers that this node cannot ask. Mend what is said in brackets (curl 6: names, 60 and 77: certificates, 127: no curl), ask elsewhere, or see by the console of " +
    text(c.p?.name) +
    "\"; exit 2 ;;\nesac\necho \"no other site answers as primary\"\n)\n```\n\nThe lock of a dead leader expires after `ttl`. If the etcd of " +
    text(c.p?.name) +
    " cannot be asked, check power and network of its machines\ninstead.\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".is-lock-gone on=" +
    text(c.site?.name) +
    ":ring as=root\n(set -eu\n" +
    parts["runbook/ring"]({ ...c, of: c.site }) +
    "answers=$(\n  for endpoint in " +
    words(c.p?.outerEndpoints) +
    "; do\n    {\n      if holder=$(ask \"$endpoint\" --dial-timeout 5s get --print-value-only " +
    sh(c.p?.leaderKey) +
    " 2> /dev/null); then\n        if [ -n \"$holder\" ]; then echo \"yes, $holder has the lock of " +
    text(c.p?.name) +
    ": $endpoint\"; else echo \"no, nobody has it: $endpoint\"; fi\n      else\n        echo \"no answer, or none that can be trusted: $endpoint\"\n      fi\n    } &\n  done\n  wait\n)\necho \"$answers\"\ncase $answers in\n  *\"yes, \"*) echo \"do not promote: Patroni of " +
    text(c.p?.name) +
    " lives, or died a moment ago. Ask again after its ttl\"; exit 1 ;;\n  *\"no, \"*) echo \"nobody has the lock of " +
    text(c.p?.name) +
    "\" ;;\n  *) echo \"nobody knows whether the lock is gone: no etcd of " +
    text(c.p?.name) +
    " could be asked. Power and network of its machines must answer\" ;;\nesac\n)\n```\n\n" +
    (holds(c.p?.entrances) ? "```sh id=promote-" +
    text(c.site?.name) +
    ".is-proxy-gone on=" +
    text(c.site?.name) +
    " as=postgres\n(set -eu\nask() {\n  pg_isready -q -h \"$1\" -p \"$2\" -t 5 && status=0 || status=$?\n  case $status in\n    0|1) echo \"do not promote: a PostgreSQL answers through $1 port $2\"; exit 1 ;;\n    2) echo \"no PostgreSQL answers through $1 port $2\" ;;\n    *) echo \"not known: this node cannot ask $1 (pg_isready $status)\"; exit 2 ;;\n  esac\n}\n" +
    each(c.p?.entrances, (c1, at) => "ask " +
    sh(c1.host) +
    " " +
    sh(c1.port) +
    "\n") +
    ")\n```\n\n" : "") +
    (holds(c.site?.fromArchive) ? text(c.site?.name) +
    " takes WAL from the archive alone: `received` is empty, and WAL that the primary wrote and did not archive is lost with it.\nThe promotion itself first applies all WAL that the archive still has, so make sure that the archive answers." +
    (holds(c.onlyOne) ? "" : " A site that streams has more WAL: if one is left, promote that\none instead.") +
    "\n\n" : "") +
    (holds(c.site?.delay) ? text(c.site?.name) +
    " applies WAL only after " +
    text(c.site?.delay) +
    " (`recovery_min_apply_delay`). A promotion ends the delay, and applies everything at\nonce: **also a mistake that the delay has held back**.\n\n" : "") +
    (holds(c.site?.fromArchive) ? "This block shows the timeline and what " +
    text(c.site?.name) +
    " has replayed. Write both down.\n" : "This block shows the timeline, what " +
    text(c.site?.name) +
    " received, and what it replayed of that. Write these down: on that timeline,\nwhatever " +
    text(c.p?.name) +
    " wrote after `received` is lost.\n") +
    "\n```sh id=promote-" +
    text(c.site?.name) +
    ".received on=" +
    text(c.site?.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c.site?.psql) +
    " -c \"\n  SELECT (SELECT ('x' || left(max(name), 8))::bit(32)::bigint FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}') AS timeline,\n         pg_last_wal_receive_lsn() AS received, pg_last_wal_replay_lsn() AS replayed, pg_last_xact_replay_timestamp() AS last_commit\"\n)\n```\n\n### Promotion\n\nYou cannot promote a site without a leader. If `patronictl list` shows none at " +
    text(c.site?.name) +
    ", look at its etcd first\n(`bring-up." +
    text(c.site?.name) +
    ".quorum`).\n\nThe next block asks all other sites once more, and refuses while one of them takes writes or cannot be asked. If you know better,\nbecause " +
    text(c.p?.name) +
    " is without power or fenced, type `sure=" +
    text(c.site?.sure?.promote) +
    "` in the same shell first (or put it before the block:\n`{ echo sure=" +
    text(c.site?.sure?.promote) +
    "; block promote-" +
    text(c.site?.name) +
    ".promote; } | ssh root@NODE su - postgres`). The block then goes on whatever the other\nsites answer.\n\n" +
    (holds(c.site?.isPromotionAlone) ? "```sh id=promote-" +
    text(c.site?.name) +
    ".promote on=" +
    text(c.site?.name) +
    ":leader as=postgres\n(set -eu\n" +
    parts["runbook/nobody-writes"]({ ...c, of: c.site, sure: c.site?.sure?.promote }) +
    "# patronictl waits for the end of the promotion, and PostgreSQL may have much to apply first. It also waits, without an end and\n# before it gives the order, for an etcd that does not answer (patroni/dcs/etcd.py, get_etcd_client).\n" +
    parts["runbook/role-of"](c) +
    "timeout 120 patronictl -c " +
    sh(c.config) +
    " promote-cluster " +
    sh(c.site?.scope) +
    " --force || {\n  [ $? -eq 124 ] || { echo \"patronictl did not promote: see what it said\"; exit 1; }\n  role=$(timeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.site?.scope) +
    " | role_of)\n  [ \"$role\" = primary ] || { echo \"the promotion was not ordered, because etcd did not answer: mend the ring (bring-up." +
    text(c.site?.name) +
    ".quorum), then run this block again\"; exit 1; }\n  echo \"patronictl still waits for the promotion: promote-" +
    text(c.site?.name) +
    ".wait goes on with that\"\n}\n)\n```\n\n" : "The block makes every change for the new role in one step: it removes `standby_cluster`, and turns the slots into the slots of a\nprimary site." +
    (holds(c.v41) ? " (`patronictl promote-cluster` would leave the slots as they are.)" : "") +
    "\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".promote on=" +
    text(c.site?.name) +
    ":leader as=postgres\n(set -eu\n" +
    parts["runbook/nobody-writes"]({ ...c, of: c.site, sure: c.site?.sure?.promote }) +
    parts["runbook/edit-config"]({ ...c, of: c.site, changes: c.site?.promotion }) +
    ")\n```\n\n") +
    "```sh id=promote-" +
    text(c.site?.name) +
    ".wait on=" +
    text(c.site?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/until-writes"]({ ...c, of: c.site }) +
    ")\n```\n\nIf " +
    text(c.site?.name) +
    " has much WAL to apply first, this block may give up before the promotion is done: run it again. PostgreSQL takes no\nwrites before it has applied all that it has.\n\n" +
    (holds(c.site?.stillBehind) ? text(c.site?.stillBehind) +
    " " +
    (holds(c.site?.oneStillBehind) ? "goes on following" : "go on following") +
    " " +
    text(c.p?.name) +
    ", as the topology says (`follow`). **Fence " +
    text(c.p?.name) +
    " before it can come back**\n(section " +
    text(c.n?.fence) +
    "), or let " +
    (holds(c.site?.oneStillBehind) ? "that site" : "these sites") +
    " follow another one first: the start guard of " +
    text(c.p?.name) +
    " takes a site that follows " +
    text(c.p?.name) +
    " for a sign that no\nsite was promoted, and starts " +
    text(c.p?.name) +
    " as a second primary if " +
    text(c.site?.name) +
    " does not answer it.\n\n" : "") +
    each(c.site?.thirds, (c1, at) => (holds(c1.isRedirected) ? (holds(c1.isMoved) ? text(c1.name) +
    " followed " +
    text(c1.before) +
    ". This block makes it follow " +
    text(c1.now) +
    "." +
    (holds(c1.leavesLost) ? " **Run it immediately**: as long as " +
    text(c1.name) +
    " follows " +
    text(c1.before) +
    ",\nthe start guard of " +
    text(c1.before) +
    " takes that for a sign that no site was promoted, and starts " +
    text(c1.before) +
    " as a second primary if it\ncomes back." : "") +
    "\n" : text(c1.name) +
    " still follows " +
    text(c1.now) +
    ", whose role has changed. A site asks every member of a primary site, but only one member of a\nstandby site. This block changes which members it asks:\n") +
    "\n```sh id=promote-" +
    text(c.site?.name) +
    ".redirect-" +
    text(c1.name) +
    " on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c1, of: c1 }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/edit-config"]({ ...c1, of: c1, changes: c1.changes }) +
    ")\n```\n\n" +
    (holds(c1.settles) ? "If " +
    text(c1.name) +
    " received more than " +
    text(c.site?.name) +
    ", its members have to be rewound. This block restarts each member that is not rewound by\nitself within a minute:\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".settle-" +
    text(c1.name) +
    " on=" +
    text(c1.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/settle"]({ ...c1, of: c1, connection: c1.leaderConnection }) +
    ")\n```\n\n" : "This site streams again once " +
    text(c1.now) +
    " does.\n\n") : text(c1.name) +
    " follows as before, but other sites stream from it now. This block makes it keep slots for those sites, and for no others:\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".slots-" +
    text(c1.name) +
    " on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c1, of: c1 }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/edit-config"]({ ...c1, of: c1, changes: c1.changes }) +
    ")\n```\n\n")) +
    "### Clients\n\n" +
    (holds(c.site?.proxyList) ? (holds(c.site?.endpoint) ? "The endpoint of " +
    text(c.site?.name) +
    ", " +
    text(c.site?.endpoint?.host) +
    " port " +
    text(c.site?.endpoint?.writePort) +
    ", leads to the new primary: point clients there.\n" +
    (holds(c.p?.endpoint) ? "The endpoint of " +
    text(c.p?.name) +
    ", " +
    text(c.p?.endpoint?.host) +
    ", leads only to members of " +
    text(c.p?.name) +
    ": keep clients away from it until " +
    text(c.p?.name) +
    " is the primary\nagain.\n" : "") +
    "\n" : "") +
    "HAProxy at " +
    text(c.site?.name) +
    " needs no edit: its primary pool asks `/primary`, and opens by itself. Point clients to " +
    text(c.site?.proxyList) +
    ", port " +
    text(c.site?.writePort) +
    ".\nSection " +
    text(c.n?.clients) +
    " says which clients find the new primary by themselves.\n\n```sh id=promote-" +
    text(c.site?.name) +
    ".pool on=" +
    text(c.site?.proxyList) +
    " as=root\n(set -eu\nmet() { curl --silent --max-time 4 'http://127.0.0.1:" +
    text(c.site?.statsPort) +
    "/;csv' | grep -q '^primary,BACKEND,.*,UP,'; }\n" +
    parts["runbook/until"]({ ...c, seconds: "60", what: "the primary pool is up" }) +
    ")\n```\n\n" : (holds(c.site?.endpoint) ? "Point clients to the endpoint of " +
    text(c.site?.name) +
    ", " +
    text(c.site?.endpoint?.host) +
    " port " +
    text(c.site?.endpoint?.writePort) +
    ", which leads to the new primary; or to its members, " +
    text(c.site?.memberList) +
    ",\nport " +
    text(c.site?.port) +
    ".\n" : "Point clients to the members of " +
    text(c.site?.name) +
    ": " +
    text(c.site?.memberList) +
    ", port " +
    text(c.site?.port) +
    ".\n") +
    "\n") +
    (holds(c.site?.forwarding) ? "HAProxy at " +
    text(c.site?.forwarding) +
    " has `writes: all`: it sends writes to the primary of any site, and its clients need no change. If two sites\nare primary, it prefers the members of its own site.\n\n" : "") +
    (holds(c.site?.closed) ? "HAProxy at " +
    text(c.site?.closed) +
    " has `writes: local`: it never sends writes to another site, and its primary pool is closed until its own site\nis promoted. Clients that know no other HAProxy cannot write.\n\n" : "") +
    "\n### Then\n\n" +
    (holds(c.site?.confirming) ? "While " +
    text(c.p?.name) +
    " is away, only a site that streams from " +
    text(c.site?.name) +
    " can confirm that " +
    text(c.site?.name) +
    " is still the primary: " +
    text(c.site?.confirming) +
    ". If all\nmembers of " +
    text(c.site?.name) +
    " restart and no such site answers, the start guard refuses them.\n" : "While " +
    text(c.p?.name) +
    " is away, no site streams from " +
    text(c.site?.name) +
    ". If all members of " +
    text(c.site?.name) +
    " restart, the start guard refuses them, because\nnobody can confirm that " +
    text(c.site?.name) +
    " is still the primary.\n") +
    "If " +
    text(c.p?.name) +
    " is surely off, overrule the guard once with `overrule-" +
    text(c.site?.name) +
    ".start` of section " +
    text(c.n?.guard) +
    "\n(`undo-overrule-" +
    text(c.site?.name) +
    ".stop` takes that back).\n\nKeep this runbook until " +
    text(c.p?.name) +
    " follows: sections " +
    text(c.n?.fence) +
    " to " +
    text(c.n?.copy) +
    " are written for " +
    text(c.p?.name) +
    " as the site that was lost. A\nrunbook that you compile after the topology says `primary: " +
    text(c.site?.name) +
    "` (section " +
    text(c.n?.after) +
    ") has the roles changed, and does not have\nthese sections.\n\n",
    "runbook/proofs": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "sed -n '/^bootstrap:/,/^[^ ]/p' " +
    sh(c.of?.config) +
    " | grep -q '^    standby_cluster:$' || { echo \"nothing was touched: by " +
    text(c.of?.config) +
    " this site would start as a primary. Change the word primary: of the topology, compile and deploy first\"; exit 1; }\n" +
    parts["runbook/ask-others"]({ ...c, of: c.of }) +
    "case $answers in\n  *\"yes, this is the primary: \"*) ;;\n  *) echo \"nothing was touched: no other site answers as the primary, and what is here may be the only copy\"; exit 1 ;;\nesac\n" +
    (holds(c.of?.cascades) ? "upstream=no\nfor url in " +
    words(c.of?.upstreamUrls) +
    "; do\n  # /leader: who has the lock of its site, be that a primary or a standby (Patroni's REST API).\n  if " +
    parts["runbook/answers"]({ ...c, of: c.of, path: "/leader", seconds: "5" }) +
    "; then upstream=yes; fi\ndone\n[ \"$upstream\" = yes ] || { echo \"nothing was touched: no member of " +
    text(c.of?.upstream) +
    " answers as its leader, and " +
    text(c.of?.name) +
    " is copied from there\"; exit 1; }\n" : "") +
    "for url in " +
    words(c.of?.localUrls) +
    "; do\n  ! " +
    parts["runbook/answers"]({ ...c, of: c.of, path: "/primary", seconds: "5" }) +
    " || { echo \"nothing was touched: " +
    text(c.of?.name) +
    " has a primary itself: $url\"; exit 1; }\ndone\n" +
    parts["runbook/role-of"](c) +
    "in_force() { timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " show-config " +
    sh(c.of?.scope) +
    "; }\ndynamic=$(in_force) || {\n  # Old versions of patronictl fail in this way where etcd answers and holds nothing (ctl.py, show_config).\n  in_force 2>&1 | grep -q \"'NoneType' object has no attribute 'data'\" || { echo \"nothing was touched: etcd of " +
    text(c.of?.name) +
    " does not answer\"; exit 1; }\n  dynamic=''\n}\n[ \"$(echo \"$dynamic\" | grep . | role_of)\" != primary ] || { echo \"nothing was touched: in its etcd " +
    text(c.of?.name) +
    " is a primary site\"; exit 1; }\n",
    "runbook/quorum": (c) =>
    parts["runbook/ring"]({ ...c, of: c.of }) +
    "met() {\n  away=''\n  ask \"$here\" endpoint health > /dev/null 2>&1 || return 1\n  members=$(ask \"$here\" member list)\n  missing=''\n  for member in $(value initial-cluster | tr , ' '); do\n    client=$(echo \"$members\" | grep -F \", ${member#*=},\" | cut -d , -f 5 | tr -d ' ')\n    if [ -z \"$client\" ] || ! ask \"$client\" endpoint health > /dev/null 2>&1; then missing=\"$missing ${member%%=*}\"; fi\n  done\n  away=$missing\n  [ -z \"$away\" ]\n}\n" +
    parts["runbook/until-or-away"]({ ...c, seconds: "120", what: "more than half of the ring answers: see journalctl -u etcd" }) +
    "ask \"$here\" member list\n",
    "runbook/replacement": (c) =>
    "## " +
    text(c.n?.replace) +
    ". One machine is lost for good, its site is well\n\nGive the new machine the name and the address of the lost one. Do section " +
    text(c.n?.before) +
    " for the new machine alone: files\n(`new=SITE/NODE` in that block), certificates, passwords, and the blocks `prepare.…`. Run these blocks on no other node.\n\nPatroni on the new machine copies PostgreSQL by itself from the leader of its site. If that leader has tablespaces, first make\ntheir folders on the new machine, at the same paths, empty and owned by postgres. The etcd of the new machine joins the ring in\ntwo steps: first a node of the ring removes the dead member and adds the new one, then etcd starts on the new machine.\n\n" +
    each(c.sites, (c1, at) => "### " +
    text(c1.name) +
    "\n\n" +
    (holds(c1.ringOfMany) ? "If several members do not answer, the block lists them: after `replaced=` write the etcd name of the member that you replace now.\n\n```sh id=replace-" +
    text(c1.name) +
    ".ring on=" +
    text(c1.name) +
    ":ring as=root\n(set -eu\nreplaced=''\n" +
    parts["runbook/ring"]({ ...c1, of: c1 }) +
    parts["runbook/this-ring"]({ ...c1, of: c1 }) +
    "members=$(ask \"$here\" member list)\nlost='' found=''\nfor member in $(value initial-cluster | tr , ' '); do\n  client=$(echo \"$members\" | grep -F \", ${member#*=},\" | cut -d , -f 5 | tr -d ' ')\n  # One that was slow once is not dead.\n  if [ -n \"$client\" ] && { ask \"$client\" endpoint health || { sleep 5; ask \"$client\" endpoint health; }; }; then continue; fi\n  lost=\"$lost ${member%%=*}\"\n  if [ \"${member%%=*}\" = \"$replaced\" ] || [ -z \"$replaced\" ]; then found=\"$found $member\"; fi\ndone\nset -- $found\n[ $# -eq 1 ] || { echo \"this block replaces one member, and these do not answer:${lost:- none}\"; echo \"$members\"; exit 1; }\nid=$(echo \"$members\" | grep -F \", ${1#*=},\" | cut -d , -f 1)\n[ -z \"$id\" ] || ask \"$here\" member remove \"$id\"\nadded=$(ask \"$here\" member add \"${1%%=*}\" --peer-urls \"${1#*=}\")\necho \"$added\"\n# Asked for its members now, a ring that had one would wait for the new one: it is in the majority already.\njoining=$(echo \"$added\" | sed -n 's/^ETCD_INITIAL_CLUSTER=\"\\(.*\\)\"$/\\1/p')\n[ -n \"$joining\" ] || { echo \"etcdctl did not say what the ring is now: see member list\"; exit 1; }\necho \"initial-cluster: $joining\"\n)\n```\n\nThe last line of the output is the `initial-cluster:` line that the new machine must have. If you replace one member of a whole\nring, the compiled file already has it. If the line names fewer members, put it in place of the `initial-cluster:` line in\n`" +
    text(c1.etcdConfig) +
    "` on the new machine.\n\n```sh id=replace-" +
    text(c1.name) +
    ".join on=" +
    text(c1.name) +
    ":new as=root\n(set -eu\n" +
    parts["runbook/this-ring"]({ ...c1, of: c1 }) +
    parts["runbook/ring"]({ ...c1, of: c1 }) +
    "sed -i 's/^initial-cluster-state: .*/initial-cluster-state: existing/' " +
    sh(c1.etcdConfig) +
    "\nsystemctl daemon-reload\nsystemctl enable --now etcd\nmet() { ask \"$here\" endpoint health > /dev/null 2>&1; }\n" +
    parts["runbook/until"]({ ...c1, seconds: "300", what: "this node is in the ring: see journalctl -u etcd" }) +
    ")\n```\n\n**Half of the ring or more is lost.** The nodes that are left have no majority: they accept no write, and you can add or remove no\nmember. Only in this case, and only if the lost machines have no power, let one node that is left go on alone, with everything\nthat its etcd knows. That node is then the whole ring. Add new machines to it one after the other with the two blocks above.\n\nTreat an old machine that returns as a new one: empty its etcd data directory before its etcd starts, or the old members form the\nold ring again beside the new one.\n\nThe next block asks all other nodes of the ring, twice, and refuses while one of them is well: in that case the ring works, and\nthe fault is in this node.\n\n```sh id=replace-" +
    text(c1.name) +
    ".alone on=" +
    text(c1.name) +
    ":survivor as=root\n(set -eu\n" +
    parts["runbook/ring"]({ ...c1, of: c1 }) +
    parts["runbook/this-ring"]({ ...c1, of: c1 }) +
    "well() { ask \"$1\" endpoint health > /dev/null 2>&1; }\n! well \"$here\" || { echo \"the ring has a majority: nothing was changed\"; exit 1; }\nfor url in " +
    words(c1.ringClients) +
    "; do\n  [ \"$url\" != \"$here\" ] || continue\n  if well \"$url\" || { sleep 5; well \"$url\"; }; then echo \"the ring has a majority, for $url is well: nothing was changed\"; exit 1; fi\ndone\n# A node whose etcd is not even tried has a fault of its own. The mark says that this block stopped it, and was cut short.\nmark=" +
    sh(c1.etcdConfig) +
    ".alone\ncase $(systemctl is-active etcd) in\n  active | activating | reloading) ;;\n  *) [ -e \"$mark\" ] || { echo \"etcd does not run here: start it, and see journalctl -u etcd. Nothing was changed\"; exit 1; } ;;\nesac\ntouch \"$mark\"\n# A plain sh leaves out the trap of EXIT when a signal ends it.\ntrap 'exit 129' HUP INT TERM\ntrap 'sed -i \"/^force-new-cluster: true\\$/d\" " +
    text(c1.etcdConfig) +
    "' EXIT\nsystemctl stop etcd\necho 'force-new-cluster: true' >> " +
    sh(c1.etcdConfig) +
    "\nsystemctl start etcd\nmet() { ask \"$here\" endpoint health > /dev/null 2>&1; }\n" +
    parts["runbook/until"]({ ...c1, seconds: "120", what: "this node is a ring of its own: see journalctl -u etcd" }) +
    "rm -f \"$mark\"\nask \"$here\" member list\n)\n```\n\n" : (holds(c1.ringList) ? "The etcd ring of this site has one node, " +
    text(c1.ringList) +
    ". If that machine is lost, no node is left that could add a new one: the\nnew machine starts an empty ring, as in a new site.\n\nMembers of " +
    text(c1.name) +
    " that kept running write what they know into the empty ring: the leader takes the lock again, with its\nconfiguration and its slots. Restart none of these members before `patronictl list` shows a leader. If the lost machine was the\nonly member too, " +
    text(c1.name) +
    " is lost: find the section for that in the table at the top.\n\n```sh id=replace-" +
    text(c1.name) +
    ".join on=" +
    text(c1.name) +
    ":new as=root\n(set -eu\n" +
    parts["runbook/start-etcd"]({ ...c1, of: c1 }) +
    ")\n```\n\n" : ""))) +
    "Then, on the new machine, run `systemctl enable --now patroni` and `systemctl enable --now haproxy`, for those of the two that\nit runs. `bring-up.SITE.quorum` and `bring-up.SITE.members` of section " +
    text(c.n?.bringUp) +
    " wait until it has joined. The next deploy writes\n`initial-cluster-state: new` again, which etcd reads only if it has no data.\n\n",
    "runbook/restart-patroni-body": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/paused"]({ ...c, of: c.of }) +
    "paused || { echo \"nothing was restarted: " +
    text(c.of?.name) +
    " is not paused, and without a pause Patroni stops PostgreSQL\"; exit 1; }\nsystemctl restart patroni\n",
    "runbook/resume-body": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/paused"]({ ...c, of: c.of }) +
    "if paused; then timeout 120 patronictl -c " +
    sh(c.of?.config) +
    " resume " +
    sh(c.of?.scope) +
    " --wait || true; fi\nif paused; then echo \"" +
    text(c.of?.name) +
    " is still paused: restart Patroni on every member with the block before this one, then run this block again\"; exit 1; fi\n" +
    parts["runbook/until-all"]({ ...c, of: c.of, role: c.of?.leaderRole, seconds: "180" }),
    "runbook/rewind": (c) =>
    "## " +
    text(c.n?.rewind) +
    ". Failback of " +
    text(c.p?.name) +
    ", first choice: rewind" +
    (holds(c.onlyOne) ? "" : " (" +
    text(c.site?.name) +
    " was promoted)") +
    "\n\n" +
    (holds(c.p?.fromArchive) ? text(c.p?.name) +
    " will take WAL from the archive alone. Patroni rewinds only from a member that it can connect to, and there is none.\nCopy " +
    text(c.p?.name) +
    " anew instead, from a backup (section " +
    text(c.n?.copy) +
    ").\n\n" : "") +
    "**This section throws away** everything that " +
    text(c.p?.name) +
    " wrote after " +
    text(c.site?.name) +
    " stopped receiving. If somebody may want it, copy a\ndata directory first.\n\nLeave out a member that stays dead, here and below.\n\nIf " +
    text(c.p?.name) +
    " ran as a second primary in between, and a member was promoted there, its timeline may have the same number as\n" +
    text(c.site?.name) +
    "'s and still be a different timeline. Such timelines may even begin at the same place. Patroni and pg_rewind take equal\nnumbers for the same timeline, and the member would replay WAL that is not its own. So this block looks for the last timeline that\nboth have been on, and compares the WAL that both have of it. The member may still be on that timeline. If it has left it,\n" +
    text(c.site?.name) +
    " must be past the place where it did. If the block refuses on every member, go to section " +
    text(c.n?.copy) +
    ".\n\n**Run this block before a member starts as a follower for the first time.** A member that streams from " +
    text(c.site?.name) +
    " writes\n" +
    text(c.site?.name) +
    "'s WAL over its own, and then nobody can tell the timelines apart. If " +
    text(c.p?.name) +
    " was a second primary and a member has\nbeen started since, copy that member anew.\n\nIf the block says that nobody can tell, the member or " +
    text(c.site?.name) +
    " no longer has the WAL that the block would compare. The timeline\nis the same if " +
    text(c.p?.name) +
    " was never a second primary: nobody overruled its start guard since it was lost, and nobody promoted a\nmember there. If you are sure of that, type `sure=" +
    text(c.p?.sure?.rewind) +
    "` in the same shell, and run the block again. Otherwise go to\nsection " +
    text(c.n?.copy) +
    ".\n\n" +
    (holds(c.site?.stillBehind) ? text(c.site?.stillBehind) +
    " " +
    (holds(c.site?.oneStillBehind) ? "follows" : "follow") +
    " " +
    text(c.p?.name) +
    ". If " +
    text(c.p?.name) +
    " ran as a second primary, " +
    (holds(c.site?.oneStillBehind) ? "that site has" : "these sites have") +
    " received what it wrote then. In that\ncase stop " +
    (holds(c.site?.oneStillBehind) ? "it" : "them") +
    " now (`reclone-" +
    (holds(c.site?.oneStillBehind) ? text(c.site?.stillBehind) : "SITE") +
    ".stop` of section " +
    text(c.n?.reclone) +
    "), and copy " +
    (holds(c.site?.oneStillBehind) ? "it" : "them") +
    " anew once " +
    text(c.p?.name) +
    " follows.\n\n" : "") +
    "\n```sh id=rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".check on=" +
    text(c.p?.memberList) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGCONNECT_TIMEOUT=10\nask() { PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" psql -X -At -w " +
    sh(c.site?.leaderConnection) +
    " -c \"$1\"; }\nask_sql() { PGPASSWORD=\"${" +
    text(c.p?.loginPassword) +
    ":-}\" psql -X -At -w " +
    sh(c.site?.leaderLogin) +
    " -c \"$1\"; }\nbytes() { echo $((0x${1%/*} * 4294967296 + 0x${1#*/})); }\nsteps() { awk 'NF >= 2 && $1 ~ /^[0-9]+$/ { printf \"%s:%s \", $1, $2 }'; }\n\nidentity=$(ask IDENTIFY_SYSTEM)\ntheir_system=$(echo \"$identity\" | cut -d '|' -f 1)\ntheir_last=$(echo \"$identity\" | cut -d '|' -f 2)\ntheir_end=$(echo \"$identity\" | cut -d '|' -f 3)\nhistory=''\n[ \"$their_last\" -eq 1 ] || history=$(ask \"TIMELINE_HISTORY $their_last\")\ntheirs=\"$(echo \"$history\" | sed 's/^[0-9A-F]*\\.history|//' | steps)$their_last:\"\n\ncd " +
    parts["runbook/data-dir"]({ ...c, of: c.p }) +
    "\ncontrol=$(LC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c, of: c.p }) +
    "/pg_controldata -D .)\nfield() { echo \"$control\" | sed -n \"s/^$1: *//p\"; }\nown_system=$(field 'Database system identifier')\n# Where its data is, and the latest timeline that it has WAL of: it may have the history of a timeline that it has never been on.\ncontrol_last=$({ field \"Latest checkpoint's TimeLineID\"; field \"Min recovery ending loc's timeline\"; } | sort -n | tail -n 1)\nown_last=$control_last\nnewest=$(ls pg_wal | grep -E '^[0-9A-F]{24}$' | sort | tail -n 1 | cut -c 1-8)\n[ -z \"$newest\" ] || [ $((0x$newest)) -le \"$own_last\" ] || own_last=$((0x$newest))\nown=\"$own_last:\"\n[ \"$own_last\" -eq 1 ] || own=\"$(steps < \"pg_wal/$(printf %08X \"$own_last\").history\")$own\"\n\necho \"timelines, and where each ended: this member $own, " +
    text(c.site?.name) +
    " $theirs\"\n[ \"$own_system\" = \"$their_system\" ] || { echo \"another database system ($own_system, not $their_system): not to be rewound, see section " +
    text(c.n?.copy) +
    "\"; exit 1; }\n# The place where a list leaves a timeline; nothing for the last one.\nend_on() { for step in $1; do [ \"${step%%:*}\" != \"$2\" ] || echo \"${step#*:}\"; done; }\nnever() { echo \"" +
    text(c.site?.name) +
    " was never on that timeline: not to be rewound, see section " +
    text(c.n?.copy) +
    "\"; exit 1; }\n\n# The last timeline that both have been on.\ncase $theirs in\n  \"$own\"*) common=$own_last rewound='if need be' ;;\n  *)\n    case $own in \"$theirs\"?*) ;; *) never ;; esac\n    common=$their_last left=$(end_on \"$own\" \"$their_last\") rewound=\"to $left\"\n    [ \"$(bytes \"$their_end\")\" -ge \"$(bytes \"$left\")\" ] || never ;;\nesac\n" +
    parts["runbook/same-timeline"](c) +
    "# Its data may be on an earlier one.\n[ \"$control_last\" -ge \"$common\" ] || same_timeline \"$control_last\" \"$control_last\"\nsame_timeline \"$common\" \"$own_last\"\necho \"this member can follow " +
    text(c.site?.name) +
    ", rewound $rewound\"\n)\n```\n\nIf the block refuses on some members only, go on with the others and leave the refusing members stopped. Once the site follows,\ndo section " +
    text(c.n?.after) +
    ": the files of every machine must say that " +
    text(c.p?.name) +
    " follows. Then run `reclone-" +
    text(c.p?.name) +
    ".wipe` on the members\nwhere the block refused, and `systemctl enable --now patroni`: they copy their leader.\n\nFinish section " +
    text(c.n?.fence) +
    " before you go on. Then start Patroni on one member: it rewinds to the place where the timelines part, and\nstreams from " +
    text(c.site?.name) +
    ". Start the other members after it: all members together would fight for the one slot.\n\n```sh id=rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".first on=" +
    text(c.p?.name) +
    ":candidate as=root\n(set -eu\n" +
    parts["runbook/settle"]({ ...c, of: c.p, connection: c.site?.leaderConnection }) +
    parts["runbook/until-answers"]({ ...c, of: c.p, path: "/standby-leader", seconds: "120", what: "a member answers as standby leader: see journalctl -u patroni" }) +
    ")\n```\n\n" +
    (holds(c.p?.others) ? "```sh id=rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".rest on=" +
    text(c.p?.memberList) +
    " as=root\n(set -eu\n" +
    parts["runbook/settle"]({ ...c, of: c.p, connection: c.site?.leaderConnection }) +
    ")\n```\n\n" : "") +
    "A member that lost its power while it followed may have more WAL than it has recorded, and may notice only when it is past the\npoint where the timelines part (`new timeline 2 forked off current database system timeline 1`). After an orderly stop the\nmember knows, and rewinds. So the blocks that start a member wait until PostgreSQL answers, and give it a minute to stream on\nthe timeline of " +
    text(c.site?.name) +
    ". If it does not, they stop and start it once. (On another timeline, streaming breaks off every few\nseconds.) They stop nothing while PostgreSQL does not answer.\n\n```sh id=rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".wait on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c, of: c.p, role: "Standby Leader", seconds: "600" }) +
    ")\n```\n\npg_rewind has copied `patroni.dynamic.json` of " +
    text(c.site?.name) +
    ", and that file names no upstream. If " +
    text(c.p?.name) +
    " ever lost its etcd, the\nfile would make it a primary. Remove the file: Patroni writes its own with the next change.\n\n```sh id=rewind-" +
    text(c.p?.name) +
    text(c.behind) +
    ".forget on=" +
    text(c.p?.memberList) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    "rm -f " +
    parts["runbook/data-dir"]({ ...c, of: c.p }) +
    "/patroni.dynamic.json\n)\n```\n\n" +
    text(c.p?.name) +
    " follows now. Go on with section " +
    text(c.n?.after) +
    ". Then verify with section " +
    text(c.n?.verify) +
    " of the runbook that you compile there.\n\n",
    "runbook/ring": (c) =>
    "value() { sed -nE \"s/^ *$1: \\\"?([^\\\"]*)\\\"?$/\\1/p\" " +
    sh(c.of?.etcdConfig) +
    " | head -n 1; }\nexport ETCDCTL_API=3 ETCDCTL_CACERT=\"$(value trusted-ca-file)\" ETCDCTL_CERT=\"$(value cert-file)\" ETCDCTL_KEY=\"$(value key-file)\"\nask() { etcdctl --command-timeout 10s --endpoints \"$@\"; }\nhere=$(value advertise-client-urls)\n",
    "runbook/role-of": (c) =>
    "role_of() {\n  awk '/^[^ ]/ { inside = /^standby_cluster:/ }\n    inside && /^  (host|port|restore_command): ./ && !/: (null|0|false|\\047\\047|\"\")$/ { follows = 1 }\n    END { print NR == 0 ? \"none\" : follows ? \"standby\" : \"primary\" }'\n}\n",
    "runbook/same-timeline": (c) =>
    "segment=$(field 'Bytes per WAL segment')\nfile_of() { printf 'pg_wal/%08X%08X%08X' \"$1\" $(($2 / segment / (4294967296 / segment))) $(($2 / segment % (4294967296 / segment))); }\n# The hash of the WAL between two places in one segment, from the file of the latest timeline that has the segment.\nown_hash() {\n  timeline=$newest_file\n  while [ \"$timeline\" -gt 0 ]; do\n    file=$(file_of \"$timeline\" \"$1\")\n    if [ -e \"$file\" ]; then\n      tail -c +$(($1 % segment + 1)) \"$file\" | head -c $(($2 - $1)) | sha256sum | cut -c 1-64\n      return\n    fi\n    timeline=$((timeline - 1))\n  done\n  echo missing\n}\ntheir_hash() {\n  timeline=$their_last parts=NULL\n  while [ \"$timeline\" -gt 0 ]; do\n    file=$(file_of \"$timeline\" \"$1\")\n    for name in \"$file\" \"$file.partial\"; do\n      parts=\"$parts, pg_read_binary_file('$name', $(($1 % segment)), $(($2 - $1)), true)\"\n    done\n    timeline=$((timeline - 1))\n  done\n  ask_sql \"SELECT coalesce(encode(sha256(coalesce($parts)), 'hex'), 'missing')\" || exit\n}\n# Up to two segments.\nhashes() {\n  border=$((($3 - 1) / segment * segment))\n  if [ \"$2\" -lt \"$border\" ]; then \"$1\" \"$2\" \"$border\"; \"$1\" \"$border\" \"$3\"; else \"$1\" \"$2\" \"$3\"; fi\n}\ncompare() {\n  own_hashes=$(hashes own_hash \"$1\" \"$2\") || exit\n  their_hashes=$(hashes their_hash \"$1\" \"$2\") || exit\n  case $own_hashes$their_hashes in\n    *missing*) echo unknown ;;\n    *) if [ \"$own_hashes\" = \"$their_hashes\" ]; then echo same; else echo other; fi ;;\n  esac\n}\n# The WAL of a timeline before a place: of its segment and the one before, which begins with records; 64 MB of it are enough. If the\n# one before is gone, 8 kB of the last one: they have records with the time of a commit.\nbefore_place() {\n  last=$((($1 - 1) / segment * segment)) from=$((last - segment)) to=$1\n  [ \"$from\" -ge \"$begin\" ] || from=$begin\n  [ \"$to\" -le $((from + 67108864)) ] || to=$((from + 67108864))\n  result=$(compare \"$from\" \"$to\") || exit\n  if [ \"$result\" = unknown ] && [ \"$from\" -lt \"$last\" ] && [ $(($1 - last)) -ge 8192 ]; then compare \"$last\" \"$1\"\n  else echo \"$result\"; fi\n}\n# A timeline, and the latest one whose files of this member count.\nsame_timeline() {\n  [ \"$1\" -gt 1 ] || return 0\n  newest_file=$2\n  begin=0 their_at=$(end_on \"$theirs\" \"$1\") own_at=$(end_on \"$own\" \"$1\") checkpoint=''\n  for step in $theirs; do [ \"${step%%:*}\" -ge \"$1\" ] || begin=$(bytes \"${step#*:}\"); done\n  their_at=$(bytes \"${their_at:-$their_end}\")\n  # Where it still is, at least this much of its own is there: 114 bytes are the record of a checkpoint.\n  if [ \"$(field \"Latest checkpoint's TimeLineID\")\" -eq \"$1\" ]; then checkpoint=$(bytes \"$(field 'Latest checkpoint location')\"); fi\n  if [ -n \"$own_at\" ]; then own_at=$(bytes \"$own_at\"); else own_at=$((${checkpoint:--114} + 114)); fi\n  if [ \"$(field \"Min recovery ending loc's timeline\")\" -eq \"$1\" ]; then\n    recovered=$(bytes \"$(field 'Minimum recovery ending location')\")\n    [ \"$recovered\" -le \"$own_at\" ] || own_at=$recovered\n  fi\n  [ \"$own_at\" -le \"$their_at\" ] || own_at=$their_at\n  answer=other\n  [ \"$their_at\" -le \"$begin\" ] || answer=$(before_place \"$their_at\")\n  if [ \"$answer\" != same ]; then\n    if [ \"$own_at\" -gt \"$begin\" ]; then answer=$(before_place \"$own_at\")\n    # It has replayed nothing of this timeline, but might have WAL of it: the first record tells.\n    elif [ -e \"$(file_of \"$1\" \"$begin\")\" ]; then answer=$(compare \"$begin\" $((begin + 64)))\n    else answer=same; fi\n  fi\n  # A checkpoint has a time, too.\n  if [ \"$answer\" = unknown ] && [ -n \"$checkpoint\" ] && [ $((checkpoint + 114)) -le \"$their_at\" ]; then\n    answer=$(compare \"$checkpoint\" $((checkpoint + 114)))\n  fi\n  case $answer in\n    other) never ;;\n    unknown)\n      [ \"${sure:-no}\" = " +
    text(c.p?.sure?.rewind) +
    " ] || {\n        echo \"nobody can tell whether timeline $1 is the same for both: the WAL that could tell is gone. The text before this block says what to do\"; exit 1\n      } ;;\n  esac\n}\n",
    "runbook/settle": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nexport PGCONNECT_TIMEOUT=10\ncd /\nleader() { PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" timeout 30 psql -X -At -w " +
    sh(c.connection) +
    " -c IDENTIFY_SYSTEM; }\nidentity=$(leader)\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nsystemctl enable --now patroni\nanswers=0 silence=0 restarts=0\nwhile [ \"$restarts\" -lt 2 ]; do\n  if status=$(runuser -u postgres -- " +
    words(c.of?.psql) +
    " -At -F ' ' -c \"SELECT pg_is_in_recovery(), (SELECT status || ' ' || received_tli FROM pg_stat_wal_receiver)\" 2>&1); then\n    case $status in f*) echo \"nothing was restarted: PostgreSQL on this member takes writes, and follows nobody\"; exit 1 ;; esac\n    # Another member may lead there by now, on a timeline of its own.\n    now=$(leader) && identity=$now\n    wanted=\"t streaming $(echo \"$identity\" | cut -d '|' -f 2)\"\n    [ \"$status\" != \"$wanted\" ] || break\n    answers=$((answers + 1)) silence=0\n  else\n    silence=$((silence + 1))\n    [ \"$silence\" -lt 600 ] || { echo \"PostgreSQL has not answered for 10 minutes, nothing was restarted: $status. While pg_rewind is at work (journalctl -u patroni) run this block again\"; exit 1; }\n  fi\n  if [ \"$answers\" -ge 60 ]; then\n    answers=0 restarts=$((restarts + 1))\n    [ \"$restarts\" -eq 2 ] || systemctl restart patroni\n  fi\n  sleep 1\ndone\n[ \"$restarts\" -lt 2 ] || { echo \"this member does not stream, also after a restart: see journalctl -u patroni\"; exit 1; }\n",
    "runbook/start-etcd": (c) =>
    parts["runbook/this-ring"]({ ...c, of: c.of }) +
    "systemctl daemon-reload\nsystemctl enable --now etcd\n",
    "runbook/start-patroni": (c) =>
    parts["runbook/this-member"]({ ...c, of: c.of }) +
    "systemctl daemon-reload\nsystemctl enable --now patroni\n",
    "runbook/stop-members": (c) =>
    "systemctl disable --now patroni\nrm -f " +
    sh(c.override) +
    "\ncd /\ndata_dir=" +
    parts["runbook/data-dir"]({ ...c, of: c.of }) +
    "\nif runuser -u postgres -- " +
    parts["runbook/bin-dir"]({ ...c, of: c.of }) +
    "/pg_ctl status -D \"$data_dir\" > /dev/null 2>&1; then\n  runuser -u postgres -- " +
    parts["runbook/bin-dir"]({ ...c, of: c.of }) +
    "/pg_ctl stop -m fast -w -t 3600 -D \"$data_dir\"\nfi\n",
    "runbook/swap": (c) =>
    "## " +
    text(c.n?.swap) +
    ". Planned swap: " +
    text(c.p?.name) +
    " to " +
    text(c.site?.name) +
    ", without loss\n\n" +
    (holds(c.site?.fromArchive) ? "This runbook has no blocks for this swap, because " +
    text(c.site?.name) +
    " takes WAL from the archive alone. A PostgreSQL that stops archives all that\nit wrote except its last record, the shutdown checkpoint. So " +
    text(c.site?.name) +
    " never has everything, and no block could prove that nothing else\nis missing. Let " +
    text(c.site?.name) +
    " stream before the swap:\n\n1. Remove `from: archive`" +
    (holds(c.site?.delay) ? " and `recovery_min_apply_delay`" : "") +
    " from `standby` of " +
    text(c.site?.name) +
    " in the topology.\n2. Make sure that the members of " +
    text(c.site?.name) +
    " can reach PostgreSQL of " +
    text(c.p?.name) +
    ": `topology.md` of the new compilation has the ports.\n3. Apply the topology as section " +
    text(c.n?.apply) +
    " describes. " +
    text(c.p?.name) +
    " then keeps a slot for " +
    text(c.site?.name) +
    ", and " +
    text(c.site?.name) +
    " streams.\n4. Swap with this section of the runbook that you compiled.\n\n" : "Before you begin, both sites must be up and " +
    text(c.site?.name) +
    " must stream (section " +
    text(c.n?.verify) +
    "). Writes stop for some seconds. The first\nblock refuses if no member of " +
    text(c.site?.name) +
    " answers as its standby leader, if that site is in maintenance mode, or if it lacks 64 MiB\nor more. If you know better, type `sure=" +
    text(c.site?.sure?.swap) +
    "` in the same shell first.\n" +
    (holds(c.site?.swapForwarding) ? "HAProxy at " +
    text(c.site?.swapForwarding) +
    " has `writes: all` and follows the swap by itself.\n" : "") +
    (holds(c.site?.swapClosed) ? "HAProxy at " +
    text(c.site?.swapClosed) +
    " has `writes: local`: point its clients to " +
    (holds(c.site?.proxyList) ? text(c.site?.proxyList) : "the members of " +
    text(c.site?.name)) +
    "\nwhen the swap is done (section " +
    text(c.n?.clients) +
    ").\n" : "") +
    "\n" +
    (holds(c.v41) ? "The block makes every change for the new role in one step. Patroni " +
    text(c.patroni) +
    " then demotes by a fast stop that waits for the standby.\n(`patronictl demote-cluster` starts the same, but cannot set all that " +
    text(c.p?.name) +
    " needs as a standby site.)\n\n```sh id=swap-" +
    text(c.site?.name) +
    ".demote on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    "set -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/may-swap"](c) +
    parts["runbook/edit-config"]({ ...c, of: c.p, changes: c.site?.following }) +
    "met() {\n  leader=''\n  for url in " +
    words(c.p?.localUrls) +
    "; do\n    if " +
    parts["runbook/answers"]({ ...c, of: c.p, path: "/standby-leader", seconds: "4" }) +
    "; then leader=$url; fi\n  done\n  [ -n \"$leader\" ] || return 1\n  # The PostgreSQL that took the writes may go on stopping, and sending, while another member leads already.\n  [ -n \"$was\" ] || return 0\n  curl --silent --max-time 4" +
    (holds(c.curlCa) ? " " +
    words(c.curlCa) : "") +
    " \"$was/patroni\" | grep -q '\"state\": *\"running\"'\n}\n" +
    parts["runbook/until"]({ ...c, seconds: "300", what: "a member answers as standby leader, and the one that was the leader runs again: see patronictl list" }) +
    ")\n```\n\n" : "Before 4.1 Patroni demotes by an immediate stop, which may lose WAL that was not sent. So the first block pauses Patroni, stops\nPostgreSQL with a fast stop that waits for the standby, and checks that the standby has everything. Only after that does the\nsecond block change the role.\n\n```sh id=swap-" +
    text(c.site?.name) +
    ".pause on=" +
    text(c.p?.name) +
    ":leader as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nif ! timeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.p?.scope) +
    " | grep -q '^pause: true'; then\n" +
    parts["runbook/may-swap"](c) +
    "  timeout 120 patronictl -c " +
    sh(c.config) +
    " pause " +
    sh(c.p?.scope) +
    " --wait\nfi\n# patronictl succeeds although a member refused it: with another password for the REST API, say.\ntimeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.p?.scope) +
    " | grep -qx 'pause: true' || { echo \"nothing was stopped: " +
    text(c.p?.name) +
    " is not paused, see what patronictl said\"; exit 1; }\ncd /\ncontrol() { LC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c, of: c.p }) +
    "/pg_controldata -D " +
    parts["runbook/data-dir"]({ ...c, of: c.p }) +
    " | sed -n \"s/^$1: *//p\"; }\ncase $(control 'Database cluster state') in\n  'in production'|'shutting down') " +
    parts["runbook/bin-dir"]({ ...c, of: c.p }) +
    "/pg_ctl stop -m fast -w -t 300 -D " +
    parts["runbook/data-dir"]({ ...c, of: c.p }) +
    " ;;\n  'shut down') echo \"PostgreSQL is stopped already\" ;;\n  *) echo \"this member was not the primary: $(control 'Database cluster state')\"; exit 1 ;;\nesac\nlast=$(control 'Latest checkpoint location')\nlast=$((0x${last%/*} * 4294967296 + 0x${last#*/}))\nmet() {\n  # Another member may have taken the writes meanwhile: then there is more than this one had.\n  for url in " +
    words(c.p?.localUrls) +
    "; do\n    if " +
    parts["runbook/answers"]({ ...c, of: c.p, path: "/primary", seconds: "5" }) +
    "; then return 1; fi\n  done\n  for url in " +
    words(c.site?.urls) +
    "; do\n    status=$(curl --silent --max-time 5" +
    (holds(c.curlCa) ? " " +
    words(c.curlCa) : "") +
    " \"$url/patroni\") || status=''\n    received=$(echo \"$status\" | tr ',{}' '\\n' | sed -nE 's/^ *\"received_location\": ([0-9]+)$/\\1/p')\n    if [ \"${received:-0}\" -gt \"$last\" ]; then return 0; fi\n  done\n  return 1\n}\n" +
    parts["runbook/until"]({ ...c, seconds: "60", what: "nobody takes writes, and the last of the WAL is received" }) +
    "echo \"" +
    text(c.site?.name) +
    " has everything\"\n)\n```\n\nNo site takes writes now. If the block above ends with `waited 60 s in vain`, the link broke at the wrong moment, and " +
    text(c.site?.name) +
    "\nlacks the last rows. Then go back with `abort-swap-" +
    text(c.site?.name) +
    ".resume`, and swap again once " +
    text(c.site?.name) +
    " streams.\n\nThe next block refuses while " +
    text(c.p?.name) +
    " is not paused, or takes writes: WAL that was not sent yet would be lost.\n\n```sh id=swap-" +
    text(c.site?.name) +
    ".demote on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    parts["runbook/role-of"](c) +
    "set -a; . /etc/patroni/patroni.env; set +a\ndynamic=$(timeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.p?.scope) +
    ")\n[ \"$(echo \"$dynamic\" | role_of)\" != standby ] || { echo \"" +
    text(c.p?.name) +
    " is a standby site already\"; exit 0; }\necho \"$dynamic\" | grep -qx 'pause: true' || { echo \"nothing was changed: " +
    text(c.p?.name) +
    " is not paused. Take swap-" +
    text(c.site?.name) +
    ".pause first\"; exit 1; }\nmet() {\n  for url in " +
    words(c.p?.localUrls) +
    "; do\n    if " +
    parts["runbook/answers"]({ ...c, of: c.p, path: "/primary", seconds: "4" }) +
    "; then return 1; fi\n  done\n}\n" +
    parts["runbook/until"]({ ...c, seconds: "60", what: "nobody takes writes there" }) +
    parts["runbook/edit-config"]({ ...c, of: c.p, changes: c.site?.demotion }) +
    ")\n```\n\n") +
    (holds(c.v41) ? "No site takes writes now. Check with the next block that " +
    text(c.site?.name) +
    " has all that the members of " +
    text(c.p?.name) +
    " have.\n\nIf the link broke at the wrong moment, the site lacks some of it, and usually will not get it: the site needs a primary to stream\nfrom, and none is left. Then go back with `abort-swap-" +
    text(c.site?.name) +
    ".promote`, and swap again once " +
    text(c.site?.name) +
    " streams.\n\nThere is one exception. If the block says that " +
    text(c.site?.name) +
    " has everything but what some members may have, and names only members that\nwere down before the swap began, go on although the block failed.\n\n```sh id=swap-" +
    text(c.site?.name) +
    ".received on=" +
    text(c.site?.name) +
    ":leader as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.site }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nmet() {\n  positions='' silent=''\n  for url in " +
    words(c.p?.urls) +
    "; do\n    status=$(curl --silent --max-time 5" +
    (holds(c.curlCa) ? " " +
    words(c.curlCa) : "") +
    " \"$url/patroni\") || status=''\n    position=$(echo \"$status\" | tr ',{}' '\\n' | sed -nE 's/^ *\"(received|replayed)_location\": ([0-9]+)$/\\2/p' | sort -n | tail -n 1)\n    if [ -n \"$position\" ]; then positions=\"$positions $position\"; else silent=\"$silent $url\"; fi\n  done\n  last=$(printf '%s\\n' $positions 0 | sort -n | tail -n 1)\n  all=$(" +
    words(c.site?.psql) +
    " -At -c \"SELECT greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0' >= $last\") || all=''\n  case $all:$silent in\n    t:) why='" +
    text(c.site?.name) +
    " has everything that " +
    text(c.p?.name) +
    " has'; return 0 ;;\n    t:*) why=\"" +
    text(c.site?.name) +
    " has everything but what these may have, which do not answer as followers:$silent\" ;;\n    *) why=\"" +
    text(c.site?.name) +
    " has less than the members of " +
    text(c.p?.name) +
    ", in bytes:$positions\" ;;\n  esac\n  return 1\n}\nwhy=''\ntrap 'echo \"$why\"' EXIT\n" +
    parts["runbook/until"]({ ...c, seconds: "60", what: "nothing is missing" }) +
    ")\n```\n\n" : "") +
    "Promote " +
    text(c.site?.name) +
    " with the blocks `promote-" +
    text(c.site?.name) +
    ".promote` and `promote-" +
    text(c.site?.name) +
    ".wait` of section " +
    text(c.n?.promote) +
    (holds(c.site?.thirds) ? ", and adapt the other\nsites with " +
    parts["runbook/turning"](c) : "") +
    ". " +
    text(c.p?.name) +
    " then follows by itself. This block waits for that:\n\n```sh id=swap-" +
    text(c.site?.name) +
    ".wait on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c, of: c.p, role: "Standby Leader", seconds: "600" }) +
    ")\n```\n\nGo on with section " +
    text(c.n?.after) +
    ".\n\n### The swap stopped half-way\n\nDecide by what `patronictl list` says at " +
    text(c.p?.name) +
    " and at " +
    text(c.site?.name) +
    ", not by which block failed:\n\n| " +
    text(c.p?.name) +
    " | " +
    text(c.site?.name) +
    " | where the swap is | to go on | to go back |\n|---|---|---|---|---|\n" +
    (holds(c.v41) ? "| Leader | Standby Leader | nothing has changed | `swap-" +
    text(c.site?.name) +
    ".demote` | nothing to do |\n" : "| Leader | Standby Leader | nothing has changed | `swap-" +
    text(c.site?.name) +
    ".pause` | nothing to do |\n| Leader; maintenance mode | Standby Leader | paused: writes go on | `swap-" +
    text(c.site?.name) +
    ".pause` | `abort-swap-" +
    text(c.site?.name) +
    ".resume` |\n| no leader; maintenance mode | Standby Leader | PostgreSQL is stopped on the member that was Leader | `swap-" +
    text(c.site?.name) +
    ".pause` once more, on that member; only after it says `" +
    text(c.site?.name) +
    " has everything`, `swap-" +
    text(c.site?.name) +
    ".demote` | `abort-swap-" +
    text(c.site?.name) +
    ".resume` |\n") +
    "| Standby Leader, or no leader | Standby Leader | demoted: nobody takes writes, and each site follows the other | " +
    (holds(c.v41) ? "`swap-" +
    text(c.site?.name) +
    ".received`, " : "") +
    "`promote-" +
    text(c.site?.name) +
    ".promote`" +
    (holds(c.site?.thirds) ? ", " +
    parts["runbook/turning"](c) : "") +
    " | `abort-swap-" +
    text(c.site?.name) +
    ".promote` |\n| Standby Leader, or no leader | Leader | done, but " +
    text(c.p?.name) +
    " does not follow yet | " +
    (holds(c.site?.thirds) ? parts["runbook/turning"](c) +
    ", " : "") +
    "`swap-" +
    text(c.site?.name) +
    ".wait`, section " +
    text(c.n?.trouble) +
    " | swap the other way, later |\n\n" +
    (holds(c.v41) ? "" : "```sh id=abort-swap-" +
    text(c.site?.name) +
    ".resume on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/this-member"]({ ...c, of: c.p }) +
    "set -a; . /etc/patroni/patroni.env; set +a\nif timeout 60 patronictl -c " +
    sh(c.config) +
    " show-config " +
    sh(c.p?.scope) +
    " | grep -q '^pause: true'; then\n  timeout 120 patronictl -c " +
    sh(c.config) +
    " resume " +
    sh(c.p?.scope) +
    " --wait\nfi\n" +
    parts["runbook/until-writes"]({ ...c, of: c.p }) +
    ")\n```\n\n") +
    "To go back to " +
    text(c.p?.name) +
    " once it is demoted, run the next two blocks. The first refuses if " +
    text(c.site?.name) +
    " is a primary already: then the\nswap is done, and the only way back is another swap. It also refuses if " +
    text(c.site?.name) +
    " does not answer, because somebody may have\npromoted it there. If you know that nobody did, and nobody will, type `sure=" +
    text(c.site?.sure?.abort) +
    "` in the same shell first.\n\n```sh id=abort-swap-" +
    text(c.site?.name) +
    ".promote on=" +
    text(c.p?.name) +
    " as=postgres\n(set -eu\n" +
    parts["runbook/nobody-writes"]({ ...c, of: c.p, sure: c.site?.sure?.abort }) +
    "follows() {\n  for url in " +
    words(c.site?.urls) +
    "; do\n    if " +
    parts["runbook/answers"]({ ...c, of: c.p, path: "/standby-leader", seconds: "5" }) +
    "; then return 0; fi\n  done\n  return 1\n}\nif [ \"${sure:-no}\" != " +
    text(c.site?.sure?.abort) +
    " ] && ! follows; then\n  echo \"nothing was changed: no member of " +
    text(c.site?.name) +
    " answers as its standby leader, so nobody knows whether it was promoted\"\n  exit 2\nfi\n" +
    parts["runbook/edit-config"]({ ...c, of: c.p, changes: c.site?.leading }) +
    parts["runbook/until-writes"]({ ...c, of: c.p }) +
    ")\n```\n\n```sh id=abort-swap-" +
    text(c.site?.name) +
    ".wait on=" +
    text(c.site?.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n" +
    parts["runbook/until-all"]({ ...c, of: c.site, role: "Standby Leader", seconds: "600" }) +
    ")\n```\n\n"),
    "runbook/this-leads": (c) =>
    "name=$(sed -nE 's/^name: \"?([^\"]*)\"?$/\\1/p' " +
    sh(c.of?.config) +
    ")\nmembers=$(timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " list -f json " +
    sh(c.of?.scope) +
    ")\necho \"$members\" | tr '{' '\\n' | grep -F \"\\\"Member\\\": \\\"$name\\\"\" | grep -Eq '\"Role\": \"(Standby )?Leader\"' || { echo \"nothing was touched: $name does not lead " +
    text(c.of?.name) +
    ", and what it says of a slot says nothing of the leader\"; exit 1; }\n",
    "runbook/this-member": (c) =>
    "for line in " +
    words(c.of?.identity) +
    "; do\n  grep -Fqx \"$line\" " +
    sh(c.of?.config) +
    " || { echo \"nothing was touched: this is no member of " +
    text(c.of?.name) +
    ", for " +
    text(c.of?.config) +
    " does not say $line\"; exit 1; }\ndone\ngrep -Fqx" +
    each(c.of?.nameLines, (c1, at) => " -e " +
    sh(c1)) +
    " " +
    sh(c.of?.config) +
    " || { echo \"nothing was touched: this is no member of " +
    text(c.of?.name) +
    "\"; exit 1; }\n",
    "runbook/this-ring": (c) =>
    (holds(c.of?.ringLine) ? "grep -Fqx " +
    sh(c.of?.ringLine) +
    " " +
    sh(c.of?.etcdConfig) +
    " || { echo \"nothing was changed: this is no node of the etcd ring of " +
    text(c.of?.name) +
    ", for " +
    text(c.of?.etcdConfig) +
    " does not say " +
    text(c.of?.ringLine) +
    "\"; exit 1; }\n" : "grep -Fqx" +
    each(c.of?.ringNameLines, (c1, at) => " -e " +
    sh(c1)) +
    " " +
    sh(c.of?.etcdConfig) +
    " || { echo \"nothing was changed: this is no node of the etcd ring of " +
    text(c.of?.name) +
    "\"; exit 1; }\n"),
    "runbook/trouble": (c) =>
    "## " +
    text(c.n?.trouble) +
    ". Troubleshooting\n\n**The standby leader does not stream.** Its logs (`journalctl -u patroni`, and PostgreSQL's own) give the reason. Try the same\nconnection from the member that failed; the block takes the password from the environment file:\n\n" +
    each(c.standbys, (c1, at) => (holds(c1.site?.fromArchive) ? "" : "```sh id=trouble." +
    text(c1.site?.name) +
    ".connect on=" +
    text(c1.site?.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" PGCONNECT_TIMEOUT=10\npsql -X -At -w " +
    sh(c1.site?.connection) +
    " -c IDENTIFY_SYSTEM\n)\n```\n\n")) +
    "- `no pg_hba.conf entry`: compare it with the entries that PostgreSQL reads: run `SELECT * FROM pg_hba_file_rules` on the server that\n  refused the connection.\n- `replication slot … does not exist`: run `verify.….slots` of the site that it follows.\n- `requested WAL segment … has already been removed`, or `can no longer access replication slot`: the slot is lost. Copy the site\n  anew, section " +
    text(c.n?.reclone) +
    ".\n\n" +
    (holds(c.archived) ? "**" +
    text(c.archived) +
    " does not go on.** It takes WAL from the archive alone. PostgreSQL's log says why `restore_command` fails; run that command\nby hand, as postgres. `verify.….archived` shows whether the primary archives. If the segment that is asked for is gone from the\narchive, copy the site anew from a backup, section " +
    text(c.n?.reclone) +
    ".\n\n" : "") +
    "**A new copy stops because postgresql.conf is missing.** The source keeps that file outside its data directory (Debian's\n`/etc/postgresql`). A symbolic link does not help: pg_basebackup leaves links out. Copy the file into the data directory of the\nsource. Clusters that were made with these compiled files have it there.\n\n**Both sites take writes.** Choose the site that stays; the other site's writes since the promotion are lost. Stop the other\nsite immediately, with `systemctl disable --now patroni` on all its members, and check with `pgrep -x postgres` that PostgreSQL\nhas ended there. (If Patroni was paused, PostgreSQL runs on: stop it with `pg_ctl stop -m fast`.) Before you rewind that site or\ncopy it anew, you can read what it wrote from its data directory with `trouble.SITE.waldump`.\n\n- " +
    text(c.p?.name) +
    " is the site that loses its writes: " +
    each(c.standbys, (c1, at) => (holds(at) ? "; " : "") +
    (holds(c1.onlyOne) ? "" : "if " +
    text(c1.site?.name) +
    " stays, ") +
    "sections " +
    text(c1.n?.fence) +
    " and " +
    text(c1.n?.rewind)) +
    ".\n" +
    each(c.standbys, (c1, at) => "- " +
    text(c1.site?.name) +
    " is the site that loses its writes, because it was promoted while " +
    text(c1.p?.name) +
    " was alive: sections " +
    text(c1.site?.mirror?.fence) +
    " and " +
    text(c1.site?.mirror?.rewind) +
    " of the\n  runbook in which " +
    text(c1.site?.name) +
    " is the primary. This block writes that runbook beside this one:\n\n```sh\n(set -eu\nnew=" +
    text(c1.site?.name) +
    "\ncp \"$topology\" \"$topology.$new\"\ntopology=$topology.$new\n" +
    parts["runbook/turn"](c1) +
    "pgdr-compile \"$topology\" --out \"$build.$new\"\n)\n```\n\n") +
    "**The state of a data directory.** These blocks work whether PostgreSQL runs or not. They show the state and the timeline, where\nthe last checkpoint is, and whether pg_rewind can work on the directory (`wal_log_hints setting` on, or\n`Data page checksum version` not 0):\n\n" +
    each(c.sites, (c1, at) => "```sh id=trouble." +
    text(c1.name) +
    ".control on=" +
    text(c1.memberList) +
    " as=postgres\n(set -eu\ncd /\nLC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c1, of: c1 }) +
    "/pg_controldata -D " +
    parts["runbook/data-dir"]({ ...c1, of: c1 }) +
    " |\n  grep -E \"^(Database (system identifier|cluster state)|Latest checkpoint('s (REDO |TimeLineID)| location)|Min recovery ending loc|wal_log_hints setting|Data page checksum version)\"\n)\n```\n\nThis block asks the running leader:\n\n```sh id=trouble." +
    text(c1.name) +
    ".checkpoint on=" +
    text(c1.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.psql) +
    " -c 'SHOW wal_log_hints' -c \"\n  SELECT now(), pg_is_in_recovery() AS in_recovery, " +
    parts["runbook/last-lsn"](c1) +
    " AS position, timeline_id, redo_lsn, checkpoint_time\n    FROM pg_control_checkpoint()\"\n)\n```\n\n") +
    "**Writes that one site has and another has not.** pg_waldump reads them from the data directory, starting at a position. By\ndefault it starts at the last checkpoint. After `from=` write the place where the timelines part (`rewind-….check` prints it),\nand after `timeline=` the timeline of the site itself. pg_waldump ends with an error where the WAL ends; that is no fault.\n\n" +
    each(c.sites, (c1, at) => "```sh id=trouble." +
    text(c1.name) +
    ".waldump on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\nfrom='' timeline=''\ncd " +
    parts["runbook/data-dir"]({ ...c1, of: c1 }) +
    "\ncontrol() { LC_ALL=C " +
    parts["runbook/bin-dir"]({ ...c1, of: c1 }) +
    "/pg_controldata -D . | sed -n \"s/^Latest checkpoint$1: *//p\"; }\n" +
    parts["runbook/bin-dir"]({ ...c1, of: c1 }) +
    "/pg_waldump --path=pg_wal --start=\"${from:-$(control \"'s REDO location\")}\" \\\n  --timeline=\"${timeline:-$(control \"'s TimeLineID\")}\" --limit=1000 || [ $? -eq 1 ]\n)\n```\n\n") +
    "**pg_rewind fails.**\n\n- `target server needs to use either data checksums or \"wal_log_hints = on\"`: see rule `recovery/rewind-impossible`.\n- `could not find previous WAL record`: WAL is missing on the node itself: " +
    each(c.standbys, (c1, at) => (holds(at) ? ", " : "") +
    "section " +
    text(c1.n?.copy)) +
    ".\n\nCopy a single replica anew with `patronictl reinit`. A standby leader refuses that, so switch over first.\n",
    "runbook/turn": (c) =>
    "sed -i \"s/^primary: *[^ ]*/primary: $new/\" \"$topology\"\ngrep -q \"^primary: $new\" \"$topology\" || { echo \"no line of $topology begins with primary: change that word by hand\"; exit 1; }\n",
    "runbook/turning": (c) =>
    each(c.site?.thirds, (c1, at) => (holds(at) ? ", " : "") +
    "`promote-" +
    text(c.site?.name) +
    "." +
    (holds(c1.isRedirected) ? "redirect" : "slots") +
    "-" +
    text(c1.name) +
    "`"),
    "runbook/until": (c) =>
    "end=$(($(date +%s) + " +
    text(c.seconds) +
    "))\nuntil met; do\n  [ \"$(date +%s)\" -lt \"$end\" ] || { echo \"waited " +
    text(c.seconds) +
    " s in vain for this: " +
    text(c.what) +
    "\"; exit 1; }\n  sleep 1\ndone\n",
    "runbook/until-all": (c) =>
    "met() {\n  away=''\n  members=$(timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " list -f json " +
    sh(c.of?.scope) +
    " 2> /dev/null | tr '}' '\\n')\n  echo \"$members\" | grep -q '\"Role\": \"" +
    text(c.role) +
    "\"' || return 1\n  missing=''\n  for member in " +
    words(c.of?.memberNames) +
    "; do\n    case $(echo \"$members\" | grep -F \"\\\"Member\\\": \\\"$member\\\"\") in\n      '') missing=\"$missing $member\" ;;\n      *'\"Role\": \"Leader\"'*'\"State\": \"running\"'*) ;;\n      " +
    each(c.of?.followerStates, (c1, at) => (holds(at) ? "|" : "") +
    "*'\"State\": \"" +
    text(c1) +
    "\"'*") +
    ") ;;\n      *) return 1 ;;\n    esac\n  done\n  away=$missing\n  [ -z \"$away\" ]\n}\n" +
    parts["runbook/until-or-away"]({ ...c, seconds: c.seconds, what: "a leader, and all its members stream: see patronictl list" }) +
    "timeout 60 patronictl -c " +
    sh(c.of?.config) +
    " list\n",
    "runbook/until-answers": (c) =>
    "met() {\n  for url in " +
    words(c.of?.localUrls) +
    "; do\n    if " +
    parts["runbook/answers"]({ ...c, of: c.of, path: c.path, seconds: "4" }) +
    "; then return 0; fi\n  done\n  return 1\n}\n" +
    parts["runbook/until"]({ ...c, seconds: c.seconds, what: c.what }),
    "runbook/until-or-away": (c) =>
    "end=$(($(date +%s) + " +
    text(c.seconds) +
    ")) since='' away=''\nuntil met; do\n  now=$(date +%s)\n  if [ -z \"$away\" ]; then since=''; else since=${since:-$now}; fi\n  if [ -n \"$since\" ] && [ $((now - since)) -ge 60 ]; then\n    echo \"stays away, and the others go on without it:$away\"\n    break\n  fi\n  [ \"$now\" -lt \"$end\" ] || { echo \"waited " +
    text(c.seconds) +
    " s in vain for this: " +
    text(c.what) +
    "\"; exit 1; }\n  sleep 1\ndone\n",
    "runbook/until-slot": (c) =>
    "met() { [ \"$(" +
    words(c.site?.upstreamSite?.psql) +
    " -At -c \"SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" +
    text(c.site?.slot) +
    "'\")\" = " +
    text(c.count) +
    " ]; }\n" +
    parts["runbook/until"]({ ...c, seconds: "120", what: c.what }),
    "runbook/until-writes": (c) =>
    "# Patroni answers /primary with yes before PostgreSQL has applied all its WAL, so this asks for the role that PostgreSQL has.\nmet() {\n  for url in " +
    words(c.of?.localUrls) +
    "; do\n    found=$(curl --silent --fail --max-time 4" +
    (holds(c.of?.curlCa) ? " " +
    words(c.of?.curlCa) : "") +
    " \"$url/primary\") || continue\n    case $found in *'\"state\": \"running\"'*) ;; *) continue ;; esac\n    case $found in *'\"role\": \"primary\"'* | *'\"role\": \"master\"'*) return 0 ;; esac\n  done\n  return 1\n}\n" +
    parts["runbook/until"]({ ...c, seconds: "120", what: "PostgreSQL of a member takes writes: see patronictl list" }),
    "runbook/verification": (c) =>
    "## " +
    text(c.n?.verify) +
    ". Verification\n\nThese blocks show the roles. Expect one leader at " +
    text(c.p?.name) +
    ", one standby leader at every other site, and replicas. " +
    (holds(c.listStreams) ? "The leader is\n`running`, all other members are `streaming`. A standby leader that is `running` has lost its upstream, even while its replicas\nare `streaming`" +
    (holds(c.archived) ? ". The standby leader of " +
    text(c.archived) +
    " is `in archive recovery`, because it takes WAL from the archive alone" : "") : "All members are `running`: Patroni " +
    text(c.patroni) +
    " shows no more than that, so use the blocks `verify.….lag` below to\nsee whether a standby leader streams") +
    ". A member that is missing from the list does not run.\n\n" +
    each(c.sites, (c1, at) => "```sh id=verify." +
    text(c1.name) +
    ".members on=" +
    text(c1.name) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c " +
    sh(c1.config) +
    " topology\n)\n```\n\n") +
    each(c.sites, (c1, at) => (holds(c1.endpoint) ? "The endpoint of " +
    text(c1.name) +
    " must lead to the leader of " +
    text(c1.name) +
    ". The block compares the times at which the two servers started.\n\n```sh id=verify." +
    text(c1.name) +
    ".endpoint on=" +
    text(c1.endpoint?.from) +
    " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nstarted() { PGPASSWORD=\"${" +
    text(c1.endpoint?.loginPassword) +
    ":-}\" PGCONNECT_TIMEOUT=5 timeout 15 psql -X -At -w \"host=$1 port=$2 \"" +
    sh(c1.endpoint?.login) +
    " -c 'SELECT extract(epoch FROM pg_postmaster_start_time())'; }\nleader=''\n" +
    each(c1.endpoint?.members, (c2, at) => "if curl --silent --fail --output /dev/null --max-time 5" +
    (holds(c1.curlCa) ? " " +
    words(c1.curlCa) : "") +
    " " +
    sh(c2.url) +
    "/leader; then leader=$(started " +
    sh(c2.host) +
    " " +
    sh(c2.port) +
    "); fi\n") +
    "[ -n \"$leader\" ] || { echo \"no member of " +
    text(c1.name) +
    " answers as its leader\"; exit 1; }\n[ \"$(started " +
    sh(c1.endpoint?.host) +
    " " +
    sh(c1.endpoint?.port) +
    ")\" = \"$leader\" ] || { echo \"the endpoint does not lead to the leader of " +
    text(c1.name) +
    "\"; exit 1; }\necho \"the endpoint leads to the leader of " +
    text(c1.name) +
    "\"\n)\n```\n\n" : "")) +
    "A slot must be active on the member that its site streams from, and its `wal_status` must be `reserved` or `extended` (if it is\n`lost`, go to section " +
    text(c.n?.reclone) +
    "). The lag of a slot is in bytes. Among the senders, the standby leader of another site is\n`async`, and every `state` must be `streaming`. `write_lag`, `flush_lag` and `replay_lag` are empty if nothing was written\nlately.\n\n" +
    each(c.sites, (c1, at) => each(c1.followedAt, (c2, at) => text(c2.site) +
    " streams from " +
    text(c2.member) +
    ", whichever member leads there, and its slot is active on that member. While another member\nleads, the slot of the same name on the leader is idle, and holds back WAL up to `max_slot_wal_keep_size`: make " +
    text(c2.member) +
    " the\nleader with `patronictl switchover`.\n\n")) +
    each(c.upstreams, (c1, at) => "```sh id=verify." +
    text(c1.name) +
    ".slots on=" +
    text(c1.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.psql) +
    " -c \"\n  SELECT slot_name, active, wal_status, pg_wal_lsn_diff(" +
    parts["runbook/last-lsn"](c1) +
    ", restart_lsn) AS lag_bytes\n    FROM pg_replication_slots ORDER BY slot_name\"\n)\n```\n\n```sh id=verify." +
    text(c1.name) +
    ".senders on=" +
    text(c1.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.psql) +
    " -c \"\n  SELECT application_name, client_addr, state, sync_state, pg_wal_lsn_diff(" +
    parts["runbook/last-lsn"](c1) +
    ", replay_lsn) AS lag_bytes,\n         write_lag, flush_lag, replay_lag\n    FROM pg_stat_replication ORDER BY application_name\"\n)\n```\n\n") +
    each(c.standbys, (c1, at) => (holds(c1.site?.fromArchive) ? text(c1.site?.name) +
    " takes WAL from the archive alone: no site keeps a slot for it or streams to it. It lacks all WAL that the primary has not\narchived yet. `failed_count` must not grow. `last_archived_time` must not be older than `archive_timeout`, unless nothing is\nwritten.\n\n```sh id=verify." +
    text(c1.site?.name) +
    ".archived on=" +
    text(c1.p?.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.p?.psql) +
    " -c \"\n  SELECT last_archived_wal, last_archived_time, failed_count, last_failed_time, pg_walfile_name(pg_current_wal_lsn()) AS written_now\n    FROM pg_stat_archiver\"\n)\n```\n\nThis block shows how far " +
    text(c1.site?.name) +
    " has applied the WAL, to compare with `last_archived_wal`, and the age of the last change\nthat it has:\n\n```sh id=verify." +
    text(c1.site?.name) +
    ".lag on=" +
    text(c1.site?.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.site?.psql) +
    " -c \"\n  SELECT pg_last_wal_replay_lsn() AS replayed, (SELECT redo_wal_file FROM pg_control_checkpoint()) AS restart_from, now() - pg_last_xact_replay_timestamp() AS behind\"\n)\n```\n\n" : "This block shows how far " +
    text(c1.site?.name) +
    " is behind. While nothing is written, the time `behind` grows although nothing is missing: trust\nthe byte counts above instead.\n\n```sh id=verify." +
    text(c1.site?.name) +
    ".lag on=" +
    text(c1.site?.name) +
    ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n" +
    words(c1.site?.psql) +
    " -c \"\n  SELECT (SELECT status FROM pg_stat_wal_receiver) AS receiver,\n         pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) AS not_replayed_bytes,\n         now() - pg_last_xact_replay_timestamp() AS behind\"\n)\n```\n\n")) +
    "\n",
    "runbook/wipe": (c) =>
    "version=$(cat \"$data_dir/PG_VERSION\" 2> /dev/null) || version=" +
    sh(c.version) +
    "\n# What PostgreSQL keeps in the folder that a link leads to, and what may stay there.\nkept_behind() {\n  case $1 in\n    */pg_wal) own='[0-9A-F]{24}(\\.partial|\\.[0-9A-F]{8}\\.backup)?|[0-9A-F]{8}\\.history|archive_status|summaries|xlogtemp\\.[0-9]+|RECOVERY(XLOG|HISTORY)' other='lost+found' ;;\n    *) own=\"PG_${version}_[0-9]+\" other='' ;;\n  esac\n}\nwrong=''\nfor link in \"$data_dir/pg_wal\" \"$data_dir\"/pg_tblspc/*; do\n  [ -L \"$link\" ] || continue\n  kept_behind \"$link\"\n  folder=$(readlink \"$link\")\n  if ! [ -d \"$link/\" ]; then\n    echo \"$link leads to $folder, which is not there: mount its disk, or make the folder for postgres\"\n    wrong=yes\n    continue\n  fi\n  strange=$(find \"$link/\" -mindepth 1 -maxdepth 1 -regextype posix-extended ! -regex \".*/($own)\" ! -name \"$other\")\n  [ -z \"$strange\" ] || { echo \"$link leads to $folder, which holds more than this PostgreSQL keeps there: move it away:\" $strange; wrong=yes; }\ndone\n[ -z \"$wrong\" ] || { echo \"nothing was removed\"; exit 1; }\nfor link in \"$data_dir/pg_wal\" \"$data_dir\"/pg_tblspc/*; do\n  [ -L \"$link\" ] || continue\n  kept_behind \"$link\"\n  find \"$link/\" -mindepth 1 -maxdepth 1 -regextype posix-extended -regex \".*/($own)\" -exec rm -rf {} +\n  echo \"emptied: $(readlink \"$link\")\"\ndone\n# Last of all what the data directory is known by: the block may be cut short, and is run again.\nfind \"$data_dir/\" -mindepth 1 -maxdepth 1 ! -name PG_VERSION ! -name backup_label -exec rm -rf {} +\nrm -f \"$data_dir/PG_VERSION\" \"$data_dir/backup_label\"\n",
    "start-guard.sh": (c) =>
    "#!/bin/sh\n" +
    comment(c.header) +
    "\n#\n# Asked before Patroni starts on this node (ExecStartPre). A site that was lost and comes back still believes that it is\n# the primary, for its own etcd says so: while another site takes writes, it must not start. Exit status 0 lets Patroni\n# start; 1 refuses, and says why. Where it refuses because another PostgreSQL takes the writes, it stops one that runs here.\n# By hand: pgdr-start-guard --dry-run says what it found and what it would do, and changes nothing.\n\nset -u\n\nCONFIG=" +
    sh(c.config) +
    "\nDATA_DIR=" +
    sh(c.dataDir) +
    "\nBIN_DIR=" +
    sh(c.binDir) +
    "\nCA=" +
    sh(c.ca) +
    "\nOVERRIDE=" +
    sh(c.override) +
    "\nGUARD=" +
    sh(c.guard) +
    "\n# This member, and all members of its site, as name|URL of the REST API.\nSELF=" +
    sh(c.self) +
    "\nOWN=" +
    sh(c.own) +
    "\n# The members of every other site: site|URL of the REST API|host of PostgreSQL|port.\nOTHERS=" +
    sh(c.others) +
    "\nOTHER_SITES=" +
    sh(c.otherSites) +
    "\n# The hosts by which other sites reach this one, and the sites that follow another standby site by design.\nOWN_HOSTS=" +
    sh(c.ownHosts) +
    "\nCASCADES=" +
    sh(c.cascades) +
    "\n# How PostgreSQL of another site is asked, the way pg_rewind connects.\nCONNECTION=" +
    sh(c.connection) +
    "\nPASSWORD=" +
    (holds(c.rewind) ? "${PATRONI_REWIND_PASSWORD-}" : "${PATRONI_SUPERUSER_PASSWORD-}") +
    "\n# Seconds that an answer may take: from a member; and from patronictl, which tries one etcd after the other, and waits for a\n# ring that is just starting.\nMEMBER_SECONDS=4\nPROGRAM_SECONDS=50\n# Seconds that PostgreSQL gets to stop in good order, and then at once.\nSTOP_FAST=30\nSTOP_IMMEDIATE=10\n\nPATH=$BIN_DIR${BIN_DIR:+:}$PATH\nexport PGPASSWORD=\"$PASSWORD\" PGCONNECT_TIMEOUT=3\n\nsay() { echo \"start guard: $*\"; }\n\n# --- The facts. Each function prints what it finds, one fact a line; what does not answer prints nothing.\n\n# What a configuration on standard input says, read as Patroni reads it (patroni global_config.py, is_standby_cluster):\n# primary, standby, follows (this site is what it follows), archive (a standby that follows no site), empty, or unreadable. Arguments: the hosts of this site as one\n# word, then the keys that lead to the configuration. With \"leader\" it prints who leads in a list of members. With \"scopes\",\n# the file and the name of this member it reads \"NAME STATUS\" of members, and prints who is in another scope than that file.\nREADER='\nimport ipaddress, json, os, sys\n\ndef load(text):\n    try:\n        return json.loads(text)\n    except ValueError:\n        import yaml\n        return yaml.safe_load(text)\n\ndef host(text):\n    text = str(text).strip().strip(\"[]\").rstrip(\".\").lower()\n    try:\n        return str(ipaddress.ip_address(text))\n    except ValueError:\n        return text\n\ndef role(settings, own):\n    standby = settings.get(\"standby_cluster\")\n    if not isinstance(standby, dict):\n        return \"primary\"\n    if not (standby.get(\"host\") or standby.get(\"port\") or standby.get(\"restore_command\")):\n        return \"primary\"\n    hosts = {host(one) for one in str(standby.get(\"host\") or \"\").split(\",\") if one.strip()}\n    if not hosts:\n        return \"archive\"\n    return \"follows\" if hosts & {host(one) for one in own.split()} else \"standby\"\n\ndef scopes(file, itself):\n    with open(file) as text:\n        own = os.environ.get(\"PATRONI_SCOPE\") or str(load(text.read()).get(\"scope\"))\n    for name, status in (line.split(\" \", 1) for line in sys.stdin):\n        if name == itself:\n            yield \"self\"\n        scope = json.loads(status)[\"patroni\"].get(\"scope\")\n        if scope and str(scope) != own:\n            yield \"foreign \" + name\n\ndef main(own, *keys):\n    if keys[0:1] == (\"scopes\",):\n        return \"\\n\".join(scopes(*keys[1:]))\n    settings = load(sys.stdin.read())\n    if keys == (\"leader\",):\n        return \" \".join(one[\"Member\"] for one in settings if str(one.get(\"Role\")).endswith(\"Leader\"))\n    for key in keys:\n        settings = settings.get(key) if settings else None\n    if settings is None or settings == {}:\n        return \"empty\"\n    return role(settings, own)\n\ntry:\n    print(main(*sys.argv[1:]))\nexcept Exception:\n    print(\"unreadable\")\n'\n\n# The Python that patronictl runs with: it has what reads YAML.\npython_of_patroni() {\n    found=$(sed -n '1s/^#! *\\(.*env \\)\\{0,1\\}\\([^ ]*\\).*$/\\2/p' \"$(command -v patronictl)\" 2>/dev/null)\n    case $found in *python*) command -v \"$found\" || echo python3 ;; *) echo python3 ;; esac\n}\n\nread_settings() { timeout \"$PROGRAM_SECONDS\" \"$PYTHON\" -c \"$READER\" \"$OWN_HOSTS\" \"$@\" 2>/dev/null || echo unreadable; }\n\n# patronictl waits for ever for an etcd that does not answer.\nown() { timeout \"$PROGRAM_SECONDS\" patronictl -c \"$CONFIG\" \"$@\"; }\n\n# Who leads in the cluster that this node's file names. An answer at all says that etcd is there.\nown_leader() {\n    list=$(own list -f json 2>/dev/null) || return\n    echo etcd\n    for name in $(printf '%s\\n' \"$list\" | read_settings leader); do echo \"listed $name\"; done\n}\n\n# The dynamic configuration in etcd. Old versions of patronictl fail where there is none (ctl.py, show_config).\nown_settings() {\n    settings=$(own show-config 2>/dev/null)\n    status=$?\n    if [ \"$status\" != 0 ]; then\n        [ \"$status\" != 124 ] || return\n        own show-config 2>&1 | grep -q \"'NoneType' object has no attribute 'data'\" || return\n        settings=\n    fi\n    echo \"role $(own_role \"$settings\")\"\n}\n\n# What this site is to Patroni: by etcd; if nothing is there, by what Patroni kept beside the data; if that is empty too, by\n# its own file (patroni __main__.py). \"new\" is a primary that has no data yet.\nown_role() {\n    role=$(printf '%s\\n' \"$1\" | read_settings)\n    if [ \"$role\" = empty ] && [ -s \"$DATA_DIR/patroni.dynamic.json\" ]; then\n        role=$(read_settings < \"$DATA_DIR/patroni.dynamic.json\")\n    fi\n    if [ \"$role\" = empty ]; then\n        role=$(read_settings bootstrap dcs < \"$CONFIG\")\n        case $role in\n            empty | primary) if [ -e \"$DATA_DIR/PG_VERSION\" ]; then role=primary; else role=new; fi ;;\n        esac\n    fi\n    case $role in follows | archive) echo standby ;; *) echo \"$role\" ;; esac\n}\n\n# The process number of the PostgreSQL that runs from the data directory. postmaster.pid outlives a crash, and another\n# process may have the number by now: PostgreSQL works in its data directory (postmaster.c, ChangeToDataDir).\npostmaster() {\n    pid=$(sed -n '1s/^\\([0-9][0-9]*\\)$/\\1/p' \"$DATA_DIR/postmaster.pid\" 2>/dev/null)\n    [ -n \"$pid\" ] || return 1\n    [ \"$(stat -L -c %d:%i \"/proc/$pid/cwd\" 2>/dev/null)\" = \"$(stat -L -c %d:%i \"$DATA_DIR\")\" ] || return 1\n    echo \"$pid\"\n}\n\n# Whether PostgreSQL runs here: writes, or follows while it is in recovery. What cannot be found out counts as writes.\nown_postgres() {\n    postmaster >/dev/null || return\n    case $(LC_ALL=C pg_controldata -D \"$DATA_DIR\" 2>/dev/null | sed -n 's/^Database cluster state: *//p') in\n        *'archive recovery'*) echo \"runs follows\" ;;\n        *) echo \"runs writes\" ;;\n    esac\n}\n\n# GET, for its body or its status.\nget() {\n    if [ -n \"$CA\" ]; then\n        curl --silent --fail --noproxy '*' --max-time \"$MEMBER_SECONDS\" --cacert \"$CA\" \"$@\"\n    else\n        curl --silent --fail --noproxy '*' --max-time \"$MEMBER_SECONDS\" \"$@\"\n    fi\n}\n\n# The members of this site: who holds the lock, and who is in another cluster than this node's file names. Not what etcd\n# says: a ring that comes back still holds the lock of a leader that died with it.\nask_own() {\n    name=${1%%|*}\n    url=${1#*|}\n    if get --output /dev/null \"$url/leader\"; then echo \"leader $name\"; fi\n    status=$(get \"$url/patroni\") && printf 'status %s %s\\n' \"$name\" \"$status\"\n}\n\nown_members() {\n    found=$(\n        for member in $OWN; do ask_own \"$member\" & done\n        wait\n    )\n    printf '%s\\n' \"$found\" | sed -n '/^leader /p'\n    case $found in\n        *\"status \"*) printf '%s\\n' \"$found\" | sed -n 's/^status //p' | read_settings scopes \"$CONFIG\" \"$SELF\" ;;\n    esac\n}\n\n# One member of another site, over its REST API: primary, follower (of this site), standby (of another), archive (of none), or\n# unknown when this node is what hinders the question (names, certificates, curl itself), or when the answer cannot be read.\nask_patroni() {\n    spent=$(get --output /dev/null --write-out '%{time_namelookup}' \"$2/primary\")\n    status=$?\n    # A name that takes too long to be found is no silence either; an address takes no time.\n    case $status:$spent:${2#*//} in 28:0.000000:\\[*) ;; 28:0.000000:*[a-z]*) status=6 ;; esac\n    if [ \"$status\" = 0 ]; then\n        echo \"primary $1\"\n    elif [ \"$status\" != 22 ]; then\n        # Connections and answers that are missing are what a site looks like that is gone.\n        case $status in 7 | 28 | 52 | 56) ;; *) echo \"unknown $1 (curl: $status)\" ;; esac\n    elif settings=$(get \"$2/config\"); then\n        case $(printf '%s\\n' \"$settings\" | read_settings) in\n            primary) echo \"primary $1\" ;;\n            follows) echo \"follower $1\" ;;\n            standby) echo \"standby $1\" ;;\n            archive) echo \"archive $1\" ;;\n            unreadable) echo \"unknown $1 (its answer cannot be read)\" ;;\n        esac\n    fi\n}\n\n# The same member's PostgreSQL, which may take writes while no Patroni answers. Only that counts.\nask_postgres() {\n    answer=$(timeout \"$MEMBER_SECONDS\" psql -X -A -t -w -d \"host=$2 port=$3 $CONNECTION\" -c 'SELECT pg_is_in_recovery()' 2>/dev/null)\n    if [ \"$answer\" = f ]; then echo \"primary $1\"; fi\n}\n\nother_members() {\n    for member in $OTHERS; do\n        site=${member%%|*}\n        rest=${member#*|}\n        url=${rest%%|*}\n        rest=${rest#*|}\n        ask_patroni \"$site\" \"$url\" &\n        ask_postgres \"$site\" \"${rest%%|*}\" \"${rest##*|}\" &\n    done\n    wait\n}\n\n# All that answers within seconds, and all that is in etcd; questions of a kind are asked at once.\ngather() {\n    own_members &\n    other_members &\n    wait\n}\ngather_etcd() {\n    own_leader &\n    own_settings &\n    wait\n}\n\n# --- The decision: from the facts alone, with nothing asked or changed. See docs/start-guard.md for the table.\n\nis_in() { case \" $2 \" in *\" $1 \"*) return 0 ;; *) return 1 ;; esac; }\n\n# A site of which one member at least has said whom it follows.\nnote_answer() {\n    if is_in \"$1\" \"$answered\"; then return; fi\n    answered=\"$answered $1\"\n    sites=$((sites + 1))\n}\n\n# Reads the lines of $1 into variables.\nweigh() {\n    etcd='' role='' runs='' self='' leader='' listed='' foreign=''\n    primary='' follower='' standby='' unknown='' answered='' sites=0\n    while read -r kind value; do\n        case $kind in\n            etcd) etcd=yes ;;\n            role) role=$value ;;\n            runs) runs=$value ;;\n            self) self=yes ;;\n            leader) leader=\"$leader $value\" ;;\n            listed) listed=\"$listed $value\" ;;\n            foreign) foreign=$value ;;\n            primary) primary=$value ;;\n            follower)\n                follower=$value\n                note_answer \"$value\"\n                ;;\n            standby)\n                # One that follows another standby site by design says nothing of a promotion; one that was redirected does.\n                is_in \"$value\" \"$CASCADES\" || standby=$value\n                note_answer \"$value\"\n                ;;\n            # It says nothing of who was promoted, for no site is in what it follows.\n            archive) note_answer \"$value\" ;;\n            unknown) unknown=\"$unknown\n$value\" ;;\n        esac\n    done <<END\n$1\nEND\n    if [ -z \"$etcd\" ] || [ -z \"$role\" ]; then role=silent; fi\n    known=yes\n    case $role in silent | unreadable) known= ;; esac\n    unasked=\n    while read -r site why; do\n        if [ -n \"$site\" ] && ! is_in \"$site\" \"$answered\"; then unasked=\"$site${why:+ $why}\"; fi\n    done <<END\n$unknown\nEND\n    # Somebody of this site leads, and the cluster that this node's file names has not got this leader.\n    if [ -z \"$foreign\" ] && [ -n \"$leader\" ] && [ \"$role\" != silent ]; then\n        foreign=${leader##* }\n        for name in $listed; do if is_in \"$name\" \"$leader\"; then foreign=; fi; done\n    fi\n    all=\n    if [ \"$sites\" -ge \"$OTHER_SITES\" ]; then all=yes; fi\n    # Unless all sites answer, the one that was redirected may follow one that does not.\n    moved=\n    if [ -z \"$all\" ]; then moved=$standby; fi\n}\n\n# Sets verdict (start, refuse, or stop: refuse and stop PostgreSQL) and reason.\ndecide() {\n    weigh \"$1\"\n    verdict=start\n    if [ -n \"$2\" ]; then reason=overruled\n    elif [ -n \"$foreign\" ]; then verdict=refuse reason=foreign\n    elif [ -n \"$leader\" ] && [ \"$role\" != silent ]; then reason=joins\n    elif [ -n \"$leader\" ] && [ \"$runs\" = follows ]; then reason=joins\n    elif [ -n \"$leader\" ]; then verdict=refuse reason=etcd\n    elif [ \"$role\" = standby ]; then reason=standby\n    elif [ -n \"$primary\" ] && { [ -n \"$known\" ] || [ \"$runs\" = writes ]; }; then verdict=refuse reason=replaced\n    elif [ \"$runs\" = writes ]; then reason=runs\n    elif [ \"$runs\" = follows ] && [ -z \"$moved$primary\" ]; then reason=runs\n    elif [ \"$role\" = silent ]; then verdict=refuse reason=etcd\n    elif [ \"$role\" = unreadable ]; then verdict=refuse reason=unreadable\n    elif [ \"$role\" = new ] && [ -n \"$answered\" ]; then verdict=refuse reason=empty\n    elif [ -n \"$all\" ]; then reason=alone\n    elif [ -n \"$moved\" ]; then verdict=refuse reason=moved\n    elif [ -n \"$follower\" ]; then reason=followed\n    elif [ -n \"$unasked\" ]; then verdict=refuse reason=unasked\n    elif [ \"$role\" = new ]; then reason=new\n    elif [ \"$GUARD\" = lenient ]; then reason=lenient\n    else verdict=refuse reason=unanswered\n    fi\n    # Patroni stays away, and somebody else has the writes.\n    if [ \"$verdict\" = refuse ]; then\n        case $reason:$runs in replaced:?* | foreign:writes) verdict=stop ;; esac\n        if [ -n \"$leader\" ] && [ \"$runs\" = writes ]; then verdict=stop; fi\n    fi\n}\n\nreason_text() {\n    case $reason in\n        overruled) echo \"$OVERRIDE is there\" ;;\n        foreign) echo \"$foreign of this site runs in another cluster than the scope and namespace in $CONFIG name\" ;;\n        joins) echo \"this site has a leader, and this node joins it\" ;;\n        etcd) echo \"etcd of this site does not answer patronictl, and without it Patroni can do nothing\" ;;\n        standby) echo \"this site is a standby cluster\" ;;\n        replaced) echo \"$primary is the primary, and this site would be a second one\" ;;\n        runs) echo \"PostgreSQL runs here already, and no other site answers as primary\" ;;\n        unreadable) echo \"the dynamic configuration of this site cannot be read\" ;;\n        empty) echo \"this site has no data, and${answered} has: promote that, or copy from it\" ;;\n        followed) echo \"$follower follows this site\" ;;\n        alone) echo \"every other site is a standby cluster\" ;;\n        unasked) echo \"this node cannot ask $unasked: see whether it finds names, its CA file and certificates, and whether curl is there\" ;;\n        new) echo \"this site is new, and no other site answers\" ;;\n        moved) echo \"$moved follows another site, which does not answer: that one was promoted, perhaps\" ;;\n        lenient) echo \"no other site answers as primary, and guard is lenient\" ;;\n        unanswered) echo \"no other site tells, so nobody knows whether one of them was promoted (guard: strict)\" ;;\n    esac\n}\n\n# --- What is done about it.\n\n# Stops a PostgreSQL without a Patroni: fast, then immediate (postgres(1), SIGINT and SIGQUIT). Both end by themselves.\nstop_postgres() {\n    for how in \"INT $STOP_FAST\" \"QUIT $STOP_IMMEDIATE\"; do\n        pid=$(postmaster) || break\n        say \"stopping PostgreSQL here (process $pid, SIG${how% *})\"\n        kill -s \"${how% *}\" \"$pid\"\n        left=${how#* }\n        while [ \"$left\" -gt 0 ] && postmaster >/dev/null; do\n            sleep 1\n            left=$((left - 1))\n        done\n    done\n    if postmaster >/dev/null; then say \"PostgreSQL still runs here: stop it, for it may take writes\"; fi\n}\n\n# Gathers the facts. Where PostgreSQL takes writes, Patroni must be back before its lock runs out: etcd is asked only if what\n# else was found does not let it start. Everywhere else etcd is asked first: it may take long to answer, and what the others\n# had said before would be old by then. $1 is not empty in a dry run, which shows all.\nlook() {\n    found=$(own_postgres)\n    if [ -n \"$1\" ] || [ \"$found\" != 'runs writes' ]; then\n        printf '%s\\n' \"$found\"\n        gather_etcd\n        gather\n        return\n    fi\n    found=$(\n        printf '%s\\n' \"$found\"\n        gather\n    )\n    decide \"$found\" ''\n    printf '%s\\n' \"$found\"\n    [ \"$verdict\" = start ] || gather_etcd\n}\n\nmain() {\n    case ${1-} in\n        '' | --dry-run) ;;\n        *)\n            echo \"usage: pgdr-start-guard [--dry-run]\" >&2\n            exit 2\n            ;;\n    esac\n    PYTHON=$(python_of_patroni)\n    overruled=\n    if [ -e \"$OVERRIDE\" ]; then overruled=yes; fi\n    facts=\n    # Nothing is asked where the answer would not count.\n    if [ -z \"$overruled\" ] || [ -n \"${1-}\" ]; then facts=$(look \"${1-}\"); fi\n    decide \"$facts\" \"$overruled\"\n    if [ -n \"${1-}\" ]; then printf '%s\\n' \"$facts\" | sort -u | sed 's/^/start guard: found: /'; fi\n    if [ \"$verdict\" = start ]; then\n        say \"Patroni may start: $(reason_text)\"\n        exit 0\n    fi\n    if [ \"$verdict\" = stop ] && [ -z \"${1-}\" ] && [ -z \"$self\" ]; then stop_postgres; fi\n    say \"Patroni does not start: $(reason_text)\"\n    say \"see RUNBOOK.md, \\\"The start guard refuses\\\"; to overrule it once: touch $OVERRIDE\"\n    exit 1\n}\n\nmain \"$@\"\n",
    "throw-away-ca.sh": (c) =>
    "#!/bin/sh\n" +
    comment(c.header) +
    "\n#\n# usage: sh throw-away-ca.sh OUT\n# Makes a CA and every certificate of the estate, for labs and drills: its key lies in OUT, unprotected.\n\nset -eu\numask 077\n\nhere=$(cd \"$(dirname \"$0\")\" && pwd)\nout=${1:?usage: sh throw-away-ca.sh OUT}\nmkdir -p \"$out\"\n\nif [ ! -e \"$out/ca.pem\" ]; then\n    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 \\\n        -keyout \"$out/ca-key.pem\" -out \"$out/ca.pem\" -subj " +
    sh(c.subject) +
    " \\\n        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null\nfi\n\n# certificate NODE_FOLDER REQUEST CERT KEY\ncertificate() {\n    node=$out/$1 request=$here/$2 cert=$3 key=$4\n    mkdir -p \"$node$(dirname \"$cert\")\" \"$node$(dirname \"$key\")\"\n    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \\\n        -keyout \"$node$key\" -out \"$out/request.pem\" -config \"$request\" 2>/dev/null\n    sed -n '/^\\[extensions\\]/,$p' \"$request\" |\n        awk '{ print } /^subjectKeyIdentifier/ { print \"authorityKeyIdentifier = keyid\" }' > \"$out/extensions.cnf\"\n    openssl x509 -req -in \"$out/request.pem\" -CA \"$out/ca.pem\" -CAkey \"$out/ca-key.pem\" -CAcreateserial -days 825 \\\n        -extfile \"$out/extensions.cnf\" -extensions extensions -out \"$node$cert\" 2>/dev/null\n    rm -f \"$out/request.pem\" \"$out/extensions.cnf\"\n}\n\n# authority NODE_FOLDER FILE\nauthority() {\n    mkdir -p \"$out/$1$(dirname \"$2\")\"\n    cp \"$out/ca.pem\" \"$out/$1$2\"\n}\n\n" +
    each(c.certificates, (c1, at) => "certificate " +
    sh(c1.folder) +
    " " +
    sh(c1.requestFile) +
    " " +
    sh(c1.cert) +
    " " +
    sh(c1.key) +
    "\n") +
    each(c.authorities, (c1, at) => "authority " +
    sh(c1.folder) +
    " " +
    sh(c1.file) +
    "\n") +
    "\n# The folders that hold them must be open to their owners; the keys are not.\nfind \"$out\" -mindepth 1 -type d -exec chmod 0755 {} +\n",
    "topology.md": (c) =>
    "<!-- " +
    text(c.header) +
    " -->\n\n# Estate " +
    text(c.name) +
    "\n\n" +
    (holds(c.primary) ? text(c.primary) +
    " takes writes." +
    each(c.flows, (c1, at) => " " +
    text(c1.to) +
    " follows " +
    text(c1.from) +
    " through slot `" +
    text(c1.slot) +
    "`.") +
    "\n\n" : "") +
    "```mermaid\nflowchart LR\n" +
    each(c.sites, (c1, at) => "  subgraph " +
    text(c1.id) +
    "[\"" +
    text(c1.name) +
    ": " +
    text(c1.roleName) +
    " " +
    text(c1.scope) +
    "\"]\n    direction TB\n" +
    (holds(c1.hasProxies) ? "    " +
    text(c1.id) +
    "h[\"HAProxy" +
    each(c1.proxies, (c2, at) => "<br/>" +
    text(c2)) +
    "\"]\n" : "") +
    "    " +
    text(c1.id) +
    "p[(\"PostgreSQL and Patroni" +
    each(c1.members, (c2, at) => "<br/>" +
    text(c2)) +
    "\")]\n    " +
    text(c1.id) +
    "e([\"etcd ring" +
    each(c1.ring, (c2, at) => "<br/>" +
    text(c2)) +
    "\"])\n" +
    (holds(c1.hasProxies) ? "    " +
    text(c1.id) +
    "h -->|clients| " +
    text(c1.id) +
    "p\n" : "") +
    "    " +
    text(c1.id) +
    "p -.-|leader lock| " +
    text(c1.id) +
    "e\n  end\n") +
    each(c.flows, (c1, at) => "  " +
    text(c1.fromId) +
    " ==>|\"WAL<br/>slot " +
    text(c1.slot) +
    "\"| " +
    text(c1.toId) +
    "\n") +
    each(c.reverse, (c1, at) => "  " +
    text(c1.fromId) +
    " -.->|\"once " +
    text(c1.from) +
    " is primary<br/>slot " +
    text(c1.slot) +
    "\"| " +
    text(c1.toId) +
    "\n") +
    "```\n\n| site | node | address | seen by other sites as | runs |\n|---|---|---|---|---|\n" +
    each(c.nodes, (c1, at) => "| " +
    text(c1.site) +
    " | " +
    text(c1.name) +
    " | " +
    text(c1.address) +
    " | " +
    text(c1.wan) +
    " | " +
    text(c1.runs) +
    " |\n") +
    "\n" +
    each(c.endpoints, (c1, at) => "The endpoint of " +
    text(c1.site) +
    ", " +
    text(c1.host) +
    " port " +
    text(c1.port) +
    ", leads to the leader of " +
    text(c1.site) +
    (holds(c1.proxies) ? ", through " +
    text(c1.proxies) : "") +
    ".\n\n") +
    "## Versions\n\n```text\n" +
    each(c.versions, (c1, at) => text(c1) +
    "\n") +
    "```\n\n## Roles\n\nHow each site follows while it is not the primary (`standby`), and which slots it keeps for others while it is (`slots`):\n\n```yaml\n" +
    block(c.roles) +
    "\n```\n\n## Ports\n\nAll ports are TCP. For firewalls, this table shows who connects to each port:\n\n| port | from |\n|---|---|\n| PostgreSQL | members of every site; HAProxy nodes of its own site" +
    (holds(c.writesAll) ? ", and those of other sites that have `writes: all`" : "") +
    "; clients that do not come through HAProxy |\n| Patroni | the same members and HAProxy nodes |\n| etcd, clients | members of its own site |\n| etcd, members | etcd nodes of its own site |\n| HAProxy | applications" +
    (holds(c.endpoints) ? ", and members of the sites that stream through an endpoint with HAProxy behind it" : "") +
    " |\n\n| node | PostgreSQL | Patroni | etcd, clients | etcd, members | HAProxy: " +
    each(c.pools, (c1, at) => (holds(at) ? ", " : "") +
    text(c1)) +
    " |\n|---|---|---|---|---|---|\n" +
    each(c.nodes, (c1, at) => "| " +
    text(c1.name) +
    " | " +
    text(c1.ports?.postgresql) +
    " | " +
    text(c1.ports?.patroni) +
    " | " +
    text(c1.ports?.client) +
    " | " +
    text(c1.ports?.peer) +
    " | " +
    text(c1.ports?.haproxy) +
    " |\n") +
    (holds(c.monitoring) ? "\n## Monitoring\n\nWhat Prometheus is told of this estate; its files are in `monitoring/`:\n\n```yaml\n" +
    block(c.monitoring) +
    "\n```\n" : ""),
  };
  return parts;
}
