import { readdirSync, readFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { isSecretKey, isSecretText } from '../../src/compiler/secrets/secret-words.ts';
import { runs } from '../fuzz.ts';
import { BROKEN, key, OTHERS, PRIVATE_KEYS, SEEMING, STYLES, TEXTS, token } from '../hostile/secret-forms.ts';
import { AWKS, allMasked, folder, type MaskKind, masked, type Unmasked } from './collect-script.ts';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a file holds; undefined where it is no YAML. */
function yamlOf(text: string): unknown {
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  try {
    return document.errors.length > 0 ? undefined : (document.toJS() ?? null);
  } catch {
    // An alias of nothing.
    return undefined;
  }
}

type Shape = string | null | readonly Shape[] | { readonly [key: string]: Shape };

/** Maps, lists and how many things are in them. */
function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return null;
  return Object.values(value).map(shapeOf);
}

/** A text with a secret in it. */
interface Case {
  readonly kind?: MaskKind;
  readonly text: string;
  readonly secret: string;
  /** Whether it is YAML by chance, of a shape that nobody meant. */
  readonly isChance?: boolean;
}

/** Expects that secrets are gone, that each line still is one, and that YAML has the shape it had. */
function expectMasked(...cases: readonly Case[]): readonly string[] {
  const all = allMasked(cases.map(({ kind = 'yaml', text }) => [kind, text]));
  for (const [index, { kind = 'yaml', text, secret, isChance = false }] of cases.entries()) {
    const after = all[index] ?? '';
    expect(after, text).not.toContain(secret);
    expect(after.split('\n').length, text).toBe(text.split('\n').length);
    const before = kind === 'yaml' && !isChance ? yamlOf(text) : undefined;
    if (before === undefined) continue;
    const value = yamlOf(after);
    expect(value, `${text}\n---\n${after}`).toBeDefined();
    expect(shapeOf(value), `${text}\n---\n${after}`).toEqual(shapeOf(before));
  }
  return all;
}

/** Random values, as many as a property would try. A property would mask them one by one, which takes minutes. */
const sampled = <T>(arbitrary: fc.Arbitrary<T>, times: number): T[] =>
  fc.sample(arbitrary, runs(times).numRuns ?? times);

const SECRET = 'Hunter2x';

const HEAD = `scope: pg-seoul
name: pg-seoul-1
postgresql:
  data_dir: /var/lib/postgresql/18/main
  pg_hba:
    - local all postgres peer
    - host all all 0.0.0.0/0 password
`;

