import { beforeEach, describe, expect, it } from 'vitest';
import type { Trust } from '../../src/cli/network.ts';
import type { FakeEstate } from '../live/estate.ts';
import { fakeEstate } from '../live/estate.ts';
import { SAMPLE } from '../live/sample.ts';
import { command, type World } from './host.ts';

let estate: FakeEstate;
let trusted: Trust[];
beforeEach(async () => {
  estate = await fakeEstate();
  // The command takes the clock of this machine; certificates end in years.
  for (const member of estate.members.values()) member.certificate = undefined;
  trusted = [];
});

const FILES = {
  'topology.yaml': SAMPLE,
  'ca.pem': 'CA CERTIFICATE-----',
  'me.pem': 'ME CERTIFICATE-----',
  'me-key.pem': 'PRIVATE KEY-----',
};

const verify = (args: readonly string[] = [], world: World = {}) =>
  command(['verify', ...args, 'topology.yaml'], {
    files: FILES,
    network: (trust) => {
      trusted.push(trust);
      return estate.asker;
    },
    ...world,
  });

const member = (name: string) => {
  const found = estate.members.get(name);
  if (!found) throw new Error(name);
  return found;
};

describe('verify', () => {
  it('draws both sites in one table, and finds nothing where all is well', async () => {
    const { status, stdout, stderr } = await verify();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual([
      'site   member         role            state      timeline  not received  not replayed  remarks',
      'seoul  pg-seoul-1     replica         streaming  1         0 bytes       0 bytes',
      '       pg-seoul-2     replica         streaming  1         0 bytes       0 bytes',
      '       pg-seoul-3     primary         running    1',
      '       haproxy-seoul  proxy           open                                             writes at 10.1.0.20:5000',
      'busan  pg-busan-1     replica         streaming  1         0 bytes       0 bytes',
      '       pg-busan-2     replica         streaming  1         0 bytes       0 bytes',
      '       pg-busan-3     standby leader  streaming  1         0 bytes       0 bytes',
      '       haproxy-busan  proxy           closed                                           writes at 10.2.0.20:5000',
      '',
      '6 of 6 members answered',
      '',
      'no findings in 1 file',
      '',
    ]);
  });

  it('asks each member three things, and knocks once at each proxy', async () => {
    await verify();
    const names = [1, 2].flatMap((site) => [0, 1, 2].map((end) => `https://10.${site}.0.1${end}:8008`));
    expect([...estate.asked].sort()).toEqual(
      [
        ...names.flatMap((name) => ['/patroni', '/cluster', '/config'].map((path) => `GET ${name}${path}`)),
        'knock 10.1.0.20',
        'knock 10.2.0.20',
      ].sort(),
    );
  });

  it('asks one site alone', async () => {
    const { status, stdout } = await verify(['--site', 'busan']);
    expect(status).toBe(0);
    expect(stdout).not.toContain('pg-seoul');
    expect(stdout).toContain('3 of 3 members answered; seoul was not asked, so nobody knows');
    expect(estate.asked.filter((one) => one.includes('10.1.'))).toEqual([]);
    // Nobody was asked who could know.
    expect(stdout).toMatch(/pg-busan-1 +replica +streaming +1 +unknown +unknown\n/);
  });

  it('exits 1 for what is wrong, with the place in the topology', async () => {
    member('pg-busan-1').reply = { kind: 'silence', why: 'refused', detail: '' };
    const { status, stdout } = await verify();
    expect(status).toBe(1);
    expect(stdout).toMatch(/pg-busan-1 +unknown +no answer +the connection is refused\n/);
    expect(stdout).toMatch(
      /error\[live\/unreachable\]: pg-busan-1 does not answer .*\n *--> topology\.yaml:\d+:\d+\n/,
    );
    expect((await verify(['--fail-on', 'never'])).status).toBe(0);
  });

  it('asks the leaders for their slots with --psql, and draws them below', async () => {
    const services: string[] = [];
    const psql = (service: string) => {
      services.push(service);
      return estate.sql;
    };
    const { status, stdout } = await verify(['--psql', 'watch'], { psql });
    expect(status).toBe(0);
    expect(services).toEqual(['watch']);
    expect(estate.asked.filter((one) => one.startsWith('psql'))).toEqual([
      'psql 10.1.0.12:5432',
      'psql 10.2.0.12:5432',
    ]);
    expect(stdout).toContain(`
site   leader      slot                   active  WAL       kept     may still be written
seoul  pg-seoul-3  pg_seoul_1             yes     reserved  16.0 MB  64.0 GB
       pg-seoul-3  pg_seoul_2             yes     reserved  16.0 MB  64.0 GB
       pg-seoul-3  standby_cluster_busan  yes     reserved  16.0 MB  64.0 GB
busan  pg-busan-3  pg_busan_1             yes     reserved  16.0 MB  64.0 GB
       pg-busan-3  pg_busan_2             yes     reserved  16.0 MB  64.0 GB

6 of 6 members answered

no findings in 1 file
`);
  });

  it('says which slots it could not ask for', async () => {
    const { psql } = { psql: () => estate.sql };
    const seoul = estate.slots.get('seoul');
    if (seoul) seoul.reply = { kind: 'silence', detail: 'fe_sendauth: no password supplied' };
    const busan = member('pg-busan-3');
    busan.reply = { kind: 'silence', why: 'refused', detail: '' };
    const { status, stdout } = await verify(['--psql', 'watch'], { psql });
    expect(status).toBe(1);
    expect(stdout).toMatch(/seoul +pg-seoul-3 +unknown\n/);
    expect(stdout).toMatch(/busan +unknown +nobody leads\n/);
    expect(stdout).toContain('error[live/slots-unknown]: the replication slots of pg-seoul-3 are unknown');
  });

  it('logs in nowhere without --psql, and says what --psql lacks', async () => {
    await verify([], {
      psql: () => {
        throw new Error('nobody is to be asked');
      },
    });
    expect(estate.asked.filter((one) => one.startsWith('psql'))).toEqual([]);
    const { status, stderr } = await verify(['--psql', 'watch']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'pgdr-compile: --psql: psql is not installed, or not in PATH\n',
    });
    for (const service of ['', 'postgresql://me:secret@host/db', 'host=a password=secret']) {
      const { status: code, stderr: words } = await verify(['--psql', service]);
      expect(code).toBe(2);
      expect(words).toContain('--psql takes the name of a service in pg_service.conf');
      expect(words).not.toContain('secret');
    }
  });

  it('says first what cannot wait', async () => {
    member('pg-seoul-1').status.pause = true;
    Object.assign(member('pg-busan-3').status, { role: 'primary', xlog: { location: 92735248 } });
    const { findings } = JSON.parse((await verify(['--format', 'json'])).stdout);
    const rules = findings.map(({ rule }: { rule: string }) => rule);
    expect(rules[0]).toBe('live/two-primaries');
    expect(rules.at(-1)).toBe('live/paused');
    const differs = findings.find(({ rule }: { rule: string }) => rule === 'live/role-differs');
    expect(differs.help).toContain('settle live/two-primaries first');
  });

  it('gives findings to programs, without the table', async () => {
    member('pg-busan-1').status.pause = true;
    const { status, stdout } = await verify(['--format', 'json']);
    expect(status).toBe(0);
    const { findings } = JSON.parse(stdout);
    expect(findings).toMatchObject([{ rule: 'live/paused', severity: 'warning' }]);
    const { stdout: text, written } = await verify(['--format', 'text', '--format', 'sarif=out.sarif']);
    expect(text).toContain('live/paused');
    expect(written.get('out.sarif')).toContain('live/paused');
  });

  it('leaves alone what a comment accepts, and counts it', async () => {
    member('pg-busan-1').status.pause = true;
    const topology = SAMPLE.replace(
      '  - name: busan',
      '  # pgdr-ignore live/paused: work on the storage\n  - name: busan',
    );
    const { status, stdout } = await verify([], { files: { ...FILES, 'topology.yaml': topology } });
    expect(stdout).toContain('1 suppressed');
    expect(status).toBe(0);
    expect(stdout).toContain('no findings in 1 file');
    expect(stdout).toContain('1 suppressed');
    // Who lints the same file does not hear that the comment is of no use.
    const { stdout: linted } = await command(['lint', 'topology.yaml'], {
      files: { 'topology.yaml': topology },
    });
    expect(linted).not.toContain('needless');
  });

  it('takes what the flags say', async () => {
    member('pg-seoul-3').status.xlog = { location: 92735248 + 2 ** 20 };
    expect((await verify()).stdout).toContain('no findings');
    const { stdout } = await verify([
      '--lag',
      '512kB',
      '--ca',
      'ca.pem',
      '--cert',
      'me.pem',
      '--key',
      'me-key.pem',
    ]);
    expect(stdout).toContain('pg-busan-1 is behind: 1.0 MB not received, 1.0 MB not replayed (--lag 512 kB)');
    expect(trusted.at(-1)).toEqual({
      ca: 'CA CERTIFICATE-----',
      cert: 'ME CERTIFICATE-----',
      key: 'PRIVATE KEY-----',
    });
  });

  it.each([
    [
      ['--timeout', 'soon'],
      "option '--timeout <time>' argument 'soon' is invalid. it is an amount with a unit, like 5s, or 500ms",
    ],
    [['--lag', '-1'], 'it is an amount with a unit, like 100MB, or 2GB'],
    [['--site', 'soul'], '--site soul: there is no such site: use "seoul" or "busan"'],
    [['--ca', 'none.pem'], '--ca none.pem: the file cannot be read'],
    [['--ca', 'topology.yaml'], '--ca topology.yaml: the file holds no PEM certificate'],
    [['--cert', 'me.pem'], '--cert and --key belong together: give both, or neither'],
    [['--watch'], '--watch draws on a terminal, and there is none'],
    [['--watch', '--format', 'json'], '--watch draws'],
  ])('refuses %j', async (args, says) => {
    const { status, stderr } = await verify(args);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(estate.asked).toEqual([]);
  });

  it('asks nobody for a topology with errors', async () => {
    const { status, stdout, stderr } = await verify([], {
      files: { 'topology.yaml': SAMPLE.replace('pg-busan-etcd-v1', 'pg-seoul-etcd-v1') },
    });
    expect(status).toBe(1);
    expect(stdout).toContain('error[');
    expect(stderr).toContain('nobody was asked: mend the topology first');
    const broken = { 'topology.yaml': SAMPLE.replace('pg-busan-etcd-v1', 'pg-seoul-etcd-v1') };
    const { stdout: json } = await verify(['--format', 'json'], { files: broken });
    expect(JSON.parse(json).summary.errors).toBeGreaterThan(0);
    expect(estate.asked).toEqual([]);
  });

  it('draws again and again on a terminal', async () => {
    member('pg-busan-1').status.pause = true;
    const { status, stdout } = await verify(['--watch'], { isTerminal: true });
    expect(status).toBe(0);
    expect(stdout.split('\u001b[2J\u001b[H')).toHaveLength(3);
    expect(stdout).toContain('\nwarning[live/paused]: busan is in maintenance mode (by pg-busan-1)\n');
  });
});

