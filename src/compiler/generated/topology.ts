// Made by scripts/generate.mjs. Do not edit.

/**
 * How fast a failure is noticed and answered: sets Patroni, its watchdog and HAProxy's checks together. A preset (fast, norm, safe, wide; default norm), or a block of values that starts from one: { preset: norm, ttl: 40 }.
 */
export type Timing =
  | string
  | {
      /**
       * The preset whose values stand where this block names none. Default norm.
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
       * Seconds that operations on etcd and PostgreSQL are retried, at least 3.
       */
      retry_timeout?: number;
      /**
       * Seconds a crashed primary may take to recover before a failover is started.
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
       * HAProxy: good checks before a server is up.
       */
      rise?: number;
      /**
       * HAProxy: failed checks before a server is down.
       */
      fall?: number;
    };
/**
 * A virtual address or a host name that always leads to this site's leader: vip-manager moves it, or HAProxy stands behind it. The sites that follow this one stream from it, and the certificates of PostgreSQL hold it. An address, or a block of address and port. Default: none; followers are then told of every member.
 */
export type Endpoint =
  | string
  | {
      /**
       * What the other sites and the clients reach it by: IPv4, IPv6 without brackets, or a host name.
       */
      address: string;
      /**
       * The port there. Default: the port of PostgreSQL at this site. Behind HAProxy: its port for the primary.
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
 * Patroni's REST API, and those who call it.
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
   * Names the estate: file headers, the title of the documents, the folder under --out when several topologies are compiled.
   */
  name: string;
  software?: Software;
  /**
   * The site that takes writes. Every other site runs a standby cluster. After a role change this is the one word that changes.
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
   * Who may connect to the databases. Becomes pg_hba lines at every site.
   */
  clients?: ClientBlock[];
  credentials?: Credentials;
  postgresql?: PostgresqlBlock;
  bootstrap?: BootstrapBlock;
  patroni?: PatroniBlock;
  etcd?: EtcdBlock;
  haproxy?: HaproxyBlock;
  tls?: Tls;
  overrides?: Overrides;
  lint?: Lint;
}
/**
 * What runs on the nodes. Emitted keys, commands and rules depend on it.
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
   * Patroni scope: the name of this site's cluster. Differs per site.
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
   * Permanent physical slots this site keeps for other sites while it is their upstream. Default: the standby.slot of every other site.
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
   * initial-cluster-token of the ring: letters, digits, ., _ and -, the first a letter or a digit. Differs per site.
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
   * Physical replication slot that this site consumes at its upstream. Default standby_cluster_<site>.
   */
  slot?: string;
  /**
   * The site to stream from. Default: the primary.
   */
  follow?: string;
  /**
   * stream: this site streams from its upstream by a slot. archive: it takes WAL from the archive alone, by restore_command: no connection crosses the sites, no slot is kept for it, and its first copy has to come from the archive as well (postgresql.create_replica_methods). Default stream.
   */
  from?: 'stream' | 'archive';
  /**
   * Shell command that fetches a WAL segment from the archive: when the stream has a gap, or, with from: archive, always.
   */
  restore_command?: string;
  /**
   * Shell command that removes WAL segments no longer needed.
   */
  archive_cleanup_command?: string;
  /**
   * How long the standby leader waits before it applies a change: a whole number and us, ms, s, min, h or d. Without a unit it would be milliseconds.
   */
  recovery_min_apply_delay?: string;
}
/**
 * One machine.
 */
