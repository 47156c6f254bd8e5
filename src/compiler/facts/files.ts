/** Paths of files on a node. */
export const ETCD_FILE = '/etc/etcd/etcd.conf.yml';
export const PATRONI_FILE = '/etc/patroni/patroni.yml';
export const HAPROXY_FILE = '/etc/haproxy/haproxy.cfg';
export const GUARD_FILE = '/usr/local/sbin/pgdr-start-guard';
/** If this file exists, it overrules the start guard. */
export const GUARD_OVERRIDE = '/etc/patroni/start-guard.override';
export const PATRONI_DROP_IN = '/etc/systemd/system/patroni.service.d/pgdr-compile.conf';
export const ETCD_DROP_IN = '/etc/systemd/system/etcd.service.d/pgdr-compile.conf';

/** A placeholder in a path, which is filled in for each node: `{node}`, `{site}`, `{member}`. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;
