import type { Unseen } from './mistake.ts';

/** What no rule finds: true of a sound estate as well, as far as the topology says. */
export const UNSEEN: readonly Unseen[] = [
  {
    name: 'the address of a node is mistyped, and another one comes out',
    why: 'which machine has which address is known to the network alone; the runbook asks each node before it is needed',
    make: (d) =>
      /^10\.1\./.test(d.text(...d.member(0, 0), 'address')) &&
      d.get('sites', 0, 'postgresql', 'pg_hba') === undefined &&
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set([...d.member(0, 0), 'address'], '10.1.7.77'),
  },
  {
    name: 'the wrong site is primary',
    why: 'either may be: the word says which',
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined && d.set(['primary'], d.text('sites', 1, 'name')),
  },
  {
    name: 'two nodes of a site have each other’s addresses',
    why: 'names and addresses are not in each other',
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
    why: 'roles are made in the database, which nobody has asked',
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['clients'], [{ user: 'oders_app', database: 'orders', from: ['10.9.0.0/16'] }]),
  },
  {
    name: 'a network of clients is larger than it has to be',
    why: 'who the clients are is for the site to say',
    make: (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['clients'], [{ user: 'app', database: 'orders', from: ['10.0.0.0/8'] }]),
  },
  {
    name: 'a token is the one of a ring that was there before',
    why: 'what ran on the machines before is not in the topology; a new ring wants a new token',
    make: (d) => d.set(['sites', 1, 'etcd', 'token'], 'etcd-of-last-year'),
  },
  {
    name: 'a node is forgotten',
    why: 'how many nodes there are is what the topology says',
    make: (d) => d.running('postgresql', 0).length > 3 && d.remove(...d.member(0, 3)),
  },
  {
    name: 'a version is older than what runs, of the same kind',
    why: 'what is installed is known to the machines alone; the files are right for what is written',
    make: (d) =>
      d.has('patroni', '4.1') &&
      d.get('software', 'haproxy') === '3.2' &&
      d.set(['software', 'haproxy'], '3.0'),
  },
  {
    name: 'a longer ttl than was wanted',
    why: 'how long a failure may take to be noticed is for the site to say',
    make: (d) => d.set(['timing'], 'wide'),
  },
  {
    name: 'the start guard is lenient',
    why: 'a word of the language, for sites that would rather start than wait',
    make: (d) => d.set(['patroni', 'guard'], 'lenient'),
  },
  {
    name: 'a data directory that is not there',
    why: 'disks are not in the topology',
    make: (d) => d.set(['postgresql', 'data_dir'], '/mnt/pgdata/main'),
  },
];
