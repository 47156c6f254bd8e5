// Made by scripts/generate.mjs. Do not edit.

/**
 * How fast failures are detected and handled: sets the times of Patroni, its watchdog and HAProxy's checks together. Either a preset (fast, norm, safe or wide; default norm), or a block that changes values of a preset: { preset: norm, ttl: 40 }.
 */
export type Timing =
  | string
  | {
      /**
       * Preset for the values that this block does not set. Default norm.
       */
      preset?: 'fast' | 'norm' | 'safe' | 'wide';
      /**
       * Seconds after which the leader lock expires, at least 20.
       */
      ttl?: number;
      /**
       * Seconds between two runs of Patroni's loop.
       */
      loop_wait?: number;
      /**
       * How many seconds operations on etcd and PostgreSQL are retried, at least 3.
       */
      retry_timeout?: number;
      /**
       * Seconds that a crashed primary may take to recover before a failover starts.
       */
      primary_start_timeout?: number;
      /**
       * Seconds between the watchdog's reset and the end of ttl; -1 means half of ttl.
       */
      safety_margin?: number;
      /**
       * HAProxy: time between two health checks.
       */
      inter?: string;
      /**
       * HAProxy: time between two checks while the state is changing.
       */
      fastinter?: string;
      /**
       * HAProxy: time between two checks of a server that is down.
       */
      downinter?: string;
      /**
       * HAProxy: successful checks in a row before a server counts as up.
       */
      rise?: number;
      /**
       * HAProxy: failed checks in a row before a server counts as down.
       */
      fall?: number;
    };
/**
 * A virtual address or a host name that always leads to this site's leader, through vip-manager or HAProxy. Sites that follow this site stream from it, and PostgreSQL's certificates name it. Either an address, or a block of address and port. Default: none; followers then get the addresses of all members.
 */
export type Endpoint =
  | string
  | {
      /**
       * The address at which the other sites and the clients reach the endpoint: IPv4, IPv6 without brackets, or a host name.
       */
      address: string;
      /**
       * Port of the endpoint. Default: PostgreSQL's port at this site. Behind HAProxy: HAProxy's port for the primary.
       */
      port?: number;
    };
/**
 * etcd's client and peer connections, and Patroni's connection to etcd.
 */
export type TlsFiles =
  | boolean
  | {
      /**
       * File of the CA's certificate.
       */
      ca?: string;
      /**
       * File of this node's certificate.
       */
      cert?: string;
      /**
       * File of its private key.
       */
      key?: string;
    };
/**
 * Patroni's REST API and its clients.
 */
export type TlsFiles1 =
  | boolean
  | {
      /**
       * File of the CA's certificate.
       */
      ca?: string;
      /**
       * File of this node's certificate.
       */
      cert?: string;
      /**
       * File of its private key.
       */
      key?: string;
    };
/**
 * PostgreSQL's connections: clients, and replication between the nodes and the sites.
 */
export type TlsFiles2 =
  | boolean
  | {
      /**
       * File of the CA's certificate.
       */
      ca?: string;
      /**
       * File of this node's certificate.
       */
      cert?: string;
      /**
       * File of its private key.
       */
      key?: string;
    };

/**
 * Two or more data centers that run PostgreSQL under Patroni: one site takes writes, every other site runs a standby cluster with an etcd ring of its own.
 */
export interface Topology {
  /**
   * Version of this language. It fixes every default, so a newer compiler reads an older file the same way.
   */
  version: 1;
  /**
   * Name of the estate. It appears in file headers and document titles, and is the folder under --out when several topologies are compiled.
   */
  name: string;
  software?: Software;
  /**
   * The site that takes writes. Every other site runs a standby cluster. After a role change, change only this word.
   */
  primary: string;
  timing?: Timing;
  /**
   * The data centers, two or more.
   *
   * @minItems 2
   */
  sites: SiteBlock[];
  /**
   * Clients that may connect to the databases. They become pg_hba lines at every site.
   */
  clients?: ClientBlock[];
  credentials?: Credentials;
  postgresql?: PostgresqlBlock;
  bootstrap?: BootstrapBlock;
  patroni?: PatroniBlock;
  etcd?: EtcdBlock;
  haproxy?: HaproxyBlock;
  tls?: Tls;
  monitoring?: Monitoring;
  overrides?: Overrides;
  lint?: Lint;
}
/**
 * Versions of the software on the nodes. Compiled keys, commands and rules depend on them.
 */
