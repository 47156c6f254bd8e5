import { placeOf } from '../blocks.ts';
import type { EstateChange } from '../compare.ts';
import type { Step } from '../step.ts';
import { numbered } from '../step.ts';
import { workIn } from '../work.ts';
import { goneAccess, reloads } from './access.ts';
import { certificates, upgrades } from './by-hand.ts';
import { checks, verified } from './checks.ts';
import { following, goneSlots, lowered, marginRises, settings, slots } from './dynamic.ts';
import { deployedTo, otherFiles } from './files.ts';
import { leavers, newMachines, replacedMachines, starts, switches } from './machines.ts';
import { patroniRestarts } from './patroni.ts';
import { proxies, unchecked } from './proxies.ts';
import { ringJoins, ringRestarts } from './rings.ts';
import type { Work } from './work-at.ts';

/**
 * The steps that bring a running estate to what the new topology says, in an order that is safe: what lets somebody in comes
 * before who comes, standbys before their primary, and what goes comes last.
 */
export function stepsOf(change: EstateChange): Step[] {
  const all = workIn(change).map((work): Work => {
    const { was, now } = work.pair;
    const before = was && change.before.estate.sites.find(({ name }) => name === was.name);
    return {
      ...work,
      now: now && placeOf(change.after.estate, now),
      was: before && placeOf(change.before.estate, before),
    };
  });
  const apart = unchecked(all);
  const early = apart.length > 0;
  const steps = [
    ...upgrades(change),
    ...certificates(all),
    ...replacedMachines(all),
    ...newMachines(all),
    ...switches(all),
    ...ringRestarts(all),
    ...apart,
    ...settings(all.filter(marginRises)),
    ...reloads(all, change),
    ...patroniRestarts(all),
    ...(early ? proxies(all) : []),
    ...ringJoins(all),
    ...settings(all.filter((work) => !marginRises(work))),
    ...lowered(all),
    ...slots(all),
    ...starts(all),
    ...following(all),
    ...(early ? [] : proxies(all)),
    ...leavers(all),
    ...goneSlots(all),
    ...goneAccess(all, change),
  ];
  const others = otherFiles(all, deployedTo(steps), change);
  if (steps.length + others.length === 0) return [];
  return numbered([...checks(all), ...steps, ...others, ...verified(all)]);
}
