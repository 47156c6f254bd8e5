// Made by scripts/generate.mjs. Do not edit.
import type { Rule } from '../../compiler/lint/rule.ts';
import { credentialsDiffer } from '../access/credentials-differ.ts';
import { pgHbaUnread } from '../access/pg-hba-unread.ts';
import { restapiOpen } from '../access/restapi-open.ts';
import { rootCertificateMissing } from '../access/root-certificate-missing.ts';
import { tlsKeyUnsupported } from '../access/tls-key-unsupported.ts';
import { authUnsupported } from '../etcd/auth-unsupported.ts';
import { clientRefused } from '../etcd/client-refused.ts';
import { electionTooSlow } from '../etcd/election-too-slow.ts';
import { forceNewCluster } from '../etcd/force-new-cluster.ts';
import { hostsIncomplete } from '../etcd/hosts-incomplete.ts';
import { hostsInvalid } from '../etcd/hosts-invalid.ts';
import { membersRefused } from '../etcd/members-refused.ts';
import { notCompacted } from '../etcd/not-compacted.ts';
import { quotaUnsuitable } from '../etcd/quota-unsuitable.ts';
import { secondDcs } from '../etcd/second-dcs.ts';
import { timingsDiffer } from '../etcd/timings-differ.ts';
import { tlsIncomplete } from '../etcd/tls-incomplete.ts';
import { tokenSplit } from '../etcd/token-split.ts';
import { unknownKey as unknownKeyOfEtcdUnknownKey } from '../etcd/unknown-key.ts';
import { unsafeNoFsync } from '../etcd/unsafe-no-fsync.ts';
import { valueInvalid } from '../etcd/value-invalid.ts';
import { wrongRing } from '../etcd/wrong-ring.ts';
import { paused } from '../failover/paused.ts';
import { tagNotBoolean } from '../failover/tag-not-boolean.ts';
import { certificateUnverified } from '../haproxy/certificate-unverified.ts';
import { checksRefused } from '../haproxy/checks-refused.ts';
import { lineInvalid } from '../haproxy/line-invalid.ts';
import { modeHttp } from '../haproxy/mode-http.ts';
import { readsMisrouted } from '../haproxy/reads-misrouted.ts';
import { reloadKeepsSessions } from '../haproxy/reload-keeps-sessions.ts';
import { sessionsKept } from '../haproxy/sessions-kept.ts';
import { sitesMixed } from '../haproxy/sites-mixed.ts';
import { statsOpen } from '../haproxy/stats-open.ts';
import { timeoutMissing } from '../haproxy/timeout-missing.ts';
import { timeoutTooShort } from '../haproxy/timeout-too-short.ts';
import { timeoutsDiffer } from '../haproxy/timeouts-differ.ts';
import { unknownKeyword } from '../haproxy/unknown-keyword.ts';
import { writesMisrouted } from '../haproxy/writes-misrouted.ts';
import { memberNameAltered } from '../identity/member-name-altered.ts';
import { memberNameInvalid } from '../identity/member-name-invalid.ts';
import { scopeSplit } from '../identity/scope-split.ts';
import { keyMisplaced } from '../placement/key-misplaced.ts';
import { keyRemoved } from '../placement/key-removed.ts';
import { keyShadowed } from '../placement/key-shadowed.ts';
import { logRefused } from '../placement/log-refused.ts';
import { overrideIgnored } from '../placement/override-ignored.ts';
import { unknownKey as unknownKeyOfPlacementUnknownKey } from '../placement/unknown-key.ts';
import { valueMisread } from '../placement/value-misread.ts';
import { rewindOff } from '../recovery/rewind-off.ts';
import { wipedOnFailure } from '../recovery/wiped-on-failure.ts';
import { cascadeNeverConnects } from '../replication/cascade-never-connects.ts';
import { clusterTypeIgnored } from '../replication/cluster-type-ignored.ts';
import { hostNotCertified } from '../replication/host-not-certified.ts';
import { ignoreSlotsInvalid } from '../replication/ignore-slots-invalid.ts';
import { ignoreSlotsTooWide } from '../replication/ignore-slots-too-wide.ts';
import { logicalSlotOneSite } from '../replication/logical-slot-one-site.ts';
import { syncInStandby } from '../replication/sync-in-standby.ts';
import { upstreamIncomplete } from '../replication/upstream-incomplete.ts';
import { upstreamInvalid } from '../replication/upstream-invalid.ts';
import { upstreamPortWrong } from '../replication/upstream-port-wrong.ts';
import { allowlistIncomplete } from '../restapi/allowlist-incomplete.ts';
import { allowlistUnread } from '../restapi/allowlist-unread.ts';
import { authenticationDiffers } from '../restapi/authentication-differs.ts';
import { clientCertificateRequired } from '../restapi/client-certificate-required.ts';
import { ctlCertificateMissing } from '../restapi/ctl-certificate-missing.ts';
import { verifyClientIneffective } from '../restapi/verify-client-ineffective.ts';
import { stopTimeoutUnused } from '../timing/stop-timeout-unused.ts';
import { endpointMismatch } from '../topology/endpoint-mismatch.ts';

/** The rules that nothing but an override can break, sorted by id. */
export const ONLY_OVERRIDES: readonly Rule[] = [
  credentialsDiffer,
  pgHbaUnread,
  restapiOpen,
  rootCertificateMissing,
  tlsKeyUnsupported,
  authUnsupported,
  clientRefused,
  electionTooSlow,
  forceNewCluster,
  hostsIncomplete,
  hostsInvalid,
  membersRefused,
  notCompacted,
  quotaUnsuitable,
  secondDcs,
  timingsDiffer,
  tlsIncomplete,
  tokenSplit,
  unknownKeyOfEtcdUnknownKey,
  unsafeNoFsync,
  valueInvalid,
  wrongRing,
  paused,
  tagNotBoolean,
  certificateUnverified,
  checksRefused,
  lineInvalid,
  modeHttp,
  readsMisrouted,
  reloadKeepsSessions,
  sessionsKept,
  sitesMixed,
  statsOpen,
  timeoutMissing,
  timeoutTooShort,
  timeoutsDiffer,
  unknownKeyword,
  writesMisrouted,
  memberNameAltered,
  memberNameInvalid,
  scopeSplit,
  keyMisplaced,
  keyRemoved,
  keyShadowed,
  logRefused,
  overrideIgnored,
  unknownKeyOfPlacementUnknownKey,
  valueMisread,
  rewindOff,
  wipedOnFailure,
  cascadeNeverConnects,
  clusterTypeIgnored,
  hostNotCertified,
  ignoreSlotsInvalid,
  ignoreSlotsTooWide,
  logicalSlotOneSite,
  syncInStandby,
  upstreamIncomplete,
  upstreamInvalid,
  upstreamPortWrong,
  allowlistIncomplete,
  allowlistUnread,
  authenticationDiffers,
  clientCertificateRequired,
  ctlCertificateMissing,
  verifyClientIneffective,
  stopTimeoutUnused,
  endpointMismatch,
];
