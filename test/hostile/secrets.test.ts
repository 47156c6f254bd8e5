import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { run } from '../../src/cli/cli.ts';
import type { Host } from '../../src/cli/host.ts';
import { FORMAT_NAMES } from '../../src/compiler/report/formats.ts';
import { compile } from '../../src/index.ts';
import { partOf, runs } from '../fuzz.ts';
import {
  BROKEN,
  indented,
  key,
  keyOf,
  OTHERS,
  PRIVATE_KEYS,
  SEEMING,
  STYLES,
  TEXTS,
  token,
} from './secret-forms.ts';
import type { Data, Path } from './support.ts';
import { placesIn, replaced, SOUND, valueAt } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'pgdr-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything a command says, of one topology. */
async function said(text: string, ...args: readonly string[]): Promise<string> {
  const out: string[] = [];
  const host: Host = {
    stdout: (written) => void out.push(written),
    stderr: (written) => void out.push(written),
    stdin: async () => Buffer.from(text),
    readFile: () => Buffer.from(text),
    writeFile: (_path, written) => void out.push(written),
    appendFile: (_path, written) => void out.push(written),
    replaceFile: async () => undefined,
    exists: () => true,
    filesBelow: () => undefined,
    glob: async () => [],
    page: () => undefined,
    git: () => undefined,
    psql: async () => undefined,
    network: () => Promise.reject(new Error('nobody is to be asked')),
    waited: async () => false,
    changed: async () => false,
    progress: () => undefined,
    ask: async () => undefined,
    isInteractive: false,
    isTerminal: false,
    cwd: '/repo',
    env: { GITHUB_STEP_SUMMARY: '/summary.md' },
  };
  await run(args, host);
  return out.join('');
}

/** What any command says of a topology, in any form. */
async function everything(text: string): Promise<string> {
  const { diagnostics, artifacts } = await compile(Buffer.from(text));
  return [
    JSON.stringify(diagnostics),
    ...artifacts.map((artifact) => artifact.text),
    await said(text, 'lint', 't.yaml'),
    await said(text, 'lint', 't.yaml', '--fix', '--diff'),
    await said(text, 'lint', 't.yaml', ...FORMAT_NAMES.flatMap((one) => ['--format', `${one}=${one}.out`])),
    await said(text, 'build', 't.yaml', '--check', '--out', join(folder, 'none')),
    await said(text, 'show', 't.yaml'),
    await said(text, 'show', 't.yaml', 'pg-seoul-1'),
  ].join('\n');
}

const minimal = SOUND.find(({ name }) => name === 'minimal');
const MINIMAL: Data = minimal?.data ?? {};
const TEXT = minimal?.text ?? '';

const isMap = (value: Data): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps that a key can be put into. */
const MAPS: readonly Path[] = [
  ...placesIn(MINIMAL).filter((path) => isMap(valueAt(MINIMAL, path))),
  ['credentials'],
  ['credentials', 'superuser'],
  ['overrides', 'patroni', 'postgresql', 'authentication', 'replication'],
  ['overrides', 'patroni', 'restapi'],
  ['overrides', 'etcd'],
  ['overrides', 'haproxy', 'stats'],
  ['postgresql', 'initdb'],
  ['postgresql', 'parameters'],
  ['nowhere', 'to', 'be', 'found'],
];

const expectHidden = async (text: string, secret: string): Promise<void> => {
  expect(await everything(text), text).not.toContain(secret);
};

