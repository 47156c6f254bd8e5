import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';
import { command } from '../cli/host.ts';
import { partOf } from '../fuzz.ts';
import { type FakeNode, fakeNode, type Programs } from './fake-node.ts';

const nodes: FakeNode[] = [];
afterEach(() => {
  for (const node of nodes.splice(0)) node.remove();
});

const node = (files: Readonly<Record<string, string>>, programs?: Programs): FakeNode => {
  const made = fakeNode(files, programs);
  nodes.push(made);
  return made;
};

const PATRONI = `scope: orders
name: pg-seoul-1
postgresql:
  data_dir: "/var/lib/postgresql/16/main" # here
  bin_dir: /usr/lib/postgresql/16/bin
  authentication:
    superuser: { username: postgres, password: Hunter2x }
`;

const UNIT = `[Unit]
Description=Patroni
[Service]
EnvironmentFile=-/etc/patroni_env.conf
ExecStart=/usr/bin/patroni /etc/patroni/config.yml
`;

const USUAL: Readonly<Record<string, string>> = {
  '/etc/patroni/config.yml': PATRONI,
  '/etc/patroni/dcs.yml': 'etcd: {}\n',
  '/etc/patroni_env.conf': 'PATRONI_RESTAPI_PASSWORD=Hunter2x\n',
  '/usr/lib/systemd/system/patroni.service': UNIT,
  '/var/lib/postgresql/16/main/pg_hba.conf': 'local all all peer\n',
  '/etc/default/etcd': 'ETCD_NAME=a\nETCD_INITIAL_CLUSTER_TOKEN=ring\n',
  '/etc/haproxy/haproxy.cfg': 'listen stats\n  stats auth admin:Hunter2x\n',
};

const paths = ({ files }: { readonly files: Readonly<Record<string, string>> }): string[] =>
  Object.keys(files);

