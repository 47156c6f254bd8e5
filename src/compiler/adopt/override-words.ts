import { haproxyMap, isServer } from '../plan/haproxy-words.ts';
import type { SeenNode } from '../plan/observed.ts';
import { exactly } from '../plan/same.ts';
import type { Program } from '../plan/taken.ts';
import { isNoDifference } from '../plan/taken.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap, wordOf } from '../text/json.ts';
import type { Adopting } from './adopting.ts';
import { erase, writeSpread } from './draft.ts';
import { isOfNewMember } from './new-member.ts';
import type { Pairs } from './overrides.ts';
import { outOfOrder, overridesFor } from './overrides.ts';
import type { Levels } from './spread.ts';
import { EVERYWHERE, OF_SITES } from './spread.ts';

const ANYWHERE: Levels = { ...EVERYWHERE, removes: true };
const AT_SITES: Levels = { ...OF_SITES, removes: true };

type IsKept = (path: readonly string[], seen: Json | undefined, made: Json | undefined) => boolean;

/** Servers follow from the nodes: nothing overrides them. */
const always: IsKept = (path) => !isServer(path);

/** Of files that others wrote, what is not there is left to this tool, but for what changes how PostgreSQL runs. */
const ofDynamic: IsKept = ([first, second], seen) =>
  seen !== undefined || (first === 'postgresql' && (second === 'parameters' || second === 'use_pg_rewind'));

/** Files of certificates: one that is not named may not be there, and a program that is told of it does not start. */
const OF_TLS =
  /^(?:ssl|sslmode|sslrootcert|ssl_\w+_file|cafile|cacert|certfile|keyfile|cert|key|ctl|cert-file|key-file|trusted-ca-file|client-cert-auth)$/;

/** How a cluster is made is of no use to one that runs. */
const ofPatroni: IsKept = (path, seen) =>
  path[0] !== 'bootstrap' && (seen !== undefined || OF_TLS.test(path.at(-1) ?? ''));

/** What etcd reads when a member is made is of no use to one that runs, and wrong for the next one. */
const ofEtcd: IsKept = ([first = ''], seen) =>
  !isOfNewMember(first) && (seen !== undefined || OF_TLS.test(first) || /-transport-security$/.test(first));

/** Whether a `bind` is for some addresses alone. */
const isNarrow = (bind: Json): boolean => !/^(?:\*|0\.0\.0\.0|\[?::\]?)?:\d+\b/.test(wordOf(bind));

/** What `default-server` says but for times and how often, which `timing` says. */
const withoutTimes = (words: Json): string =>
  wordOf(words)
    .replace(/\b(?:fast|down)?inter \S+|\b(?:rise|fall) \d+/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort()
    .join(' ');

const uriOf = (request: Json): string | undefined => /\buri (\S+)/.exec(wordOf(request))?.[1];

/** What people set for themselves in haproxy.cfg: times, how many connections, checks, and the addresses it listens on. */
const ofHaproxy: IsKept = ([section = '', key = ''], seen, made) => {
  if (section === 'global') return key === 'maxconn';
  if (section === 'defaults')
    return /^(?:timeout |maxconn$)/.test(key) || (key === 'retries' && seen !== undefined);
  if (seen === undefined || made === undefined || typeof seen === 'object') return false;
  if (key === 'default-server') return withoutTimes(seen) !== withoutTimes(made);
  if (key === 'http-check send') return uriOf(seen) !== uriOf(made);
  return key === 'bind' && isNarrow(seen);
};

/** A configuration without the keys that something else of the topology says. */
const without = (value: JsonMap, ...keys: readonly string[]): JsonMap =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

const withoutDcs = (value: JsonMap): JsonMap =>
  isMap(value.bootstrap) ? { ...value, bootstrap: without(value.bootstrap, 'dcs') } : value;

/** What overrides stand under: the whole path in the topology. */
interface Part {
  readonly path: readonly string[];
  readonly levels: Levels;
  readonly program: Program;
  readonly isKept: IsKept;
  readonly pairs: Pairs;
}

/** Everything that has overrides, as it is seen and as it is made now. */
function partsOf({ seen, made: madeNow }: Adopting): Part[] {
  const made = madeNow();
  const pairs = (read: (node: SeenNode) => JsonMap | undefined): Pairs =>
    seen.map(({ nodes }, index) =>
      nodes.map((node, number) => {
        const other = made[index]?.nodes[number];
        const [one, two] = [read(node), other && read(other)];
        return one && two && { made: two, seen: one };
      }),
    );
  return [
    {
      path: ['patroni', 'bootstrap', 'dcs'],
      levels: AT_SITES,
      program: 'dynamic',
      isKept: ofDynamic,
      // A site that leads reads nothing of it.
      pairs: seen.map(({ dcs, leads }, index) => [
        { seen: dcs, made: made[index]?.dcs ?? {}, unread: leads ? ['standby_cluster'] : [] },
      ]),
    },
    {
      path: ['patroni'],
      levels: ANYWHERE,
      program: 'patroni',
      isKept: ofPatroni,
      pairs: pairs(({ patroni }) => patroni && withoutDcs(patroni.value)),
    },
    {
      path: ['etcd'],
      levels: ANYWHERE,
      program: 'etcd',
      isKept: ofEtcd,
      pairs: pairs(({ etcd }) => etcd?.value),
    },
    {
      path: ['haproxy'],
      levels: ANYWHERE,
      program: 'haproxy',
      isKept: ofHaproxy,
      pairs: pairs(({ haproxy }) => haproxy && haproxyMap(haproxy)),
    },
  ];
}

/** Everything that the language has no word for. */
export function overrideWords(adopting: Adopting): void {
  const { isSame, isOwn, draft, software } = adopting;
  for (const { path, levels, isKept, program, pairs } of partsOf(adopting)) {
    const isWanted: IsKept = (below, seen, made) =>
      isKept(below, seen, made) && !isNoDifference(program, below, seen, made, software);
    const all = overridesFor(pairs, { isSame, isWhole: isOwn }, levels, isOwn ? always : isWanted);
    for (const { path: below, spread } of all) writeSpread(draft, ['overrides', ...path, ...below], spread);
  }
  if (isOwn) keepOrder(adopting);
}

/**
 * Maps whose keys come in another order than they are seen are written anew, with all their keys at the top: what stands
 * there comes first.
 */
function keepOrder(adopting: Adopting): void {
  const { draft } = adopting;
  for (const { path, levels, pairs } of partsOf(adopting))
    for (const disordered of outOfOrder(pairs)) {
      const whole = ['overrides', ...path, ...disordered];
      erase(draft, whole);
      const again = partsOf(adopting).find((one) => one.path.join() === path.join());
      const all = overridesFor(
        again?.pairs ?? [],
        { isSame: exactly, isWhole: true },
        { ...levels, startsAtTop: true },
        (below) => disordered.every((key, index) => below[index] === key),
      );
      for (const { path: below, spread } of all) writeSpread(draft, ['overrides', ...path, ...below], spread);
    }
}
