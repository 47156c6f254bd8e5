import type { Estate, Node, Site } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig, Pool, PoolName } from '../../compiler/estate/haproxy-config.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { wordOf } from '../../compiler/text/json.ts';

/** A pool, and where it stands. */
export interface PoolOf {
  readonly site: Site;
  readonly node: Node;
  readonly haproxy: HaproxyConfig;
  readonly pool: Pool;
}

/** Every pool of these names, of every HAProxy. */
export function* pools(estate: Estate, ...names: readonly PoolName[]): Generator<PoolOf> {
  for (const site of estate.sites)
    for (const node of site.nodes) {
      const { haproxy } = node;
      for (const pool of haproxy?.pools ?? [])
        if (haproxy && names.includes(pool.name)) yield { site, node, haproxy, pool };
    }
}

export const ALL_POOLS = ['primary', 'replicas', 'standby_leader'] as const satisfies readonly PoolName[];

/** One line of a section, as words. */
export interface Line {
  readonly words: readonly string[];
  readonly at: Place;
}

/** What is known of a section: its lines, and those that were asked for by their keyword. */
interface Asked {
  readonly texts: readonly (readonly [key: string, line: string])[];
  readonly lines: Map<string, Line[]>;
}

/** Rules ask the same sections for the same keywords again and again. */
const asked = new WeakMap<Tree, Asked>();

function askedOf(section: Tree): Asked {
  const known = asked.get(section);
  if (known) return known;
  const texts = Object.entries(section.value).flatMap(([key, words]): [string, string][] =>
    words === undefined || words === false ? [] : [[key, words === true ? key : `${key} ${wordOf(words)}`]],
  );
  const read: Asked = { texts, lines: new Map() };
  asked.set(section, read);
  return read;
}

/** A section's lines as HAProxy reads them, with the keys they are written under; what is switched off is no line. */
export const textsOf = (section: Tree): Asked['texts'] => askedOf(section).texts;

/** The lines of a section that begin with a keyword, in their order; keyword and words may be divided anywhere. */
export function linesOf(section: Tree, keyword: string): readonly Line[] {
  const known = askedOf(section);
  const before = known.lines.get(keyword);
  if (before) return before;
  const lines: Line[] = [];
  for (const [key, line] of known.texts) {
    if (!line.startsWith(keyword) || (line.length > keyword.length && line[keyword.length] !== ' ')) continue;
    const rest = line.slice(keyword.length).trim();
    lines.push({ words: rest === '' ? [] : rest.split(/\s+/), at: section.at(key) });
  }
  known.lines.set(keyword, lines);
  return lines;
}

/** The last line of a keyword: the pool's, or the one it has from `defaults`. */
export const lastLine = (
  { haproxy, pool }: Pick<PoolOf, 'haproxy' | 'pool'>,
  keyword: string,
): Line | undefined => linesOf(pool.settings, keyword).at(-1) ?? linesOf(haproxy.defaults, keyword).at(-1);

/** What a pool has its servers do, `default-server` of both sections taken together. */
export interface ServerOptions {
  has(flag: string): boolean;
  /** The word behind a keyword; the last one counts. */
  word(keyword: string): string | undefined;
  /** Where they are written, or would be. */
  readonly at: Place;
}

export function serverOptions({ haproxy, pool }: PoolOf): ServerOptions {
  const words = [haproxy.defaults, pool.settings].flatMap((section) =>
    linesOf(section, 'default-server').flatMap((line) => line.words),
  );
  return {
    has: (flag) => words.lastIndexOf(flag) > words.lastIndexOf(`no-${flag}`),
    word: (keyword) => {
      const index = words.lastIndexOf(keyword);
      return index === -1 ? undefined : words[index + 1];
    },
    at: pool.settings.at('default-server'),
  };
}
