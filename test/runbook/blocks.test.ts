import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderManifest } from '../../src/compiler/output/manifest.ts';
import { partOf } from '../fuzz.ts';
import { parseRunbook } from '../lab/runbook.ts';
import { type Bench, bench, blockOf, fileOf, runbookOf } from './shell.ts';

/** Path and text of every file below a folder; the date in the name of a folder for backups is left out. */
const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    globSync('**', { cwd: folder, dot: true })
      .sort()
      .map((path) => [
        path.replace(/(?<=^kept)\/.*T[\d.]+(?=\/)/, ''),
        readFileSync(join(folder, path), 'utf8'),
      ]),
  );

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const OWN_PASSWORD = /PGPASSWORD="\$(PATRONI_\w+_PASSWORD|\{PATRONI_\w+_PASSWORD:-\})"/;
const FIXTURES = globSync('fixtures/*/topology.yaml').sort();

describe.each(partOf(FIXTURES, 3))('the runbook of %s', (file) => {
  it('has blocks that stop by themselves, each one command for the shell that it is pasted into', async () => {
    const blocks = parseRunbook(await runbookOf(file));
    expect(blocks.length).toBeGreaterThan(30);
    for (const { id, text } of blocks) expect(text, id).toMatch(/^\(set -eu\n[\s\S]*\n\)$/);
    // A shell of its own for each: what one leaves open, the next could close.
    const texts = blocks.map(({ text }) => `sh -n <<'END OF A BLOCK'\n${text}\nEND OF A BLOCK\n`).join('');
    const { status, stderr } = spawnSync('sh', ['-e'], { input: texts, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
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
      // The password of an application is nobody's but its own: the block asks for it.
      const from = id.startsWith('login.') ? /IFS= read -r PGPASSWORD\nexport PGPASSWORD / : OWN_PASSWORD;
      expect(text, id).toMatch(from);
      for (const call of text.match(/\bpsql [^\n]*/g) ?? []) expect(call, id).toContain(' -w ');
    }
  });

  it('says how an overruled guard is taken back, wherever it says how to overrule it', async () => {
    const sections = (await runbookOf(file)).split(/^## /m);
    const overruling = sections.filter((text) => /`overrule-\w+\.start`/.test(text));
    expect(overruling.length).toBeGreaterThan(1);
    for (const text of overruling) expect(text).toMatch(/`undo-overrule-\w+\.stop`/);
  });

  it('names everything', async () => {
    expect(await runbookOf(file)).not.toMatch(/undefined|\[object|(?<!`)``(?!`)/);
  });

  it('waits for what it says in words', async () => {
    const waits = (await runbookOf(file)).match(/in vain for this: [^"]*/g) ?? [];
    expect(waits.length).toBeGreaterThan(10);
    expect(waits.join('')).not.toContain('_');
  });

  it('names no folder of the operator but by the names that its first block sets', async () => {
    const text = await runbookOf(file);
    const [, rest = ''] = text.split('\' "$build/RUNBOOK.md"\n}\n');
    expect(rest).not.toBe('');
    expect(rest).not.toMatch(/(?<!\$)\bbuild\/|topology\.yaml/);
  });
});

it('logs in at other sites as Patroni does, with what all members of a site have alike', async () => {
  const login = (cert: string): string =>
    `overrides: { patroni: { postgresql: { authentication: { rewind: { sslcert: ${cert}, sslkey: /etc/ssl/own.key } } } } }\n`;
  const asked = async (edit: (text: string) => string): Promise<string> =>
    blockOf(await runbookOf(SAMPLE, edit), 'promote-busan.is-primary-gone').text;
  expect(await asked((text) => text + login('/etc/ssl/own.pem'))).toContain(
    ' sslcert=/etc/ssl/own.pem sslkey=/etc/ssl/own.key',
  );
  const one = (text: string): string =>
    text.replace(
      '{ name: etcd-busan-2 } }',
      `{ name: etcd-busan-2 }, ${login('/etc/ssl/other.pem').trim()} }`,
    );
  expect(await asked((text) => one(text) + login('/etc/ssl/own.pem'))).not.toContain('sslcert=');
  // libpq passes over blanks behind an equals sign, and reads the next word as the value.
  expect(await asked((text) => text + login('"/etc/own certs/it\'s.pem"'))).toContain(
    String.raw` sslcert='\''/etc/own certs/it\'\''s.pem'\'' sslkey=`,
  );
});

it.each([
  ['rewind_user', 'PATRONI_REWIND_PASSWORD', (text: string) => text],
  ['postgres', 'PATRONI_SUPERUSER_PASSWORD', (text: string) => `${text}\ncredentials: { rewind: false }\n`],
])('asks other sites as the start guard does: as %s, with its own password', async (user, password, edit) => {
  const guard = await fileOf('busan/pg-busan-1/usr/local/sbin/pgdr-start-guard', SAMPLE, edit);
  const asked = blockOf(await runbookOf(SAMPLE, edit), 'promote-busan.is-primary-gone').text;
  const [login = ''] = /user=\S+ dbname=postgres[^']*/.exec(asked) ?? [];
  expect(login).toMatch(new RegExp(`^user=${user} `));
  expect(guard).toContain(login);
  expect(guard).toContain(`PASSWORD=\${${password}-}`);
  expect(asked).toContain(`PGPASSWORD="\${${password}:-}"`);
});

describe('on a bench', () => {
  let machine: Bench;
  beforeEach(() => {
    machine = bench();
  });
  afterEach(() => machine.remove());

  it('a pasted block stops at its first failure, and the shell goes on', async () => {
    machine.command('systemctl', 'echo "systemctl $*"; [ "$1" != daemon-reload ]');
    machine.file('patroni.yml', await fileOf('seoul/pg-seoul-1/etc/patroni/patroni.yml', SAMPLE));
    const { text } = blockOf(await runbookOf(SAMPLE), 'bring-up.seoul.rest');
    const { output } = machine.paste(`${text}\necho "status $?"\n`);
    expect(output).toBe('systemctl daemon-reload\nstatus 1\n');
  });

  it('the shell function of the runbook prints a block as it stands, and none that stands twice or not at all', async () => {
    const runbook = await runbookOf(SAMPLE);
    const definition = /^block\(\) \{\n[\s\S]*?^\}$/m.exec(runbook)?.[0];
    const printed = (...ids: readonly string[]) => {
      const calls = ids.map((id) => `block ${id}\necho "status $?"\n`).join('');
      return machine.paste(`exec 2>&1\nbuild=${machine.folder}\n${definition}\n${calls}`).output;
    };
    machine.file('RUNBOOK.md', runbook);
    const blocks = parseRunbook(runbook);
    expect(printed(...blocks.map(({ id }) => id))).toBe(
      blocks.map(({ text }) => `${text}\nstatus 0\n`).join(''),
    );
    expect(printed('promote-busan')).toBe('blocks with this id: 0\nstatus 1\n');

    const foreign = '```sh id=promote-busan.promote on=busan as=root\n: > CANARY\n```\n';
    machine.file('RUNBOOK.md', `${foreign}\n${runbook}`);
    expect(printed('promote-busan.promote')).toBe('blocks with this id: 2\nstatus 1\n');
  });

  describe('deploy and unused', () => {
    /** The functions of the runbook, for a tree that a manifest lists. */
    async function functions(): Promise<string> {
      const runbook = await runbookOf(SAMPLE);
      const definitions = /^nodes\(\) [\s\S]*?(?=^block\(\) )/m.exec(runbook)?.[0];
      const paths = ['busan/x/etc/f', 'seoul/a/etc/f', 'seoul/b/etc/f', 'seoul/b/etc/g', 'seoul/dcs.yml'];
      for (const path of [...paths, 'seoul/b/etc/foreign']) machine.file(`build/${path}`, `new ${path}\n`);
      machine.file(
        'build/manifest.json',
        renderManifest(new Map(paths.map((path) => [path, 'a'.repeat(64)]))),
      );
      return `build=${machine.folder}/build\n${definitions}`;
    }

    it('sends the files of the manifest to each node, and goes on when one cannot be reached, which it names', async () => {
      machine.command(
        'rsync',
        'cat; for last; do before=$to; to=$last; done; echo "$before $to"; [ "$to" != root@a:/ ]',
      );
      const define = await functions();
      const { output } = machine.paste(`${define}\ndeploy busan seoul; echo "status $?"\n`);
      const from = `${machine.folder}/build`;
      expect(output).toBe(
        `etc/f\n${from}/busan/x/ root@x:/\netc/f\n${from}/seoul/a/ root@a:/\netc/f\netc/g\n${from}/seoul/b/ root@b:/\nnot deployed, or not all of it, on: a\nstatus 1\n`,
      );
    });

    it('takes single machines, and is not silent about one that there is not', async () => {
      machine.command('rsync', 'cat; for last; do to=$last; done; echo "$to"');
      machine.command('ssh', 'echo "asked $2" >&2');
      const define = await functions();
      const { output } = machine.paste(
        `${define}\nexec 2>&1\ndeploy seoul/b seoul/c; echo "status $?"\nunused seol seoul/a; echo "status $?"\n`,
      );
      expect(output).toBe(
        'etc/f\netc/g\nroot@b:/\nnot deployed, or not all of it, on: seoul/c (not in manifest.json)\nstatus 1\n' +
          'asked root@a\nPatroni runs on these, or they cannot be reached: seol (not in manifest.json)\nstatus 1\n',
      );
    });

    it('asks every node of a site before it is written to', async () => {
      machine.command('systemctl', '[ "$*" = "--quiet is-active patroni" ] && [ "$NODE" = b ]');
      machine.command(
        'ssh',
        `[ "$2" != root@a ] || exit 255; shift; export NODE="\${1#root@}"; shift; sh -c "$*"`,
      );
      const define = await functions();
      const { output } = machine.paste(
        `${define}\nunused busan; echo "status $?"; unused seoul; echo "status $?"\n`,
      );
      expect(output).toBe('status 0\nPatroni runs on these, or they cannot be reached: a b\nstatus 1\n');
    });

    it.skipIf(spawnSync('rsync', ['--version']).error)(
      'keeps what is replaced, leaves alone what is the same, and takes nothing that is not listed',
      async () => {
        // A node is a folder of this machine.
        const here = `${machine.folder}/nodes`;
        machine.command(
          'rsync',
          `exec /usr/bin/env PATH="\${PATH#*:}" rsync $(echo "$*" | sed 's|root@\\([a-z]*\\):/$|${here}/\\1/|; s|--backup-dir=|&${here}/kept|')`,
        );
        const define = await functions();
        machine.file('nodes/b/etc/f', 'old f\n');
        machine.file('nodes/b/etc/g', 'new seoul/b/etc/g\n');
        machine.file('nodes/a/x', 'mine\n');
        for (const _ of ['once', 'again']) {
          expect(machine.paste(`${define}\ndeploy seoul; echo "status $?"\n`).output).toBe('status 0\n');
          expect(filesBelow(here)).toEqual({
            'a/etc/f': 'new seoul/a/etc/f\n',
            'a/x': 'mine\n',
            'b/etc/f': 'new seoul/b/etc/f\n',
            'b/etc/g': 'new seoul/b/etc/g\n',
            'kept/etc/f': 'old f\n',
          });
        }
      },
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
});

it('certificates reach a node with closed keys, and leave its folders as they are', async () => {
  const machine = bench();
  const runbook = await runbookOf(SAMPLE);
  const [, code = ''] =
    /```sh\n(\(set -eu\nmissed=''\nfor node in "\$certificates"[\s\S]*?)```/.exec(runbook) ?? [];
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

  // A machine before it in the order is dead: that one is named, and the others get theirs.
  machine.file('certificates/seoul/Z-dead/x', '');
  machine.command('ssh', 'case $1 in *dead) exit 255 ;; esac; echo "to $1" >&2; shift; exec "$@"');
  expect(machine.paste(names + code.replace('tar -C / ', `tar -C ${machine.folder}/root `))).toEqual({
    status: 1,
    output: 'owners of a\nno certificates, or not all of them, on: Z-dead\nto root@a\nto root@a\n',
  });
  machine.remove();
});
