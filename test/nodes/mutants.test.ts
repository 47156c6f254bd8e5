import { diffLines } from 'diff';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import { lint } from '../../src/index.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { FUZZ, partOf } from '../fuzz.ts';
import { MISTAKES } from '../generate/mistakes/all.ts';
import { Draft, hbaOf } from '../generate/mistakes/draft.ts';
import type { Mistake } from '../generate/mistakes/mistake.ts';
import { SOUND, type Sound } from '../hostile/support.ts';
import { foundIn, nodeFilesOf, readBack } from './read-back.ts';

/** Rules about words that only a topology has cannot be broken in files. */
const OF_TOPOLOGIES = new Set([
  ...CATALOGUE.filter(({ only }) => only === 'topologies').map(({ id }) => id),
  'lint/unknown-rule',
  'lint/not-waivable',
]);

/** What files show otherwise than a topology does. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  // A site that follows nobody is a primary.
  'replication/no-upstream': ['files/two-primaries'],
  // Without a list of its own, a node has that of bootstrap.pg_hba.
  'access/pg-hba-ignored': ['access/replication-refused'],
  // No file says which network samenet is, and behind NAT who comes from where.
  'access/replication-refused': [
    'access/rewind-refused',
    'access/connection-undecided',
    'files/outer-address-unknown',
  ],
  'access/rewind-refused': ['access/connection-undecided', 'files/outer-address-unknown'],
  // An outer address is known by what lets it in.
  'topology/address-invalid': ['access/replication-refused'],
  // Files of etcd that are not there may lie somewhere else.
  'topology/service-missing': ['files/ring-incomplete'],
};

/** What cannot be seen in files, and why. */
const UNSEEN: Readonly<Record<string, string>> = {
  'two sites share a name': 'a site is a folder: the files of both lie in it',
  'a number of an address is above 255': 'it is a host name to every program',
  'an address is incomplete': 'it is a host name to every program',
  'an endpoint is the address of one machine': 'no file says of an address that it follows the leader',
  'an override changes the address of the REST API': 'files have no address of a node besides it',
  'an override changes the address of PostgreSQL': 'files have no address of a node besides it',
  'standby_cluster.host is not in any certificate': 'a host that no node has may follow the leader',
  'a member of the upstream is not in the list of its hosts':
    'behind NAT, no file says which host is which member',
  'the slot for the way back is misspelt': 'no file says yet which slot the site will ask for',
  'HAProxy that is too old': 'HAProxy is compiled alike for every version',
  'HAProxy that is too new': 'HAProxy is compiled alike for every version',
  'a site with one HAProxy, if the rule is on': 'only a topology turns a rule on',
};

/** Mistakes that only some estates show: of more than two sites nobody knows who will follow whom, and an archive needs no slot. */
const SHOWN_BY_SOME: readonly string[] = [
  'no slot for the way back',
  'the slot for the way back is misspelt',
];

interface Read {
  readonly sound: Sound;
  readonly estate: Estate;
  readonly files: readonly GivenFile[];
}

const READ: Promise<readonly Read[]> = Promise.all(
  SOUND.map(async (sound) => {
    const { estate } = await lint(Buffer.from(sound.text));
    if (!estate) throw new Error(sound.name);
    return { sound, estate, files: nodeFilesOf(estate) };
  }),
);

/** The files that a mistake changes, makes or takes away. */
function differing(before: readonly GivenFile[], after: readonly GivenFile[]): ReadonlySet<string> {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  const left = new Set(after.map(({ path }) => path));
  return new Set([
    ...after.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path),
    ...before.map(({ path }) => path).filter((path) => !left.has(path)),
  ]);
}

const depthOf = (line: string): number => line.search(/\S/);

/** The lines around one that are in the same list or map: up to the key that holds it, and down to its end. */
function blockAround(lines: readonly string[], line: number): number[] {
  const depth = Math.min(
    ...[line, line + 1].map((at) => depthOf(lines[at - 1] ?? '')).filter((at) => at >= 0),
  );
  const isInside = (at: number): boolean => {
    const own = depthOf(lines[at - 1] ?? '');
    return own === -1 || own >= depth;
  };
  const found: number[] = [];
  let from = line;
  while (from > 1 && isInside(from)) from -= 1;
  for (let at = from; at === from || (at <= lines.length && isInside(at)); at += 1) found.push(at);
  return found;
}

/**
 * The lines of a text that a mistake changed, and the keys above them, at which a finding stands that is about what they hold.
 * What it took away is missing in the whole list or map that had it.
 */
