import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRunbook } from '../lab/runbook.ts';
import { type Bench, bench, blockOf, runbookOf } from './shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const FIXTURES = globSync('fixtures/*/topology.yaml').sort();

describe.each(FIXTURES)('the runbook of %s', (file) => {
  it('has blocks that stop by themselves, each one command for the shell that it is pasted into', async () => {
    const blocks = parseRunbook(await runbookOf(file));
    expect(blocks.length).toBeGreaterThan(30);
    for (const { id, text } of blocks) {
      expect(text, id).toMatch(/^\(set -eu\n[\s\S]*\n\)$/);
      const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
      expect({ id, status, stderr }).toEqual({ id, status: 0, stderr: '' });
    }
  });

  it('has every block run by root or postgres, on nodes and sites that there are', async () => {
    const { sites } = parse(readFileSync(file, 'utf8'));
    const nodes = sites.flatMap((site: { nodes: { name: string }[] }) => site.nodes.map(({ name }) => name));
    const places = sites.flatMap(({ name }: { name: string }) =>
      ['', ':candidate', ':leader', ':ring', ':survivor', ':new'].map((which) => `${name}${which}`),
    );
    for (const { id, on, as } of parseRunbook(await runbookOf(file))) {
      expect(['root', 'postgres'], id).toContain(as);
      for (const one of on) expect([...nodes, ...places], id).toContain(one);
    }
  });

  it('never lets psql ask for a password', async () => {
    for (const { id, text } of parseRunbook(await runbookOf(file)).filter((one) =>
      /\bpsql /.test(one.text),
    )) {
      expect(text, id).toMatch(/export PGPASSWORD="\$PATRONI_(SUPERUSER|REPLICATION)_PASSWORD"/);
      for (const call of text.match(/\bpsql [^\n]*/g) ?? []) expect(call, id).toContain(' -w ');
    }
  });

  it('waits for what it says in words', async () => {
    const waits = (await runbookOf(file)).match(/not within \d+ s: [^"]*/g) ?? [];
    expect(waits.length).toBeGreaterThan(10);
    expect(waits.join('')).not.toContain('_');
  });

  it('names no folder of the operator but by the names that its first block sets', async () => {
    const text = await runbookOf(file);
    const [, rest = ''] = text.split('inside\' "$build/RUNBOOK.md"; }\n');
    expect(rest).not.toBe('');
    expect(rest).not.toMatch(/(?<!\$)\bbuild\/|topology\.yaml/);
  });
});

