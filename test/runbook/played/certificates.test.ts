import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../src/index.ts';

const FILE = 'fixtures/seoul-busan/topology.yaml';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let folder: string;
let page: string;
let build: string;
let out: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-certificates-'));
  build = join(folder, 'a build');
  out = join(folder, 'out');
  const { artifacts } = await compile(readFileSync(FILE), FILE);
  for (const { path, text } of artifacts) {
    mkdirSync(dirname(join(build, path)), { recursive: true });
    writeFileSync(join(build, path), text);
  }
  page = artifacts.find(({ path }) => path === 'certificates.md')?.text ?? '';
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs commands in the folder of certificates.md, as it says. */
function sh(...commands: readonly string[]): string {
  const script = `set -eu\ncertificates=${out}\n${commands.join('\n')}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: build, encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** The code blocks of the page that hold this. */
const code = (text: string): string => {
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, body = '']) => body);
  const found = blocks.filter((body) => body.includes(text));
  expect(found, text).toHaveLength(1);
  return found[0] ?? '';
};

const fingerprint = (file: string): string => sh(`openssl x509 -noout -fingerprint -in ${file}`);

describe.skipIf(!hasOpenssl)('the commands of certificates.md', () => {
  it('make a CA and all certificates of a drill, and new ones of the same CA', () => {
    sh(code('throw-away-ca.sh'));
    const cert = join(out, 'seoul/pg-seoul-1/etc/etcd/ssl/etcd-seoul-1.pem');
    const [ca, first] = [fingerprint(join(out, 'ca.pem')), fingerprint(cert)];
    expect(statSync(cert.replace('.pem', '-key.pem')).mode & 0o777).toBe(0o600);
    sh(code('throw-away-ca.sh'));
    expect(fingerprint(join(out, 'ca.pem'))).toBe(ca);
    expect(fingerprint(cert)).not.toBe(first);
  });

  it('make a request that a CA can sign with all its extensions', () => {
    const signing = code('openssl x509 -req').replaceAll(/\b(ca(-key)?\.pem)/g, `${out}/$1`);
    const text = sh(code('node='), code('openssl req'), signing);
    for (const one of [
      'IP Address:10.1.0.10',
      'Digital Signature, Key Encipherment',
      'Client Authentication',
    ])
      expect(text).toContain(one);
    expect(text).toContain('Authority Key Identifier');
    const cert = `${out}/seoul/pg-seoul-1/etc/etcd/ssl/etcd-seoul-1.pem`;
    expect(sh(`openssl verify -x509_strict -CAfile ${out}/ca.pem ${cert}`)).toContain('OK');
  });

  it('leave every folder open and every key closed, and a script per node that names every file', () => {
    sh(code('chmod 0755'));
    for (const site of ['seoul', 'busan'])
      for (const node of readdirSync(join(out, site))) {
        const script = readFileSync(join(build, 'certificates', site, node, 'owners.sh'), 'utf8');
        const files = readdirSync(join(out, site, node), { recursive: true, withFileTypes: true });
        for (const entry of files) {
          const path = join(entry.parentPath, entry.name);
          const onNode = path.slice(join(out, site, node).length);
          if (entry.isDirectory()) expect(statSync(path).mode & 0o777).toBe(0o755);
          else expect(script).toContain(`chmod ${onNode.endsWith('-key.pem') ? '0640' : '0644'} ${onNode}\n`);
        }
        expect(existsSync(join(out, site, node, 'owners.sh'))).toBe(false);
      }
  });
});