describe('collect', () => {
  it('is a command that prints the script', async () => {
    const { status, stdout, stderr } = await command(['collect']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(COLLECT_SCRIPT);
    expect(stdout.startsWith('#!/bin/sh\n')).toBe(true);
    expect(stdout).not.toMatch(/^@include/m);
    expect((await command(['collect', '--help'])).stdout).toMatch(
      /^examples:\n {2}pgdr-compile collect \| ssh/m,
    );
  });

  it('gathers what the daemons read, masked, and says what it left out', () => {
    const one = node(USUAL);
    const before = one.everything();
    const got = one.collect(['seoul']);
    expect(got.status).toBe(0);
    expect(paths(got)).toEqual(
      [
        'dcs.yml',
        'etc/default/etcd',
        'etc/haproxy/haproxy.cfg',
        'etc/patroni/config.yml',
        'etc/patroni_env.conf',
        'usr/lib/systemd/system/patroni.service',
        'var/lib/postgresql/16/main/pg_hba.conf',
        'versions',
      ].map((path) => `seoul/pg-seoul-1/${path}`),
    );
    expect(got.files['seoul/pg-seoul-1/versions']).toBe(
      'patroni 4.0.4\npostgresql 16.4\netcd 3.5.16\nhaproxy 2.8.3\n',
    );
    expect(got.files['seoul/pg-seoul-1/dcs.yml']).toBe('loop_wait: 10\nttl: 30\n\n');
    expect(got.files['seoul/pg-seoul-1/etc/patroni/config.yml']).toBe(PATRONI.replace('Hunter2x', "'***'"));
    expect(Buffer.from(got.tar).toString('latin1')).not.toContain('Hunter2x');
    expect(got.stderr.trimEnd().split('\n').at(-1)).toBe('collect: gathered 8 files of seoul/pg-seoul-1');
    expect(one.everything()).toEqual(before);
    expect(one.leftovers()).toEqual([]);
    expect(one.collect(['seoul']).files).toEqual(got.files);
  });

  it('calls the site by its scope, else site; refuses a name that is no folder', () => {
    expect(paths(node(USUAL).collect())[0]).toMatch(/^orders\//);
    expect(paths(node({ '/etc/haproxy/haproxy.cfg': 'global\n' }).collect())[0]).toMatch(/^site\//);
    for (const name of ['../x', 'a/b', '-x', '.x', 'a\nb']) {
      const got = node(USUAL).collect([name]);
      expect([got.status, got.tar.length]).toEqual([2, 0]);
      expect(got.stderr).toContain('no name of a site');
    }
  });

  it('takes the file that the drop-in names, and a folder of files', () => {
    const got = node({
      ...USUAL,
      '/etc/systemd/system/patroni.service.d/10.conf':
        '[Service]\nExecStart=\nExecStart=/usr/bin/patroni \\\n  /etc/patroni.d\n',
      '/usr/lib/systemd/system/patroni.service.d/10.conf': '[Service]\nExecStart=/bin/false\n',
      '/etc/patroni.d/a.yml': PATRONI,
      '/etc/patroni.d/b c.yaml': 'tags: {}\n',
      '/etc/patroni.d/c.pem': 'x',
    }).collect(['s']);
    expect(paths(got).filter((path) => /patroni/.test(path))).toEqual([
      's/pg-seoul-1/etc/patroni.d/a.yml',
      's/pg-seoul-1/etc/patroni.d/b c.yaml',
      's/pg-seoul-1/etc/patroni_env.conf',
      's/pg-seoul-1/etc/systemd/system/patroni.service.d/10.conf',
      's/pg-seoul-1/usr/lib/systemd/system/patroni.service',
    ]);
  });

  it('takes what the running process was given, and its environment', () => {
    const one = node(
      {
        ...USUAL,
        '/srv/pg/own.yml': PATRONI,
        '/proc/77/cmdline': [
          '/opt/venv/bin/python3',
          '-E',
          '/opt/venv/bin/patroni',
          '/srv/pg/own.yml',
          '',
        ].join('\0'),
        '/proc/77/environ': [
          'PATRONI_POSTGRESQL_DATA_DIR=/srv/data',
          'PATRONI_ETCD3_PASSWORD=Hunter2x',
          '',
        ].join('\0'),
        '/proc/78/cmdline': ['grep', 'patroni', '/etc/x.yml', ''].join('\0'),
        '/srv/data/pg_hba.conf': 'local all all trust\n',
      },
      { patronictl: '#!/bin/sh\necho "given: \'$* $PATRONI_ETCD3_PASSWORD\'"\n' },
    );
    const got = one.collect(['s']);
    expect(paths(got)).toContain('s/pg-seoul-1/srv/pg/own.yml');
    expect(paths(got)).toContain('s/pg-seoul-1/srv/data/pg_hba.conf');
    expect(got.files['s/pg-seoul-1/dcs.yml']).toBe(
      `given: '-c ${one.root}/srv/pg/own.yml show-config Hunter2x'\n`,
    );
  });

  it('knows instances of a template, and its specifiers', () => {
    const one = node({
      '/usr/lib/systemd/system/patroni@.service':
        '[Service]\nExecStart=/usr/bin/patroni /etc/patroni/%i.yml\n',
      '/etc/patroni/16-main.yml': PATRONI,
    });
    mkdirSync(join(one.root, 'etc/systemd/system/multi-user.target.wants'), { recursive: true });
    symlinkSync(
      '/usr/lib/systemd/system/patroni@.service',
      join(one.root, 'etc/systemd/system/multi-user.target.wants/patroni@16-main.service'),
    );
    expect(paths(one.collect(['s']))).toEqual(
      expect.arrayContaining([
        's/pg-seoul-1/etc/patroni/16-main.yml',
        's/pg-seoul-1/usr/lib/systemd/system/patroni@.service',
      ]),
    );
  });

  it('takes a link for another name of a unit, and says once what it leaves out', () => {
    const one = node({
      '/usr/lib/systemd/system/etcd.service':
        '[Service]\nEnvironmentFile=/etc/default/etcd\nExecStart=/usr/bin/etcd\n',
      '/etc/default/etcd': Buffer.from('A=\0').toString(),
      '/etc/etcd/etcd.conf': 'ETCD_NAME=a\n',
      // Gone since it was listed.
      '/proc/9/status': '',
    });
    symlinkSync(
      '/usr/lib/systemd/system/etcd.service',
      join(one.root, 'usr/lib/systemd/system/etcd2.service'),
    );
    const got = one.collect(['s']);
    expect(paths(got).filter((path) => /etcd/.test(path))).toEqual([
      's/pg-seoul-1/etc/etcd/etcd.conf',
      's/pg-seoul-1/usr/lib/systemd/system/etcd.service',
    ]);
    expect(got.stderr.match(/left out \/etc\/default\/etcd/g)).toHaveLength(1);
    expect(got.stderr).not.toContain('cannot open');
  });

  it('finds the files of etcd and HAProxy by flags, variables and folders', () => {
    const got = node(
      {
        '/etc/systemd/system/etcd.service':
          '[Service]\nEnvironment="ETCD_CONFIG_FILE=/opt/etcd/my etcd.yml"\nEnvironmentFile=-/etc/etcd/*.env\nExecStart=/usr/bin/etcd\n',
        '/opt/etcd/my etcd.yml': 'name: a\ninitial-cluster-token: ring\n',
        '/etc/etcd/a b.env': 'ETCD_ROOT_PASSWORD=Hunter2x\n',
        '/etc/systemd/system/haproxy.service':
          '[Service]\nEnvironment="CONFIG=/etc/haproxy/a.cfg" "CFGDIR=/etc/haproxy/conf.d"\nExecStart=/usr/sbin/haproxy -Ws -f $CONFIG -f $CFGDIR -p /x\n',
        '/etc/haproxy/a.cfg': 'global\n',
        '/etc/haproxy/haproxy.cfg': 'global\n',
        '/etc/haproxy/conf.d/b.cfg': 'listen b\n',
        '/etc/haproxy/conf.d/c.txt': 'listen b\n',
      },
      { patroni: '', patronictl: '', postgres: '' },
    ).collect(['s']);
    expect(paths(got)).toEqual(
      [
        'etc/etcd/a b.env',
        'etc/haproxy/a.cfg',
        'etc/haproxy/conf.d/b.cfg',
        'etc/systemd/system/etcd.service',
        'etc/systemd/system/haproxy.service',
        'opt/etcd/my etcd.yml',
        'versions',
      ].map((path) => `s/pg-seoul-1/${path}`),
    );
    expect(got.stderr).toContain('no Patroni here');
  });

  it('says why it leaves a file out, and goes on', () => {
    const one = node({ ...USUAL, '/etc/patroni/ssl/key.pem': 'x', '/etc/haproxy/conf.d/z.cfg': 'x' });
    one.write('/etc/haproxy/haproxy.cfg', `global\n${'# long\n'.repeat(160_000)}`);
    one.write('/etc/default/etcd', Buffer.from('ETCD_NAME=\0'));
    one.write('/etc/default/haproxy', 'A=b\rC=d\n');
    one.write('/etc/default/patroni', `A=${'x'.repeat(70_000)}\n`);
    one.write('/etc/patroni_env.conf', 'A=b\n');
    mkdirSync(join(one.root, 'etc/etcd/etcd.conf'), { recursive: true });
    const { stderr, files } = one.collect(['s']);
    for (const words of [
      '/etc/haproxy/haproxy.cfg: larger than 1 MB',
      '/etc/default/etcd: it is no text',
      '/etc/default/haproxy: it has ends of line',
      '/etc/default/patroni: it has a line of more than 64 kB',
      '/etc/etcd/etcd.conf: not a regular file',
    ])
      expect(stderr).toContain(`collect: left out ${words}`);
    expect(Object.keys(files)).toContain('s/pg-seoul-1/etc/patroni/config.yml');
    expect(Object.keys(files).join()).not.toContain('ssl');
  });

  it.skipIf(process.getuid?.() === 0)('says what only root may read', () => {
    const one = node(USUAL);
    chmodSync(join(one.root, 'etc/patroni_env.conf'), 0);
    expect(one.collect(['s']).stderr).toContain(
      'left out /etc/patroni_env.conf: it may not be read by this user',
    );
  });

  it('goes on without dcs.yml where patronictl fails, and shows no secret of its message', () => {
    const got = node(USUAL, {
      patronictl: '#!/bin/sh\necho "no etcd at http://u:Hunter2x@h" >&2\nexit 1\n',
    }).collect(['s']);
    expect(got.status).toBe(0);
    expect(got.stderr).toContain(
      'no dcs.yml: patronictl show-config failed (exit status 1): no etcd at http://u:***@h',
    );
    expect(paths(got)).not.toContain('s/pg-seoul-1/dcs.yml');
    expect(node(USUAL, { patronictl: '' }).collect(['s']).stderr).toContain(
      'no dcs.yml: there is no patronictl here',
    );
  });

  it('names odd names, and no name breaks it', () => {
    const one = node({
      '/etc/patroni/a b.yml': PATRONI,
      '/etc/patroni/c\nd.yml': 'tags: {}\n',
      "/etc/patroni/$(touch x)'.yml": 'tags: {}\n',
      '/etc/patroni/x=y.yml': 'a: 1\n',
    });
    const got = one.collect(['s']);
    expect(paths(got)).toEqual(
      expect.arrayContaining(
        ['a b', 'c\nd', "$(touch x)'", 'x=y'].map((name) => `s/pg-seoul-1/etc/patroni/${name}.yml`),
      ),
    );
    expect(got.stderr).not.toContain('\nd');
  });

  it('takes away what it made when it is interrupted', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const one = node(USUAL, { patronictl: '#!/bin/sh\nsleep 5\n' });
      const { code } = await one.interrupted(signal);
      expect(code, signal).toBeGreaterThan(128);
      expect(one.leftovers()).toEqual([]);
    }
  });

  it('does nothing when it was cut off on its way', () => {
    const one = node(USUAL);
    const half = COLLECT_SCRIPT.slice(0, COLLECT_SCRIPT.lastIndexOf('main "$@"'));
    expect(
      half.split('\n').filter((line) => /^\S/.test(line) && !/^(?:#|\w+\(\)|}|set -u|MAX_BYTES)/.test(line)),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/^(?:main|collect|gather)/)]));
    expect(one.leftovers()).toEqual([]);
  });

  it('says when there is nothing', () => {
    const got = node({}, { patroni: '', patronictl: '', etcd: '', haproxy: '', postgres: '' }).collect(['s']);
    expect([got.status, got.tar.length]).toEqual([1, 0]);
    expect(got.stderr).toContain('nothing was gathered');
  });
});

describe('files of a compiled estate, collected and read back', () => {
  const rulesOf = async (files: readonly GivenFile[]): Promise<string[]> => {
    const { files: analyses } = await analyseNodes('orders', files);
    return analyses
      .flatMap(({ file, diagnostics }) =>
        diagnostics.map(({ rule, message, span }) => `${file}:${span?.start.line} ${rule}: ${message}`),
      )
      .sort();
  };

  it.each(partOf(['minimal', 'seoul-busan', 'tls-off'], 3))('%s has the same findings', async (name) => {
    const tree = `fixtures/${name}/expected`;
    const sites = readdirSync(tree, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'certificates',
    );
    const given: GivenFile[] = [];
    const collected: GivenFile[] = [];
    for (const site of sites)
      for (const machine of readdirSync(join(tree, site.name), { withFileTypes: true }).filter((entry) =>
        entry.isDirectory(),
      )) {
        const own = readdirSync(join(tree, site.name, machine.name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
        const files = Object.fromEntries(
          own.map((path) => [
            path.slice(join(tree, site.name, machine.name).length),
            readFileSync(path, 'utf8'),
          ]),
        );
        const isMember = Object.keys(files).some((path) => path.includes('patroni.yml'));
        const dcs = readFileSync(join(tree, site.name, 'dcs.yml'), 'utf8');
        const one = node(files, {
          uname: machine.name,
          patroni: isMember ? 'patroni 4.1.4' : '',
          patronictl: isMember ? dcs : '',
          postgres: isMember ? 'postgres (PostgreSQL) 18.0' : '',
        });
        const add = (path: string, text: string): void => void given.push({ file: path, path, text });
        const folder = `${site.name}/${machine.name}`;
        for (const [path, text] of Object.entries(files))
          if (path.startsWith('/etc/')) add(folder + path, text);
        if (isMember) add(`${folder}/dcs.yml`, dcs);
        const got = one.collect([site.name]);
        expect(got.status, got.stderr).toBe(0);
        for (const [path, text] of Object.entries(got.files)) collected.push({ file: path, path, text });
        add(`${folder}/versions`, got.files[`${folder}/versions`] ?? '');
      }
    expect(collected.length).toBeGreaterThan(15);
    expect(collected.map(({ path }) => path).sort()).toEqual(given.map(({ path }) => path).sort());
    expect(await rulesOf(collected)).toEqual(await rulesOf(given));
  });
});