describe('a member that lies', () => {
  const EVIL = '\u001b]0;owned\u0007\u202e\r\n::error::forged';

  it('cannot write to the terminal, nor forge a finding', async () => {
    Object.assign(member('pg-busan-1').status, {
      state: EVIL,
      tags: { [EVIL]: EVIL },
      timeline: 7,
      pending_restart: true,
      pending_restart_reason: { [EVIL]: { old_value: EVIL, new_value: EVIL } },
      database_system_identifier: EVIL,
      patroni: { version: EVIL, scope: 'pg-busan-standby', name: 'pg-busan-1' },
      scheduled_restart: { schedule: EVIL },
    });
    const site = estate.sites.get('busan');
    if (site) {
      site.config = { ...site.config, [EVIL]: EVIL };
      site.cluster = { members: [{ name: EVIL, host: EVIL, role: EVIL, state: EVIL }] };
    }
    for (const format of ['text', 'github', 'json', 'junit', 'sarif', 'gitlab']) {
      const { stdout } = await verify(['--format', format]);
      expect(stdout).toContain('owned');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(stdout).not.toMatch(/^::error::/m);
    }
  });

  it('is answered with patience: nested, long, odd', async () => {
    const bodies = [
      '['.repeat(500_000),
      `{"a":${'['.repeat(100)}${']'.repeat(100)}}`,
      '{}',
      'null',
      '[]',
      '"text"',
      '{"state": 1, "role": [], "patroni": {}}',
      `{"state": "running", "role": "primary", "patroni": {}, "xlog": 3, "replication": {"x": 1}, "tags": []}`,
      JSON.stringify({ state: 'x'.repeat(500_000), role: 'replica', patroni: { name: 'pg-busan-1' } }),
      '{"__proto__": {"state": "running", "role": "primary"}, "patroni": {}}',
    ];
    for (const body of bodies) {
      member('pg-busan-1').reply = {
        kind: 'answer',
        status: 200,
        clock: undefined,
        body,
        certificate: undefined,
      };
      const { status, stdout } = await verify();
      expect([0, 1]).toContain(status);
      expect(stdout.length).toBeLessThan(20_000);
    }
  });
});
