import { credentialsDiffer } from './access/credentials-differ.ts';
import { pgHbaUnread } from './access/pg-hba-unread.ts';
import { restapiOpen } from './access/restapi-open.ts';
import { rootCertificateMissing } from './access/root-certificate-missing.ts';
import { tlsKeyUnsupported } from './access/tls-key-unsupported.ts';
import { authUnsupported } from './etcd/auth-unsupported.ts';
import { clientRefused } from './etcd/client-refused.ts';
import { forceNewCluster } from './etcd/force-new-cluster.ts';
import { hostsIncomplete } from './etcd/hosts-incomplete.ts';
import { secondDcs } from './etcd/second-dcs.ts';
import { tlsIncomplete } from './etcd/tls-incomplete.ts';
import { tokenSplit } from './etcd/token-split.ts';
import { unsafeNoFsync } from './etcd/unsafe-no-fsync.ts';
import { valueInvalid } from './etcd/value-invalid.ts';
import { wrongRing } from './etcd/wrong-ring.ts';
import { nostreamCandidate } from './failover/nostream-candidate.ts';
import { tagNotBoolean } from './failover/tag-not-boolean.ts';
import { checksRefused } from './haproxy/checks-refused.ts';
import { modeHttp } from './haproxy/mode-http.ts';
import { readsMisrouted } from './haproxy/reads-misrouted.ts';
import { sessionsKept } from './haproxy/sessions-kept.ts';
import { sitesMixed } from './haproxy/sites-mixed.ts';
import { writesMisrouted } from './haproxy/writes-misrouted.ts';
import { scopeSplit } from './identity/scope-split.ts';
import { dcsPerNode } from './placement/dcs-per-node.ts';
import { keyMisplaced } from './placement/key-misplaced.ts';
import { keyRemoved } from './placement/key-removed.ts';
import { keyShadowed } from './placement/key-shadowed.ts';
import { keyUnknown } from './placement/key-unknown.ts';
import { logRefused } from './placement/log-refused.ts';
import { overrideIgnored } from './placement/override-ignored.ts';
import { valueMisread } from './placement/value-misread.ts';
import { bootstrapMethodIgnored } from './recovery/bootstrap-method-ignored.ts';
import { rewindOff } from './recovery/rewind-off.ts';
import { wipedOnFailure } from './recovery/wiped-on-failure.ts';
import { clusterTypeIgnored } from './replication/cluster-type-ignored.ts';
import { noUpstream } from './replication/no-upstream.ts';
import { quorumUnsupported } from './replication/quorum-unsupported.ts';
import { replicatefromUnusable } from './replication/replicatefrom-unusable.ts';
import { syncImpossible } from './replication/sync-impossible.ts';
import { syncInStandby } from './replication/sync-in-standby.ts';
import { upstreamInvalid } from './replication/upstream-invalid.ts';
import { wrongSource } from './replication/wrong-source.ts';
import { allowlistIncomplete } from './restapi/allowlist-incomplete.ts';
import { authenticationDiffers } from './restapi/authentication-differs.ts';
import { clientCertificateRequired } from './restapi/client-certificate-required.ts';
import { ctlCertificateMissing } from './restapi/ctl-certificate-missing.ts';
import { verifyClientIneffective } from './restapi/verify-client-ineffective.ts';
import type { Rule } from './rule.ts';
import { stopTimeoutUnused } from './timing/stop-timeout-unused.ts';
import { endpointMismatch } from './topology/endpoint-mismatch.ts';

/**
 * The rules that nothing but an override can break, sorted by id: what is derived satisfies them, whatever else a topology
 * says (test/rules/of-overrides.test.ts). They are most of what there is to load, and most topologies do without.
 */
export const OF_OVERRIDES: readonly Rule[] = [
  credentialsDiffer,
  pgHbaUnread,
  restapiOpen,
  rootCertificateMissing,
  tlsKeyUnsupported,
  authUnsupported,
  clientRefused,
  forceNewCluster,
  hostsIncomplete,
  secondDcs,
  tlsIncomplete,
  tokenSplit,
  unsafeNoFsync,
  valueInvalid,
  wrongRing,
  nostreamCandidate,
  tagNotBoolean,
  checksRefused,
  modeHttp,
  readsMisrouted,
  sessionsKept,
  sitesMixed,
  writesMisrouted,
  scopeSplit,
  dcsPerNode,
  keyMisplaced,
  keyRemoved,
  keyShadowed,
  keyUnknown,
  logRefused,
  overrideIgnored,
  valueMisread,
  bootstrapMethodIgnored,
  rewindOff,
  wipedOnFailure,
  clusterTypeIgnored,
  noUpstream,
  quorumUnsupported,
  replicatefromUnusable,
  syncImpossible,
  syncInStandby,
  upstreamInvalid,
  wrongSource,
  allowlistIncomplete,
  authenticationDiffers,
  clientCertificateRequired,
  ctlCertificateMissing,
  verifyClientIneffective,
  stopTimeoutUnused,
  endpointMismatch,
];
