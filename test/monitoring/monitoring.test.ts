import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../../src/index.ts';
import { ALERT_FAULTS } from './faults.ts';

const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

async function filesOf(monitoring: string, topology = SAMPLE): Promise<Map<string, string>> {
  const { artifacts, diagnostics } = await compile(Buffer.from(`${topology.trimEnd()}\n${monitoring}`));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(artifacts.map(({ path, text }) => [path, text]));
}

const rulesOf = (files: ReadonlyMap<string, string>): Rule[] =>
  parse(files.get('monitoring/patroni.rules.yml') ?? '').groups.flatMap(
    ({ rules }: { rules: Rule[] }) => rules,
  );

const EVERYTHING = `monitoring:
  prometheus: true
  jobs: { patroni: patroni, postgresql: postgresql, etcd: etcd, blackbox: blackbox }
`;

describe('monitoring/', () => {
  it('is written where the topology says so, and not otherwise', async () => {
    for (const monitoring of ['', 'monitoring: { prometheus: false }\n', 'monitoring: { lag: 1GB }\n'])
      expect(
        [...(await filesOf(monitoring)).keys()].filter((path) => path.startsWith('monitoring/')),
      ).toEqual([]);
    expect(
      [...(await filesOf(EVERYTHING)).keys()].filter((path) => path.startsWith('monitoring/')).sort(),
    ).toEqual(['monitoring/patroni.rules.yml', 'monitoring/scrape.yml']);
  });

  it('is read alike by YAML 1.1, which Prometheus reads, and 1.2', async () => {
    for (const [path, text] of await filesOf(EVERYTHING))
      if (path.startsWith('monitoring/')) expect(parse(text, { version: '1.1' })).toEqual(parse(text));
  });

  it('has alerts about an exporter only where that is named', async () => {
    const names = (files: ReadonlyMap<string, string>): string =>
      [...new Set(rulesOf(files).map(({ alert }) => alert.replace(/[A-Z][a-z]+$/, '')))].join();
    const few = rulesOf(await filesOf('monitoring: { prometheus: true }\n')).map(({ alert }) => alert);
    expect(few.filter((alert) => !alert.startsWith('Patroni'))).toEqual([]);
    expect(names(await filesOf(EVERYTHING))).toMatch(/PostgreSQLSlot.*Etcd/);
  });

  it('has a fault for each of its alerts', async () => {
    const fired = new Set(ALERT_FAULTS.flatMap(({ fires }) => Object.keys(fires)));
    const all = rulesOf(await filesOf(EVERYTHING)).map(({ alert }) => alert);
    expect([...new Set(all)].filter((alert) => !fired.has(alert))).toEqual([]);
  });

  it('links each alert to a section of RUNBOOK.md that there is', async () => {
    const files = await filesOf(EVERYTHING);
    const anchors = [...(files.get('RUNBOOK.md') ?? '').matchAll(/^## (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const { alert, labels, annotations } of rulesOf(files)) {
      const [book, anchor] = annotations.runbook_url.split('#');
      expect(`${alert} ${book}`).toBe(`${alert} RUNBOOK.md`);
      expect(anchors, alert).toContain(anchor);
      expect(labels.severity).toMatch(/^(?:critical|warning)$/);
      expect(annotations.summary).toMatch(/[.?]$/);
    }
  });

  it('waits as long as the timing of the estate asks', async () => {
    const spans = async (topology: string): Promise<Record<string, string>> =>
      Object.fromEntries(rulesOf(await filesOf(EVERYTHING, topology)).map((rule) => [rule.alert, rule.for]));
    const slow = SAMPLE.replace(
      'timing: norm',
      'timing: { preset: norm, ttl: 60, loop_wait: 20, retry_timeout: 15 }',
    );
    expect((await spans(SAMPLE)).PatroniNoPrimary).toBe('70s');
    expect((await spans(slow)).PatroniNoPrimary).toBe('130s');
  });

  it('takes ports, names, files and limits from the topology', async () => {
    const files = await filesOf(`monitoring:
  prometheus: true
  jobs: { patroni: pg, postgresql: exporter, etcd: ring }
  interval: 30s
  ports: { postgres_exporter: 9999 }
  lag: 2GB
  delay: 1h
  tls: { ca: /etc/ssl/a.pem, cert: /etc/ssl/b.pem, key: /etc/ssl/c.pem }
  runbook: https://git.example.com/dba/build/RUNBOOK.md
`);
    const rules = rulesOf(files);
    expect(rules.find(({ alert }) => alert === 'PatroniLagBytes')?.expr).toMatch(/ > 2147483648$/);
    expect(rules.find(({ alert }) => alert === 'PatroniLagSeconds')?.expr).toContain('offset 3600s');
    expect(rules[0]?.expr).toContain('job="pg"');
    expect(rules[0]?.annotations.runbook_url).toMatch(
      /^https:\/\/git\.example\.com\/dba\/build\/RUNBOOK\.md#/,
    );
    const { scrape_configs: jobs } = parse(files.get('monitoring/scrape.yml') ?? '');
    expect(jobs).toMatchObject([
      { job_name: 'pg', scrape_interval: '30s', scheme: 'https', tls_config: { ca_file: '/etc/ssl/a.pem' } },
      { job_name: 'exporter' },
      {
        job_name: 'ring',
        tls_config: { ca_file: '/etc/ssl/a.pem', cert_file: '/etc/ssl/b.pem', key_file: '/etc/ssl/c.pem' },
      },
    ]);
    expect(jobs[0].tls_config).not.toHaveProperty('cert_file');
    expect(jobs[1].static_configs[0]).toEqual({
      targets: ['10.1.0.10:9999'],
      labels: { estate: 'orders', site: 'seoul', node: 'pg-seoul-1' },
    });
  });

  it('scrapes without TLS where there is none, and by addresses that other sites use', async () => {
    const files = await filesOf(
      'monitoring: { prometheus: true, jobs: { etcd: etcd } }\n',
      `${readFileSync('fixtures/nat/topology.yaml', 'utf8').trimEnd()}\ntls: { restapi: false, etcd: false }\n`,
    );
    const { scrape_configs: jobs } = parse(files.get('monitoring/scrape.yml') ?? '');
    for (const job of jobs) expect(job).not.toHaveProperty('scheme');
    expect(jobs[0].static_configs[0].targets).toEqual(['203.0.113.10:8008']);
  });

  it('asks for no metric that Patroni does not have', async () => {
    const old = SAMPLE.replace('patroni: "4.1"', 'patroni: "3.0"');
    const text = JSON.stringify(rulesOf(await filesOf(EVERYTHING, old)));
    expect(text).not.toContain('patroni_postgres_streaming');
    expect(text).toContain('PatroniLagBytes');
  });
});
