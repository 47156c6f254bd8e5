import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const openssl = async (dir: string, args: readonly string[]): Promise<void> => {
  await promisify(execFile)('openssl', args, { cwd: dir, timeout: 20_000 });
};

/** A throw-away certificate authority, as PEM. */
export interface Authority {
  /** The CA's certificate. */
  readonly ca: string;
  /** A key and a certificate for these addresses and host names (127.0.0.1, ::1 and localhost are added). */
  issue(names: readonly string[]): Promise<{ readonly key: string; readonly cert: string }>;
  /** Removes its folder. */
  remove(): Promise<void>;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/**
 * Creates a CA. Python 3.13 and later verify strictly: the CA must say that it signs certificates, leaves must name
 * their authority's key; etcd members are servers and clients at once, so leaves may be both.
 */
export async function createAuthority(): Promise<Authority> {
  const dir = await mkdtemp(join(tmpdir(), 'pgdr-ca-'));
  const usage = [
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
  ];
  await openssl(dir, [
    'req',
    '-x509',
    ...NEW_KEY,
    '-subj',
    '/CN=throw-away CA',
    '-days',
    '1',
    ...usage,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  ]);
  let leaves = 0;
  return {
    ca: await readFile(join(dir, 'ca.pem'), 'utf8'),
    async issue(names) {
      const leaf = `leaf${++leaves}`;
      const all = new Set([...names, '127.0.0.1', '::1', 'localhost']);
      const san = [...all].map((name) => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',');
      const extensions = [
        `subjectAltName=${san}`,
        'basicConstraints=critical,CA:FALSE',
        'keyUsage=critical,digitalSignature,keyEncipherment',
        'extendedKeyUsage=serverAuth,clientAuth',
        'subjectKeyIdentifier=hash',
        'authorityKeyIdentifier=keyid',
      ];
      await writeFile(join(dir, `${leaf}.ext`), `${extensions.join('\n')}\n`);
      await openssl(dir, [
        'req',
        ...NEW_KEY,
        '-subj',
        `/CN=${leaf}`,
        '-keyout',
        `${leaf}.key`,
        '-out',
        `${leaf}.csr`,
      ]);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', String(leaves), '-days', '1'];
      await openssl(dir, [
        'x509',
        '-req',
        '-in',
        `${leaf}.csr`,
        ...signed,
        '-extfile',
        `${leaf}.ext`,
        '-out',
        `${leaf}.pem`,
      ]);
      const pem = (name: string) => readFile(join(dir, name), 'utf8');
      return { key: await pem(`${leaf}.key`), cert: await pem(`${leaf}.pem`) };
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
