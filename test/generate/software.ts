import fc from 'fast-check';
import { atLeast, versionOf } from '../../src/compiler/facts/version.ts';

/** One version of each program. */
export interface Versions {
  readonly patroni: string;
  readonly postgresql: number;
  readonly etcd: string;
  readonly haproxy: string;
}

const PATRONI = [
  '3.0',
  '3.0.2',
  '3.0.4',
  '3.1',
  '3.2',
  '3.2.2',
  '3.3',
  '3.3.6',
  '4.0',
  '4.0.7',
  '4.1',
  '4.1.1',
];
const POSTGRESQL = [13, 14, 15, 16, 17, 18];
const ETCD = ['3.4', '3.4.25', '3.5', '3.5.0', '3.5.17', '3.6', '3.6.4'];
const HAPROXY = ['2.4', '2.6', '2.8', '3.0', '3.2'];

/** Every set of versions in which Patroni knows the PostgreSQL (its release notes: 17 from 4.0.0, 18 from 4.0.7). */
export const versions: fc.Arbitrary<Versions> = fc
  .record({
    patroni: fc.constantFrom(...PATRONI),
    postgresql: fc.constantFrom(...POSTGRESQL),
    etcd: fc.constantFrom(...ETCD),
    haproxy: fc.constantFrom(...HAPROXY),
  })
  .map((drawn) => {
    const patroni = versionOf(drawn.patroni);
    const newest = atLeast(patroni, '4.0.7') ? 18 : atLeast(patroni, '4.0') ? 17 : 16;
    return { ...drawn, postgresql: Math.min(drawn.postgresql, newest) };
  });
