import { describe, expect, it } from 'vitest';
import { command, OTHER, SOUND } from './host.ts';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly message: string;
}

/** The findings of one call that names several topologies, by name in the order given. */
async function together(files: Readonly<Record<string, string>>): Promise<readonly Found[]> {
  const { stdout } = await command(['lint', '--format', 'json', ...Object.keys(files)], { files });
  return (JSON.parse(stdout) as { findings: Found[] }).findings;
}

const rulesOf = (findings: readonly Found[]): string[] => findings.map(({ rule }) => rule);

const SCOPE = ['scope: billing-busan-standby', 'scope: pg-busan-standby'] as const;

describe('topologies of one call', () => {
  it('have nothing in common', async () => {
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': OTHER })).toEqual([]);
  });

  it('share a machine: the later one is told, with the file that both write', async () => {
    const shared = OTHER.replace('pg-busan-2, address: 10.102.0.11', 'pg-busan-2, address: 10.2.0.11');
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': shared })).toMatchObject([
      {
        rule: 'topology/file-of-another-estate',
        severity: 'error',
        file: 'billing.yaml',
        message: 'the estate "orders" of orders.yaml writes /etc/patroni/patroni.yml of 10.2.0.11, too',
      },
    ]);
    expect(await together({ 'billing.yaml': shared, 'orders.yaml': SOUND })).toMatchObject([
      { file: 'orders.yaml' },
    ]);
  });

  it('share a machine, but none of its services', async () => {
    // An HAProxy of one stands where the other has PostgreSQL and etcd.
    const beside = OTHER.replace('haproxy-busan, address: 10.102.0.20', 'haproxy-busan, address: 10.2.0.11');
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': beside })).toEqual([]);
  });

  it('repeat private addresses behind addresses of their own', async () => {
    const wide = (text: string, net: string): string =>
      text.replace(
        /address: (10\.)(10)?([12])(\.0\.)(\d+)/g,
        (_, a, _b, site, c, host) => `address: ${a}${site}${c}${host}, wan_address: ${net}.${site}${host}`,
      );
    const found = await together({
      'orders.yaml': wide(SOUND, '192.0.2'),
      'billing.yaml': wide(OTHER, '198.51.100'),
    });
    expect(rulesOf(found).filter((rule) => rule.endsWith('-another-estate'))).toEqual([]);
  });

  it('share a scope', async () => {
    const shared = OTHER.replace(...SCOPE);
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': shared })).toMatchObject([
      {
        rule: 'identity/scope-of-another-estate',
        severity: 'warning',
        message: 'the estate "orders" of orders.yaml has the scope "pg-busan-standby", too',
      },
    ]);
  });

  it('have one scope in two namespaces', async () => {
    const apart = OTHER.replace(...SCOPE).replaceAll('namespace: /db/', 'namespace: /billing/');
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': apart })).toEqual([]);
  });

  it('share the token of a ring', async () => {
    const shared = OTHER.replace('billing-seoul-etcd-v1', 'pg-seoul-etcd-v1');
    expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': shared })).toMatchObject([
      {
        rule: 'etcd/token-of-another-estate',
        severity: 'warning',
        message: 'the estate "orders" of orders.yaml has the etcd token "pg-seoul-etcd-v1", too',
      },
    ]);
  });

  it('have one name: that is told of the later one, and nothing else that they share, for they may be one estate', async () => {
    const later = SOUND.replace('primary: seoul', 'primary: busan').replace('name: orders', 'name: Orders');
    const alone = rulesOf(await together({ 'later.yaml': later }));
    const found = await together({ 'now.yaml': SOUND, 'later.yaml': later });
    expect(found[0]).toMatchObject({
      rule: 'topology/name-of-another-estate',
      severity: 'error',
      file: 'later.yaml',
      message: 'now.yaml describes an estate called "Orders", too',
    });
    expect(rulesOf(found.slice(1))).toEqual(alone);
  });

  it('may be told that it is meant, and a comment that says so is not needless in a call of its own', async () => {
    const shared = OTHER.replace(...SCOPE);
    const off = `${shared}\nlint: { rules: { identity/scope-of-another-estate: off } }\n`;
    const comment = shared.replace(
      SCOPE[1],
      `# pgdr-ignore identity/scope-of-another-estate: it runs, and its monitoring tells them apart\n    ${SCOPE[1]}`,
    );
    for (const billing of [off, comment]) {
      expect(await together({ 'orders.yaml': SOUND, 'billing.yaml': billing })).toEqual([]);
      expect(await together({ 'billing.yaml': billing })).toEqual([]);
    }
  });
});
