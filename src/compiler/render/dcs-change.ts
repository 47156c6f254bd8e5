import type { Json, JsonMap } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import { yamlFlow } from '../yaml/write/yaml.ts';

/** One setting in which two dynamic configurations differ. */
export interface Change {
  readonly path: readonly string[];
  /** What it becomes; undefined: it goes away. */
  readonly value: Json | undefined;
}

/** Where PostgreSQL's parameters are: the only map whose keys patronictl lets have dots (ctl.py, apply_config_changes). */
const PARAMETERS = 'postgresql.parameters';

/**
 * Settings that are maps and change as one: how a site follows, and a slot. Patroni would merge a map into what is
 * there, and a delay or a restore_command of the role before would stay. And a parameter: what is below one has no name.
 */
const isWhole = (path: readonly string[]): boolean =>
  path[0] === 'standby_cluster' ||
  (path[0] === 'slots' && path.length > 1) ||
  path.slice(0, -1).join('.') === PARAMETERS;

/** Whether `--set` can name this key below its map. */
const isNameable = (path: readonly string[], key: string): boolean =>
  (path.join('.') === PARAMETERS ? /^[^=\s]+$/ : /^[^=.\s]+$/).test(key);

/** The keys of both that are written; an empty map says as much as none to Patroni. */
function writtenOf(map: JsonMap): Map<string, Json> {
  const isSaid = (value: Json | undefined): value is Json =>
    value !== undefined && !(isMap(value) && writtenOf(value).size === 0);
  return new Map(Object.entries(map).filter((entry): entry is [string, Json] => isSaid(entry[1])));
}

/** Whether two values are the same configuration, whatever the order of their keys. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  if (!isMap(one) || !isMap(other)) return one === other;
  const left = writtenOf(one);
  const right = writtenOf(other);
  return left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)));
}

/**
 * What has to change in a dynamic configuration for it to become another one. Settings that both agree on are not in it:
 * what somebody set by hand beside them, and `pause`, stay as they are.
 * @param path where the two stand in the whole
 */
export function changesOf(before: JsonMap, after: JsonMap, path: readonly string[] = []): Change[] {
  const old = writtenOf(before);
  const wanted = writtenOf(after);
  const keys = [...new Set([...old.keys(), ...wanted.keys()])].filter(
    (key) => !isSame(old.get(key), wanted.get(key)),
  );
  // What cannot be named is set together with what stands beside it.
  if (path.length > 0 && keys.some((key) => !isNameable(path, key)))
    return [{ path, value: wanted.size === 0 ? undefined : after }];
  return keys.flatMap((key): Change[] => {
    const here = [...path, key];
    const from = old.get(key) ?? {};
    const to = wanted.get(key);
    if (!isWhole(here) && isMap(from) && isMap(to ?? {})) return changesOf(from, isMap(to) ? to : {}, here);
    return [{ path: here, value: to }];
  });
}

/**
 * A change as `patronictl edit-config --set` takes it, in every version from 3.0 on: a path with dots, and a value that
 * PyYAML reads, where `null` takes the setting away, and a map that is empty then goes with it. (`--apply` would leave a
 * `null` in etcd wherever the map around it is not there, and Patroni makes a physical slot of a null.)
 */
export const settingOf = ({ path, value }: Change): string =>
  `${path.join('.')}=${value === undefined ? 'null' : yamlFlow(value)}`;