export interface Software {
  /**
   * Patroni version, 3.0 to 4.1. Default "4.1".
   */
  patroni?: string | number;
  /**
   * PostgreSQL major version, 13 to 18. Default 18.
   */
  postgresql?: number;
  /**
   * etcd version, 3.4 to 3.6. Default "3.5".
   */
  etcd?: string | number;
  /**
   * HAProxy version, 2.4 to 3.2. Default "3.2".
   */
  haproxy?: string | number;
}
/**
 * One data center: a Patroni cluster, its etcd ring and its HAProxy.
 */
export interface SiteBlock {
  /**
   * Name of the site; also its folder.
   */
  name: string;
  /**
   * Patroni scope: the name of this site's cluster. Every site needs its own.
   */
  scope: string;
  /**
   * Folder of Patroni's keys in etcd: a slash, then letters, digits, ., _, - and slashes. Default /service/.
   */
  namespace?: string;
  etcd: SiteEtcd;
  standby?: Standby;
  endpoint?: Endpoint;
  /**
   * Permanent physical slots that this site keeps for other sites while it is their upstream. Default: the standby.slot of every other site.
   *
   * Items: Name of a slot.
   */
  slots?: string[];
  /**
   * The machines of this site.
   *
   * @minItems 1
   */
  nodes: NodeBlock[];
  postgresql?: PostgresqlBlock;
  bootstrap?: BootstrapBlock;
  patroni?: PatroniBlock;
  haproxy?: HaproxyBlock;
  overrides?: Overrides;
}
/**
 * This site's etcd ring.
 */
export interface SiteEtcd {
  /**
   * initial-cluster-token of the ring: letters, digits, ., _ and -, starting with a letter or a digit. Every site needs its own.
   */
  token: string;
  /**
   * Port for clients. Default 2379.
   */
  client_port?: number;
  /**
   * Port for the ring's members. Default 2380.
   */
  peer_port?: number;
  /**
   * Data directory. Default /var/lib/etcd/data.
   */
  data_dir?: string;
}
/**
 * How this site follows when it is not the primary.
 */
export interface Standby {
  /**
   * Physical replication slot at the upstream, through which this site streams. Default standby_cluster_<site>.
   */
  slot?: string;
  /**
   * The site from which this site streams. Default: the primary.
   */
  follow?: string;
  /**
   * stream: this site streams from its upstream through a slot. archive: this site takes WAL only from the archive, with restore_command. There is then no connection between the sites and no slot for this site, and its first copy must also come from the archive (postgresql.create_replica_methods). Default stream.
   */
  from?: 'stream' | 'archive';
  /**
   * Shell command that fetches a WAL segment from the archive: when the stream has a gap, or always with from: archive.
   */
  restore_command?: string;
  /**
   * Shell command that removes WAL segments that are no longer needed.
   */
  archive_cleanup_command?: string;
  /**
   * How long the standby leader waits before it applies a change: 0, or a whole number with a unit (us, ms, s, min, h or d). PostgreSQL would read a number without a unit as milliseconds.
   */
  recovery_min_apply_delay?: string;
}
/**
 * One machine.
 */
export interface NodeBlock {
  /**
   * Name of the node. On PostgreSQL nodes it is also the Patroni member name, which must be unique in the whole estate.
   */
  name: string;
  /**
   * The address at which this site's nodes reach the node: IPv4, IPv6 without brackets, or a host name.
   */
  address: string;
  /**
   * The address at which other sites see and reach the node, if there is NAT or a second network between them. Default: address.
   */
  wan_address?: string;
  /**
   * Services of the node. Default postgresql and etcd. A witness runs only etcd.
   *
   * @minItems 1
   *
   * Items: A service.
   */
  runs?: ('postgresql' | 'etcd' | 'haproxy')[];
  tags?: Tags;
  etcd?: NodeEtcd;
  postgresql?: PostgresqlBlock;
  patroni?: PatroniBlock;
  haproxy?: HaproxyBlock;
  overrides?: Overrides;
}
/**
 * Patroni tags of this member.
 */
export interface Tags {
  /**
   * Never becomes leader.
   */
  nofailover?: boolean;
  /**
   * Patroni answers 503 to /replica, so HAProxy sends no reads to this node.
   */
  noloadbalance?: boolean;
  /**
   * Never chosen as a synchronous standby.
   */
  nosync?: boolean;
  /**
   * Preferred as the source of new replicas.
   */
  clonefrom?: boolean;
  /**
   * Never streams: takes WAL only from the archive, with restore_command, and has no slot. From Patroni 3.3; use it with nofailover.
   */
  nostream?: boolean;
  /**
   * Member of the same site from which this member streams, instead of the leader.
   */
  replicatefrom?: string;
  /**
   * A member with a higher priority wins a leader race; 0 means never. From Patroni 3.2.
   */
  failover_priority?: number;
}
/**
 * This node's etcd member.
 */
