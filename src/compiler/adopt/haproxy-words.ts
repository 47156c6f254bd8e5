import type { HaproxyConfig, Section } from '../estate/haproxy-config.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Keywords that are a key only together with their next word. */
const OF_TWO = new Set([
  'timeout',
  'option',
  'http-check',
  'stats',
  'no',
  'tcp-check',
  'load-server-state-from-file',
]);

const wordOf = (text: string): Json => {
  if (text === '') return true;
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
};

/** The lines of a section as `overrides` has them: a key, and the words behind it. */
function linesOf({ lines }: Section): JsonMap {
  const found: { [key: string]: Json } = {};
  for (const { words } of lines) {
    const [first = '', second] = words;
    if (first === 'server' || first === 'default-server-template') continue;
    const count = second !== undefined && OF_TWO.has(first) ? 2 : 1;
    const key = words.slice(0, count).join(' ');
    found[key] ??= wordOf(words.slice(count).join(' '));
  }
  return found;
}

/** haproxy.cfg by sections and keys, without secrets. Pools and the page of statistics have the names of this language. */
export function haproxyMap({ sections, pools, stats }: HaproxyConfig): JsonMap {
  const map: { [section: string]: Json } = {};
  const ofPools = new Set(pools.flatMap(({ front, back }) => [front, back]));
  for (const section of sections) {
    if (ofPools.has(section)) continue;
    map[section === stats ? 'stats' : section.name] = linesOf(section);
  }
  for (const { name, front, back } of pools) map[name] ??= { ...linesOf(front), ...linesOf(back) };
  return withoutSecrets(map);
}
