import { describe, expect, it } from 'vitest';
import { compileFor } from './estate.ts';

/** Estates that a rule refuses but the lab boots anyway: the refusing rules, for each suite. */
const REFUSED = {
  // A shared scope does harm only with access to the other site's etcd.
  'scope-shared': both('identity/scope-shared', 'etcd/wrong-ring'),
  'member-name-reused': {
    forky: ['identity/member-name-reused'],
    // Before Patroni 3.2 a standby site does not ignore synchronous_mode.
    bookworm: ['identity/member-name-reused', 'replication/sync-in-standby'],
  },
  'slot-mismatch': both('replication/slot-mismatch'),
  'replication-refused': both('access/replication-refused'),
  'rewind-refused': both('access/rewind-refused'),
  // Before Patroni 4.0, hint bits are always logged, whatever the configuration says.
  'rewind-impossible': { forky: ['recovery/rewind-impossible'], bookworm: [] },
  'token-shared': both('etcd/token-shared'),
} as const;

function both<T extends readonly string[]>(...rules: T): { forky: T; bookworm: T } {
  return { forky: rules, bookworm: rules };
}

describe.each(['forky', 'bookworm'] as const)('for %s', (suite) => {
  it.each(Object.entries(REFUSED))('%s is refused by its rules, and by no other', async (name, of) => {
    const file = `test/lab/refused/${name}.yaml`;
    const force = of[suite];
    for (const rule of force) await expect(compileFor(suite, file)).rejects.toThrow(rule);
    await expect(compileFor(suite, file, { force })).resolves.toMatchObject({ suite });
  });
});