export interface NodeBlock {
  /**
   * Name of the node; on PostgreSQL nodes also the Patroni member name, which must be unique in the whole estate.
   */
  name: string;
  /**
   * What this site's nodes reach it by: IPv4, IPv6 without brackets, or a host name.
   */
  address: string;
  /**
   * What the other sites see and reach it by, where NAT or a second network lies between. Default: address.
   */
  wan_address?: string;
  /**
   * What runs here. Default postgresql and etcd. A witness runs etcd alone.
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
   * Answers 503 to /replica, so HAProxy sends no reads here.
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
   * Streams from nobody: takes WAL from the archive alone, by restore_command, and has no slot. From Patroni 3.3; with nofailover.
   */
  nostream?: boolean;
  /**
   * Member of the same site to stream from, instead of the leader.
   */
  replicatefrom?: string;
  /**
   * Higher wins a leader race; 0 means never. From Patroni 3.2.
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
 * PostgreSQL's settings. May also stand under a site or a node, where it wins.
 */
export interface PostgresqlBlock {
  /**
   * Port PostgreSQL listens on. Default 5432.
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
   * Directory of postgresql.conf, pg_hba.conf and pg_ident.conf. Default: the data directory. Elsewhere, postgresql.conf has to be there before the cluster is made: initdb writes it to the data directory.
   */
  config_dir?: string;
  /**
   * File in which Patroni writes passwords for libpq. Default: pgpass in the home directory of the user that runs Patroni.
   */
  pgpass?: string;
  /**
   * Whether initdb makes a cluster with data checksums. Default true. Only the first site's initdb counts: the others are copies.
   */
  data_checksums?: boolean;
  /**
   * Further options of initdb: name and value, or true for a flag; false takes a default away. Default: encoding UTF8, locale C, and the letters of C.UTF-8 (from PostgreSQL 17 on with locale-provider builtin); an option of the locale takes the place of the letters.
   */
  initdb?: {
    /**
     * Value of the option, on one line; true for a flag.
     */
    [k: string]: string | number | boolean;
  };
  /**
   * PostgreSQL parameters. They go to the dynamic configuration, where Patroni wants them; under a node, to that node's patroni.yml.
   */
  parameters?: {
    /**
     * Value of the parameter, on one line.
     */
    [k: string]: string | number | boolean;
  };
  /**
   * The complete pg_hba.conf, line by line, in order. Left out, it is derived from sites, credentials and clients.
   *
   * @minItems 1
   *
   * Items: One line of pg_hba.conf.
   */
  pg_hba?: string[];
  /**
   * How a member gets its first copy, in the order in which they are tried: basebackup, or a name under replica_methods. Holds for replicas, and for the member that becomes the standby leader. Default [basebackup].
   *
   * @minItems 1
   *
   * Items: basebackup, or a name under replica_methods.
   */
  create_replica_methods?: string[];
  /**
   * Commands that copy a member, by the names that create_replica_methods uses.
   */
  replica_methods?: {
    [k: string]: ReplicaMethod;
  };
}
/**
 * A command that copies a member from somewhere.
 */
export interface ReplicaMethod {
  /**
   * What is run, without a shell: a program and its words.
   */
  command?: string;
  /**
   * Whether Patroni leaves out --scope, --role, --datadir and --connstring, which it otherwise adds to the command. Default false.
   */
  no_params?: boolean;
  /**
   * Whether it works without a member to copy from, so that Patroni may run it where there is none. Default: true where a standby site reads the archive alone, else false.
   */
  no_leader?: boolean;
  /**
   * Whether what is in the data directory stays for the command to make use of. Default false.
   */
  keep_data?: boolean;
}
/**
 * Patroni's settings. May also stand under a site or a node, where it wins.
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
   * Bytes of WAL a replica may lag behind its own site's leader and still take over. Says nothing about the lag between sites. Default 1048576.
   */
  maximum_lag_on_failover?: number;
  /**
   * Bytes of WAL a synchronous standby may lag behind before Patroni chooses another; -1: any number. Default -1.
   */
  maximum_lag_on_syncnode?: number;
  /**
   * Whether a commit at the primary waits for members of its own site: on (Patroni names them), quorum (any of them; from Patroni 4.0) or off. A standby site waits for nobody, whatever is written. Default off.
   */
  synchronous_mode?: string | boolean;
  /**
   * Whether commits wait even while no member is there to be waited for: the primary then takes no writes. Default false.
   */
  synchronous_mode_strict?: boolean;
  /**
   * How many members a commit waits for. Default 1.
   */
  synchronous_node_count?: number;
  /**
   * Whether a primary goes on when etcd is lost and every other member of its site agrees. Default false.
   */
  failsafe_mode?: boolean;
  /**
   * What the start guard does when the site would start as primary and no other site can be asked: strict refuses until one answers or an operator overrules it, lenient starts. Default strict: a refused start is seen at once and overruled by one command, a second primary is seen when its rows are lost.
   */
  guard?: 'strict' | 'lenient';
  /**
   * Kernel watchdog that resets a node whose Patroni hangs. The drop-in of patroni.service loads softdog where the device is missing, and gives the device to Patroni.
   */
  watchdog?: {
    /**
     * off, automatic (used when it works) or required (no leadership without it). A primary that is reloaded into required is demoted at once where the device is missing or cannot be opened: try it on every member before. Default automatic.
     */
    mode?: 'off' | 'automatic' | 'required';
    /**
     * The device. Default /dev/watchdog.
     */
    device?: string;
  };
}
/**
 * HAProxy's settings. May also stand under a site or a node, where it wins.
 */
