// Made by scripts/generate.mjs. Do not edit.
import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { accessRemoved } from '../change/access-removed.ts';
import { addressMoved } from '../change/address-moved.ts';
import { bootstrapOnly } from '../change/bootstrap-only.ts';
import { dataMoved } from '../change/data-moved.ts';
import { lastMember } from '../change/last-member.ts';
import { leaderBarred } from '../change/leader-barred.ts';
import { memberRenamed } from '../change/member-renamed.ts';
import { portMoved } from '../change/port-moved.ts';
import { postgresqlMajor } from '../change/postgresql-major.ts';
import { primaryMixed } from '../change/primary-mixed.ts';
import { primaryRecorded } from '../change/primary-recorded.ts';
import { proxyPortMoved } from '../change/proxy-port-moved.ts';
import { ringMembers } from '../change/ring-members.ts';
import { ringPortMoved } from '../change/ring-port-moved.ts';
import { ringReplaced } from '../change/ring-replaced.ts';
import { ruleLowered } from '../change/rule-lowered.ts';
import { scopeRenamed } from '../change/scope-renamed.ts';
import { sitesRestartTogether } from '../change/sites-restart-together.ts';
import { slotBoundLowered } from '../change/slot-bound-lowered.ts';
import { slotInUse } from '../change/slot-in-use.ts';
import { slotStays } from '../change/slot-stays.ts';
import { standbyParameter } from '../change/standby-parameter.ts';
import { tlsInOneStep } from '../change/tls-in-one-step.ts';
import { upgradeMixed } from '../change/upgrade-mixed.ts';
import { userRenamed } from '../change/user-renamed.ts';
import { versionSkipped } from '../change/version-skipped.ts';
import { watchdogRequired } from '../change/watchdog-required.ts';

/** The rules that judge a change, sorted by id. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  accessRemoved,
  addressMoved,
  bootstrapOnly,
  dataMoved,
  lastMember,
  leaderBarred,
  memberRenamed,
  portMoved,
  postgresqlMajor,
  primaryMixed,
  primaryRecorded,
  proxyPortMoved,
  ringMembers,
  ringPortMoved,
  ringReplaced,
  ruleLowered,
  scopeRenamed,
  sitesRestartTogether,
  slotBoundLowered,
  slotInUse,
  slotStays,
  standbyParameter,
  tlsInOneStep,
  upgradeMixed,
  userRenamed,
  versionSkipped,
  watchdogRequired,
];
