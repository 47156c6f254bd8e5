import type { Node } from '../estate/estate.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, listAt, textAt, wordOf } from '../text/json.ts';

/** Options of initdb as a map: a name alone is true. */
export function initdbMap({ patroni }: Node): { [key: string]: Json } | undefined {
  const list = get(patroni?.value, 'bootstrap', 'initdb');
  if (!Array.isArray(list)) return undefined;
  const options: { [key: string]: Json } = {};
  for (const item of list as readonly Json[]) {
    if (typeof item === 'string') options[item] = true;
    else if (isMap(item))
      for (const [name, value] of Object.entries(item)) {
        const text = wordOf(value);
        options[name] = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : text;
      }
  }
  return options;
}

/** Whether a new cluster gets checksums; undefined where the files do not say how it is made. */
export const dataChecksums = (node: Node): boolean | undefined => {
  const options = initdbMap(node);
  return options && options['data-checksums'] === true;
};

/** Options that are about checksums have a word of their own. */
const OF_CHECKSUMS = ['data-checksums', 'no-data-checksums'];

/** `postgresql.initdb`: the options of a node that it does not have anyway. */
export function initdbWord(seen: Node, made: Node): JsonMap | undefined {
  const [wanted, usual] = [initdbMap(seen), initdbMap(made) ?? {}];
  if (!wanted) return undefined;
  const given = Object.entries(wanted).filter(
    ([name, value]) => !OF_CHECKSUMS.includes(name) && JSON.stringify(usual[name]) !== JSON.stringify(value),
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

const KEYS = ['command', 'no_params', 'keep_existing_recovery_conf', 'recovery_conf'] as const;

/** `bootstrap` of a topology: how a new primary cluster is made, where that is not initdb. */
export function bootstrapWord({ patroni }: Node): JsonMap | undefined {
  if (!patroni) return undefined;
  const method = textAt(patroni.value, 'bootstrap', 'method');
  if (method === undefined || method === 'initdb') return {};
  const block = get(patroni.value, 'bootstrap', method);
  const given = KEYS.flatMap((key) => {
    const value = get(block, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { method, ...Object.fromEntries(given) };
}

const OF_METHODS = ['command', 'no_params', 'no_leader', 'keep_data'] as const;

/**
 * `postgresql.replica_methods`: each block that has a command, by its name.
 * @param isOwn whether this tool wrote the file: it puts them before the users, and what comes later is an override
 */
export function replicaMethods(
  { patroni }: Node,
  readsArchive: boolean,
  isOwn: boolean,
): JsonMap | undefined {
  const block = get(patroni?.value, 'postgresql');
  if (!isMap(block)) return undefined;
  const named = new Set(listAt(block, 'create_replica_methods').map(wordOf));
  const entries = Object.entries(block);
  const end = isOwn ? entries.findIndex(([name]) => name === 'authentication') : -1;
  return Object.fromEntries(
    entries.slice(0, end === -1 ? undefined : end).flatMap(([name, method]): [string, Json][] => {
      if (
        name === 'basebackup' ||
        !isMap(method) ||
        (get(method, 'command') === undefined && !named.has(name))
      )
        return [];
      const given = OF_METHODS.flatMap((key) => {
        const value = get(method, key);
        return value === undefined || (key === 'no_leader' && readsArchive) ? [] : [[key, value] as const];
      });
      return [[name, Object.fromEntries(given)]];
    }),
  );
}
