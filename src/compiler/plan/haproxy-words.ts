import type { HaproxyConfig, Pool, Section, Server } from '../estate/haproxy-config.ts';
import { serverAddress } from '../estate/haproxy-config.ts';
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

const scalarOf = (text: string): Json => {
  if (text === '') return true;
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
};

/** How a server is asked for its role, and whether it is used only while no other is up. */
const checkOf = ({ checkPort, backup }: Server): string[] => [
  `check port ${checkPort}`,
  ...(backup ? ['backup'] : []),
];

/** A server by its address, and by what no estate says of it. */
function serverOf(server: Server, withChecks: boolean): string {
  const { words = [] } = server;
  const own: string[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    const known = OF_SERVERS[word];
    if (known === undefined) own.push(word);
    at += known ?? 1;
  }
  return [serverAddress(server), ...own, ...(withChecks ? checkOf(server) : [])].join(' ');
}

/** Whether a path in a {@link haproxyMap} is that of a server. */
export const isServer = ([, key = '']: readonly string[]): boolean => key.startsWith('server ');

/** The lines of a section as `overrides` has them: a key, and the words behind it; a list where there are several. */
function linesOf({ lines }: Section): { [key: string]: Json } {
  const found: { [key: string]: Json } = {};
  for (const { words } of lines) {
    const [first = '', second] = words;
    const count = second !== undefined && OF_TWO.has(first) ? 2 : 1;
    const key = words.slice(0, count).join(' ');
    const value = scalarOf(words.slice(count).join(' '));
    const before = found[key];
    found[key] = before === undefined ? value : [before, value].flat();
  }
  return found;
}

/** The lines of a pool. The request of its check is told in one way, though HAProxy takes two. */
function poolLines({ front, back, servers }: Pool, withChecks: boolean): JsonMap {
  const lines = front === back ? linesOf(back) : { ...linesOf(front), ...linesOf(back) };
  for (const server of servers) lines[`server ${server.name}`] = serverOf(server, withChecks);
  const request = lines['option httpchk'];
  if (typeof request !== 'string') return lines;
  const [one = '', two] = request.split(' ');
  const send = two === undefined ? `meth OPTIONS uri ${one}` : `meth ${one} uri ${two}`;
  return { ...lines, 'option httpchk': true, 'http-check send': lines['http-check send'] ?? send };
}

/** The first pool of each kind: the one that this language has. */
export const firstPools = ({ pools }: HaproxyConfig): readonly Pool[] =>
  pools.filter(({ name }, index) => pools.findIndex((one) => one.name === name) === index);

/**
 * haproxy.cfg by sections and keys, without secrets. The first pool of each kind, its defaults and the page of statistics have the
 * names of this language; other sections have their own.
 * @param withChecks whether servers say how they are asked for their role, which follows from the estate
 */
export function haproxyMap(config: HaproxyConfig, withChecks = false): JsonMap {
  const { sections, stats } = config;
  const map: { [section: string]: Json } = {};
  const put = (name: string, lines: JsonMap): void => {
    let free = name;
    for (let count = 2; map[free] !== undefined; count += 1) free = `${name} (${count})`;
    map[free] = lines;
  };
  const firsts = firstPools(config);
  for (const pool of firsts) map[pool.name] = poolLines(pool, withChecks);
  const told = new Set(firsts.flatMap(({ front, back }) => [front, back]));
  const [first] = firsts;
  if (first) map.defaults = linesOf(first.defaults);
  for (const section of sections) {
    const isDefaults = section.name === 'defaults' && first !== undefined;
    if (!told.has(section) && !isDefaults) put(section === stats ? 'stats' : section.name, linesOf(section));
  }
  return withoutSecrets(map);
}
