/**
 * Keywords of haproxy.cfg that any version knows: those that the source registers (CFG_GLOBAL, CFG_LISTEN), compares with
 * (src/cfgparse-global.c, src/cfgparse-listen.c, cfg_opts and proxy_parse_timeout of src/proxy.c) and suggests
 * (common_kw_list), at the tags v2.4.0 to v3.5-dev5. Without versions: a stable series gets keywords of later ones (3.2.26
 * has tune.h2.log-errors, and 3.2.0 has not), and has no tags beside these.
 */

/** What a line of `global` may begin with. */
const GLOBAL = `
  acme.scheduler anonkey busy-polling ca-base chroot close-spread-time cluster-secret cpu-affinity cpu-map
  cpu-policy cpu-set crt-base daemon debug.counters default-path description dns-accept-family
  expose-deprecated-directives expose-experimental-directives external-check fd-hard-limit
  force-cfg-parser-pause gid grace group h1-accept-payload-with-any-method h1-case-adjust
  h1-case-adjust-file h1-do-not-close-on-insecure-transfer-encoding h2-workaround-bogus-websocket-clients
  hard-stop-after harden.reject-privileged-ports.quic harden.reject-privileged-ports.tcp http-err-codes
  http-fail-codes httpclient.resolvers.disabled httpclient.resolvers.id httpclient.resolvers.prefer
  httpclient.retries httpclient.ssl.ca-file httpclient.ssl.verify httpclient.timeout.connect
  insecure-fork-wanted insecure-setuid-wanted issuers-chain-path jwt.decrypt_alg_list jwt.decrypt_enc_list
  key-base limited-quic localpeer log log-send-hostname log-tag lua-load lua-load-per-thread
  lua-prepend-path master-worker max-spread-checks max-threads-per-group maxcompcpuusage maxcomprate maxconn
  maxconnrate maxpipes maxsessrate maxsslconn maxsslrate maxzlibmem mworker-max-reloads nbproc nbthread
  no-memory-trimming no-quic node noepoll noevports nogetaddrinfo nokqueue noktls nopoll noreuseport
  nosplice numa-cpu-mapping ocsp-update.disable ocsp-update.httpproxy ocsp-update.maxdelay
  ocsp-update.mindelay ocsp-update.mode pidfile pp2-never-send-local prealloc-fd presetenv profiling.memory
  profiling.tasks quick-exit quiet resetenv server-state-base server-state-file set-dumpable set-var
  set-var-fmt setcap setenv shm-stats-file shm-stats-file-max-objects spread-checks ssl-default-bind-ciphers
  ssl-default-bind-ciphersuites ssl-default-bind-client-sigalgs ssl-default-bind-curves
  ssl-default-bind-options ssl-default-bind-sigalgs ssl-default-server-ciphers
  ssl-default-server-ciphersuites ssl-default-server-client-sigalgs ssl-default-server-curves
  ssl-default-server-options ssl-default-server-sigalgs ssl-dh-param-file ssl-engine ssl-load-extra-del-ext
  ssl-load-extra-files ssl-mode-async ssl-passphrase-cmd ssl-propquery ssl-provider ssl-provider-path
  ssl-security-level ssl-server-verify ssl-skip-self-issued-ca stats stats-file stress-level strict-limits
  thread-group thread-groups thread-hard-limit trace tune.applet.zero-copy-forwarding tune.buffers.limit
  tune.buffers.reserve tune.bufsize tune.bufsize.large tune.bufsize.small tune.chksize
  tune.cli.max-payload-size tune.comp.maxlevel tune.defaults.purge tune.disable-fast-forward
  tune.disable-zero-copy-forwarding tune.epoll.mask-events tune.events.max-events-at-once tune.fail-alloc
  tune.fast-forward tune.fd.edge-triggered tune.fd.tables tune.glitches.kill.cpu-usage
  tune.h1.be.glitches-threshold tune.h1.fe.glitches-threshold tune.h1.zero-copy-fwd-recv
  tune.h1.zero-copy-fwd-send tune.h2.be.glitches-threshold tune.h2.be.initial-window-size
  tune.h2.be.max-concurrent-streams tune.h2.be.max-frames-at-once tune.h2.be.rxbuf
  tune.h2.fe.glitches-threshold tune.h2.fe.initial-window-size tune.h2.fe.max-concurrent-streams
  tune.h2.fe.max-frames-at-once tune.h2.fe.max-rst-at-once tune.h2.fe.max-total-streams tune.h2.fe.rxbuf
  tune.h2.header-table-size tune.h2.initial-window-size tune.h2.log-errors tune.h2.max-concurrent-streams
  tune.h2.max-frame-size tune.h2.zero-copy-fwd-send tune.http.cookielen tune.http.logurilen tune.http.maxhdr
  tune.idle-pool.shared tune.idletimer tune.listener.default-shards tune.listener.multi-queue
  tune.lua.bool-sample-conversion tune.lua.burst-timeout tune.lua.forced-yield tune.lua.log.loggers
  tune.lua.log.stderr tune.lua.maxmem tune.lua.openlibs tune.lua.service-timeout tune.lua.session-timeout
  tune.lua.task-timeout tune.max-checks-per-thread tune.max-rules-at-once tune.maxaccept tune.maxpollevents
  tune.maxrewrite tune.memory.hot-size tune.notsent-lowat.client tune.notsent-lowat.server
  tune.pattern.cache-size tune.peers.max-updates-at-once tune.pipesize tune.pool-high-fd-ratio
  tune.pool-low-fd-ratio tune.pt.zero-copy-forwarding tune.quic.be.cc.cubic-min-losses
  tune.quic.be.cc.hystart tune.quic.be.cc.max-frame-loss tune.quic.be.cc.max-win-size
  tune.quic.be.cc.reorder-ratio tune.quic.be.max-idle-timeout tune.quic.be.sec.glitches-threshold
  tune.quic.be.stream.data-ratio tune.quic.be.stream.max-concurrent tune.quic.be.stream.rxbuf
  tune.quic.be.tx.pacing tune.quic.be.tx.udp-gso tune.quic.cc-hystart tune.quic.cc.cubic.min-losses
  tune.quic.disable-tx-pacing tune.quic.disable-udp-gso tune.quic.fe.cc.cubic-min-losses
  tune.quic.fe.cc.hystart tune.quic.fe.cc.max-frame-loss tune.quic.fe.cc.max-win-size
  tune.quic.fe.cc.reorder-ratio tune.quic.fe.max-idle-timeout tune.quic.fe.sec.glitches-threshold
  tune.quic.fe.sec.retry-threshold tune.quic.fe.sock-per-conn tune.quic.fe.stream.data-ratio
  tune.quic.fe.stream.max-concurrent tune.quic.fe.stream.max-total tune.quic.fe.stream.rxbuf
  tune.quic.fe.tx.pacing tune.quic.fe.tx.udp-gso tune.quic.frontend.conn-tx-buffers.limit
  tune.quic.frontend.default-max-window-size tune.quic.frontend.glitches-threshold
  tune.quic.frontend.max-data-size tune.quic.frontend.max-idle-timeout tune.quic.frontend.max-streams-bidi
  tune.quic.frontend.max-tx-mem tune.quic.frontend.stream-data-ratio tune.quic.listen
  tune.quic.max-frame-loss tune.quic.mem.tx-max tune.quic.reorder-ratio tune.quic.retry-threshold
  tune.quic.socket-owner tune.quic.zero-copy-fwd-send tune.rcvbuf.backend tune.rcvbuf.client
  tune.rcvbuf.frontend tune.rcvbuf.server tune.recv_enough tune.renice.runtime tune.renice.startup
  tune.ring.queues tune.runqueue-depth tune.sched.low-latency tune.sndbuf.backend tune.sndbuf.client
  tune.sndbuf.frontend tune.sndbuf.server tune.ssl.cachesize tune.ssl.capture-buffer-size
  tune.ssl.capture-cipherlist-size tune.ssl.certificate-compression tune.ssl.default-dh-param
  tune.ssl.force-private-cache tune.ssl.hard-maxrecord tune.ssl.keylog tune.ssl.keyupdate-rate-limit
  tune.ssl.lifetime tune.ssl.maxrecord tune.ssl.ocsp-update.maxdelay tune.ssl.ocsp-update.mindelay
  tune.ssl.ssl-ctx-cache-size tune.stick-counters tune.streams-elasticity tune.takeover-other-tg-connections
  tune.vars.check-max-size tune.vars.global-max-size tune.vars.proc-max-size tune.vars.reqres-max-size
  tune.vars.sess-max-size tune.vars.txn-max-size tune.zlib.memlevel tune.zlib.windowsize uid ulimit-n
  unix-bind unsetenv user warn-blocked-traffic-after zero-warning
`;

