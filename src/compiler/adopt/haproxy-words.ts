import type { HaproxyConfig, Section } from '../estate/haproxy-config.ts';
import type { Json, JsonMap } from '../text/json.ts';

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

/** haproxy.cfg by sections and keys. */
export const haproxyMap = ({ sections }: HaproxyConfig): JsonMap =>
  Object.fromEntries(sections.map((section) => [section.name, linesOf(section)]));
