/** Where Patroni may keep its leader lock besides etcd, by the section of its file (patroni/dcs/). */
export const OTHER_STORES: ReadonlyMap<string, string> = new Map([
  ['consul', 'Consul'],
  ['exhibitor', 'Exhibitor'],
  ['kubernetes', 'Kubernetes'],
  ['raft', 'Raft'],
  ['zookeeper', 'ZooKeeper'],
]);
