import { slotName } from '../facts/slot-name.ts';
import type { Seen, SeenSite } from '../plan/observed.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap, mapAt, textAt } from '../text/json.ts';

/** How a site follows, as files or topology.md say it. */
export interface Following {
  readonly slot: string | undefined;
  /** The site that it follows while it is not the primary; undefined: whichever is. */
  readonly follow: string | undefined;
  readonly readsArchive: boolean;
  readonly settings: JsonMap;
}

const SETTINGS = ['restore_command', 'archive_cleanup_command', 'recovery_min_apply_delay'] as const;

/** What the dynamic configuration of a site that follows says. */
export function followingIn(dcs: JsonMap): Following | undefined {
  const block = dcs.standby_cluster;
  if (!isMap(block)) return undefined;
  const settings = SETTINGS.flatMap((key) => (block[key] === undefined ? [] : [[key, block[key]] as const]));
  return {
    slot: textAt(block, 'primary_slot_name'),
    follow: undefined,
    readsArchive: block.host === undefined && block.restore_command !== undefined,
    settings: Object.fromEntries(settings),
  };
}

/** The slots that sites keep for others until they lead: all but those of the sites whose slot is known. */
function slotForLeader(seen: Seen, index: number): string | undefined {
  const known = new Set(
    seen.flatMap(({ dcs }) => textAt(dcs, 'standby_cluster', 'primary_slot_name') ?? []).map(slotName),
  );
  const kept = seen.flatMap(({ dcs, leads }, number) =>
    number === index || leads
      ? []
      : Object.entries(mapAt(dcs, 'slots')).flatMap(([name, slot]) =>
          textAt(slot, 'type') !== 'logical' && !known.has(name) ? [name] : [],
        ),
  );
  const [only, ...others] = new Set(kept);
  return others.length === 0 ? only : undefined;
}

/** How the site that leads would follow: as the others do, where they agree. */
function asTheOthers(seen: Seen, index: number): Following {
  const others = seen.flatMap(({ dcs }) => followingIn(dcs) ?? []);
  const settings = SETTINGS.flatMap((key) => {
    const [value, ...rest] = new Set(others.map((one) => JSON.stringify(one.settings[key])));
    return value !== undefined && rest.length === 0 ? [[key, JSON.parse(value) as Json] as const] : [];
  });
  return {
    slot: slotForLeader(seen, index),
    follow: undefined,
    readsArchive: false,
    // How far a standby stays behind is no matter of the site that it may become.
    settings: Object.fromEntries(settings.filter(([key]) => key !== 'recovery_min_apply_delay')),
  };
}

/** How each site follows. */
export const followings = (
  seen: Seen,
  told: readonly (Following | undefined)[],
  follows: readonly (string | undefined)[],
): Following[] =>
  seen.map(({ dcs }, index) => {
    const found = told[index] ?? followingIn(dcs) ?? asTheOthers(seen, index);
    return { ...found, follow: told[index]?.follow ?? follows[index] };
  });

/** `standby` of a site in a topology. */
export function standbyWord(
  site: SeenSite,
  { slot, follow, readsArchive, settings }: Following,
): JsonMap | undefined {
  const word: JsonMap = {
    slot: slot === undefined || slot === slotName(`standby_cluster_${site.name}`) ? undefined : slot,
    follow,
    from: readsArchive ? 'archive' : undefined,
    ...settings,
  };
  const given = Object.entries(word).filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
