/** Whether etcd reads a key only when a member is made: `initial-cluster-state: existing` would keep a new ring from starting. */
export const isOfNewMember = (key: string): boolean =>
  key.startsWith('initial-cluster') || key === 'initial-advertise-peer-urls';
