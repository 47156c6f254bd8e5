// Made by scripts/generate.mjs. Do not edit.
import type { Rule } from '../../compiler/lint/rule.ts';
import { cleartextReplication } from '../access/cleartext-replication.ts';
import { clientUnknown } from '../access/client-unknown.ts';
import { clientsRefused } from '../access/clients-refused.ts';
import { connectionUndecided } from '../access/connection-undecided.ts';
import { hostsslWithoutSsl } from '../access/hostssl-without-ssl.ts';
import { lineShadowed } from '../access/line-shadowed.ts';
import { md5 } from '../access/md5.ts';
import { md5Hashes } from '../access/md5-hashes.ts';
import { openToAll } from '../access/open-to-all.ts';
import { passwordCleartext } from '../access/password-cleartext.ts';
import { pgHbaDiffers } from '../access/pg-hba-differs.ts';
import { pgHbaIgnored } from '../access/pg-hba-ignored.ts';
import { pgHbaInvalid } from '../access/pg-hba-invalid.ts';
import { replicationRefused } from '../access/replication-refused.ts';
import { rewindRefused } from '../access/rewind-refused.ts';
import { scramImpossible } from '../access/scram-impossible.ts';
import { slotSyncRefused } from '../access/slot-sync-refused.ts';
import { superuserRefused } from '../access/superuser-refused.ts';
import { superuserShared } from '../access/superuser-shared.ts';
import { trustNetwork } from '../access/trust-network.ts';
import { commandAndLibrary } from '../archive/command-and-library.ts';
import { commandInvalid } from '../archive/command-invalid.ts';
import { commandMissing } from '../archive/command-missing.ts';
import { modeAlways } from '../archive/mode-always.ts';
import { modeOff } from '../archive/mode-off.ts';
import { notEverywhere } from '../archive/not-everywhere.ts';
import { siteUnfed } from '../archive/site-unfed.ts';
import { stanzaMismatch } from '../archive/stanza-mismatch.ts';
import { timeoutMissing } from '../archive/timeout-missing.ts';
import { ringFragile } from '../etcd/ring-fragile.ts';
import { tokenOfAnotherEstate } from '../etcd/token-of-another-estate.ts';
import { tokenShared } from '../etcd/token-shared.ts';
import { delayedCandidate } from '../failover/delayed-candidate.ts';
import { failsafeUnreliable } from '../failover/failsafe-unreliable.ts';
import { lagOfZero } from '../failover/lag-of-zero.ts';
import { noCandidate } from '../failover/no-candidate.ts';
import { nostreamCandidate } from '../failover/nostream-candidate.ts';
import { onlySiteDelayed } from '../failover/only-site-delayed.ts';
import { replayUnbounded } from '../failover/replay-unbounded.ts';
import { singleCandidate } from '../failover/single-candidate.ts';
import { tagContradiction } from '../failover/tag-contradiction.ts';
import { triggerFile } from '../failover/trigger-file.ts';
import { failoverUnnoticed } from '../haproxy/failover-unnoticed.ts';
import { singleProxy } from '../haproxy/single-proxy.ts';
import { memberNameReused } from '../identity/member-name-reused.ts';
import { scopeOfAnotherEstate } from '../identity/scope-of-another-estate.ts';
import { scopeShared } from '../identity/scope-shared.ts';
import { connectionsTooFew } from '../parameters/connections-too-few.ts';
import { dataAtRisk } from '../parameters/data-at-risk.ts';
import { dataDirectoryMoved } from '../parameters/data-directory-moved.ts';
import { encodingUnset } from '../parameters/encoding-unset.ts';
import { noConnectionLeft } from '../parameters/no-connection-left.ts';
import { preloadDiffers } from '../parameters/preload-differs.ts';
import { sendersTooFew } from '../parameters/senders-too-few.ts';
import { slotsTooFew } from '../parameters/slots-too-few.ts';
import { standbySmaller } from '../parameters/standby-smaller.ts';
import { unknownParameter } from '../parameters/unknown-parameter.ts';
import { valueRefused } from '../parameters/value-refused.ts';
import { walLevelTooLow } from '../parameters/wal-level-too-low.ts';
import { configDirEmpty } from '../placement/config-dir-empty.ts';
import { configurationDiscarded } from '../placement/configuration-discarded.ts';
import { dcsPerNode } from '../placement/dcs-per-node.ts';
import { initdbRefused } from '../placement/initdb-refused.ts';
import { keyUnsupported } from '../placement/key-unsupported.ts';
import { parameterIgnored } from '../placement/parameter-ignored.ts';
import { pgpassInDataDir } from '../placement/pgpass-in-data-dir.ts';
import { bootstrapMethodIgnored } from '../recovery/bootstrap-method-ignored.ts';
import { fullPageWritesOff } from '../recovery/full-page-writes-off.ts';
import { rewindImpossible } from '../recovery/rewind-impossible.ts';
import { archiveCopyImpossible } from '../replication/archive-copy-impossible.ts';
import { cascadeUnsupported } from '../replication/cascade-unsupported.ts';
import { cloneMethodUnknown } from '../replication/clone-method-unknown.ts';
import { copyOptionsRefused } from '../replication/copy-options-refused.ts';
import { noUpstream } from '../replication/no-upstream.ts';
import { nostreamWithoutArchive } from '../replication/nostream-without-archive.ts';
import { quorumUnsupported } from '../replication/quorum-unsupported.ts';
import { replicatefromUnusable } from '../replication/replicatefrom-unusable.ts';
import { slotBoundTooLow } from '../replication/slot-bound-too-low.ts';
import { slotBoundZero } from '../replication/slot-bound-zero.ts';
import { slotIdle } from '../replication/slot-idle.ts';
import { slotMadeAnew } from '../replication/slot-made-anew.ts';
import { slotMismatch } from '../replication/slot-mismatch.ts';
import { slotNeverMade } from '../replication/slot-never-made.ts';
import { slotSyncOff } from '../replication/slot-sync-off.ts';
import { slotUnbounded } from '../replication/slot-unbounded.ts';
import { standbySlotMissing } from '../replication/standby-slot-missing.ts';
import { syncAcrossSites } from '../replication/sync-across-sites.ts';
import { syncImpossible } from '../replication/sync-impossible.ts';
import { syncNamesIgnored } from '../replication/sync-names-ignored.ts';
import { syncSettingUnused } from '../replication/sync-setting-unused.ts';
import { syncStandbyMissing } from '../replication/sync-standby-missing.ts';
import { syncStandbyScarce } from '../replication/sync-standby-scarce.ts';
import { upstreamPortsDiffer } from '../replication/upstream-ports-differ.ts';
import { wrongSource } from '../replication/wrong-source.ts';
import { ttlTooShort } from '../timing/ttl-too-short.ts';
import { addressFamily } from '../topology/address-family.ts';
import { addressInvalid } from '../topology/address-invalid.ts';
import { addressReused } from '../topology/address-reused.ts';
import { dataDirNested } from '../topology/data-dir-nested.ts';
import { fileOfAnotherEstate } from '../topology/file-of-another-estate.ts';
import { followLoop } from '../topology/follow-loop.ts';
import { nameOfAnotherEstate } from '../topology/name-of-another-estate.ts';
import { nameReused } from '../topology/name-reused.ts';
import { pathUnusable } from '../topology/path-unusable.ts';
import { placeholderUnknown } from '../topology/placeholder-unknown.ts';
import { portClash } from '../topology/port-clash.ts';
import { serviceMissing } from '../topology/service-missing.ts';
import { siteUnknown } from '../topology/site-unknown.ts';
import { systemDirectory } from '../topology/system-directory.ts';
import { versionUnsupported } from '../topology/version-unsupported.ts';
import { wrongVersionPath } from '../topology/wrong-version-path.ts';
import { neverArmed } from '../watchdog/never-armed.ts';

