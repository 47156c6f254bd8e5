/** The model check of docs/start-guard.md: the guard's decision over all combinations of answers. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { partOf } from '../fuzz.ts';
import { functionsOf, type GuardOptions, guardOf } from './compiled.ts';

/** What runs at this site, as facts of the guard. */
interface Own {
  readonly override: boolean;
  readonly etcd: boolean;
  readonly role: 'primary' | 'standby' | 'new' | 'unreadable';
  readonly runs: '' | 'writes' | 'follows';
  /** A member of this site has the lock; the cluster of this node's file has it as its leader. */
  readonly leader: '' | 'listed' | 'unlisted';
  /** A member of this site says that it is in another scope. */
  readonly foreign: boolean;
}

/** What the members of one other site say together. */
const ANSWERS = [
  'silent',
  'unknown',
  'primary',
  'follower',
  'standby',
  'standby and unknown',
  // A standby site that takes WAL from an archive alone.
  'archive',
] as const;
type Answer = (typeof ANSWERS)[number];

interface Case extends Own {
  readonly busan: Answer;
  readonly jeju: Answer;
}

interface Verdict {
  readonly verdict: string;
  readonly reason: string;
}

const BOTH = [true, false] as const;

function* ownSides(): Generator<Own> {
  for (const override of BOTH)
    for (const etcd of BOTH)
      for (const role of ['primary', 'standby', 'new', 'unreadable'] as const)
        for (const runs of ['', 'writes', 'follows'] as const)
          for (const leader of ['', 'listed', 'unlisted'] as const)
            for (const foreign of BOTH) yield { override, etcd, role, runs, leader, foreign };
}

function* cases(): Generator<Case> {
  for (const own of ownSides())
    for (const busan of ANSWERS)
      for (const jeju of ANSWERS) {
        // Where the guard is overruled nothing else counts: one site's answers are enough to see it.
        if (!own.override || busan === jeju) yield { ...own, busan, jeju };
      }
}

const lineOf = (site: string, answer: Answer): string[] => {
  if (answer === 'silent') return [];
  const words = answer.split(' and ');
  return words.map((word) => (word === 'unknown' ? `unknown ${site} (curl: 60)` : `${word} ${site}`));
};

/** The facts as the guard writes them; their order must not count. */
function factsOf(one: Case): string[] {
  const facts = [
    ...lineOf('busan', one.busan),
    ...lineOf('jeju', one.jeju),
    ...(one.etcd ? ['etcd', `role ${one.role}`] : []),
    ...(one.runs === '' ? [] : [`runs ${one.runs}`]),
    ...(one.leader === '' ? [] : ['leader pg-seoul-2']),
    ...(one.etcd && one.leader === 'listed' ? ['listed pg-seoul-2'] : []),
    ...(one.foreign ? ['foreign pg-seoul-3'] : []),
  ];
  return facts;
}

/** Has the compiled guard decide many cases, in one shell. */
function decide(guard: string, all: readonly Case[], turned: boolean): Verdict[] {
  const loop = `
while IFS=: read -r overruled line; do
    facts=$(printf '%s' "$line" | tr ';' '\\n')
    decide "$facts" "$overruled"
    echo "$verdict $reason"
done`;
  // The shell's own words are enough, and spare a program for each case.
  const fast = loop.replace(
    /facts=.*\n/,
    'facts=; IFS=\';\'; for one in $line; do facts="$facts$one\n"; done; unset IFS\n',
  );
  const input = all
    .map((one) => {
      const facts = factsOf(one);
      return `${one.override ? 'yes' : ''}:${(turned ? facts.reverse() : facts).join(';')}\n`;
    })
    .join('');
  const { stdout, stderr, status } = spawnSync('dash', ['-c', functionsOf(guard) + fast], {
    input,
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [verdict = '', reason = ''] = line.split(' ');
      return { verdict, reason };
    });
}

const others = ({ busan, jeju }: Case): Answer[] => [busan, jeju];
const isStandby = (answer: Answer): boolean =>
  answer.startsWith('standby') || answer === 'follower' || answer === 'archive';

/** Whether one answer says that another site has the writes, or was redirected to one that may have them. */
function isTold(one: Case, { cascade = false }: GuardOptions): boolean {
  if (others(one).includes('primary')) return true;
  const redirected = [one.busan, ...(cascade ? [] : [one.jeju])].some((answer) =>
    answer.startsWith('standby'),
  );
  return redirected && !others(one).every(isStandby);
}

