import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';

export const tlsInOneStep: ChangeRule = {
  id: 'change/tls-in-one-step',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'etcd or PostgreSQL gets TLS, or loses it, in one step',
  why: 'A program that does not use TLS yet is cut off: members of a ring lose each other, and PostgreSQL refuses standbys and clients.',
  references: [
    'https://etcd.io/docs/v3.5/op-guide/security/',
    'https://www.postgresql.org/docs/18/ssl-tcp.html',
  ],
  *check(change) {
    const told = new Set<string>();
    for (const value of change.values) {
      const key = value.path.join('.');
      const ofEtcd =
        value.what === 'etcd' &&
        /^(?:client|peer)-transport-security$/.test(key) &&
        (value.from === undefined) !== (value.to === undefined);
      const ofPostgresql = value.what === 'patroni' && key === 'postgresql.parameters.ssl';
      const what = ofEtcd ? 'etcd' : 'PostgreSQL';
      if ((!ofEtcd && !ofPostgresql) || told.has(what)) continue;
      told.add(what);
      const turns = value.to === undefined || /^(?:off|false)$/.test(String(value.to)) ? 'off' : 'on';
      yield {
        message: `TLS of ${what} is turned ${turns}, for every member together`,
        at: placeFor(change, value),
        help: 'docs/rules/change/tls-in-one-step.md has the order in which members, proxies and clients change',
        topic: what,
      };
    }
  },
};