/** The rules that judge every topology, sorted by id. */
export const USUAL_RULES: readonly Rule[] = [
  cleartextReplication,
  clientUnknown,
  clientsRefused,
  connectionUndecided,
  hostsslWithoutSsl,
  lineShadowed,
  md5,
  md5Hashes,
  openToAll,
  passwordCleartext,
  pgHbaDiffers,
  pgHbaIgnored,
  pgHbaInvalid,
  replicationRefused,
  rewindRefused,
  scramImpossible,
  slotSyncRefused,
  superuserRefused,
  superuserShared,
  trustNetwork,
  commandAndLibrary,
  commandInvalid,
  commandMissing,
  modeAlways,
  modeOff,
  notEverywhere,
  siteUnfed,
  stanzaMismatch,
  timeoutMissing,
  ringFragile,
  tokenOfAnotherEstate,
  tokenShared,
  delayedCandidate,
  failsafeUnreliable,
  lagOfZero,
  noCandidate,
  nostreamCandidate,
  onlySiteDelayed,
  replayUnbounded,
  singleCandidate,
  tagContradiction,
  triggerFile,
  failoverUnnoticed,
  singleProxy,
  memberNameReused,
  scopeOfAnotherEstate,
  scopeShared,
  connectionsTooFew,
  dataAtRisk,
  dataDirectoryMoved,
  encodingUnset,
  noConnectionLeft,
  preloadDiffers,
  sendersTooFew,
  slotsTooFew,
  standbySmaller,
  unknownParameter,
  valueRefused,
  walLevelTooLow,
  configDirEmpty,
  configurationDiscarded,
  dcsPerNode,
  initdbRefused,
  keyUnsupported,
  parameterIgnored,
  pgpassInDataDir,
  bootstrapMethodIgnored,
  fullPageWritesOff,
  rewindImpossible,
  archiveCopyImpossible,
  cascadeUnsupported,
  cloneMethodUnknown,
  copyOptionsRefused,
  noUpstream,
  nostreamWithoutArchive,
  quorumUnsupported,
  replicatefromUnusable,
  slotBoundTooLow,
  slotBoundZero,
  slotIdle,
  slotMadeAnew,
  slotMismatch,
  slotNeverMade,
  slotSyncOff,
  slotUnbounded,
  standbySlotMissing,
  syncAcrossSites,
  syncImpossible,
  syncNamesIgnored,
  syncSettingUnused,
  syncStandbyMissing,
  syncStandbyScarce,
  upstreamPortsDiffer,
  wrongSource,
  ttlTooShort,
  addressFamily,
  addressInvalid,
  addressReused,
  dataDirNested,
  fileOfAnotherEstate,
  followLoop,
  nameOfAnotherEstate,
  nameReused,
  pathUnusable,
  placeholderUnknown,
  portClash,
  serviceMissing,
  siteUnknown,
  systemDirectory,
  versionUnsupported,
  wrongVersionPath,
  neverArmed,
];
