import { expect, it } from 'vitest';
import { leaderOf, patronictl } from './cluster.ts';
import { type Changing, playTurns, replaced, type Turn } from './planned.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Adds lines below `parameters:`. */
const parameter = (line: string) => replaced('  parameters:\n', `  parameters:\n    ${line}\n`);

const without = (line: string) => replaced(new RegExp(`^ *${line}\\n`, 'm'), '');

/** Changes that no machine comes or goes with. */
const TURNS: readonly Turn[] = [
  {
    name: 'a client is added',
    edit: replaced('clients:\n', 'clients:\n  - { user: bi, database: orders, from: [10.8.0.0/16] }\n'),
  },
  { name: 'a client goes', edit: without('- \\{ user: bi,.*') },
  { name: 'timing', edit: replaced('timing: norm', 'timing: { preset: norm, ttl: 40 }') },
  { name: 'a parameter that a reload takes', edit: parameter('checkpoint_timeout: 10min') },
  { name: 'a parameter of sessions', edit: parameter('work_mem: 8MB') },
  { name: 'a parameter that new sessions take', edit: parameter('log_connections: "on"') },
  { name: 'a parameter that needs a restart', edit: parameter('wal_buffers: 8MB'), pause: 20 },
  { name: 'a parameter goes', edit: without('work_mem: 8MB') },
  {
    name: 'max_connections rises',
    edit: replaced('max_connections: 200', 'max_connections: 220'),
    pause: 20,
  },
  {
    name: 'max_connections falls',
    edit: replaced('max_connections: 220', 'max_connections: 210'),
    pause: 20,
  },
  { name: 'a slot gets another name', edit: (text) => text.replaceAll('standby_cluster_busan', 'dr_busan') },
  {
    name: 'a slot of its own is added',
    edit: replaced('      - dr_busan\n', '      - dr_busan\n      - backup\n'),
  },
  { name: 'a slot of its own goes', edit: replaced('      - backup\n', '') },
  {
    name: 'a member may not lead, and another one has a parameter of its own',
    edit: replaced(
      '{ name: pg-busan-3,',
      '{ name: pg-busan-3, tags: { nofailover: true }, postgresql: { parameters: { work_mem: 16MB } },',
    ),
  },
];

/** What somebody has set by hand is not overwritten: the block says so, and changes nothing. */
async function drift(estate: Changing): Promise<void> {
  const leader = await leaderOf(estate.lab.heir, '/standby-leader');
  await patronictl(leader, 'edit-config pg-busan-standby --force -p checkpoint_timeout=11min');
  const turn = { name: 'drift', edit: replaced('checkpoint_timeout: 10min', 'checkpoint_timeout: 12min') };
  await expect(estate.make(turn)).rejects.toThrow(
    /"11min" and neither "10min" nor "12min"[\s\S]*somebody has set other values by hand[\s\S]*nothing was changed/,
  );
  expect(await patronictl(leader, 'show-config pg-busan-standby')).toContain('checkpoint_timeout: 11min');
}

labDescribe('plan-settings', () => {
  it(
    'makes changes of settings by their plans, while an application writes',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('plan-settings', (lab, report) => playTurns(lab, report, TURNS, { last: drift })),
  );
});