describe('a secret is never shown', () => {
  it('under any key that is called like one, anywhere', async () => {
    const value = fc.tuple(token, fc.nat(5)).map(([secret, form]): readonly [string, Data] => {
      const forms: readonly Data[] = [
        secret,
        [secret],
        { [secret]: 1 },
        { value: secret },
        [[secret], { a: [secret] }],
        `a ${secret}\nb`,
      ];
      return [secret, forms[form] ?? secret];
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MAPS), key, value, async (path, name, [secret, data]) => {
        await expectHidden(stringify(replaced(MINIMAL, [...path, name], data)), secret);
      }),
      runs(60),
    );
  });

  it.each(SEEMING)('where its quotes or brackets are not closed as they seem: %s', async (line) => {
    expect(await said(`${TEXT}${line}\n`, 'lint', 't.yaml')).not.toContain('Hunter2x');
  });

  it('in any style of YAML', async () => {
    const styles = fc.constantFrom(...STYLES);
    await fc.assert(
      fc.asyncProperty(styles, key, token, async (style, name, secret) => {
        await expectHidden(`${TEXT}credentials:\n${style(name, secret)}\n`, secret);
      }),
      runs(120),
    );
  });

  it('where the line is no YAML', async () => {
    const lines = fc.constantFrom(...BROKEN);
    const spoilt = fc.constantFrom('', '\t', '}', '"', '- x', ' : : ', '@');
    await fc.assert(
      fc.asyncProperty(lines, key, token, spoilt, async (line, name, secret, more) => {
        await expectHidden(`${TEXT}credentials:\n${line(name, secret)}\n${more}\n`, secret);
      }),
      runs(150),
    );
  });

  it('in the text of a command, a connection string, a URL, or a line of pg_hba', async () => {
    const texts = fc.constantFrom(...TEXTS);
    const places: readonly Path[] = [
      ['sites', 0, 'standby', 'restore_command'],
      ['postgresql', 'parameters', 'archive_command'],
      ['postgresql', 'pg_hba', 0],
      ['overrides', 'patroni', 'bootstrap', 'dcs', 'standby_cluster', 'restore_command'],
      ['overrides', 'haproxy', 'defaults', 'log'],
      ['name'],
      ['sites', 1, 'scope'],
      ['nowhere'],
    ];
    await fc.assert(
      fc.asyncProperty(texts, token, fc.constantFrom(...places), async (text, secret, path) => {
        const at: Data = path.includes('pg_hba') ? [text(secret)] : text(secret);
        const data = replaced(MINIMAL, path.includes('pg_hba') ? path.slice(0, -1) : path, at);
        await expectHidden(stringify(data), secret);
        await expectHidden(`${stringify(data)}primry: seoul\n`, secret);
      }),
      runs(60),
    );
  });

  /** Where such a section may stand, and what may break what stands around it. */
  const underPatroni = (section: string): string =>
    `${TEXT}overrides:\n  patroni:\n${section.replace(/^/gm, '    ')}\n`;

  it.each(partOf([...OTHERS, ...PRIVATE_KEYS], 12).map((section) => [section('…'), section] as const))(
    'of another place for the leader lock, of a certificate: %s',
    async (_shown, section) => {
      const secret = 'Hunter2x';
      const text = underPatroni(section(secret));
      await expectHidden(text, secret);
      await expectHidden(`${text.replace('\n  patroni:', '\n  ptroni:')}: : @\n`, secret);
    },
    30_000,
  );

  it.each(PRIVATE_KEYS.map((section) => [section('…'), section] as const))(
    'of a certificate, beside what --fix --diff shows: %s',
    async (_shown, section) => {
      const text = underPatroni(section('Hunter2x')).replace('\n  patroni:', '\n  ptroni:');
      expect(await said(text, 'lint', 't.yaml', '--fix', '--diff')).not.toContain('Hunter2x');
    },
  );

  it('when --fix --diff shows what goes, or what stands beside it', async () => {
    const shown = await said(
      `${TEXT.replace('primary: seoul', 'primary: seoul\npostgrsql: { }')}overrides:
  patroni:
    consul: { token: Hunter2x }
    restapi: { http_extra_headers: { X: "Basic Hunter2xHunter2x" } }
    kubernetes: { labels: { x: 'sshpass -p Hunter2x' } }
`,
      'lint',
      't.yaml',
      '--fix',
      '--diff',
    );
    expect(shown).toContain('-    consul: { token: ***');
    expect(shown).not.toContain('Hunter2x');
  });

  it('in what was typed into a compiled file, when --check shows the difference', async () => {
    const out = join(folder, 'tree');
    await said(TEXT, 'build', 't.yaml', '--out', out);
    const file = join(out, 'seoul/pg-seoul-1/etc/patroni/patroni.yml');
    const clean = readFileSync(file, 'utf8');
    const lines = fc.constantFrom<(key: string, secret: string) => string>(
      (name, secret) => `${name}: ${secret}`,
      (name, secret) => `restapi: { ${name}: "${secret}" }`,
      (name, secret) => `${name}: |\n  first\n  ${secret}\nx: y`,
      (name, secret) => `${name}:\n  ${secret}`,
      (name, secret) => `${name}: "first\n  ${secret}"`,
      (name, secret) => `restore_command: "${name}=${secret} cp %f %p"`,
      (name, secret) => `# ${name}: ${secret}`,
      (_name, secret) => `consul:\n  token: ${secret}`,
      (_name, secret) => `consul: { host: x, token: ${secret} }`,
      (_name, secret) => `zookeeper:\n  auth_data:\n    digest: ${secret}`,
      (_name, secret) => `restore_command: "sshpass -p ${secret} fetch"`,
      (_name, secret) => `keyfile: |\n${indented(keyOf(secret, 'RSA PRIVATE KEY'))}\nx: y`,
      (_name, secret) => `${keyOf(secret)}\nx: y`,
      (_name, secret) => `sslpassword: |\n${keyOf(secret)}\nx: y`,
      (_name, secret) => `${indented(keyOf(secret, 'PGP PRIVATE KEY BLOCK'), '# ')}\nx: y`,
    );
    await fc.assert(
      fc.asyncProperty(lines, key, token, async (line, name, secret) => {
        writeFileSync(file, `${clean}${line(name, secret)}\n`);
        const shown = await said(TEXT, 'build', 't.yaml', '--out', out, '--check');
        expect(shown).toContain('+++');
        expect(shown).not.toContain(secret);
      }),
      runs(25),
    );
  });
});

