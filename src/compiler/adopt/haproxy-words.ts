import type { HaproxyConfig, Line, Pool, Section } from '../estate/haproxy-config.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Keywords that are a key only together with their next word. */
const OF_TWO = new Set(['timeout', 'option', 'http-check', 'stats', 'no', 'tcp-check']);

/** Words of a `server` line that follow from the estate, and how many words each has. */
const OF_SERVERS: Readonly<Record<string, number>> = {
  check: 1,
  'check-ssl': 1,
  backup: 1,
  port: 2,
  inter: 2,
  fastinter: 2,
  downinter: 2,
  rise: 2,
  fall: 2,
  resolvers: 2,
  'resolve-prefer': 2,
  'init-addr': 2,
  'on-marked-down': 2,
  'on-marked-up': 2,
  verify: 2,
  'ca-file': 2,
};

const wordOf = (text: string): Json => {
  if (text === '') return true;
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
};

/** What a `server` line says that no estate says. */
function ownWords({ words }: Line): string {
  const own: string[] = [];
  for (let at = 3; at < words.length; ) {
    const word = words[at] ?? '';
    const known = OF_SERVERS[word];
    if (known === undefined) own.push(word);
    at += known ?? 1;
  }
  return own.join(' ');
}

/** The lines of a section as `overrides` has them: a key, and the words behind it. */
function linesOf({ lines }: Section): { [key: string]: Json } {
  const found: { [key: string]: Json } = {};
  for (const line of lines) {
    const { words } = line;
    const [first = '', second] = words;
    if (first === 'server') {
      const own = ownWords(line);
      if (own !== '') found['each server'] ??= own;
      continue;
    }
    const count = second !== undefined && OF_TWO.has(first) ? 2 : 1;
    const key = words.slice(0, count).join(' ');
    found[key] ??= wordOf(words.slice(count).join(' '));
  }
  return found;
}

/** The lines of a pool. The request of its check is told in one way, though HAProxy takes two. */
function poolLines({ front, back }: Pool): JsonMap {
  const lines = { ...linesOf(front), ...linesOf(back) };
  const request = lines['option httpchk'];
  if (typeof request !== 'string') return lines;
  const [one = '', two] = request.split(' ');
  const send = two === undefined ? `meth OPTIONS uri ${one}` : `meth ${one} uri ${two}`;
  return { ...lines, 'option httpchk': true, 'http-check send': lines['http-check send'] ?? send };
}

/** haproxy.cfg by sections and keys, without secrets. Pools and the page of statistics have the names of this language. */
export function haproxyMap({ sections, pools, stats }: HaproxyConfig): JsonMap {
  const map: { [section: string]: Json } = {};
  const ofPools = new Set(pools.flatMap(({ front, back }) => [front, back]));
  for (const section of sections) {
    if (ofPools.has(section)) continue;
    map[section === stats ? 'stats' : section.name] = linesOf(section);
  }
  for (const pool of pools) map[pool.name] ??= poolLines(pool);
  return withoutSecrets(map);
}