export interface NodeEtcd {
  /**
   * Name of the etcd member. Default: the node's name.
   */
  name?: string;
  /**
   * Port for clients. Default 2379.
   */
  client_port?: number;
  /**
   * Port for the ring's members. Default 2380.
   */
  peer_port?: number;
  /**
   * Data directory. Default /var/lib/etcd/data.
   */
  data_dir?: string;
}
/**
 * PostgreSQL's settings. Also allowed under a site or a node; the nearest value wins.
 */
export interface PostgresqlBlock {
  /**
   * Port on which PostgreSQL listens. Default 5432.
   */
  port?: number;
  /**
   * Data directory. Default /var/lib/postgresql/<major>/main.
   */
  data_dir?: string;
  /**
   * Directory of the binaries. Default /usr/lib/postgresql/<major>/bin.
   */
  bin_dir?: string;
  /**
   * Directory of postgresql.conf, pg_hba.conf and pg_ident.conf. Default: the data directory. In any other directory, postgresql.conf must exist before the cluster is made, because initdb writes it to the data directory.
   */
  config_dir?: string;
  /**
   * File to which Patroni writes passwords for libpq. Default: pgpass in the home directory of the user that runs Patroni.
   */
  pgpass?: string;
  /**
   * Whether initdb enables data checksums. Default true. Only initdb at the first site counts: the other sites are copies.
   */
  data_checksums?: boolean;
  /**
   * More options of initdb: name and value, or true for a flag; false removes a default. Defaults: encoding UTF8, locale C, and the character classes of C.UTF-8 (from PostgreSQL 17 on with locale-provider builtin). A locale option that you set replaces the character classes.
   */
  initdb?: {
    /**
     * Value of the option, on one line; true for a flag.
     */
    [k: string]: string | number | boolean;
  };
  /**
   * PostgreSQL parameters. They go to the dynamic configuration, where Patroni expects them; parameters under a node go to that node's patroni.yml.
   */
  parameters?: {
    /**
     * Value of the parameter, on one line.
     */
    [k: string]: string | number | boolean;
  };
  /**
   * The complete pg_hba.conf, line by line, in order. If you leave it out, it is derived from sites, credentials and clients.
   *
   * @minItems 1
   *
   * Items: One line of pg_hba.conf.
   */
  pg_hba?: string[];
  /**
   * How a member gets its first copy: basebackup, or names under replica_methods, in the order in which Patroni tries them. Applies to replicas, and to the member that becomes the standby leader. Default [basebackup].
   *
   * @minItems 1
   *
   * Items: basebackup, or a name under replica_methods.
   */
  create_replica_methods?: string[];
  /**
   * Commands that copy a member. create_replica_methods refers to them by name.
   */
  replica_methods?: {
    [k: string]: ReplicaMethod;
  };
}
/**
 * A command that copies a member.
 */
export interface ReplicaMethod {
  /**
   * The program and its arguments, run without a shell.
   */
  command?: string;
  /**
   * Whether Patroni leaves out --scope, --role, --datadir and --connstring, which it otherwise adds to the command. Default false.
   */
  no_params?: boolean;
  /**
   * Whether the command works without a member to copy from, so that Patroni may run it if there is none. Default: true at a standby site that reads only the archive, else false.
   */
  no_leader?: boolean;
  /**
   * Whether the contents of the data directory stay, so that the command can use them. Default false.
   */
  keep_data?: boolean;
}
/**
 * Patroni's settings. Also allowed under a site or a node; the nearest value wins.
 */
