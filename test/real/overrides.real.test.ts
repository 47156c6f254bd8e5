import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patroniPython } from './python.ts';
import { realDescribe } from './tools.ts';
import { checkHaproxy } from './validators.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-overrides-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CFG = (lines: readonly string[]): string =>
  `global
    maxconn 100

defaults
    mode tcp
    timeout connect 4s
    timeout client 30m
    timeout server 30m

frontend stats
    mode http
    bind 127.0.0.1:7000
    stats enable
    stats uri /
    stats auth "admin:\${STATS_PASSWORD}"

listen primary
    bind 127.0.0.1:5000
${lines.map((line) => `    ${line}\n`).join('')}    server pg-seoul-1 10.1.0.10:5432 check port 8008
`;

async function haproxy(...lines: readonly string[]): Promise<string> {
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, CFG(lines));
  return (await checkHaproxy(path)).output;
}

realDescribe('what HAProxy says of servers', ['haproxy'], () => {
  it('starts with a password of its environment', async () => {
    expect(await haproxy()).not.toContain('ALERT');
  });

  it('starts with no server twice, and no use-server of none', async () => {
    expect(await haproxy('server pg-seoul-1 10.1.0.10:5432')).toContain("another server named 'pg-seoul-1'");
    expect(await haproxy('use-server pg-seoul-9 if TRUE')).toContain("unable to find server 'pg-seoul-9'");
    expect(await haproxy('use-server pg-seoul-1 if TRUE')).not.toContain('ALERT');
  });
});

/** What an expression is to the Python of Patroni; its kind of exception where it raises one. */
function python(setup: string, expression: string): string {
  const program = `${setup}\ntry:\n    print(repr(${expression}))\nexcept Exception as e:\n    print(type(e).__name__)`;
  const { stdout, stderr } = spawnSync(patroniPython(), ['-c', program], { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

realDescribe('what Patroni makes of overrides', ['patroni'], () => {
  const parts = 'from patroni.utils import split_host_port, uri, parse_int';

  it.each([
    ["'10.1.0.10:2379'", 'ValueError'],
    ['10.1.0.10:2379/', 'ValueError'],
    ['10.1.0.10', "('10.1.0.10', 2379)"],
    ['[fd00::1]:2379', "('fd00::1', 2379)"],
    ['http://10.1.0.10:2379', "('http://10.1.0.10', 2379)"],
  ])('a host of etcd: %s', (host, read) => {
    expect(python(parts, `split_host_port(${JSON.stringify(host)}, 2379)`)).toBe(read);
  });

  it('permissions in quotes are octal, a number is as it is', () => {
    expect(python(parts, 'parse_int("0644")')).toBe(String(0o644));
    expect(python(parts, 'parse_int(644)')).toBe('644');
  });

  it('YAML 1.1 reads a zero before a number as octal', () => {
    expect(python('import yaml', 'yaml.safe_load("mode: 0644")')).toBe("{'mode': 420}");
    expect(python('import yaml', 'yaml.safe_load(\'mode: "0644"\')')).toBe("{'mode': '0644'}");
  });

  it.each([
    ['"10.1.0.0/16"', '[]'],
    ['["10.1.0.0/16"]', "[IPv4Network('10.1.0.0/16')]"],
    ['["10.1.0.0/33"]', '[]'],
    ['[10]', 'TypeError'],
  ])('an allowlist: %s', (list, read) => {
    const build = 'from patroni.api import RestApiServer\nimport logging; logging.disable()';
    expect(python(build, `list(RestApiServer._build_allowlist(None, ${list}))`)).toBe(read);
  });
});