describe('collect blanks out secrets', () => {
  it('in any style of YAML', () => {
    const cases = sampled(fc.tuple(fc.constantFrom(...STYLES), key, token), 300).map(
      ([style, name, secret]) => ({ text: `${HEAD}credentials:\n${style(name, secret)}\nend: 1\n`, secret }),
    );
    for (const after of expectMasked(...cases)) expect(after.startsWith(HEAD)).toBe(true);
  });

  it('where quotes or brackets are not closed as they seem', () => {
    expectMasked(...SEEMING.map((line) => ({ text: `${HEAD}${line}\n`, secret: SECRET })));
  });

  it('where it is no YAML', () => {
    const spoilt = fc.constantFrom('', '\t', '}', '"', '- x', ' : : ', '@');
    const cases = sampled(fc.tuple(fc.constantFrom(...BROKEN), key, token, spoilt), 400).map(
      ([line, name, secret, more]) => ({
        text: `${HEAD}credentials:\n${line(name, secret)}\n${more}\n`,
        secret,
        isChance: true,
      }),
    );
    expectMasked(...cases);
  });

  it('in texts, however YAML writes them', () => {
    const options = fc.constantFrom(
      {},
      { lineWidth: 0 },
      { defaultStringType: 'QUOTE_DOUBLE' as const },
      { defaultStringType: 'QUOTE_SINGLE' as const },
      { defaultStringType: 'BLOCK_FOLDED' as const },
      { defaultStringType: 'BLOCK_LITERAL' as const },
      { collectionStyle: 'flow' as const },
    );
    const cases = sampled(fc.tuple(fc.constantFrom(...TEXTS), token, options), 300).map(
      ([text, secret, style]) => {
        const data = { a: text(secret), list: [text(secret), { b: `x ${text(secret)}` }], z: 1 };
        return { text: stringify(data, style), secret };
      },
    );
    expectMasked(...cases);
  });

  it('of another place for the leader lock, of a certificate', () => {
    const cases = [...OTHERS, ...PRIVATE_KEYS].flatMap((section) => [
      `${HEAD}${section(SECRET)}\n`,
      `a:\n${section(SECRET).replace(/^/gm, '  ')}\nb: 1\n`,
      `${section(SECRET)}\n: : @\n`,
    ]);
    expectMasked(...cases.map((text) => ({ text, secret: SECRET })));
  });

  const DOCUMENTS: readonly string[] = [
    "password: 'it''s Hunter2x'",
    'password: "a \\" Hunter2x"',
    '- password: Hunter2x\n- password: Hunter2x # x',
    '- - password: Hunter2x',
    '- password:\n  - Hunter2x\n  - x\n  user: y',
    'password:\n- Hunter2x\nuser: y',
    'a: [{password: Hunter2x}, {token: "Hunter2x"}]',
    'a: {password:\n  Hunter2x\n  Hunter2x, b: 1}',
    'a: {\n  password: "x\n  Hunter2x"\n}',
    '{"password":"Hunter2x","user":"y"}',
    '"password":\tHunter2x',
    '"pass\\u0077ord": Hunter2x',
    '<<: &x { password: Hunter2x }\nb: *x',
    'password: Hunter2x\r\nuser: x\r\n',
    'password: >2-\n    Hunter2x\n  Hunter2x\nuser: x',
    'url: http://u:Hunter2x@h:2379,http://u:Hunter2x@i:2379',
    'url: http://u:Hunter2x/Hunter2x@h:2379',
    'url: http://:Hunter2x@h',
    "a: 'password=''x Hunter2x'' host=y'",
    'a: "password=\'x Hunter2x\' host=y"',
    'a: "password=\\"x Hunter2x\\" host=y"',
    'a: password=x\\ Hunter2x host=y',
    'a: password=ab&Hunter2x host=y',
    'a: "sh -c \'PGPASSWORD=Hunter2x psql\'"',
    'a: env "PGPASSWORD=x Hunter2x" psql',
    'a: psql -c "alter user x password \'Hunter2x\'"',
    "a: |\n  primary_conninfo = 'host=x\n    password=\n    Hunter2x'\nb: 1",
    '# password: Hunter2x\na: 1 # old one: password = Hunter2x',
    'PATRONI_CONFIGURATION: "restapi: {authentication: {password: Hunter2x}}"',
  ];

  it('in these documents', () => {
    expectMasked(
      ...DOCUMENTS.flatMap((text) => [
        { text, secret: SECRET },
        { text: `${text}\n`, secret: SECRET },
      ]),
    );
  });

  const LINES: readonly (readonly [MaskKind, string])[] = [
    ['env', 'PATRONI_SUPERUSER_PASSWORD=Hunter2x'],
    ['env', 'export PATRONI_SUPERUSER_PASSWORD="a Hunter2x"'],
    ['env', "PATRONI_SUPERUSER_PASSWORD='a\nHunter2x'\nA=b"],
    ['env', 'PATRONI_SUPERUSER_PASSWORD=a\\\nHunter2x\nA=b'],
    ['env', 'PATRONI_SUPERUSER_PASSWORD = $Hunter2x'],
    ['env', 'PATRONI_SUPERUSER_PASSWORD="Hunter2x'],
    ['env', '# PATRONI_SUPERUSER_PASSWORD=Hunter2x\n;PATRONI_RESTAPI_PASSWORD=Hunter2x'],
    ['env', 'PATRONI_CONSUL_TOKEN=Hunter2x\nETCD_ROOT_PASSWORD=Hunter2x'],
    ['env', 'PATRONI_ETCD3_URL=http://u:Hunter2x@h:2379'],
    ['env', 'PATRONI_ZOOKEEPER_AUTH_DATA={ "digest": "u:Hunter2x" }'],
    ['env', 'PATRONI_RESTAPI_HTTP_EXTRA_HEADERS=\'{ Authorization: "Basic Hunter2xx" }\''],
    ['env', 'DAEMON_ARGS="--password Hunter2x --name a"'],
    [
      'env',
      "PATRONI_CONFIGURATION='scope: a\nrestapi:\n  authentication:\n    password: |\n      a\n      Hunter2x\n'\nA=b",
    ],
    ['env', 'postgres:5432:*:replicator password Hunter2x'],
    ['unit', '[Service]\nEnvironment=PATRONI_SUPERUSER_PASSWORD=Hunter2x A=b'],
    [
      'unit',
      '[Service]\nEnvironment="PATRONI_SUPERUSER_PASSWORD=a Hunter2x" \'PATRONI_REWIND_PASSWORD=b Hunter2x\' A=b',
    ],
    ['unit', '[Service]\nEnvironment=PATRONI_SUPERUSER_PASSWORD="a Hunter2x" A=b'],
    [
      'unit',
      '[Service]\nEnvironment=A=b \\\n  PATRONI_SUPERUSER_PASSWORD=Hunter2x \\\n# PASSWORD=Hunter2x\n  B=c',
    ],
    ['unit', '[Service]\nEnvironment=PATRONI_SUPERUSER_PASSWORD=\\\nHunter2x'],
    ['unit', '[Service]\nEnvironment=PATRONI_SUPERUSER_PASSWORD=$Hunter2x'],
    ['unit', '[Service]\nExecStart=/usr/bin/x --password Hunter2x --token=Hunter2x'],
    ['unit', '[Service]\nSetCredential=pw:a Hunter2x'],
    ['haproxy', 'listen stats\n  stats auth admin:Hunter2x\n  stats auth "b:a Hunter2x"'],
    [
      'haproxy',
      'userlist u\n  user a insecure-password Hunter2x groups g\n  user b password $5$abc$Hunter2x',
    ],
    ['haproxy', 'backend b\n  http-check send meth GET uri / hdr Authorization "Basic Hunter2x" hdr X y'],
    ['haproxy', 'backend b\n  http-check send meth GET uri / hdr Authorization Basic\\ Hunter2x hdr X y'],
    ['haproxy', 'backend b\n  option httpchk GET / HTTP/1.1\\r\\nAuthorization:\\ Basic\\ Hunter2x'],
    ['haproxy', 'backend b\n  http-request set-header Authorization "Bearer Hunter2x"'],
    ['haproxy', 'backend b\n  acl ok req.hdr(Authorization) -m str Hunter2x'],
    ['haproxy', 'backend b\n  tcp-check send AUTH\\ Hunter2x\\r\\n'],
    ['haproxy', 'global\n  setenv API_TOKEN Hunter2x\n  presetenv DB_PASSWORD "a Hunter2x"'],
    ['haproxy', 'global # password Hunter2x\n# stats auth a:Hunter2x'],
    ['hba', 'host all all 0.0.0.0/0 ldap ldapserver=x ldapbindpasswd=Hunter2x ldapport=1'],
    ['hba', 'host all all 0.0.0.0/0 ldap "ldapbindpasswd=a Hunter2x"'],
    ['hba', 'host all all 0.0.0.0/0 ldap ldapbindpasswd="a ""b"" Hunter2x"'],
    ['hba', 'host all all 0.0.0.0/0 ldap ldapurl="ldap://u:Hunter2x@h/d"'],
    ['hba', 'host all all 0.0.0.0/0 radius radiussecrets="""Hunter2x"",""Hunter2x"""'],
    ['auto', 'ETCD_NAME=a\nETCD_PASSWORD=Hunter2x'],
    ['auto', 'name: a\npassword: Hunter2x'],
  ];

  it('in variables, units, haproxy.cfg and pg_hba.conf', () => {
    expectMasked(
      ...LINES.flatMap(([kind, text]) => [
        { kind, text, secret: SECRET },
        { kind, text: `${text}\n`, secret: SECRET },
      ]),
    );
  });

  it('alike with any awk', () => {
    const texts: readonly Unmasked[] = [
      ...LINES,
      ...DOCUMENTS.map((text) => ['yaml', text] as const),
      ...STYLES.map((style) => ['yaml', `${HEAD}credentials:\n${style('password', SECRET)}\n`] as const),
      ...[...OTHERS, ...PRIVATE_KEYS].map((section) => ['yaml', `${HEAD}${section(SECRET)}`] as const),
    ];
    const [first, ...others] = AWKS;
    for (const awk of others) expect(allMasked(texts, awk), awk.join(' ')).toEqual(allMasked(texts, first));
  });

  it('twice like once', () => {
    const once = allMasked([
      ...LINES,
      ...STYLES.map((style) => ['yaml', `credentials:\n${style('password', SECRET)}\n`] as const),
    ]);
    const kinds = [...LINES.map(([kind]) => kind), ...STYLES.map(() => 'yaml' as const)];
    expect(allMasked(once.map((text, index) => [kinds[index] ?? 'yaml', text]))).toEqual(once);
  });
});

