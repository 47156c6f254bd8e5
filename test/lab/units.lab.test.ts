import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, startNetwork } from '../real/machine.ts';
import { until } from './conditions.ts';
import { type LabNode, startNode } from './node.ts';
import { ensureRoot } from './root/root.ts';
import { labDescribe } from './scenario.ts';
import { isSuite } from './suite.ts';

const SUITE = process.env.PGDR_LAB_SUITE ?? 'forky';

/** The lab's replacement for systemd must not be more lenient than systemd: trust in the runbook depends on it. */
labDescribe('systemctl on a node', () => {
  let node: LabNode;
  let network: Network;
  beforeAll(async () => {
    if (!isSuite(SUITE)) throw new Error(`no suite ${SUITE}`);
    const root = await ensureRoot(SUITE);
    network = await startNetwork();
    const connection = { network, addresses: ['10.0.0.1'] };
    node = await startNode({ name: 'unit-1', site: '', root, connection, hosts: new Map() });
    await node.boot();
  }, 900_000);
  afterAll(async () => {
    await node?.stop();
    await network?.stop();
  });

  const systemctl = (args: string, user = 'root') => node.exec(`systemctl ${args}`, { user });
  /** What a service has written, without the lines of systemd: those come between in any order. */
  const printed = async (unit: string): Promise<string[]> =>
    (await node.journal(unit)).split('\n').filter((line) => line !== '' && !line.includes(' systemd: '));
  /** Installs a service and its drop-ins, and reloads. */
  const define = async (name: string, service: string, ...dropIns: string[]): Promise<void> => {
    const folder = `/etc/systemd/system/${name}.service`;
    await node.install([
      { path: folder, text: service },
      ...dropIns.map((text, i) => ({ path: `${folder}.d/${i}.conf`, text })),
    ]);
    await systemctl('daemon-reload');
  };

  it('starts, stops and tells', async () => {
    await define('plain', '[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n');
    expect(await systemctl('is-active plain')).toMatchObject({ status: 3, stdout: 'inactive\n' });
    expect(await systemctl('enable --now plain')).toMatchObject({ status: 0 });
    expect(await systemctl('is-active plain')).toMatchObject({ status: 0, stdout: 'active\n' });
    expect(await systemctl('is-enabled plain')).toMatchObject({ status: 0, stdout: 'enabled\n' });
    expect((await systemctl('status plain')).stdout).toContain('Active: active');
    expect(await systemctl('stop plain')).toMatchObject({ status: 0 });
    expect(await systemctl('status plain')).toMatchObject({ status: 3 });
    expect(await node.journal('plain')).toContain('Stopped');
  });

  // Above all, a locale would hide what kind of cluster initdb makes without one.
  it('gives a service the environment that systemd gives it, and nothing else', async () => {
    await define('bare', '[Service]\nType=oneshot\nExecStart=/usr/bin/env\n');
    await define('login', '[Service]\nType=oneshot\nUser=postgres\nExecStart=/usr/bin/env\n');
    const namesOf = async (unit: string): Promise<string[]> => {
      expect(await systemctl(`start ${unit}`)).toMatchObject({ status: 0 });
      const journal = await node.journal(unit);
      return [...journal.matchAll(/(?:^|\s)([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name).sort();
    };
    expect(await namesOf('bare')).toEqual(['INVOCATION_ID', 'PATH']);
    expect(await namesOf('login')).toEqual(['HOME', 'INVOCATION_ID', 'LOGNAME', 'PATH', 'SHELL', 'USER']);
  });

  it('lets drop-ins add to lists, reset them, and override', async () => {
    await define(
      'merged',
      '[Unit]\nConditionPathExists=/nowhere\n[Service]\nUser=postgres\nEnvironment=A=1 "B=two words"\nExecStart=/bin/false\n',
      '[Unit]\nConditionPathExists=\n[Service]\nEnvironment=C=3\nEnvironmentFile=-/nowhere\nEnvironmentFile=/etc/merged.env\n',
      `[Service]\nExecStart=\nExecStart=/bin/sh -c 'id -un; echo $0 $1 \${B} $D; exec sleep 1000' $A \${C}\n`,
    );
    await node.install([{ path: '/etc/merged.env', text: '# comment\nD="from file"\n' }]);
    expect(await systemctl('start merged')).toMatchObject({ status: 0 });
    await until('it has written', 5, async () => {
      expect(await printed('merged')).toEqual(['postgres', '1 3 two words from file']);
    });
  });

  it('reads changed units after daemon-reload only', async () => {
    await define('reread', '[Service]\nExecStart=/bin/sleep 1000\n');
    const folder = '/etc/systemd/system/reread.service.d';
    await systemctl('is-active reread');
    await node.install([
      { path: `${folder}/x.conf`, text: '[Service]\nExecStart=\nExecStart=/bin/sleep 2000\n' },
    ]);
    await systemctl('restart reread');
    expect((await node.exec('pgrep -f "^/bin/sleep 2000"')).stdout).toBe('');
    await systemctl('daemon-reload');
    await systemctl('restart reread');
    expect((await node.exec('pgrep -cf "^/bin/sleep 2000"')).stdout).toBe('1\n');
  });

  it('refuses the start when ExecStartPre fails, and starts again only as often as the limit lets it', async () => {
    const pre = `ExecStartPre=/bin/sh -c "echo not now; exit 1"`;
    await define('guarded', `[Service]\n${pre}\nExecStart=/bin/sleep 1000\nRestart=on-failure\n`);
    const start = await systemctl('start guarded');
    expect(start).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Job for guarded.service failed'),
    });
    await until('systemd gives up', 10, async () => {
      expect(await systemctl('is-active guarded')).toMatchObject({ stdout: 'failed\n' });
    });
    const log = await node.journal('guarded', 100);
    expect(log.match(/not now$/gm)).toHaveLength(5);
    expect(log).toContain('Start request repeated too quickly');
  });

  it.each([
    ['-/bin/false', 0],
    ['+/bin/sh -c "test $(id -u) = 0"', 0],
    ['/bin/sh -c "test $$(id -u) = 0"', 1],
  ])('runs ExecStartPre=%s', async (pre, status) => {
    await define('prefix', `[Service]\nUser=postgres\nExecStartPre=${pre}\nExecStart=/bin/sleep 1000\n`);
    expect(await systemctl('restart prefix')).toMatchObject({ status });
    await systemctl('stop prefix');
  });

  it('skips a start whose condition does not hold, without an error', async () => {
    await define('absent', '[Unit]\nConditionPathExists=/nowhere\n[Service]\nExecStart=/bin/sleep 1000\n');
    expect(await systemctl('start absent')).toMatchObject({ status: 0 });
    expect(await systemctl('is-active absent')).toMatchObject({ status: 3 });
  });

  it('waits until a service says it is ready, and gives up when it does not', async () => {
    const notify =
      "python3 -c \"import os, socket, time; time.sleep(1); socket.socket(1, 2).sendto(b'READY=1', os.environ['NOTIFY_SOCKET']); time.sleep(1000)\"";
    await define('ready', `[Service]\nType=notify\nExecStart=/usr/bin/${notify}\n`);
    const before = Date.now();
    expect(await systemctl('start ready')).toMatchObject({ status: 0 });
    expect(Date.now() - before).toBeGreaterThan(900);
    await define('silent', '[Service]\nType=notify\nTimeoutSec=1\nExecStart=/bin/sleep 1000\n');
    expect(await systemctl('start silent')).toMatchObject({ status: 1 });
    expect(await node.journal('silent')).toContain("Failed with result 'timeout'");
  });

  it('starts a service again that dies, and leaves one stopped that was stopped', async () => {
    await define('mortal', '[Service]\nExecStart=/bin/sleep 3000\nRestart=on-failure\n');
    await systemctl('start mortal');
    const pid = async () => (await node.exec('pgrep -f "^/bin/sleep 3000"')).stdout;
    const first = await pid();
    await node.sh(`kill -9 ${first}`);
    await until('it runs again', 5, async () => {
      expect(await pid()).toMatch(/^\d+\n$/);
      expect(await pid()).not.toBe(first);
    });
    await systemctl('stop mortal');
    expect(await pid()).toBe('');
  });

  it('keeps masked units from starting, and users from commanding', async () => {
    await define('secret', '[Service]\nExecStart=/bin/sleep 1000\n');
    expect(await systemctl('start secret', 'postgres')).toMatchObject({ status: 1 });
    await node.sh('mv /etc/systemd/system/secret.service /usr/lib/systemd/system/');
    await systemctl('mask --now secret');
    expect(await systemctl('start secret')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is masked'),
    });
    await systemctl('unmask secret');
    expect(await systemctl('start secret')).toMatchObject({ status: 0 });
    expect(await systemctl('start nothing')).toMatchObject({ status: 5 });
  });

  it('cancels a start that waits for its turn when the unit is stopped, at boot as well', async () => {
    const install = '[Install]\nWantedBy=multi-user.target\n';
    await define('before', `[Service]\nType=oneshot\nExecStart=/bin/sleep 3\n${install}`);
    await define(
      'behind',
      `[Unit]\nWants=before.service\nAfter=before.service\n[Service]\nExecStart=/bin/sleep 4000\n${install}`,
    );
    const starts: [string, () => Promise<unknown>][] = [
      ['systemctl', () => systemctl('start --no-block behind')],
      ['boot', async () => [await systemctl('enable before behind'), await node.crash(), await node.boot()]],
    ];
    for (const [by, start] of starts) {
      await start();
      expect(await systemctl('stop behind'), by).toMatchObject({ status: 0 });
      expect(await systemctl('is-active before'), by).not.toMatchObject({ stdout: 'active\n' });
      await until('what comes before it is done', 10, async () => {
        expect(await systemctl('is-active before')).toMatchObject({ stdout: 'active\n' });
      });
      await until('the start was canceled', 5, async () => {
        expect(await node.journal('behind')).toContain('Job for behind.service canceled.');
      });
      expect(await systemctl('is-active behind'), by).toMatchObject({ stdout: 'inactive\n' });
      await node.sh('systemctl stop before; rm -f /var/log/lab/behind.service.log');
    }
  });

  it('starts what waits for a unit that is restarted meanwhile', async () => {
    await define('slow', '[Service]\nExecStartPre=/bin/sleep 1\nExecStart=/bin/sleep 5000\n');
    await define(
      'needing',
      '[Unit]\nRequires=slow.service\nAfter=slow.service\n[Service]\nExecStart=/bin/sleep 6000\n',
    );
    const [needing, slow] = await Promise.all([systemctl('start needing'), systemctl('restart slow')]);
    expect([needing?.status, slow?.status]).toEqual([0, 0]);
    expect(await systemctl('is-active slow needing')).toMatchObject({ stdout: 'active\nactive\n' });
    expect(await systemctl('restart slow needing')).toMatchObject({ status: 0 });
    expect(await systemctl('is-active slow needing')).toMatchObject({ stdout: 'active\nactive\n' });
    expect(await systemctl('stop slow')).toMatchObject({ status: 0 });
    expect(await systemctl('is-active slow needing')).toMatchObject({ stdout: 'inactive\ninactive\n' });
  });

  it('leaves stopped what is stopped while it is being restarted', async () => {
    await define('lingering', '[Service]\nExecStart=/bin/sleep 7000\nExecStop=/bin/sleep 2\n');
    await systemctl('start lingering');
    await systemctl('restart --no-block lingering');
    await until('it is being stopped', 5, async () => {
      expect(await node.journal('lingering')).toContain('Stopping');
    });
    await systemctl('stop lingering');
    await until('the restart is over', 5, async () => {
      expect(await node.journal('lingering')).toContain('Job for lingering.service canceled.');
    });
    expect(await systemctl('is-active lingering')).toMatchObject({ stdout: 'inactive\n' });
  });

  it('starts what is enabled when power returns, and keeps the log of before', async () => {
    await systemctl('start plain');
    await node.crash();
    expect((await node.exec('pgrep sleep')).stdout).toBe('');
    await node.boot();
    await until('the enabled service runs', 5, async () => {
      expect(await systemctl('is-active plain secret')).toMatchObject({ stdout: 'active\ninactive\n' });
    });
    expect(await node.journal('plain', 100)).toContain('Stopped');
  });
});
