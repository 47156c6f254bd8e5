/** Files from which a careless reader would make two primaries, or lock people out. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { command } from '../cli/host.ts';
import { estateOf, filesOf } from './adopted.ts';

type Files = Record<string, string>;

/** A compiled estate as if somebody else had written it. */
let strange: Files;
beforeAll(async () => {
  const tree = filesOf(await estateOf(readFileSync('fixtures/minimal/topology.yaml', 'utf8')));
  const ofNodes = [...tree].filter(([path]) =>
    /^\w+\/(?:dcs\.yml$|[\w-]+\/etc\/(?:patroni|etcd|haproxy)\/)/.test(path),
  );
  strange = Object.fromEntries(
    ofNodes.map(([path, text]) => [`estate/${path}`, text.replace(/^# Made by .*\n/, '')]),
  );
});

const each = (pattern: RegExp, change: (text: string) => string): Files =>
  Object.fromEntries(
    Object.entries(strange).map(([path, text]) => [path, pattern.test(path) ? change(text) : text]),
  );

const without = (pattern: RegExp): Files =>
  Object.fromEntries(Object.entries(strange).filter(([path]) => !pattern.test(path)));

async function adopted(files: Files) {
  const { stdout, stderr } = await command(['adopt', 'estate', '-'], { files });
  return { topology: stdout, changes: stderr };
}

describe('which site takes the writes', () => {
  it('is not decided where two sites follow nobody, and nothing compiles before somebody does', async () => {
    const { topology, changes } = await adopted(
      each(/busan\/dcs\.yml$/, (text) => text.replace(/^standby_cluster:\n(?: .*\n)*/m, '')),
    );
    expect(topology).toContain(
      'seoul and busan follow nobody. Write the right one here.\nprimary: UNKNOWN\n',
    );
    expect(changes).toContain('error[topology/');
  });

  it('is not decided where all sites follow another one', async () => {
    const { topology, changes } = await adopted(without(/seoul\//));
    expect(topology).toContain('all of these follow another one. Collect that one too.\nprimary: UNKNOWN\n');
    expect(changes).toContain('error[');
  });
});

describe('what the language does not take', () => {
  it.each([
    ['the mode of the watchdog', /patroni\.yml$/, /^( {2}mode: )automatic$/m, '$1require'],
    ['a number as text', /dcs\.yml$/, /^(maximum_lag_on_failover: ).*$/m, "$1'1048577'"],
  ])('becomes an override, which compiles: %s', async (_, file, from, to) => {
    let count = 0;
    const files = each(file, (text) => {
      if (from.test(text)) count += 1;
      return text.replace(from, to);
    });
    expect(count).toBeGreaterThan(0);
    const { topology } = await adopted(files);
    expect(topology).toMatch(/overrides:/);
    const { stdout } = await command(['lint', 'topology.yaml'], { files: { 'topology.yaml': topology } });
    expect(stdout).not.toContain('error[schema/');
  });
});

describe('what Patroni runs with', () => {
  it('is not taken from bootstrap.dcs without a word', async () => {
    const { topology, changes } = await adopted(without(/busan\/dcs\.yml$/));
    expect(topology).toContain(
      '# No file dcs.yml says what is in force at busan: bootstrap.dcs, which is read once, was taken.\n',
    );
    expect(changes).toContain(
      'busan:\n  dynamic configuration, compared with bootstrap.dcs, for what is in force was not collected',
    );
    expect(changes).toContain('seoul:\n  dynamic configuration: ');
  });

  it('warns of a change from the API of etcd 2', async () => {
    const { topology, changes } = await adopted(
      each(/patroni\.yml$/, (text) => text.replace(/^etcd3:/m, 'etcd:')),
    );
    expect(topology).toContain('# Patroni uses the API of etcd 2 here');
    expect(changes).toMatch(/~ etcd, the API of etcd 2, becomes etcd3: DANGER/);
  });

  it('keeps pg_hba of the dynamic configuration, line by line', async () => {
    const lines = '    - host all dba 10.66.0.0/16 scram-sha-256\n';
    const files = each(/patroni\.yml$/, (text) => text.replace(/^ {2}pg_hba:\n(?: {4}- .*\n)*/m, ''));
    for (const site of ['seoul', 'busan'])
      files[`estate/${site}/dcs.yml`] = (files[`estate/${site}/dcs.yml`] ?? '').replace(
        /^postgresql:\n/m,
        `postgresql:\n  pg_hba:\n${lines}`,
      );
    const { topology } = await adopted(files);
    expect(topology).toMatch(/^ {2}pg_hba:\n {4}- host all dba 10\.66\.0\.0\/16 scram-sha-256\n/m);
    expect(topology).not.toMatch(/dcs:[\s\S]*pg_hba/);
  });

  it('says that compiling replaces a pg_hba.conf that is not among the files', async () => {
    const { changes } = await adopted(
      each(/busan-3\/etc\/patroni\/patroni\.yml$/, (text) =>
        text.replace(/^ {2}pg_hba:\n(?: {4}- .*\n)*/m, ''),
      ),
    );
    expect(changes).toContain('+ postgresql.pg_hba: replaces pg_hba.conf, which is not among the files');
  });
});

describe('haproxy.cfg', () => {
  const CFG = /haproxy\.cfg$/;

  it.each([
    [
      'another port of a server',
      (text: string) => text.replaceAll(/(server pg-\S+ \S+):5432/g, '$1:6432'),
      /~ primary: server pg-\S+: "\S+:6432" becomes "\S+:5432"/,
    ],
    [
      'words of a server',
      (text: string) => text.replace(/(server pg-seoul-1 \S+)/, '$1 weight 5'),
      /~ primary: server pg-seoul-1: "\S+ weight 5" becomes /,
    ],
    [
      'a second pool of its kind',
      (text: string) =>
        `${text}\n${text
          .slice(text.indexOf('listen primary'))
          .split('\n\n')[0]
          ?.replace('listen primary', 'listen payroll')
          .replace(/bind .*/, 'bind *:6000')}\n`,
      /- section payroll, port 6000/,
    ],
    [
      'a section of something else',
      (text: string) => `${text}\nlisten redis\n    bind *:6379\n    server r1 10.9.9.9:6379\n`,
      /- section redis, port 6379/,
    ],
  ])('%s is not lost without a line', async (_, change, line) => {
    const { changes } = await adopted(each(CFG, change));
    expect(changes).toMatch(line);
  });
});

it('takes the state of new members over from none: etcd would not make a second ring', async () => {
  const { topology } = await adopted(
    each(/etcd\.conf\.yml$/, (text) =>
      text.replace('initial-cluster-state: new', 'initial-cluster-state: existing'),
    ),
  );
  expect(topology).not.toContain('initial-cluster-state');
});

it('adopts no estate of which a file cannot be read', async () => {
  const path = 'estate/busan/pg-busan-1/etc/patroni/patroni.yml';
  const files = { ...strange, [path]: `\u0000${strange[path]}` };
  const { status, stderr } = await command(['adopt', 'estate', '-'], { files });
  expect(status).toBe(2);
  expect(stderr).toContain(`${path} cannot be adopted: `);
});
