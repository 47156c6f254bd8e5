import { expect, it } from 'vitest';
import { compileFor } from './estate.ts';

/** Estates that a rule refuses, and that the lab boots all the same. */
const REFUSED = [
  // What it takes for one scope to do harm is a way to the other site's etcd.
  ['scope-shared', ['identity/scope-shared', 'etcd/wrong-ring']],
  ['member-name-reused', ['identity/member-name-reused']],
  ['slot-mismatch', ['replication/slot-mismatch']],
  ['replication-refused', ['access/replication-refused']],
  ['rewind-refused', ['access/rewind-refused']],
  ['rewind-impossible', ['recovery/rewind-impossible']],
  ['token-shared', ['etcd/token-shared']],
] as const;

it.each(REFUSED)('%s is refused by its rules, and by no other', async (name, rules) => {
  const file = `test/lab/refused/${name}.yaml`;
  for (const rule of rules) await expect(compileFor('forky', file)).rejects.toThrow(rule);
  await expect(compileFor('forky', file, { force: rules })).resolves.toMatchObject({ suite: 'forky' });
});
