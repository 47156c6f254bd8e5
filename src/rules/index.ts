import { cleartextReplication } from './access/cleartext-replication.ts';
import { clientUnknown } from './access/client-unknown.ts';
import { clientsRefused } from './access/clients-refused.ts';
import { credentialsDiffer } from './access/credentials-differ.ts';
import { hostsslWithoutSsl } from './access/hostssl-without-ssl.ts';
import { lineShadowed } from './access/line-shadowed.ts';
import { md5 } from './access/md5.ts';
import { md5Hashes } from './access/md5-hashes.ts';
import { openToAll } from './access/open-to-all.ts';
import { passwordCleartext } from './access/password-cleartext.ts';
import { pgHbaDiffers } from './access/pg-hba-differs.ts';
import { pgHbaIgnored } from './access/pg-hba-ignored.ts';
import { pgHbaInvalid } from './access/pg-hba-invalid.ts';
import { pgHbaUnread } from './access/pg-hba-unread.ts';
import { replicationRefused } from './access/replication-refused.ts';
import { restapiOpen } from './access/restapi-open.ts';
import { rewindRefused } from './access/rewind-refused.ts';
import { rootCertificateMissing } from './access/root-certificate-missing.ts';
import { scramImpossible } from './access/scram-impossible.ts';
import { superuserRefused } from './access/superuser-refused.ts';
import { superuserShared } from './access/superuser-shared.ts';
import { tlsKeyUnsupported } from './access/tls-key-unsupported.ts';
import { trustNetwork } from './access/trust-network.ts';
import { commandAndLibrary } from './archive/command-and-library.ts';
import { commandInvalid } from './archive/command-invalid.ts';
import { commandMissing } from './archive/command-missing.ts';
import { modeAlways } from './archive/mode-always.ts';
import { modeOff } from './archive/mode-off.ts';
import { notEverywhere } from './archive/not-everywhere.ts';
import { stanzaMismatch } from './archive/stanza-mismatch.ts';
import { authUnsupported } from './etcd/auth-unsupported.ts';
import { clientRefused } from './etcd/client-refused.ts';
import { electionTooSlow } from './etcd/election-too-slow.ts';
import { forceNewCluster } from './etcd/force-new-cluster.ts';
import { hostsIncomplete } from './etcd/hosts-incomplete.ts';
import { notCompacted } from './etcd/not-compacted.ts';
import { quotaUnsuitable } from './etcd/quota-unsuitable.ts';
import { secondDcs } from './etcd/second-dcs.ts';
import { timingsDiffer } from './etcd/timings-differ.ts';
import { tlsIncomplete } from './etcd/tls-incomplete.ts';
import { tokenShared } from './etcd/token-shared.ts';
import { tokenSplit } from './etcd/token-split.ts';
import { unknownKey } from './etcd/unknown-key.ts';
import { unsafeNoFsync } from './etcd/unsafe-no-fsync.ts';
import { valueInvalid } from './etcd/value-invalid.ts';
import { wrongRing } from './etcd/wrong-ring.ts';
import { failsafeUnreliable } from './failover/failsafe-unreliable.ts';
import { noCandidate } from './failover/no-candidate.ts';
import { nostreamCandidate } from './failover/nostream-candidate.ts';
import { singleCandidate } from './failover/single-candidate.ts';
import { tagContradiction } from './failover/tag-contradiction.ts';
import { tagNotBoolean } from './failover/tag-not-boolean.ts';
import { certificateUnverified } from './haproxy/certificate-unverified.ts';
import { checksRefused } from './haproxy/checks-refused.ts';
import { failoverUnnoticed } from './haproxy/failover-unnoticed.ts';
import { lineInvalid } from './haproxy/line-invalid.ts';
import { modeHttp } from './haproxy/mode-http.ts';
import { readsMisrouted } from './haproxy/reads-misrouted.ts';
import { sessionsKept } from './haproxy/sessions-kept.ts';
import { singleProxy } from './haproxy/single-proxy.ts';
import { sitesMixed } from './haproxy/sites-mixed.ts';
import { statsOpen } from './haproxy/stats-open.ts';
import { timeoutMissing } from './haproxy/timeout-missing.ts';
import { timeoutTooShort } from './haproxy/timeout-too-short.ts';
import { timeoutsDiffer } from './haproxy/timeouts-differ.ts';
import { writesMisrouted } from './haproxy/writes-misrouted.ts';
import { memberNameAltered } from './identity/member-name-altered.ts';
import { memberNameInvalid } from './identity/member-name-invalid.ts';
import { memberNameReused } from './identity/member-name-reused.ts';
import { scopeShared } from './identity/scope-shared.ts';
import { scopeSplit } from './identity/scope-split.ts';
import { connectionsTooFew } from './parameters/connections-too-few.ts';
import { noConnectionLeft } from './parameters/no-connection-left.ts';
import { preloadDiffers } from './parameters/preload-differs.ts';
import { sendersTooFew } from './parameters/senders-too-few.ts';
import { slotsTooFew } from './parameters/slots-too-few.ts';
import { standbySmaller } from './parameters/standby-smaller.ts';
import { unknownParameter } from './parameters/unknown-parameter.ts';
import { valueRefused } from './parameters/value-refused.ts';
import { walLevelTooLow } from './parameters/wal-level-too-low.ts';
import { configurationDiscarded } from './placement/configuration-discarded.ts';
import { dcsPerNode } from './placement/dcs-per-node.ts';
import { initdbRefused } from './placement/initdb-refused.ts';
import { keyMisplaced } from './placement/key-misplaced.ts';
import { keyRemoved } from './placement/key-removed.ts';
import { keyShadowed } from './placement/key-shadowed.ts';
import { keyUnknown } from './placement/key-unknown.ts';
import { keyUnsupported } from './placement/key-unsupported.ts';
import { logRefused } from './placement/log-refused.ts';
import { overrideIgnored } from './placement/override-ignored.ts';
import { parameterIgnored } from './placement/parameter-ignored.ts';
import { valueMisread } from './placement/value-misread.ts';
import { bootstrapMethodIgnored } from './recovery/bootstrap-method-ignored.ts';
import { rewindImpossible } from './recovery/rewind-impossible.ts';
import { rewindOff } from './recovery/rewind-off.ts';
import { wipedOnFailure } from './recovery/wiped-on-failure.ts';
import { cascadeUnsupported } from './replication/cascade-unsupported.ts';
import { cloneMethodUnknown } from './replication/clone-method-unknown.ts';
import { clusterTypeIgnored } from './replication/cluster-type-ignored.ts';
import { logicalSlotOneSite } from './replication/logical-slot-one-site.ts';
import { noUpstream } from './replication/no-upstream.ts';
import { quorumUnsupported } from './replication/quorum-unsupported.ts';
import { replicatefromUnusable } from './replication/replicatefrom-unusable.ts';
import { slotIdle } from './replication/slot-idle.ts';
import { slotMadeAnew } from './replication/slot-made-anew.ts';
import { slotMismatch } from './replication/slot-mismatch.ts';
import { slotNeverMade } from './replication/slot-never-made.ts';
import { slotUnbounded } from './replication/slot-unbounded.ts';
import { syncAcrossSites } from './replication/sync-across-sites.ts';
import { syncImpossible } from './replication/sync-impossible.ts';
import { syncInStandby } from './replication/sync-in-standby.ts';
import { syncStandbyMissing } from './replication/sync-standby-missing.ts';
import { upstreamIncomplete } from './replication/upstream-incomplete.ts';
import { upstreamInvalid } from './replication/upstream-invalid.ts';
import { upstreamPortsDiffer } from './replication/upstream-ports-differ.ts';
import { wrongSource } from './replication/wrong-source.ts';
import { allowlistIncomplete } from './restapi/allowlist-incomplete.ts';
import { authenticationDiffers } from './restapi/authentication-differs.ts';
import { clientCertificateRequired } from './restapi/client-certificate-required.ts';
import { ctlCertificateMissing } from './restapi/ctl-certificate-missing.ts';
import { verifyClientIneffective } from './restapi/verify-client-ineffective.ts';
import type { Rule } from './rule.ts';
import { stopTimeoutUnused } from './timing/stop-timeout-unused.ts';
import { ttlTooShort } from './timing/ttl-too-short.ts';
import { addressFamily } from './topology/address-family.ts';
import { addressInvalid } from './topology/address-invalid.ts';
import { addressReused } from './topology/address-reused.ts';
import { dataDirNested } from './topology/data-dir-nested.ts';
import { endpointMismatch } from './topology/endpoint-mismatch.ts';
import { followLoop } from './topology/follow-loop.ts';
import { nameReused } from './topology/name-reused.ts';
import { placeholderUnknown } from './topology/placeholder-unknown.ts';
import { portClash } from './topology/port-clash.ts';
import { serviceMissing } from './topology/service-missing.ts';
import { siteUnknown } from './topology/site-unknown.ts';
import { versionUnsupported } from './topology/version-unsupported.ts';
import { wrongVersionPath } from './topology/wrong-version-path.ts';
import { neverArmed } from './watchdog/never-armed.ts';

