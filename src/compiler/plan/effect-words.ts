import type { EffectKind } from '../facts/effects/effect.ts';

/** What an effect is called. */
export const EFFECT_WORDS: Readonly<Record<EffectKind, string>> = {
  none: 'nothing to do',
  bootstrap: 'nothing happens: it is read once, when a cluster or a ring is made',
  'next-start': 'counts at the next start',
  certificate: 'a new certificate',
  reload: 'reload',
  dynamic: 'dynamic configuration',
  'restart-haproxy': 'restart of HAProxy',
  'restart-etcd': 'restart of etcd, one member after the other',
  'restart-patroni': 'restart of Patroni in maintenance mode; PostgreSQL runs on',
  'restart-postgresql': 'restart of PostgreSQL',
  ring: 'the ring of etcd is told, then etcd restarts',
  machine: 'a machine comes or goes',
  copy: 'the data is moved or copied',
  'role-change': 'a change of role',
  impossible: 'impossible in place',
  dangerous: 'DANGEROUS',
};