export interface PatroniBlock {
  /**
   * Patroni's REST API.
   */
  restapi?: {
    /**
     * Port of the REST API. Default 8008.
     */
    port?: number;
  };
  /**
   * Bytes of WAL that a replica may lag behind its own site's leader and still take over. It does not limit the lag between sites. Default 1048576.
   */
  maximum_lag_on_failover?: number;
  /**
   * Bytes of WAL that a synchronous standby may lag behind before Patroni chooses another; -1 means any number. Default -1.
   */
  maximum_lag_on_syncnode?: number;
  /**
   * Whether a commit at the primary waits for members of its own site: on (members that Patroni names), quorum (any of them; from Patroni 4.0) or off. At a standby site no commit waits, whatever is written here. Default off.
   */
  synchronous_mode?: string | boolean;
  /**
   * Whether commits wait even if there is no member to wait for: the primary then takes no writes. Default false.
   */
  synchronous_mode_strict?: boolean;
  /**
   * How many members a commit waits for. Default 1.
   */
  synchronous_node_count?: number;
  /**
   * Whether a primary continues if etcd is lost and every other member of its site agrees. Default false.
   */
  failsafe_mode?: boolean;
  /**
   * What the start guard does if the site would start as primary and no other site can be asked: strict refuses the start until a site answers or an operator overrules it, lenient starts. Default strict: a refused start is noticed immediately and overruled with one command; a second primary is noticed when its rows are lost.
   */
  guard?: 'strict' | 'lenient';
  /**
   * Kernel watchdog that resets a node whose Patroni hangs. The drop-in of patroni.service loads softdog if the device is missing, and gives Patroni access to the device.
   */
  watchdog?: {
    /**
     * off, automatic (used if it works) or required (no leadership without it). If a running primary is reloaded into required, and the device is missing or cannot be opened, Patroni demotes it immediately: try it on every member first. Default automatic.
     */
    mode?: 'off' | 'automatic' | 'required';
    /**
     * Path of the watchdog device. Default /dev/watchdog.
     */
    device?: string;
  };
}
/**
 * HAProxy's settings. Also allowed under a site or a node; the nearest value wins.
 */
export interface HaproxyBlock {
  /**
   * Ports on which HAProxy listens.
   */
  ports?: {
    /**
     * Port for writes: leads to the primary, wherever it is in the pool. Default 5000.
     */
    primary?: number;
    /**
     * Port for reads from this site's replicas. Default 5001.
     */
    replicas?: number;
    /**
     * Port for reads from this site's standby leader while the site follows. Default 5002.
     */
    standby_leader?: number;
    /**
     * Port of the statistics page, on loopback only. Default 7000.
     */
    stats?: number;
  };
  /**
   * local: the primary pool holds only this site's nodes. all: it also holds the other sites' nodes, as backup servers, so that clients follow a promotion by themselves and one HAProxy never writes to two sites at the same time. Default local.
   */
  writes?: 'local' | 'all';
}
/**
 * Settings for which the language has no key. They are merged last into the files, and checked like all other values. null removes a key. Overrides under a site or a node win over global overrides.
 */
export interface Overrides {
  /**
   * Merged into patroni.yml; values under bootstrap.dcs also go to dcs.yml.
   */
  patroni?: {
    [k: string]: unknown;
  };
  /**
   * Merged into etcd.conf.yml.
   */
  etcd?: {
    [k: string]: unknown;
  };
  /**
   * Merged into haproxy.cfg: for each section, keywords with their arguments.
   */
  haproxy?: {
    /**
     * Keywords of this section; null removes a keyword.
     */
    [k: string]: {
      /**
       * The arguments of the keyword, on one line; true for a keyword without arguments.
       */
      [k: string]: string | number | boolean | null;
    };
  };
}
/**
 * How to make a new primary cluster from a backup instead of with initdb. Also allowed under a site; the nearest value wins. Standby sites are copied with postgresql.create_replica_methods.
 */
export interface BootstrapBlock {
  /**
   * Name of the method in patroni.yml: lower-case letters, digits and _, but not a key that Patroni uses for something else. Without a command, or with the name initdb, the new cluster is empty. Default custom, if there is a command.
   */
  method?: string;
  /**
   * The program and its arguments, run without a shell. It must leave a data directory from which PostgreSQL can start.
   */
  command?: string;
  /**
   * Whether Patroni leaves out --scope and --datadir, which it otherwise adds to the command. Default false.
   */
  no_params?: boolean;
  /**
   * Whether the recovery settings that the command wrote stay; otherwise Patroni removes them. Default false.
   */
  keep_existing_recovery_conf?: boolean;
  /**
   * Recovery settings with which PostgreSQL starts first.
   */
  recovery_conf?: {
    /**
     * Value of the parameter, on one line.
     */
    [k: string]: string | number | boolean;
  };
}
/**
 * One kind of client.
 */
export interface ClientBlock {
  /**
   * Role name, +group, or all: letters, digits, _, - and $, starting with a letter or _.
   */
  user: string;
  /**
   * Database name, all, or replication (for tools that stream WAL): letters, digits, _, - and $, starting with a letter or _.
   */
  database: string;
  /**
   * Where the clients come from: haproxy (PostgreSQL sees the address of HAProxy, which proxies TCP), an address, a network in CIDR notation, or a list of these.
   *
   * @minItems 1
   */
  from: string | string[];
}
/**
 * User names only. Patroni reads the passwords on the node from the environment (PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD, PATRONI_REWIND_PASSWORD, PATRONI_RESTAPI_PASSWORD), so compiled files can be committed.
 */
