import { it } from 'vitest';
import { playTurns, replaced, type Turn } from './planned.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Changes of the programs themselves: their ports, certificates, and what they read when they start. */
const TURNS: readonly Turn[] = [
  {
    name: 'Patroni restarts: pgpass',
    edit: replaced(
      'postgresql:\n  parameters:',
      'postgresql:\n  pgpass: /var/lib/postgresql/pgpass.patroni\n  parameters:',
    ),
  },
  {
    name: 'the port of the REST API',
    edit: replaced('postgresql:\n  pgpass', 'patroni: { restapi: { port: 8010 } }\npostgresql:\n  pgpass'),
  },
  { name: 'TLS of the REST API off', edit: (text) => `${text.trimEnd()}\ntls: { restapi: false }\n` },
  { name: 'TLS of the REST API on', edit: replaced('tls: { restapi: false }\n', '') },
  {
    name: 'a port of HAProxy',
    edit: (text) => `${text.trimEnd()}\nhaproxy: { ports: { replicas: 5011 } }\n`,
  },
  {
    name: 'a setting of etcd',
    edit: (text) => `${text.trimEnd()}\noverrides: { etcd: { snapshot-count: 20000 } }\n`,
  },
  {
    name: 'the peer port of etcd',
    edit: (text) => `${text.trimEnd()}\netcd: { peer_port: 2390 }\n`,
  },
  {
    name: 'failsafe mode, and a lenient guard',
    edit: replaced('patroni: { restapi', 'patroni: { failsafe_mode: true, guard: lenient, restapi'),
  },
  {
    name: 'certificates of the REST API at another path',
    edit: (text) =>
      `${text.trimEnd()}\ntls: { restapi: { cert: /etc/patroni/ssl/new.pem, key: /etc/patroni/ssl/new-key.pem } }\n`,
  },
  {
    name: 'certificates of etcd at another path',
    edit: replaced(
      'tls: { restapi:',
      "tls: { etcd: { cert: '/etc/etcd/ssl/new-{member}.pem', key: '/etc/etcd/ssl/new-{member}-key.pem' }, restapi:",
    ),
  },
  {
    name: 'addresses for other sites',
    edit: replaced(/(address: 10\.([12])\.0\.(\d+))/g, '$1, wan_address: 10.7.$2.$3'),
  },
  { name: 'addresses for other sites go', edit: replaced(/, wan_address: [\d.]+/g, '') },
];

labDescribe('plan-programs', () => {
  it(
    'makes changes of Patroni, etcd and HAProxy by their plans, while an application writes',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('plan-programs', (lab, report) => playTurns(lab, report, TURNS)),
  );
});