describe('collect and the compiler agree on what is a secret', () => {
  const word = fc
    .array(
      fc.constantFrom(
        'pass',
        'word',
        'password',
        'pwd',
        'secret',
        'token',
        'auth',
        'data',
        'key',
        'api',
        'cluster',
        'etcd',
        'ring',
        'file',
        'client',
        'access',
        'passphrase',
        'authorization',
        'encryption',
        'paswd',
        'x',
      ),
      { minLength: 1, maxLength: 3 },
    )
    .chain((parts) => fc.constantFrom('', '_', '-', '.').map((joint) => parts.join(joint)))
    .chain((text) => fc.constantFrom(text, text.toUpperCase(), `${text}s`));

  it('under a key', () => {
    // Keys of clouds, and the kind of token that a variable of etcd names.
    const ours = /(?:access|account|storage|encryption)[-_]key$|^etcd_auth[-_]token$/i;
    const names = sampled(word, 300).filter((name) => !ours.test(name));
    const after = allMasked(names.map((name) => ['yaml', `${name}: Hunter2x\n`]));
    expect(after).toEqual(names.map((name) => `${name}: ${isSecretKey(name) ? "'***'" : 'Hunter2x'}\n`));
  });

  it('in a text', () => {
    const harmless = [
      ['password_encryption: scram-sha-256'],
      ['archive_command: "PGPASSWORD=$(cat /run/secret) wal-g wal-push %p"'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell fills it in
      ['archive_command: "PGPASSWORD=${PGPASSWORD} wal-g wal-push %p"'],
      ['archive_command: "wal-push --password-file /etc/wal/password %p"'],
    ].flat();
    for (const text of harmless) {
      expect(isSecretText(text)).toBe(false);
      expect(masked('yaml', text)).toBe(text);
    }
  });
});

describe('collect leaves alone', () => {
  const withoutComments = (text: string): string =>
    text.replace(/^[ \t]*#.*$/gm, '').replace(/[ \t]#.*$/gm, '');

  const KINDS: readonly (readonly [MaskKind, RegExp])[] = [
    ['yaml', /\.yml$/],
    ['unit', /\.service\.d\/.*\.conf$/],
    ['haproxy', /haproxy\.cfg$/],
  ];
  const COMPILED = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(?!broken)[^/]+\/expected\/[^/]+\/(dcs\.yml$|[^/]+\/etc\/)/.test(path),
  );

  it('everything that is compiled, but comments that speak of passwords', () => {
    const all = COMPILED.flatMap((path) => {
      const kind = KINDS.find(([, name]) => name.test(path))?.[0];
      return kind ? [{ kind, path }] : [];
    });
    expect(all.length).toBeGreaterThan(100);
    const files = all.map(
      ({ kind, path }) => [kind, withoutComments(readFileSync(`fixtures/${path}`, 'utf8'))] as const,
    );
    expect(allMasked(files)).toEqual(files.map(([, text]) => text));
  });

  const HARMLESS: readonly Unmasked[] = [
    ['yaml', '- auth: scram-sha-256\n- auth-host: md5\n'],
    ['yaml', 'pgpass: /run/pgpass\ninitial-cluster-token: a\nauth-token: simple\nclient-cert-auth: true\n'],
    ['yaml', 'password: ~\nsslpassword: ""\n"keyfile_password":\nuser: x\n'],
    ['yaml', 'a: {password: null, user: x, b: [c, "d"], e: }\n'],
    ['yaml', "a: host=x port=5432 # said by Joe's mother\r\nb: 'c'\r\n"],
    [
      'yaml',
      'keyfile: /etc/patroni/ssl/patroni-key.pem\n# pgdr-ignore access/password-cleartext: until May\n',
    ],
    ['yaml', "a: grep -q -e '-----BEGIN PRIVATE KEY-----' /x && cp %p /archive/%f\n"],
    ['yaml', 'a: "-----BEGIN CERTIFICATE-----\\nMIIBhunterxx"\n'],
    [
      'yaml',
      'hosts: http://10.0.0.1:2379,http://10.0.0.2:2379\nb: postgres://u@h:5432/d\nc: https://[fd00::1]:2379/a@b\n',
    ],
    ['yaml', '- host all all 0.0.0.0/0 password\n- "host all all ::1/128 ldap ldapserver=x"\n'],
    ['yaml', 'a: |\n  select 1;\n   x\n\nb: >-\n  y\n'],
    ['yaml', '---\na: 1\n...\n'],
    ['yaml', '\ufeffscope: a\n'],
    ['yaml', 'a:\n  - b: "c\n      d"\n    e: &x [1, 2]\n  - *x\n'],
    [
      'env',
      'ETCD_NAME=a\nETCD_INITIAL_CLUSTER_TOKEN="ring-1"\nETCD_AUTH_TOKEN=simple\nPATRONI_SUPERUSER_PASSWORD=\n',
    ],
    ['env', 'A=\'b c\'\n\n# a comment\nB="d\\\ne"\nPATRONI_POSTGRESQL_PGPASS=/run/pgpass'],
    [
      'unit',
      '[Service]\nEnvironment="CONFIG=/etc/haproxy/haproxy.cfg" "PIDFILE=/run/haproxy.pid"\nExecStart=/usr/bin/etcd --initial-cluster-token ring --name a \\\n  --data-dir /x\n',
    ],
    [
      'haproxy',
      'listen stats\n  bind *:7000\n  stats enable\n  stats uri /\n  server a 10.0.0.1:5432 check port 8008\n',
    ],
    [
      'haproxy',
      'backend secret\n  http-request auth realm x unless { http_auth(users) }\n  acl is_secret path_beg /secret\n',
    ],
    ['haproxy', 'backend b\n  option httpchk OPTIONS /primary\n  http-check expect status 200\n'],
    [
      'hba',
      'local all all peer\nhost all all 0.0.0.0/0 password clientcert=verify-full # x\nhost "a b" all samenet cert map=x\n',
    ],
  ];

  it('what is no secret, byte for byte', () => {
    for (const awk of AWKS) expect(allMasked(HARMLESS, awk)).toEqual(HARMLESS.map(([, text]) => text));
  });

  it('shapes of YAML that nobody thought of', () => {
    const name = fc.constantFrom('a', 'b c', 'scope', 'password', 'x-token', 'listen', '"q', "it's", 'k: v');
    const leaf = fc.oneof(
      token.map((text) => `harmless-${text}`),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('a # b', "it's", 'say "x"', '- x', 'two\nlines', ' lead', '{', '@'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    const options = fc.record({
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'QUOTE_DOUBLE' as const,
        'QUOTE_SINGLE' as const,
        'BLOCK_LITERAL' as const,
      ),
      indentSeq: fc.boolean(),
    });
    /** What a file may still say: all but the values of secret keys. A key with a quote in it may be taken for one. */
    const shown = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shown);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([one, inner]) => [
          one,
          isSecretKey(one) || one.includes('"') ? shapeOf(inner) : shown(inner),
        ]),
      );
    };
    const texts = sampled(fc.tuple(fc.dictionary(name, tree, { minKeys: 1, maxKeys: 5 }), options), 500).map(
      ([data, style]) => stringify(data, { ...style, version: '1.1' }),
    );
    const all = allMasked(texts.map((text) => ['yaml', text]));
    for (const [index, text] of texts.entries()) {
      const after = all[index] ?? '';
      expect(after.split('\n').length).toBe(text.split('\n').length);
      expect(shown(yamlOf(after)), `${text}\n---\n${after}`).toEqual(shown(yamlOf(text)));
    }
  });
});
