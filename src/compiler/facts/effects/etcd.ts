import type { Effects } from './effect.ts';
import { each } from './effect.ts';

const START = 'server/embed/config.go: the file is read when etcd starts';
const MADE = 'server/etcdserver/bootstrap.go: read when a member has no data yet';

/** What a change of a key of etcd.conf.yml does: etcd reads its file when it starts, and never again. */
export const ETCD: Effects = {
  ...each('*', 'restart-etcd', START),
  ...each(
    'initial-cluster initial-cluster-state initial-cluster-token discovery discovery-config discovery-fallback discovery-proxy discovery-srv discovery-srv-name force-new-cluster',
    'bootstrap',
    MADE,
    'a member that has data does not read it again: the ring changes by "etcdctl member add" and "member remove" alone',
  ),
  ...each(
    'initial-advertise-peer-urls',
    'ring',
    'https://etcd.io/docs/v3.5/op-guide/runtime-configuration/',
    'a member that has data does not read it again: "etcdctl member update" tells the ring, before the member restarts',
  ),
  ...each(
    'listen-peer-urls',
    'ring',
    'https://etcd.io/docs/v3.5/op-guide/runtime-configuration/',
    'the ring must be told the new address with "etcdctl member update": without it, the member looks healthy and nobody can reach it',
  ),
  ...each(
    'data-dir wal-dir',
    'restart-etcd',
    'server/etcdserver/bootstrap.go',
    'move the folder while etcd is stopped: without its data a member does not start, or joins as a stranger',
  ),
  ...each('client-transport-security', 'restart-etcd', 'https://etcd.io/docs/v3.5/op-guide/security/'),
  ...each(
    'peer-transport-security',
    'restart-etcd',
    'https://etcd.io/docs/v3.5/op-guide/security/',
    'members with and without TLS do not reach each other, but for what "member update" has told the ring',
  ),
};
