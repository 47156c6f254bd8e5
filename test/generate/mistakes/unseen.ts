import type { Unseen } from './mistake.ts';

/** Mistakes that no rule can find: with each, the topology still describes a sound estate. */
export const UNSEEN: readonly Unseen[] = [
  {
    name: 'the address of a node is mistyped into another valid address',
    why: 'only the network knows which machine has which address; the runbook checks each node before it is needed',
    make: (d) =>
      /^10\.1\./.test(d.text(...d.member(0, 0), 'address')) &&
      d.get('sites', 0, 'postgresql', 'pg_hba') === undefined &&
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set([...d.member(0, 0), 'address'], '10.1.7.77'),
  },
  {
    name: 'the wrong site is primary',
    why: 'either site may be primary: the topology decides',
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined && d.set(['primary'], d.text('sites', 1, 'name')),
  },
  {
    name: 'the addresses of two nodes of a site are swapped',
    why: 'a name does not tell which address is right',
    make: (d) => {
      const [one, other] = [d.member(0, 0), d.member(0, 1)];
      const [a, b] = [d.text(...one, 'address'), d.text(...other, 'address')];
      return (
        a !== b &&
        d.get(...one, 'wan_address') === undefined &&
        d.set([...one, 'address'], b) &&
        d.set([...other, 'address'], a)
      );
    },
  },
  {
    name: 'the user of a client is misspelt',
    why: 'roles exist in the database, which the compiler does not ask',
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['clients'], [{ user: 'oders_app', database: 'orders', from: ['10.9.0.0/16'] }]),
  },
  {
    name: 'a network of clients is larger than necessary',
    why: "only the site's owner knows its clients",
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['clients'], [{ user: 'app', database: 'orders', from: ['10.0.0.0/8'] }]),
  },
  {
    name: 'a token is reused from an earlier ring',
    why: 'the topology does not say what ran on the machines before; give a new ring a new token',
    make: (d) => d.set(['sites', 1, 'etcd', 'token'], 'etcd-of-last-year'),
  },
  {
    name: 'a node is missing',
    why: 'only the topology says how many nodes there are',
    make: (d) => d.running('postgresql', 0).length > 3 && d.remove(...d.member(0, 3)),
  },
  {
    name: 'a version is older than the installed version',
    why: 'only the machines know what is installed; the files are right for the version in the topology',
    make: (d) =>
      d.has('patroni', '4.1') &&
      d.get('software', 'haproxy') === '3.2' &&
      d.set(['software', 'haproxy'], '3.0'),
  },
  {
    name: 'a longer ttl than intended',
    why: "the site's owner decides how long detecting a failure may take",
    make: (d) => d.set(['timing'], 'wide'),
  },
  {
    name: 'the start guard is lenient',
    why: 'lenient is a valid choice for sites that would rather start than wait',
    make: (d) => d.set(['patroni', 'guard'], 'lenient'),
  },
  {
    name: 'a data directory that does not exist',
    why: 'the topology does not describe disks',
    make: (d) => d.set(['postgresql', 'data_dir'], '/mnt/pgdata/main'),
  },
];
