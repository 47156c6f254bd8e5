import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../lab/runbook.ts';
import { type Bench, bench, fileOf, runbookOf } from '../shell.ts';

/** What a block changes something by: a service, what etcd knows, a server, a file. */
const CHANGES =
  /\bpatronictl\b.*\b(edit-config|pause|resume|remove|promote-cluster) |\bsystemctl (?!is-active)|\bpg_ctl (?!status)|\bask\b.* (member add|member remove|del) |(^|[;{] *)(rm|sed -i|find) /m;

/** Blocks that may run on the wrong machine, and why. */
const HARMLESS: ReadonlyMap<RegExp, string> = new Map([
  [
    /^prepare\./,
    'there is no file to know the machine by yet; it refuses where a data directory holds anything',
  ],
  [/^bring-up\.\w+\.haproxy$/, 'an HAProxy has no role: it leads where its own file says'],
  [/^renew-\w+\.reload$/, 'a reload reads the files of the machine that it runs on'],
]);

/** Topologies whose runbooks have all blocks between them, and the site whose machine is the wrong one for each other's. */
const ESTATES = ['archive', 'endpoint', 'patroni-3.0', 'single-node', 'three-sites', 'witnesses'];

let machine: Bench;
beforeEach(() => {
  machine = bench();
  // Nothing that waits does so here: a step of the clock is longer than any wait.
  machine.clock(90_000);
  machine.command('sleep', ':');
});
afterEach(() => machine.remove());

/** A machine on which every command that could change something only says that it was called. */
async function wrongMachine(node: string, topology: string): Promise<void> {
  // Not every machine has both.
  for (const file of ['etcd/etcd.conf.yml', 'patroni/patroni.yml'])
    machine.file(file.split('/')[1] ?? '', await fileOf(`${node}/etc/${file}`, topology).catch(() => ''));
  machine.file('patroni.env', '');
  for (const command of [
    'systemctl',
    'patronictl',
    'etcdctl',
    'pg_ctl',
    'runuser',
    'psql',
    'curl',
    'rm',
    'find',
  ])
    machine.command(command, `echo "CALLED ${command} $*"`);
}

describe.each(ESTATES)('the blocks of %s that change something', (fixture) => {
  it('touch nothing on a machine of another site', async () => {
    const topology = `fixtures/${fixture}/topology.yaml`;
    const blocks = parseRunbook(await runbookOf(topology)).filter(
      ({ id, text }) => CHANGES.test(text) && ![...HARMLESS.keys()].some((kind) => kind.test(id)),
    );
    expect(blocks.length).toBeGreaterThan(25);
    const wrong: string[] = [];
    for (const [other, node] of [
      ['seoul', 'busan/pg-busan-1'],
      ['busan', 'seoul/pg-seoul-1'],
      ['jeju', 'busan/pg-busan-1'],
      ['tokyo', 'busan/pg-busan-1'],
    ] as const) {
      await wrongMachine(node, topology);
      for (const { id, on, text } of blocks) {
        if (!on.every((place) => new RegExp(`^(?:\\w+-)?${other}\\b`).test(place))) continue;
        const { status, output } = machine.paste(
          text.replaceAll('/etc/etcd/etcd.conf.yml', `${machine.folder}/etcd.conf.yml`),
        );
        if (status !== 1 || output.includes('CALLED') || !/nothing was (touched|changed)/.test(output))
          wrong.push(`${id}: ${status} ${output}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
