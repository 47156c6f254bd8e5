import type { Pool, PoolName } from '../../estate/haproxy-config.ts';
import type { Admitted } from '../../estate/health-check.ts';
import { healthCheck } from '../../estate/health-check.ts';
import type { Software } from '../../facts/version.ts';

/** Whom a pool is for, by whom its check lets in. */
const BY_CHECK: Partial<Record<Admitted, PoolName>> = {
  primary: 'primary',
  leader: 'primary',
  'standby leader': 'standby_leader',
  replicas: 'replicas',
  'primary and replicas': 'replicas',
};

/** What people call such a pool. */
const BY_NAME: readonly (readonly [PoolName, RegExp])[] = [
  ['standby_leader', /standby.?leader/i],
  ['replicas', /replica|slave|read|(?:^|[-_])ro(?:$|[-_])/i],
  ['primary', /primary|master|writ|(?:^|[-_])rw(?:$|[-_])/i],
];

/** What the names of a pool's sections say; undefined where they say nothing, or several things. */
function named({ front, back }: Omit<Pool, 'name'>): PoolName | undefined {
  const said = BY_NAME.filter(([, words]) => [front.name, back.name].some((name) => words.test(name)));
  const [first] = said.map(([name]) => name);
  return said.length === 1 ? first : undefined;
}

/** Whom a pool is for: what it is called says what it was meant for, and its check may be the mistake. */
export function poolName(pool: Omit<Pool, 'name'>, software: Software): PoolName | undefined {
  const { admits } = healthCheck({ ...pool, name: 'primary' }, software);
  return (
    named(pool) ?? (admits && BY_CHECK[admits]) ?? (LEADING.test(pool.front.name) ? 'primary' : undefined)
  );
}

/** A word for the leader, which may be that of a standby site too: the check says more. */
const LEADING = /leader/i;
