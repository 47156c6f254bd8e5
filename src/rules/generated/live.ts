// Made by scripts/generate.mjs. Do not edit.
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { addressDiffers } from '../live/address-differs.ts';
import { certificateEnds } from '../live/certificate-ends.ts';
import { drift } from '../live/drift.ts';
import { failsafe } from '../live/failsafe.ts';
import { followsOther } from '../live/follows-other.ts';
import { lag } from '../live/lag.ts';
import { memberMissing } from '../live/member-missing.ts';
import { memberUnknown } from '../live/member-unknown.ts';
import { noLeader } from '../live/no-leader.ts';
import { noPrimary } from '../live/no-primary.ts';
import { noTls } from '../live/no-tls.ts';
import { notStreaming } from '../live/not-streaming.ts';
import { notSynchronous } from '../live/not-synchronous.ts';
import { otherCluster } from '../live/other-cluster.ts';
import { otherTimeline } from '../live/other-timeline.ts';
import { paused } from '../live/paused.ts';
import { pendingRestart } from '../live/pending-restart.ts';
import { proxyClosed } from '../live/proxy-closed.ts';
import { proxyWrong } from '../live/proxy-wrong.ts';
import { replayPaused } from '../live/replay-paused.ts';
import { roleDiffers } from '../live/role-differs.ts';
import { scheduled } from '../live/scheduled.ts';
import { slotInactive } from '../live/slot-inactive.ts';
import { slotLost } from '../live/slot-lost.ts';
import { slotMissing } from '../live/slot-missing.ts';
import { slotNearlyLost } from '../live/slot-nearly-lost.ts';
import { slotsUnknown } from '../live/slots-unknown.ts';
import { state } from '../live/state.ts';
import { storeUnseen } from '../live/store-unseen.ts';
import { stranger } from '../live/stranger.ts';
import { tagsDiffer } from '../live/tags-differ.ts';
import { twoLeaders } from '../live/two-leaders.ts';
import { twoPrimaries } from '../live/two-primaries.ts';
import { unknown } from '../live/unknown.ts';
import { unlocked } from '../live/unlocked.ts';
import { unreachable } from '../live/unreachable.ts';
import { versionDiffers } from '../live/version-differs.ts';
import { watchdogFailed } from '../live/watchdog-failed.ts';

/** The rules that judge an estate that runs, sorted by id. */
export const LIVE_RULES: readonly LiveRule[] = [
  addressDiffers,
  certificateEnds,
  drift,
  failsafe,
  followsOther,
  lag,
  memberMissing,
  memberUnknown,
  noLeader,
  noPrimary,
  noTls,
  notStreaming,
  notSynchronous,
  otherCluster,
  otherTimeline,
  paused,
  pendingRestart,
  proxyClosed,
  proxyWrong,
  replayPaused,
  roleDiffers,
  scheduled,
  slotInactive,
  slotLost,
  slotMissing,
  slotNearlyLost,
  slotsUnknown,
  state,
  storeUnseen,
  stranger,
  tagsDiffer,
  twoLeaders,
  twoPrimaries,
  unknown,
  unlocked,
  unreachable,
  versionDiffers,
  watchdogFailed,
];
