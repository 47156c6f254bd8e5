import { describe, expect, test } from 'vitest';
import { dcs, findings, patroni, topology } from './estates.ts';

const LOGICAL = 'type: logical, database: orders, plugin: pgoutput';
const login = (role: string, block: string): string =>
  patroni(`{ postgresql: { authentication: { ${role}: ${block} } } }`);

describe('one mistake in an override is one finding, where it is written', () => {
  test.each([
    ['the user of pg_rewind is taken away', login('rewind', 'null'), 'access/rewind-refused'],
    ['the name of the user of pg_rewind', login('rewind', '{ username: null }'), 'placement/key-removed'],
    ['another user of pg_rewind', login('rewind', '{ username: winder }'), 'access/rewind-refused'],
    ['another superuser', login('superuser', '{ username: root }'), 'access/superuser-refused'],
    ['another user of replication', login('replication', '{ username: repl }'), 'access/replication-refused'],
    ['a logical slot', dcs(`{ slots: { cdc: { ${LOGICAL} } } }`), 'parameters/wal-level-too-low'],
    [
      'the slot of the other site made a logical one',
      dcs(`{ slots: { standby_cluster_busan: { ${LOGICAL} } } }`),
      'replication/slot-mismatch',
    ],
    [
      'the slot of the other site taken away',
      dcs('{ slots: { standby_cluster_busan: null } }'),
      'replication/slot-mismatch',
    ],
    [
      'an old name of slots, which hides those that are derived',
      dcs('{ permanent_slots: { own: { type: physical } } }'),
      'replication/slot-mismatch',
    ],
  ])('%s', async (_what, top, rule) => {
    const found = await findings(topology({ top }));
    expect(found.map((one) => one.rule)).toEqual([rule]);
    expect(found[0]?.at).not.toMatch(/^(?:10\.|standby_cluster)/);
  });
});