/** What the cluster that this node would join has: nothing is known of it without etcd. */
const joins = (one: Case): boolean => one.leader === 'listed' && one.etcd && !one.foreign;
const isElsewhere = (one: Case): boolean => one.foreign || (one.leader !== '' && !joins(one));

/** The laws that a verdict breaks. */
function broken(one: Case, { verdict, reason }: Verdict, options: GuardOptions): string[] {
  const starts = verdict === 'start';
  const isAlone = !isElsewhere(one) && one.leader === '';
  const isPrimaryElsewhere = others(one).includes('primary');
  // Patroni of a standby cluster, or behind a leader, adds no writer; one whose PostgreSQL writes already adds none either.
  const adds = isAlone && one.runs !== 'writes' && !(one.etcd && one.role === 'standby');
  if (one.override) return starts && reason === 'overruled' ? [] : ['the override counts'];
  const laws: Readonly<Record<string, boolean>> = {
    'a verdict': ['start', 'refuse', 'stop'].includes(verdict),
    'no second writer where one answer could have told': !(starts && adds && isTold(one, options)),
    'no second cluster in one site': !(starts && one.foreign),
    'a member whose site has a leader is not refused': starts || !joins(one),
    'no start with a configuration that cannot be read': !(
      starts &&
      adds &&
      one.runs === '' &&
      one.role === 'unreadable'
    ),
    'Patroni whose PostgreSQL writes comes back while no other site is primary':
      starts || !(one.runs === 'writes' && isAlone && !isPrimaryElsewhere),
    'Patroni whose PostgreSQL follows comes back unless an answer speaks against it':
      starts || !(one.runs === 'follows' && isAlone && !isTold(one, options)),
    'a standby cluster is not refused': starts || !(one.etcd && one.role === 'standby' && isAlone),
    'PostgreSQL is stopped only where somebody else has the writes': verdict !== 'stop' || isReplaced(one),
    'PostgreSQL that follows is stopped only where etcd says that this site is a primary':
      verdict !== 'stop' ||
      one.runs !== 'follows' ||
      (one.etcd && !['standby', 'unreadable'].includes(one.role)),
    'PostgreSQL that writes is not left alone where somebody else has the writes':
      verdict !== 'refuse' || !(one.runs === 'writes' && isReplaced(one)),
    'nothing is stopped where nothing runs': verdict !== 'stop' || one.runs !== '',
    'Patroni starts with an etcd that answers, or for a PostgreSQL that runs':
      !starts || one.etcd || one.runs !== '',
  };
  return Object.keys(laws).filter((law) => laws[law] === false);
}

const isReplaced = (one: Case): boolean => isElsewhere(one) || others(one).includes('primary');

const ALL = [...cases()];
const decided = new Map<string, Promise<Verdict[]>>();

/** What the guard decides in all cases; asked once. */
function verdictsOf(options: GuardOptions): Promise<Verdict[]> {
  const key = JSON.stringify(options);
  const found = decided.get(key) ?? guardOf(options).then((guard) => decide(guard, ALL, false));
  decided.set(key, found);
  return found;
}

describe("the guard's decision over all combinations of answers", { timeout: 120_000 }, () => {
  const OPTIONS: readonly GuardOptions[] = [
    { guard: 'strict', cascade: false },
    { guard: 'lenient', cascade: false },
    { guard: 'strict', cascade: true },
    { guard: 'lenient', cascade: true },
  ];
  it.each(partOf(OPTIONS, 6))('%j', async (options) => {
    const verdicts = await verdictsOf(options);
    expect(verdicts).toHaveLength(ALL.length);
    const wrong = ALL.flatMap((one, at) => {
      const found = verdicts[at] ?? { verdict: '', reason: '' };
      const laws = broken(one, found, options);
      return laws.length > 0 ? [{ laws, one, found }] : [];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('does not depend on the order of the answers', async () => {
    const guard = await guardOf();
    const some = ALL.filter((_, at) => at % 7 === 0);
    expect(decide(guard, some, true)).toEqual(decide(guard, some, false));
  });

  it('differs between strict and lenient only where nobody tells anything', async () => {
    for (const cascade of partOf(BOTH, 2)) {
      const strict = await verdictsOf({ guard: 'strict', cascade });
      const lenient = await verdictsOf({ guard: 'lenient', cascade });
      const reasons = strict.flatMap((one, at) =>
        one.verdict === lenient[at]?.verdict ? [] : [`${one.reason}, ${lenient[at]?.reason}`],
      );
      expect([...new Set(reasons)]).toEqual(['unanswered, lenient']);
    }
  });
});
