import { memberName } from '../estate/effective.ts';
import type { Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { amountOf } from '../facts/number.ts';
import { differing } from '../plan/differing.ts';
import { inEffect } from '../plan/same.ts';
import { isNoDifference } from '../plan/taken.ts';
import { BLANKED, withoutSecrets } from '../plan/without-secrets.ts';
import { changesOf, settingOf } from '../render/dcs-change.ts';
import { sh } from '../render/helpers.ts';
import { scopeOf } from '../render/reach.ts';
import type { Place } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get } from '../text/json.ts';
import { flow } from '../yaml/write/flow.ts';
import type { Live, LiveSite } from './live.ts';
import { leaders } from './live.ts';
import { short, takesWrites } from './status.ts';

/** One setting of the dynamic configuration that is not as it is written. */
export interface Drift {
  /** Keys with dots. */
  readonly path: string;
  /** In words; `not set` where there is none. */
  readonly from: string;
  readonly to: string;
  readonly at: Place;
  /** The command that mends it; undefined where it would hold a secret, or what cannot be seen. */
  readonly command: string | undefined;
}

/** Whom a site follows: told by live/follows-other. */
const FOLLOWING: ReadonlySet<string> = new Set(['host', 'port', 'primary_slot_name']);

const isFollowing = (path: readonly string[]): boolean =>
  path[0] === 'standby_cluster' && (path.length === 1 || FOLLOWING.has(path[1] ?? ''));

/** What depends on the role that a site has. */
const isOfRole = (path: readonly string[]): boolean =>
  path[0] === 'standby_cluster' || path[0] === 'slots' || path[0] === 'permanent_slots';

const valueText = (value: Json | undefined): string => (value === undefined ? 'not set' : short(flow(value)));

/** Slots that Patroni keeps for its members by itself: nobody has to write them. */
const isOfMember = (site: Site, path: readonly string[]): boolean =>
  path[0] === 'slots' &&
  members(site).some((member) => memberName(member).replace(/[-.]/g, '_').toLowerCase() === path[1]);

/** Whether a site has the role that the topology gives it, by the member that leads it. */
export function hasOwnRole(live: Live, site: LiveSite): boolean {
  const [leader] = leaders(site);
  return !leader || takesWrites(leader.reached.status) === (site.site.name === live.estate.primary?.name);
}

/** A slot, or standby_cluster, that only one side has is one difference. */
function wholePath(path: string[], wanted: JsonMap, seen: JsonMap): string[] {
  if (!isOfRole(path)) return path;
  const depth = [1, 2].find(
    (length) =>
      (get(wanted, ...path.slice(0, length)) === undefined) !==
      (get(seen, ...path.slice(0, length)) === undefined),
  );
  return depth === undefined ? path : path.slice(0, depth);
}

/** Whether two amounts are one, in other units: `65536MB` is `64GB`. */
const isSameAmount = (from: Json | undefined, to: Json | undefined): boolean =>
  [from, to].every((one) => typeof one === 'string' && /[a-zA-Z]$/.test(one)) &&
  ['B', 'ms'].some((unit) => {
    const amount = amountOf(from, unit);
    return amount !== undefined && amount === amountOf(to, unit);
  });

/**
 * Whether `--set` takes a path for what it is. Whoever answered may have made up the keys: a dot, an equals sign or a blank in
 * one would make the command set something else.
 */
const isKnownPath = (path: readonly string[]): boolean =>
  path.every(
    (key, at) =>
      /^[A-Za-z_][\w-]*$/.test(key) ||
      // Of parameters, patronictl knows names with dots.
      (at === 2 && path.length === 3 && path[1] === 'parameters' && /^[A-Za-z_][\w.]*$/.test(key)),
  );

/** Whether one path is the other, or leads to it. */
const isBeside = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, at) => key === other[at]);

/** Every setting that is not as it is written. */
function driftsOf(live: Live, { site }: LiveSite, config: JsonMap): { path: string[]; drift: Drift }[] {
  // Maintenance mode is told by live/paused.
  const { pause: _, ...rest } = config;
  const seen = withoutSecrets(rest);
  const wanted = site.dcs.value;
  const changes = changesOf(rest, wanted);
  const paths = differing(wanted, seen, { isSame: inEffect, isWhole: false }).map((path) =>
    wholePath(path, wanted, seen),
  );
  const each = new Map(paths.map((path) => [path.join('.'), path])).values();
  return [...each].flatMap((path) => {
    const [from, to] = [get(seen, ...path), get(wanted, ...path)];
    if (isSameAmount(from, to)) return [];
    if (isNoDifference('dynamic', path, from, to, live.estate.software) || isOfMember(site, path)) return [];
    const own = changes.filter((one) => isBeside(one.path, path));
    const settings = own.map(settingOf);
    // Somebody pastes the command: it has nothing in it that cannot be seen, and no secret.
    const isPlain =
      own.length > 0 &&
      own.every((one) => isKnownPath(one.path)) &&
      settings.every((one) => /^[\x20-\x7e]+$/.test(one) && !one.includes(BLANKED));
    return [
      {
        path,
        drift: {
          path: short(path.join('.')),
          from: valueText(from),
          to: valueText(to),
          at: site.dcs.at(...path),
          command: isPlain
            ? `patronictl -c /etc/patroni/patroni.yml edit-config ${sh(scopeOf(site))} --force ${settings.map((one) => `--set ${sh(one)}`).join(' ')}`
            : undefined,
        },
      },
    ];
  });
}

/** Whom a standby site follows otherwise than it is written. */
export const followingDrift = (live: Live, site: LiveSite, config: JsonMap): Drift[] =>
  driftsOf(live, site, config)
    .filter(({ path }) => isFollowing(path))
    .map(({ drift }) => drift);

/** Every other setting that is not as it is written. Where a site has another role, what depends on it is left out. */
export function dynamicDrift(live: Live, site: LiveSite, config: JsonMap): Drift[] {
  const own = hasOwnRole(live, site);
  return driftsOf(live, site, config)
    .filter(({ path }) => !isFollowing(path) && (own || !isOfRole(path)))
    .map(({ drift }) => drift);
}
