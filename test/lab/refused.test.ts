import { expect, it } from 'vitest';
import { compileFor } from './estate.ts';

/** Estates that a rule refuses, and that the lab boots all the same. */
const REFUSED = [
  ['scope-shared', 'identity/scope-shared'],
  ['member-name-reused', 'identity/member-name-reused'],
  ['slot-mismatch', 'replication/slot-mismatch'],
  ['replication-refused', 'access/replication-refused'],
  ['rewind-refused', 'access/rewind-refused'],
  ['rewind-impossible', 'recovery/rewind-impossible'],
  ['token-shared', 'etcd/token-shared'],
] as const;

it.each(REFUSED)('%s is refused by its rule, and by no other', async (name, rule) => {
  const file = `test/lab/refused/${name}.yaml`;
  await expect(compileFor('forky', file)).rejects.toThrow(rule);
  await expect(compileFor('forky', file, { force: rule })).resolves.toMatchObject({ suite: 'forky' });
});