describe('on a bench', () => {
  let machine: Bench;
  beforeEach(() => {
    machine = bench();
  });
  afterEach(() => machine.remove());

  it('a pasted block stops at its first failure, and the shell goes on', async () => {
    machine.command('systemctl', 'echo "systemctl $*"; [ "$1" != daemon-reload ]');
    const { text } = blockOf(await runbookOf(SAMPLE), 'bring-up.seoul.etcd');
    const { output } = machine.paste(`${text}\necho "status $?"\n`);
    expect(output).toBe('systemctl daemon-reload\nstatus 1\n');
  });

  it('the shell function of the runbook prints a block as it stands', async () => {
    const runbook = await runbookOf(SAMPLE);
    const folder = mkdtempSync(join(tmpdir(), 'pgdr-build-'));
    writeFileSync(join(folder, 'RUNBOOK.md'), runbook);
    const definition = /^block\(\) .*$/m.exec(runbook)?.[0];
    for (const { id, text } of parseRunbook(runbook)) {
      const { stdout } = spawnSync('sh', ['-c', `build=${folder}\n${definition}\nblock ${id}`], {
        encoding: 'utf8',
      });
      expect(stdout).toBe(`${text}\n`);
    }
    rmSync(folder, { recursive: true });
  });

  it('deploy sends every folder of a site to its node, and stops when one cannot be reached', async () => {
    const runbook = await runbookOf(SAMPLE);
    const definition = /^deploy\(\) .*$/m.exec(runbook)?.[0];
    for (const node of ['a', 'b', 'c']) machine.file(`build/seoul/${node}/file`, '');
    machine.command('rsync', 'echo "$2 $3"; case $3 in *@b:*) exit 255;; esac');
    const { output } = machine.paste(
      `build=${machine.folder}/build\n${definition}\ndeploy seoul; echo "status $?"\n`,
    );
    const from = `${machine.folder}/build/seoul`;
    expect(output).toBe(`${from}/a/ root@a:/\n${from}/b/ root@b:/\nstatus 255\n`);
  });

  describe('is-primary-gone', () => {
    const ask = async (answer: string, path?: string) => {
      machine.command('curl', `for url; do :; done\n${answer}`);
      const { text } = blockOf(await runbookOf(SAMPLE), 'promote-busan.is-primary-gone');
      return machine.paste(text, path);
    };
    const oneIs = (code: string, status: number): string =>
      `case $url in *10.1.0.11*) printf ${code}; exit ${status};; esac; printf 000; exit 28`;

    it.each([
      ['all are silent', 'printf 000; exit 28', 0],
      ['all refuse the connection', 'printf 000; exit 7', 0],
      ['one answers as a replica', oneIs('503', 0), 0],
      ['one answers as primary', oneIs('200', 0), 1],
      ['a proxy answers', oneIs('404', 0), 2],
      ['a name is not known', oneIs('000', 6), 2],
      ['a certificate is not trusted', oneIs('000', 60), 2],
      ['the CA file is missing', oneIs('000', 77), 2],
      ['the connection breaks off', oneIs('000', 56), 2],
    ])('%s', async (_, answer, status) => {
      const result = await ask(answer);
      expect(result).toMatchObject({ status });
      expect(result.output).toContain(
        ['no member of seoul answers as primary', 'do not promote', 'not known'][status] ?? '',
      );
    });

    it.each([
      ['nobody answers', 2, 0, 'no PostgreSQL answers through 10.1.0.20 port 5000'],
      ['a PostgreSQL answers', 0, 1, 'do not promote: a PostgreSQL answers through 10.1.0.20 port 5000'],
      ['a PostgreSQL is starting', 1, 1, 'do not promote'],
      ['pg_isready cannot ask', 3, 2, 'not known: this node cannot ask 10.1.0.20'],
    ])('through HAProxy, %s', async (_, ready, status, words) => {
      machine.command('pg_isready', `exit ${ready}`);
      const { text } = blockOf(await runbookOf(SAMPLE), 'promote-busan.is-proxy-gone');
      const result = machine.paste(text);
      expect(result).toMatchObject({ status });
      expect(result.output).toContain(words);
    });

    it('curl is missing', async () => {
      const { text } = blockOf(await runbookOf(SAMPLE), 'promote-busan.is-primary-gone');
      expect(machine.paste(text, '/nonexistent')).toMatchObject({ status: 2 });
    });
  });
});

it('certificates reach a node with closed keys, and leave its folders as they are', async () => {
  const machine = bench();
  const runbook = await runbookOf(SAMPLE);
  const [, code = ''] = /```sh\n(\(set -eu\nfor node in "\$certificates"[\s\S]*?)```/.exec(runbook) ?? [];
  machine.file('certificates/seoul/a/etc/etcd/ssl/key.pem', 'key');
  machine.file('certificates/ca-key.pem', 'never leaves');
  chmodSync(join(machine.folder, 'certificates/seoul/a/etc/etcd/ssl/key.pem'), 0o600);
  machine.file('build/certificates/seoul/a/owners.sh', 'echo owners of a\n');
  machine.file('root/etc/kept', '');
  chmodSync(join(machine.folder, 'root/etc'), 0o750);
  machine.command('ssh', 'echo "to $1" >&2; shift; exec "$@"');
  const names = `certificates=${machine.folder}/certificates build=${machine.folder}/build\n`;
  const result = machine.paste(names + code.replace('tar -C / ', `tar -C ${machine.folder}/root `));
  expect(result).toEqual({ status: 0, output: 'owners of a\nto root@a\nto root@a\n' });
  const mode = (path: string): number => statSync(join(machine.folder, 'root', path)).mode & 0o777;
  expect(mode('etc/etcd/ssl/key.pem')).toBe(0o600);
  expect(mode('etc')).toBe(0o750);
  machine.remove();
});
