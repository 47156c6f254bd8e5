import type { Json, JsonMap } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import { yamlFlow } from '../yaml/write/yaml.ts';

/** One setting in which two dynamic configurations differ. */
export interface Change {
  readonly path: readonly string[];
  /** The new value; undefined: the setting is removed. */
  readonly value: Json | undefined;
}

/** PostgreSQL's parameters: the only map in which patronictl accepts keys with dots (ctl.py, apply_config_changes). */
const PARAMETERS = 'postgresql.parameters';

/**
 * Whether a setting changes as a whole although it is a map: standby_cluster, and a slot. Patroni would merge the map into
 * the old value, and keep a delay or a restore_command of the old role. Also a parameter, which has no keys below it.
 */
const isWhole = (path: readonly string[]): boolean =>
  path[0] === 'standby_cluster' ||
  (path[0] === 'slots' && path.length > 1) ||
  path.slice(0, -1).join('.') === PARAMETERS;

/** Whether `--set` can name this key below its map. */
const isNameable = (path: readonly string[], key: string): boolean =>
  (path.join('.') === PARAMETERS ? /^[^=\s]+$/ : /^[^=.\s]+$/).test(key);

/** The keys that are written; for Patroni, an empty map means the same as no map. */
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
 * The changes that turn one dynamic configuration into another. Settings that are equal are not included: other settings
 * that somebody made by hand, and `pause`, stay as they are.
 * @param path of the two maps in the whole configuration
 */
export function changesOf(before: JsonMap, after: JsonMap, path: readonly string[] = []): Change[] {
  const old = writtenOf(before);
  const wanted = writtenOf(after);
  const keys = [...new Set([...old.keys(), ...wanted.keys()])].filter(
    (key) => !isSame(old.get(key), wanted.get(key)),
  );
  // A key that cannot be named is set together with its whole map.
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
 * A change in the form that `patronictl edit-config --set` accepts in every version from 3.0 on: a path with dots, and a
 * value that PyYAML reads. `null` removes the setting, and a map that is then empty. (`--apply` would leave a `null` in
 * etcd if the map around it is missing, and Patroni makes a physical slot of a null.)
 */
export const settingOf = ({ path, value }: Change): string =>
  `${path.join('.')}=${value === undefined ? 'null' : yamlFlow(value)}`;
