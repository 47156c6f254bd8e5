import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../../src/index.ts';
import { blockOf, runbookOf } from './shell.ts';

/** Members of one site that have nothing in common but the site. */
const TOPOLOGY = `version: 1
name: orders
primary: seoul
sites:
  - name: seoul
    scope: pg-seoul
    etcd: { token: seoul }
    nodes:
      - { name: pg-seoul-1, address: "fd00:1::10" }
      - name: pg-seoul-2
        address: "fd00:1::11"
        postgresql: { data_dir: /srv/pg/two, bin_dir: /opt/pg/bin }
        patroni: { restapi: { port: 8009 } }
        etcd: { client_port: 12379, data_dir: /srv/etcd }
      - { name: etcd-seoul, address: "fd00:1::12", runs: [etcd] }
  - name: busan
    scope: pg-busan
    etcd: { token: busan }
    nodes:
      - { name: pg-busan-1, address: "fd00:2::10" }
postgresql:
  parameters: { max_slot_wal_keep_size: 64GB }
`;

let folder: string;
let runbook: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-nodes-'));
  const { artifacts, diagnostics } = await compile(Buffer.from(TOPOLOGY), 'topology.yaml');
  expect(diagnostics).toEqual([]);
  for (const { path, text } of artifacts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    if (path === 'RUNBOOK.md') runbook = text;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command substitution of a block that looks into this file yields on a node. */
function found(block: string, file: string, node: string): string {
  const { text } = blockOf(runbook, block);
  const command = new RegExp(`\\$\\((sed -n '[^']*') ${file}\\)`).exec(text)?.[1];
  expect(command, text).toBeDefined();
  const { stdout } = spawnSync('sh', ['-c', `${command} ${folder}/seoul/${node}${file}`], {
    encoding: 'utf8',
  });
  return stdout;
}

const PATRONI = '/etc/patroni/patroni.yml';
const ETCD = '/etc/etcd/etcd.conf.yml';

it.each([
  ['data directory', 'reclone-seoul.wipe', PATRONI, '/var/lib/postgresql/18/main', '/srv/pg/two'],
  ['programs', 'prepare.seoul', PATRONI, '/usr/lib/postgresql/18/bin', '/opt/pg/bin'],
  ['REST API', 'renew-seoul.served', PATRONI, '8008', '8009'],
  ["etcd's data directory", 'prepare.seoul.etcd', ETCD, '/var/lib/etcd/data', '/srv/etcd'],
  ["etcd's port", 'renew-seoul.served-by-etcd', ETCD, '2379', '12379'],
])('where members differ, a block looks on the node: %s', (_, block, file, one, two) => {
  expect(found(block, file, 'pg-seoul-1')).toBe(`${one}\n`);
  expect(found(block, file, 'pg-seoul-2')).toBe(`${two}\n`);
});

it('where they are alike, the block says it', () => {
  expect(blockOf(runbook, 'reclone-busan.wipe').text).toContain('data_dir=/var/lib/postgresql/18/main\n');
  expect(blockOf(runbook, 'renew-busan.served').text).toContain('localhost:8008\n');
});

it.each([
  ['{ nofailover: true }', 'pg-seoul-2, pg-seoul-3'],
  ['{ failover_priority: 0 }', 'pg-seoul-2, pg-seoul-3'],
  ['{ noloadbalance: true }', 'pg-seoul-1, pg-seoul-2, pg-seoul-3'],
])('the member that starts first may lead: who may is said, with a member of tags %s', async (tags, who) => {
  const tagged = await runbookOf('fixtures/minimal/topology.yaml', (text) =>
    text.replace('name: pg-seoul-1,', `name: pg-seoul-1, tags: ${tags},`),
  );
  expect(tagged).toContain(`any one member that may lead: ${who}; `);
  for (const way of ['bring-up.seoul', 'rewind-seoul']) {
    expect(blockOf(tagged, `${way}.first`).on).toEqual(['seoul:candidate']);
    // All of them: on the one that was first the block finds nothing to do.
    expect(blockOf(tagged, `${way}.rest`).on).toEqual(['pg-seoul-1', 'pg-seoul-2', 'pg-seoul-3']);
  }
});
