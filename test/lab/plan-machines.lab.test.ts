import { it } from 'vitest';
import { playTurns, replaced, type Turn } from './planned.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

const BEFORE_PROXY = '      - { name: haproxy-busan,';
const FOURTH = '      - { name: pg-busan-4, address: 10.2.0.13, runs: [postgresql] }\n';
const SECOND_PROXY = '      - { name: haproxy-busan-2, address: 10.2.0.21, runs: [haproxy] }\n';
const TOKYO = `
  - name: tokyo
    scope: pg-tokyo
    namespace: /db/
    etcd: { token: pg-tokyo-etcd-v1 }
    nodes:
      - { name: pg-tokyo-1, address: 10.3.0.10 }
      - { name: haproxy-tokyo, address: 10.3.0.20, runs: [haproxy] }
`;

/** Machines and sites that come and go. */
const TURNS: readonly Turn[] = [
  { name: 'a member comes', edit: replaced(BEFORE_PROXY, `${FOURTH}${BEFORE_PROXY}`) },
  { name: 'a proxy comes', edit: replaced(BEFORE_PROXY, `${SECOND_PROXY}${BEFORE_PROXY}`) },
  {
    name: 'another machine takes the place of a member of cluster and ring',
    edit: replaced('10.2.0.12', '10.2.0.14'),
    instead: { 'pg-busan-3': 'pg-busan-5' },
  },
  { name: 'a member goes', edit: replaced(FOURTH, '') },
  { name: 'a proxy goes', edit: replaced(SECOND_PROXY, '') },
  { name: 'a third site comes', edit: replaced('\nclients:', `${TOKYO}\nclients:`) },
  { name: 'the third site goes', edit: replaced(TOKYO, '') },
  {
    name: 'another machine takes the place of the primary',
    edit: replaced('10.1.0.12', '10.1.0.14'),
    instead: { 'pg-seoul-3': 'pg-seoul-5' },
    pause: 30,
  },
];

/**
 * Each site keeps a slot for every other one, without saying so. Each follows the primary site: Patroni 3.0 streams from no
 * standby site.
 */
const withoutSlots = (text: string): string =>
  text.replace(/ {4}slots:\n(?: {6}- .*\n)+/g, '').replace(/^ {6}follow: busan\n/m, '');

/** A topology with every machine that is part of the estate at some time. */
const everything = (text: string): string =>
  withoutSlots(text)
    .replace(
      BEFORE_PROXY,
      `${FOURTH}${SECOND_PROXY}      - { name: pg-busan-5, address: 10.2.0.14, runs: [postgresql] }\n${BEFORE_PROXY}`,
    )
    .replace(
      '      - { name: haproxy-seoul,',
      '      - { name: pg-seoul-5, address: 10.1.0.14, runs: [postgresql] }\n      - { name: haproxy-seoul,',
    )
    .replace('\nclients:', `${TOKYO}\nclients:`);

labDescribe('plan-machines', () => {
  it(
    'makes machines and sites come and go by their plans, while an application writes',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('plan-machines', (lab, report) => playTurns(lab, report, TURNS, { first: withoutSlots }), {
        edit: everything,
      }),
  );
});
