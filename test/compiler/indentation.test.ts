import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';

const SOUND = `version: 1
name: orders
primary: seoul
postgresql:
  parameters:
    max_slot_wal_keep_size: 64GB
    shared_buffers: 8GB
    work_mem: 64MB
    wal_buffers: 16MB
overrides:
  patroni:
    bootstrap:
      dcs:
        maximum_lag_on_failover: 1048576
        postgresql:
          use_pg_rewind: true
          parameters:
            track_io_timing: "on"
            temp_buffers: 16MB
sites:
  - name: seoul
    scope: pg-seoul
    etcd:
      token: etcd-seoul
    nodes:
      - { name: pg-seoul-1, address: 10.1.0.10 }
      - { name: pg-seoul-2, address: 10.1.0.11 }
      - { name: pg-seoul-3, address: 10.1.0.12 }
  - name: busan
    scope: pg-busan
    etcd:
      token: etcd-busan
    nodes:
      - { name: pg-busan-1, address: 10.2.0.10 }
      - { name: pg-busan-2, address: 10.2.0.11 }
      - { name: pg-busan-3, address: 10.2.0.12 }
`;

const depth = (line: string): number => line.length - line.trimStart().length;

/** The text with the block below a line moved out to where the line stands. */
function outdented(text: string, head: number): string {
  const lines = text.split('\n');
  const own = depth(lines[head] ?? '');
  const rest = lines.findIndex((line, at) => at > head && depth(line) <= own);
  return lines.map((line, at) => (at > head && at < rest ? line.slice(2) : line)).join('\n');
}

const lines = SOUND.split('\n');
const heads = lines.flatMap((line, at) =>
  /^ *\w+:$/.test(line) && !/nodes|sites|overrides/.test(line) ? [[line.trim(), at] as const] : [],
);

const found = async (text: string) => (await lint(Buffer.from(text), 't.yaml')).diagnostics;

it('the topology is sound as it stands', async () => {
  expect(await found(SOUND)).toEqual([]);
});

describe('a block that slipped out is one finding', () => {
  it.each(heads)('%s', async (head, at) => {
    const [one, ...others] = await found(outdented(SOUND, at));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ rule: 'syntax/indentation', span: { start: { line: at + 1 } } });
    expect(one?.message).toContain(`"${head.replace(':', '')}" is empty: `);
  });
});

it('other mistakes are told beside it, where they stand', async () => {
  const text = outdented(SOUND.replace('temp_buffers: 16MB', 'temp_bufers: 16MB'), 16);
  const rules = (await found(text)).map(({ rule, span }) => `${rule} ${span?.start.line}`);
  expect(rules).toEqual(['syntax/indentation 17', 'parameters/unknown-parameter 19']);
});

it('an empty key whose neighbours belong elsewhere is no such block', async () => {
  const rules = (await found(SOUND.replace('work_mem: 64MB', 'work_mem: 64MB\n  colour: red\n  paint:'))).map(
    ({ rule }) => rule,
  );
  expect(rules).not.toContain('syntax/indentation');
});

describe('keys of one map that are wrong for one cause come together', () => {
  const misplaced = (keys: readonly string[]): string =>
    SOUND.replace(
      '          use_pg_rewind: true\n',
      (line) => `${line}${keys.map((key) => `          ${key}: 1\n`).join('')}`,
    );

  it('parameters beside their map', async () => {
    const all = await found(misplaced(['work_mem', 'huge_pages', 'jit', 'wal_buffers']));
    expect(all.map(({ rule, related }) => [rule, related.length])).toEqual([['placement/key-misplaced', 3]]);
    expect(all[0]?.message).toMatch(/; the same holds for 3 other keys beside it$/);
  });

  it('a typo of the pen stays a finding of its own', async () => {
    const all = await found(misplaced(['work_mem', 'jit', 'pgpas']));
    expect(all.map(({ rule }) => rule)).toEqual(['placement/key-misplaced', 'placement/unknown-key']);
  });
});