export interface HaproxyBlock {
  /**
   * Ports HAProxy listens on.
   */
  ports?: {
    /**
     * Writes: the primary, wherever it is in the pool. Default 5000.
     */
    primary?: number;
    /**
     * Reads from this site's replicas. Default 5001.
     */
    replicas?: number;
    /**
     * Reads from this site's standby leader while it follows. Default 5002.
     */
    standby_leader?: number;
    /**
     * Statistics page, on loopback only. Default 7000.
     */
    stats?: number;
  };
  /**
   * local: the primary pool holds this site's nodes only. all: the other sites' nodes too, as backup servers, so that clients follow a promotion by themselves and one HAProxy never writes to two sites at once. Default local.
   */
  writes?: 'local' | 'all';
}
/**
 * What the language has no word for, merged last into the files and linted like the rest. null removes a key. Under a site or a node it wins over the global one.
 */
export interface Overrides {
  /**
   * Merged into patroni.yml; what stands under bootstrap.dcs goes to dcs.yml too.
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
   * Merged into haproxy.cfg: for each section, keyword and words.
   */
  haproxy?: {
    /**
     * Keywords of this section; null removes one.
     */
    [k: string]: {
      /**
       * The words after the keyword, on one line; true for none.
       */
      [k: string]: string | number | boolean | null;
    };
  };
}
/**
 * How a new primary cluster is made where not by initdb: from a backup. May also stand under a site, where it wins. Standby sites are copied by postgresql.create_replica_methods.
 */
export interface BootstrapBlock {
  /**
   * Name of the method in Patroni's file: small letters, digits and _, and no key that Patroni has for something else. Without a command, or as initdb: the cluster is made empty. Default custom, where there is a command.
   */
  method?: string;
  /**
   * What is run, without a shell: a program and its words. It leaves a data directory that PostgreSQL starts from.
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
   * Recovery settings that PostgreSQL is first started with.
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
   * Role name, +group, or all: letters, digits, _, - and $, no digit first.
   */
  user: string;
  /**
   * Database name, all, or replication (for tools that stream WAL): letters, digits, _, - and $, no digit first.
   */
  database: string;
  /**
   * Where they come from: haproxy (HAProxy proxies TCP, so PostgreSQL sees its address), an address, a network in CIDR notation, or a list of these.
   *
   * @minItems 1
   */
  from: string | string[];
}
/**
 * User names only. Passwords are read on the node from the environment (PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD, PATRONI_REWIND_PASSWORD, PATRONI_RESTAPI_PASSWORD), so compiled files can be committed.
 */
export interface Credentials {
  superuser?: Credential;
  replication?: Credential1;
  /**
   * Role that pg_rewind connects as. Default rewind_user. false: no such role; Patroni rewinds as superuser, whom the sites then let in from each other, and PATRONI_REWIND_PASSWORD must not be set.
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
 * PostgreSQL superuser that Patroni works as. Default postgres.
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
 * User that guards Patroni's REST API: who reaches it may otherwise promote, restart and reconfigure. Default patroni.
 */
export interface Credential2 {
  /**
   * The user's name.
   */
  username: string;
}
/**
 * etcd's settings. May also stand under a site or a node, where it wins.
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
 * File paths on the nodes; {node}, {site} and {member} are filled in. false switches one off. Default: everything on, at the paths shown in the examples.
 */
export interface Tls {
  etcd?: TlsFiles;
  restapi?: TlsFiles1;
  postgresql?: TlsFiles2;
  /**
   * The CA by which HAProxy judges the REST API's certificates.
   */
  haproxy?: {
    /**
     * CA file on the HAProxy hosts. Default /etc/haproxy/ssl/ca.pem.
     */
    ca?: string;
  };
}
/**
 * How this estate is judged.
 */
export interface Lint {
  /**
   * Severity per rule. A rule that guards against split brain or data loss refuses to be lowered.
   */
  rules?: {
    /**
     * The severity this rule reports with, or off.
     */
    [k: string]: 'off' | 'info' | 'warning' | 'error';
  };
}