describe('what is no secret is left alone', () => {
  it.each([
    'password_encryption: scram-sha-256',
    'archive_command: "PGPASSWORD=$(cat /run/secret) wal-g wal-push %p"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell fills it in
    'archive_command: "PGPASSWORD=${PGPASSWORD} wal-g wal-push %p"',
    'archive_command: "wal-push --password-file /etc/wal/password %p"',
    'ssl_passphrase_command: "/usr/local/bin/passphrase"',
    `archive_command: "grep -q -e '-----BEGIN PRIVATE KEY-----' /x && cp %p /archive/%f"`,
    'archive_command: "cp %p /archive/%f # -----BEGIN CERTIFICATE-----\\nHunter2xHunter2x"',
  ])('%s', async (parameter) => {
    const { diagnostics } = await compile(
      Buffer.from(TEXT.replace(/parameters: .*/, `parameters:\n    ${parameter}`)),
    );
    expect(diagnostics.filter(({ rule }) => rule === 'secrets/plaintext')).toEqual([]);
  });

  it('the token of a ring, wherever it is put, and comments that speak of one', async () => {
    const mistakes = [
      TEXT.replace('etcd: { token: pg-seoul-etcd-v1 }', 'token: pg-seoul-etcd-v1 # the token of a ring'),
      TEXT.replace(
        'etcd: { token: pg-seoul-etcd-v1 }',
        'etcd:\n      token: pg-seoul-etcd-v1\n      token: pg-seoul-etcd-v1',
      ),
      TEXT.replace('etcd: { token: pg-seoul-etcd-v1 }', 'etcd: { x: { }, token: pg-seoul-etcd-v1 }'),
      `${TEXT}overrides: { etcd: { initial-cluster-token: pg-seoul-etcd-v1, auth-token: simple } }\n`,
    ];
    for (const text of mistakes) {
      const report = await said(text, 'lint', 't.yaml');
      expect(report).toContain('pg-seoul-etcd-v1');
      expect(report).not.toContain('secrets/plaintext');
    }
  });

  it.each([
    ['{ replication: { password: "s3cr3t-1" }, superuser: { usrname: x } }', 'usrname'],
    ['{ replication: { password: s3cr3t-1, usrname: x } }', 'usrname'],
    [
      `{ superuser: { usrname: x }, replication: { password: "s3cr3t-1" } } # the DBA's role`,
      "the DBA's role",
    ],
    ['{ superuser: { usrname: x }, replication: { password: s3cr3t-1 } } # rotated in May', 'rotated in May'],
  ])('what stands beside a secret on its line: %s', async (credentials, shown) => {
    const report = await said(`${TEXT}credentials: ${credentials}\n`, 'lint', 't.yaml');
    expect(report).toContain('unknown key "usrname"');
    expect(report).toContain(shown);
    expect(report).not.toContain('s3cr3t-1');
  });

  it('a comment of a compiled file that names a variable', async () => {
    const tree = join(folder, 'stale');
    await said(TEXT, 'build', 't.yaml', '--out', tree);
    const file = join(tree, 'seoul/pg-seoul-1/etc/patroni/patroni.yml');
    const before = readFileSync(file, 'utf8');
    const comment = /^# Passwords are in .*$/m.exec(before)?.[0] ?? 'no such comment';
    writeFileSync(file, before.replace(comment, `${comment}\npassword: s3cr3t-1`));
    const said_ = await said(TEXT, 'build', 't.yaml', '--out', tree, '--check');
    expect(said_).toContain(comment);
    expect(said_).not.toContain('s3cr3t-1');
  });

  it('keys of Patroni and etcd that only sound like one', async () => {
    const overrides = {
      patroni: { postgresql: { pgpass: '/run/pgpass' } },
      etcd: { 'client-transport-security': { 'client-cert-auth': true } },
    };
    const { diagnostics } = await compile(Buffer.from(`${TEXT}overrides: ${JSON.stringify(overrides)}\n`));
    expect(diagnostics).toEqual([]);
  });
});
