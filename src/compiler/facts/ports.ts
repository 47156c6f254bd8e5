/** Default ports of programs. */
export const PORTS = {
  postgresql: 5432,
  restapi: 8008,
  etcdClient: 2379,
  etcdPeer: 2380,
  /** The metrics page of etcd, which listens only on loopback. */
  etcdMetrics: 2381,
  /** Pools of HAProxy, and its page of statistics. */
  primary: 5000,
  replicas: 5001,
  standbyLeader: 5002,
  stats: 7000,
} as const;
