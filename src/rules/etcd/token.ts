import type { EtcdMember } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/text/json.ts';

/** The token of a member's ring; etcd has a word of its own where the file names none, the same everywhere. */
export const tokenOf = (node: EtcdMember): string =>
  textAt(node.etcd.value, 'initial-cluster-token') ?? 'etcd-cluster';