/** Every rule that judges an estate, sorted by id. */
export const RULES: readonly Rule[] = [
  cleartextReplication,
  clientUnknown,
  clientsRefused,
  credentialsDiffer,
  hostsslWithoutSsl,
  lineShadowed,
  md5,
  md5Hashes,
  openToAll,
  passwordCleartext,
  pgHbaDiffers,
  pgHbaIgnored,
  pgHbaInvalid,
  pgHbaUnread,
  replicationRefused,
  restapiOpen,
  rewindRefused,
  rootCertificateMissing,
  scramImpossible,
  superuserRefused,
  superuserShared,
  tlsKeyUnsupported,
  trustNetwork,
  commandAndLibrary,
  commandInvalid,
  commandMissing,
  modeAlways,
  modeOff,
  notEverywhere,
  stanzaMismatch,
  authUnsupported,
  clientRefused,
  electionTooSlow,
  forceNewCluster,
  hostsIncomplete,
  notCompacted,
  quotaUnsuitable,
  secondDcs,
  timingsDiffer,
  tlsIncomplete,
  tokenShared,
  tokenSplit,
  unknownKey,
  unsafeNoFsync,
  valueInvalid,
  wrongRing,
  failsafeUnreliable,
  noCandidate,
  nostreamCandidate,
  singleCandidate,
  tagContradiction,
  tagNotBoolean,
  certificateUnverified,
  checksRefused,
  failoverUnnoticed,
  lineInvalid,
  modeHttp,
  readsMisrouted,
  sessionsKept,
  singleProxy,
  sitesMixed,
  statsOpen,
  timeoutMissing,
  timeoutTooShort,
  timeoutsDiffer,
  writesMisrouted,
  memberNameAltered,
  memberNameInvalid,
  memberNameReused,
  scopeShared,
  scopeSplit,
  connectionsTooFew,
  noConnectionLeft,
  preloadDiffers,
  sendersTooFew,
  slotsTooFew,
  standbySmaller,
  unknownParameter,
  valueRefused,
  walLevelTooLow,
  configurationDiscarded,
  dcsPerNode,
  initdbRefused,
  keyMisplaced,
  keyRemoved,
  keyShadowed,
  keyUnknown,
  keyUnsupported,
  logRefused,
  overrideIgnored,
  parameterIgnored,
  valueMisread,
  bootstrapMethodIgnored,
  rewindImpossible,
  rewindOff,
  wipedOnFailure,
  cascadeUnsupported,
  cloneMethodUnknown,
  clusterTypeIgnored,
  logicalSlotOneSite,
  noUpstream,
  quorumUnsupported,
  replicatefromUnusable,
  slotIdle,
  slotMadeAnew,
  slotMismatch,
  slotNeverMade,
  slotUnbounded,
  syncAcrossSites,
  syncImpossible,
  syncInStandby,
  syncStandbyMissing,
  upstreamIncomplete,
  upstreamInvalid,
  upstreamPortsDiffer,
  wrongSource,
  allowlistIncomplete,
  authenticationDiffers,
  clientCertificateRequired,
  ctlCertificateMissing,
  verifyClientIneffective,
  stopTimeoutUnused,
  ttlTooShort,
  addressFamily,
  addressInvalid,
  addressReused,
  dataDirNested,
  endpointMismatch,
  followLoop,
  nameReused,
  placeholderUnknown,
  portClash,
  serviceMissing,
  siteUnknown,
  versionUnsupported,
  wrongVersionPath,
  neverArmed,
];