export interface Credentials {
  superuser?: Credential;
  replication?: Credential1;
  /**
   * Role that pg_rewind connects as. Default rewind_user. false: there is no such role; Patroni rewinds as superuser, the sites let the superuser in from each other, and PATRONI_REWIND_PASSWORD must not be set.
   */
  rewind?:
    | boolean
    | {
        /**
         * The user's name.
         */
        username: string;
      };
  restapi?: Credential2;
}
/**
 * PostgreSQL superuser that Patroni connects as. Default postgres.
 */
export interface Credential {
  /**
   * The user's name.
   */
  username: string;
}
/**
 * Role that streams WAL. Default replicator.
 */
export interface Credential1 {
  /**
   * The user's name.
   */
  username: string;
}
/**
 * User of Patroni's REST API. Without a user, everybody who can reach the API could promote, restart and reconfigure. Default patroni.
 */
export interface Credential2 {
  /**
   * The user's name.
   */
  username: string;
}
/**
 * etcd's settings. Also allowed under a site or a node; the nearest value wins.
 */
export interface EtcdBlock {
  /**
   * Port for clients. Default 2379.
   */
  client_port?: number;
  /**
   * Port for the ring's members. Default 2380.
   */
  peer_port?: number;
  /**
   * Data directory. Default /var/lib/etcd/data.
   */
  data_dir?: string;
}
/**
 * Paths of TLS files on the nodes; {node}, {site} and {member} are filled in. false switches TLS off for one key. Default: TLS on everywhere, with the paths in the examples.
 */
export interface Tls {
  etcd?: TlsFiles;
  restapi?: TlsFiles1;
  postgresql?: TlsFiles2;
  /**
   * The CA with which HAProxy verifies the certificates of the REST API.
   */
  haproxy?: {
    /**
     * CA file on the HAProxy hosts. Default /etc/haproxy/ssl/ca.pem.
     */
    ca?: string;
  };
}
/**
 * Alerts of this estate for Prometheus, and what it scrapes.
 */
export interface Monitoring {
  /**
   * true: build writes monitoring/patroni.rules.yml and monitoring/scrape.yml. Default false.
   */
  prometheus?: boolean;
  jobs?: MonitoringJobs;
  ports?: MonitoringPorts;
  /**
   * Time from one scrape to the next. Alerts wait accordingly. Default 15s.
   */
  interval?: string;
  /**
   * WAL that a standby may be behind before an alert, in bytes with a unit. Default 100MB.
   */
  lag?: string;
  /**
   * Time that a standby may be behind before an alert. Default 5min.
   */
  delay?: string;
  tls?: MonitoringTls;
  /**
   * Address of RUNBOOK.md that alerts link to. Default RUNBOOK.md.
   */
  runbook?: string;
}
/**
 * Names of Prometheus' jobs. An exporter that is not named is not scraped, and has no alerts.
 */
export interface MonitoringJobs {
  /**
   * Job that scrapes Patroni's REST API. Default patroni- and the name of the estate.
   */
  patroni?: string;
  /**
   * Job that scrapes postgres_exporter on every node that runs PostgreSQL. Without it, there are no alerts about slots.
   */
  postgresql?: string;
  /**
   * Job that scrapes etcd at its client port. Without it, there are no alerts about etcd itself.
   */
  etcd?: string;
  /**
   * Job of blackbox_exporter that probes certificates. Without it, there is no alert about their end. It is not in scrape.yml.
   */
  blackbox?: string;
}
/**
 * Ports of exporters.
 */
export interface MonitoringPorts {
  /**
   * Port of postgres_exporter. Default 9187.
   */
  postgres_exporter?: number;
}
/**
 * Files of certificates on Prometheus' machine.
 */
export interface MonitoringTls {
  /**
   * Certificate of the authority of REST API and etcd. Default /etc/prometheus/pgdr/ca.pem.
   */
  ca?: string;
  /**
   * Certificate to show to etcd, and to the REST API where it asks for one. Default /etc/prometheus/pgdr/prometheus.pem.
   */
  cert?: string;
  /**
   * Its key. Default /etc/prometheus/pgdr/prometheus-key.pem.
   */
  key?: string;
}
/**
 * Settings of the linter for this estate.
 */
export interface Lint {
  /**
   * Severity of each rule. The severity of a rule that guards against split brain or data loss cannot be lowered.
   */
  rules?: {
    /**
     * Severity of the rule's findings, or off.
     */
    [k: string]: 'off' | 'info' | 'warning' | 'error';
  };
}
