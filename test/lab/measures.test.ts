import { expect, it } from 'vitest';
import { longestPause, lostRows } from './client.ts';
import { Unmet, until } from './conditions.ts';
import { withSoftware } from './estate.ts';
import { table } from './report.ts';

it('counts acknowledged rows that are not stored', () => {
  const rows = [1, 2, 4].map((id) => ({ id, at: 0 }));
  expect(lostRows(rows, new Set([1, 3, 4]))).toEqual([{ id: 2, at: 0 }]);
});

it('measures the longest pause between acknowledgements', () => {
  expect(longestPause([100, 150, 2650, 2700].map((at, id) => ({ id, at })))).toBe(2.5);
  expect(longestPause([{ id: 1, at: 5 }])).toBe(0);
});

it.each([
  ['replaces the software block', 'version: 1\nsoftware:\n  patroni: "4.1"\n\n  etcd: "3.5"\nsites: []\n'],
  ['adds one', 'version: 1\nsites: []\n'],
])('%s', (_, topology) => {
  const text = withSoftware(topology, 'bookworm');
  expect(text.match(/^software:\n {2}patroni: "3.0"\n {2}postgresql: 15\n/gm)).toHaveLength(1);
  expect(text).not.toContain('4.1');
  expect(text).toMatch(/^sites: \[\]$/m);
});

it('lines a table up', () => {
  expect(table([{ what: 'lost', value: '0' }])).toBe(
    '| step | measured |\n|------|---------:|\n| lost |        0 |',
  );
});

it('waits until a probe no longer throws', async () => {
  let looks = 0;
  const probe = async () => {
    if (++looks < 2) throw new Error('not yet');
    return looks;
  };
  await expect(until('two looks', 5, probe)).resolves.toBe(2);
});

it('says what was last seen when the deadline has passed', async () => {
  const never = until('it rains', 0, () => Promise.reject(new Error('sunshine')), {
    evidence: async () => 'the log',
  });
  await expect(never).rejects.toThrow(Unmet);
  await expect(never).rejects.toThrow('not within 0 s: it rains\nlast seen: sunshine\n\nthe log');
});