/** What a line of `defaults` or `listen` may begin with; what is refused by name, like `reqadd`, is known too. */
const PROXY = `
  acl appsession backlog balance be-unpublished bind bind-process block capture cliexp clitcpka-cnt
  clitcpka-idle clitcpka-intvl clitimeout compression contimeout cookie declare default-server
  default_backend description disabled dispatch dynamic-cookie-key email-alert enabled error-log-format
  errorfile errorfiles errorloc errorloc302 errorloc303 external-check filter filter-sequence
  force-be-switch force-persist fullconn grace guid hash-balance-factor hash-preserve-affinity hash-type
  http-after-response http-check http-error http-request http-response http-reuse http-send-name-header id
  ignore-persist load-server-state-from-file log log-balance log-format log-format-sd log-steps log-tag
  max-keep-alive-queue max-session-srv-conns maxconn mode monitor monitor-net monitor-uri option persist
  quic-initial rate-limit redirect redisp redispatch reqadd reqallow reqdel reqdeny reqiallow reqidel
  reqideny reqipass reqirep reqitarpit reqpass reqrep reqtarpit retries retry-on rspadd rspdel rspdeny
  rspidel rspideny rspirep rsprep server server-state-file-name server-template source srvexp srvtcpka-cnt
  srvtcpka-idle srvtcpka-intvl srvtimeout ssl-f-use stats stick stick-table tcp-check tcp-request
  tcp-response timeout transparent unique-id-format unique-id-header use-fcgi-app use-server use_backend
  usesrc
`;

