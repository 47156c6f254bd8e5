import type { ConfigurationLayer, Section } from '../../compiler/facts/patroni-keys.ts';
import { SECTIONS } from '../../compiler/facts/patroni-keys.ts';
import { nearest } from '../../compiler/text/suggest.ts';

/** What one section calls so, and another otherwise. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['cert', 'certfile', 'cert_file', 'sslcert'],
  ['key', 'keyfile', 'key_file', 'sslkey'],
  ['ca', 'cacert', 'cafile', 'ca_file', 'ca_cert', 'sslrootcert'],
  ['pg_rewind', 'use_pg_rewind'],
  ['user', 'username'],
];

/**
 * The key of a section that was meant by a name it has not.
 * @param most how many letters may be wrong; 0 asks for other names of the same thing
 */
export function suggestionFor(
  name: string,
  { keys }: Section,
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  const known = Object.keys(keys);
  if (most > 0) {
    const near = nearest(name, known);
    return near !== undefined && (most > 1 || oneTypo(name, near)) ? near : undefined;
  }
  const same = SYNONYMS.find((group) => group.includes(name.toLowerCase()));
  return known.find((key) => key === name.toLowerCase() || same?.includes(key));
}

/** Whether two names differ by one letter, or by the order of letters. */
function oneTypo(name: string, near: string): boolean {
  const [longer, shorter] = name.length >= near.length ? [name, near] : [near, name];
  if (longer.length === shorter.length)
    return [...longer].filter((letter, index) => letter !== shorter[index]).length <= 2;
  return [...longer].some((_, index) => longer.slice(0, index) + longer.slice(index + 1) === shorter);
}

/** Names that say too little to be recognised outside of their section. */
const VAGUE: ReadonlySet<string> = new Set(
  'name host hosts port type format mode dir level url key cert proxy protocol device group database dcs method username password auth insecure driver users application_name'.split(
    ' ',
  ),
);

function* pathsIn({ keys }: Section, path: string): Generator<[name: string, path: string]> {
  for (const [name, { below }] of Object.entries(keys)) {
    yield [name, `${path}${name}`];
    if (typeof below === 'object') yield* pathsIn(below, `${path}${name}.`);
  }
}

/** Made when the first unreadKey asks. */
let index: Readonly<Record<ConfigurationLayer, ReadonlyMap<string, readonly string[]>>> | undefined;

function indexed(section: Section, prefix: string): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [name, path] of pathsIn(section, prefix)) {
    const known = paths.get(name);
    if (known) known.push(path);
    else paths.set(name, [path]);
  }
  return paths;
}

/** Whether a name says enough to be recognised outside of its section. */
export const isTelling = (name: string): boolean => !VAGUE.has(name);

/** The one place where Patroni reads a key of that name: of the same configuration, or else of the other. */
export function elsewhere(name: string, layer: ConfigurationLayer): string | undefined {
  index ??= { local: indexed(SECTIONS.local, ''), dynamic: indexed(SECTIONS.dynamic, 'bootstrap.dcs.') };
  const own = index[layer].get(name);
  const other = index[layer === 'local' ? 'dynamic' : 'local'].get(name);
  const paths = own ?? other ?? [];
  return paths.length === 1 ? paths[0] : undefined;
}
