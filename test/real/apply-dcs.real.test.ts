import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Data } from '../hostile/support.ts';
import { type Bench, bench, fileOf, runbookOf } from '../runbook/shell.ts';
import { realDescribe, tools } from './tools.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const SCOPES = { seoul: 'pg-seoul-cluster', busan: 'pg-busan-standby' } as const;
type SiteName = keyof typeof SCOPES;
const SITES = Object.keys(SCOPES) as SiteName[];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** The blocks that apply dcs.yml, by the patronictl and the etcd that are installed; one etcd stands for both rings. */
realDescribe('dcs.yml, applied by the runbook', ['patroni', 'etcd'], () => {
  let machine: Bench;
  let etcd: ChildProcess;
  let url: string;

  const etcdctl = (...args: readonly string[]): string =>
    execFileSync('etcdctl', ['--endpoints', url, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ETCDCTL_API: '3' },
    });
  const keyOf = (site: SiteName): string => `/db/${SCOPES[site]}/config`;
  const inForce = (site: SiteName): Data => JSON.parse(etcdctl('get', '--print-value-only', keyOf(site)));

  beforeEach(async () => {
    machine = bench();
    const [client, peer] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${client}`;
    const peers = `http://127.0.0.1:${peer}`;
    const options = {
      'data-dir': join(machine.folder, 'etcd'),
      'listen-client-urls': url,
      'advertise-client-urls': url,
      'listen-peer-urls': peers,
      'initial-advertise-peer-urls': peers,
      'initial-cluster': `default=${peers}`,
      'enable-grpc-gateway': 'true',
    };
    etcd = spawn(
      tools.etcd ?? '',
      Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      { stdio: 'ignore' },
    );
    for (const site of SITES)
      machine.file(
        `pg-${site}-1.yml`,
        stringify({
          scope: SCOPES[site],
          namespace: '/db/',
          name: `pg-${site}-1`,
          etcd3: { host: `127.0.0.1:${client}` },
        }),
      );
    machine.file('patroni.env', '');
    machine.command(
      'ssh',
      `node=\${1#root@}; shift; exec sh -c "$(echo "$*" | sed "s#/patroni.yml#/$node.yml#g")"`,
    );
    machine.command('su', 'exec sh -c "$4"');
    await expect.poll(() => etcdctl('put', 'ready', 'yes'), { timeout: 60_000 }).toContain('OK');
  });
  afterEach(() => {
    etcd.kill('SIGKILL');
    machine.remove();
  });

  const compiled = async (
    site: SiteName,
    edit?: (text: string) => string,
  ): Promise<{ [key: string]: Data }> => parse(await fileOf(`${site}/dcs.yml`, SAMPLE, edit));

  /** Runs the block that shows (0) or the one that applies (1) the files of a topology. */
  async function apply(at: number, edit?: (text: string) => string) {
    for (const site of SITES)
      machine.file(`build/${site}/dcs.yml`, await fileOf(`${site}/dcs.yml`, SAMPLE, edit));
    const runbook = await runbookOf(SAMPLE);
    const section = runbook.slice(runbook.indexOf('**The dynamic configuration.**'));
    const code = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)][at]?.[1] ?? '';
    return machine.paste(`build=${machine.folder}/build\n${code}`);
  }

  it('becomes what is in force, but for maintenance mode, and never changes a role', {
    timeout: 300_000,
  }, async () => {
    const dropped = { old_parameter: 'x' };
    for (const site of SITES) {
      const { slots, ...rest } = await compiled(site);
      const live = {
        ...rest,
        slots: { ...(slots as object), dropped_slot: { type: 'physical' } },
        ...dropped,
        pause: true,
      };
      etcdctl('put', keyOf(site), JSON.stringify(live));
    }
    const before = SITES.map(inForce);

    const turned = await apply(1, (text) => text.replace('primary: seoul', 'primary: busan'));
    expect(turned).toMatchObject({
      status: 1,
      output: expect.stringContaining('the role in force is primary, that of dcs.yml standby'),
    });
    expect(SITES.map(inForce)).toEqual(before);

    const shown = await apply(0);
    expect(shown).toMatchObject({ status: 0, output: expect.stringMatching(/^- {2}dropped_slot:/m) });
    expect(SITES.map(inForce)).toEqual(before);

    expect(await apply(1)).toMatchObject({ status: 0 });
    for (const site of SITES) expect(inForce(site)).toEqual({ ...(await compiled(site)), pause: true });
    const again = await apply(1);
    expect(again.output.match(/Not changed/g)).toHaveLength(2);
  });
});