/** What may stand behind `option`. */
const OPTIONS = `
  abortonclose accept-invalid-http-request accept-invalid-http-response
  accept-unsafe-violations-in-http-request accept-unsafe-violations-in-http-response allbackups checkcache
  clitcpka contstats disable-h2-upgrade dontlog-normal dontlognull external-check forceclose forwarded
  forwardfor h1-case-adjust-bogus-client h1-case-adjust-bogus-server http-buffer-request
  http-drop-request-trailers http-drop-response-trailers http-ignore-probes http-keep-alive http-no-delay
  http-pretend-keepalive http-restrict-req-hdr-names http-server-close http-tunnel http-use-htx
  http-use-proxy-header http_proxy httpchk httpclose httplog httpslog idle-close-on-response
  independent-streams ldap-check log-health-checks log-separate-errors logasap mysql-check nolinger
  originalto persist pgsql-check prefer-last-server redis-check redispatch smtpchk socket-stats splice-auto
  splice-request splice-response spop-check srvtcpka ssl-hello-chk tcp-check tcp-smart-accept
  tcp-smart-connect tcpka tcplog transparent use-small-buffers
`;

/** What may stand behind `timeout`. */
const TIMEOUTS = `
  check client client-fin client-hs connect http-keep-alive http-request queue server server-fin tarpit
  tunnel
`;

/** Of vendors: whether they are known is a matter of the build. */
const OF_BUILDS = /^(?:51degrees|deviceatlas|wurfl)-/;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const FIRST = { global: wordsOf(GLOBAL), proxy: wordsOf(PROXY) } as const;
const SECOND: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['option', wordsOf(OPTIONS)],
  ['timeout', wordsOf(TIMEOUTS)],
]);

/** Which keywords: those of `global`, or those of a proxy. */
export type SectionKind = keyof typeof FIRST;

/** A word that HAProxy does not know where it stands. */
export interface Stray {
  readonly word: string;
  /** What it stands behind: `option`, `timeout`. */
  readonly behind: string | undefined;
  /** What is known there. */
  readonly known: readonly string[];
}

/** The first word of a line that no version of HAProxy knows; undefined where it knows them, as far as is told here. */
export function strayIn(kind: SectionKind, line: readonly string[]): Stray | undefined {
  const [first = '', second] = line[0] === 'no' || line[0] === 'default' ? line.slice(1) : line;
  const known = FIRST[kind];
  if (!known.has(first))
    return OF_BUILDS.test(first) ? undefined : { word: first, behind: undefined, known: [...known] };
  const below = kind === 'proxy' ? SECOND.get(first) : undefined;
  return below === undefined || second === undefined || below.has(second)
    ? undefined
    : { word: second, behind: first, known: [...below] };
}