function changedLines(before: string, after: string): ReadonlySet<number> {
  const lines = after.split('\n');
  const found = new Set<number>();
  let line = 1;
  for (const { value, added, removed, count } of diffLines(before, after)) {
    if (removed) for (const near of [line - 1, ...blockAround(lines, Math.max(line - 1, 1))]) found.add(near);
    else {
      if (added) for (let at = 0; at < (count ?? value.split('\n').length - 1); at += 1) found.add(line + at);
      line += count ?? 0;
    }
  }
  for (const start of [...found]) {
    let depth = depthOf(lines[start - 1] ?? '');
    for (let at = start - 1; at >= 1 && depth > 0; at -= 1) {
      const above = depthOf(lines[at - 1] ?? '');
      if (above !== -1 && above < depth) {
        found.add(at);
        depth = above;
      }
    }
  }
  return found;
}

const siteOf = (path: string): string | undefined => path.split('/')[0];

interface Outcome {
  readonly found: boolean;
  /** Whether the finding, or a place that it shows, is in a file that the mistake changed. */
  readonly isExact: boolean;
  /** Whether it is at a line that the mistake changed, or at a key around that. */
  readonly isAtLine: boolean;
  /** Whether it is at least in a site that the mistake changed. */
  readonly isNear: boolean;
  readonly told: string;
}

/** A mistake, made in the topology, compiled into the files whatever the rules say, and looked for there. */
async function outcomeIn(
  { sound, estate, files }: Read,
  { rule, make }: Mistake,
): Promise<Outcome | undefined> {
  const draft = new Draft(sound.data, hbaOf(estate));
  if (!make(draft)) return undefined;
  const mistaken = await lint(Buffer.from(JSON.stringify(draft.data)));
  // What the schema refuses has no estate to compile.
  if (!mistaken.estate || mistaken.diagnostics.some((one) => one.rule.startsWith('schema/')))
    return undefined;
  const made = nodeFilesOf(mistaken.estate);
  const changed = differing(files, made);
  if (changed.size === 0) return undefined;
  const told = foundIn(await readBack(mistaken.estate, made));
  const wanted = [rule, ...(INSTEAD[rule] ?? [])];
  const own = told.filter((one) => wanted.includes(one.rule));
  const textOf = (all: readonly GivenFile[], path: string): string =>
    all.find((one) => one.path === path)?.text ?? '';
  const places = own
    .flatMap(({ file, span, related }) => [
      { file, span },
      ...related.map((one) => ({ file: one.file ?? file, span: one.span })),
    ])
    .flatMap(({ file, span }) => (span ? [{ file, line: span.start.line }] : []));
  const isAtLine = places.some(
    ({ file, line }) => changed.has(file) && changedLines(textOf(files, file), textOf(made, file)).has(line),
  );
  const shown = own.flatMap(({ file, related }) => [file, ...related.map((one) => one.file ?? file)]);
  return {
    found: own.length > 0,
    isExact: shown.some((file) => changed.has(file)),
    isAtLine,
    isNear:
      shown.some((file) => [...changed].some((path) => siteOf(path) === siteOf(file))) ||
      // What is told of a later role is told of the site that has to change.
      own.some(
        ({ rule: by, message }) => by === 'files/outer-address-unknown' || message.startsWith('once '),
      ),
    told: `${sound.name}\n${told.map((one) => `${one.file}: ${one.rule}: ${one.message}`).join('\n')}`,
  };
}

const ASKED = partOf(
  MISTAKES.filter(({ name, rule }) => !OF_TOPOLOGIES.has(rule) && !(name in UNSEEN)),
  12,
);

describe('a mistake is found in the files that have it', () => {
  const places = { all: 0, exact: 0, lines: 0 };

  it.each(ASKED.map((mistake, turn) => ({ ...mistake, turn })))(
    '$rule: $name',
    async ({ turn, ...mistake }) => {
      const all = await READ;
      const isShownBySome = SHOWN_BY_SOME.includes(mistake.name);
      const outcomes: Outcome[] = [];
      for (const index of all.keys()) {
        const outcome = await outcomeIn(all[(index + turn) % all.length] as Read, mistake);
        if (outcome) outcomes.push(outcome);
        if (outcome && (isShownBySome ? outcome.found : FUZZ < 2)) break;
      }
      expect(outcomes.length, 'there is an estate to make it in').toBeGreaterThan(0);
      for (const { found, isExact, isAtLine, isNear, told } of isShownBySome
        ? outcomes.slice(-1)
        : outcomes) {
        expect(found, told).toBe(true);
        expect(isNear, told).toBe(true);
        places.all += 1;
        places.exact += Number(isExact);
        places.lines += Number(isAtLine);
      }
    },
  );

  it('nine of ten findings show a file that has the mistake', () => {
    expect(places.exact / places.all).toBeGreaterThan(0.9);
  });

  it('and nine of ten of these show a line that the mistake changed, or the list or the key around it', () => {
    expect(places.lines / places.exact).toBeGreaterThan(0.9);
  });
});
