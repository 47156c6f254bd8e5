import { beforeEach, expect, test, vi } from 'vitest';
import { lint } from '../../src/index.ts';
import type { Attempt, Hba, Verdict } from '../../src/pghba/match.ts';
import { BOUND } from './estates.ts';

/** How often pg_hba was asked, how many lines were read for it, and how many addresses. */
const calls = { evaluate: 0, lines: 0, addresses: 0 };

vi.mock(import('../../src/pghba/match.ts'), async (original) => {
  const actual = await original();
  return {
    ...actual,
    evaluate: (hba: Hba, attempt: Attempt): Verdict => {
      calls.evaluate += 1;
      return actual.evaluate(hba, attempt);
    },
    judge: (hba: Hba, attempt: Attempt): Verdict => {
      calls.evaluate += 1;
      return actual.judge(hba, attempt);
    },
    compileHba: (lines: readonly string[], major: number): Hba => {
      calls.lines += lines.length;
      return actual.compileHba(lines, major);
    },
  };
});

vi.mock(import('../../src/pghba/address.ts'), async (original) => {
  const actual = await original();
  return {
    ...actual,
    parseAddress: (text: string) => {
      calls.addresses += 1;
      return actual.parseAddress(text);
    },
  };
});

beforeEach(() => {
  Object.assign(calls, { evaluate: 0, lines: 0, addresses: 0 });
});

/** A list that differs from node to node. */
const listOf = (site: number, index: number): string =>
  `, postgresql: { pg_hba: ['host all,replication all 127.0.0.1/32 scram-sha-256', 'host all,replication all 10.0.0.0/8 scram-sha-256', 'host own own_${site}_${index} 127.0.0.2/32 scram-sha-256'] }`;

/** Sites of a number of nodes in all, with lines at the top level. */
function estate(
  nodes: number,
  sites: number,
  top = BOUND,
  more = (_site: number, _index: number) => '',
): string {
  const site = (number: number): string[] => [
    `  - name: site-${number}`,
    `    scope: pg-${number}`,
    `    etcd: { token: etcd-${number} }`,
    '    nodes:',
    ...Array.from(
      { length: nodes / sites },
      (_, index) =>
        `      - { name: pg-${number}-${index}, address: 10.${number}.${index >> 8}.${index & 255}, runs: [postgresql${index < 3 ? ', etcd' : ''}]${more(number, index)} }`,
    ),
  ];
  return [
    'version: 1',
    'name: large',
    'primary: site-1',
    top,
    'sites:',
    ...Array.from({ length: sites }, (_, index) => site(index + 1)).flat(),
    '',
  ].join('\n');
}

async function count(text: string): Promise<typeof calls> {
  Object.assign(calls, { evaluate: 0, lines: 0, addresses: 0 });
  const { diagnostics } = await lint(Buffer.from(text));
  expect(diagnostics).toEqual([]);
  return { ...calls };
}

const WRITTEN =
  "postgresql: { pg_hba: ['host all,replication all 127.0.0.1/32 scram-sha-256', 'host all,replication all 10.0.0.0/8 scram-sha-256'], parameters: { max_slot_wal_keep_size: 64GB } }";

test('twice the nodes, each with a list of its own, twice the work', async () => {
  const half = await count(estate(100, 2, BOUND, listOf));
  const whole = await count(estate(200, 2, BOUND, listOf));
  for (const key of ['evaluate', 'lines', 'addresses'] as const) {
    expect(half[key], key).toBeGreaterThan(0);
    expect(whole[key] / half[key], key).toBeLessThanOrEqual(2.1);
  }
});

test.each([
  ['derived lists, two sites', 2, BOUND],
  ['derived lists, three sites', 3, BOUND],
  ['one list for all', 2, WRITTEN],
])('twice the nodes, twice the work: %s', async (_, sites, top) => {
  const half = await count(estate(300, sites, top));
  const whole = await count(estate(600, sites, top));
  for (const key of ['evaluate', 'addresses'] as const) {
    expect(half[key], key).toBeGreaterThan(0);
    expect(whole[key] / half[key], key).toBeLessThanOrEqual(2.1);
  }
  expect(whole.lines / half.lines).toBeLessThanOrEqual(2.1);
});

test('twice the sites of as many nodes, twice the work', async () => {
  const few = await count(estate(240, 10));
  const many = await count(estate(240, 20));
  for (const key of ['evaluate', 'lines', 'addresses'] as const)
    expect(many[key] / few[key], key).toBeLessThanOrEqual(2.2);
});

test('every connection that is needed is asked for', async () => {
  // Two sites of 150, either of which may lead: each member to its own site and to the other, to replicate and to rewind.
  const { evaluate } = await count(estate(300, 2));
  expect(evaluate).toBeGreaterThanOrEqual(2 * 300 * 2);
});
