import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compile } from '../../src/index.ts';
import { ALERT_FAULTS } from '../monitoring/faults.ts';
import { type Series, STEP, WELL, written } from '../monitoring/series.ts';
import { realDescribe } from './tools.ts';

const EVERYTHING = `monitoring:
  prometheus: true
  jobs: { patroni: patroni, postgresql: postgresql, etcd: etcd, blackbox: blackbox }
`;

/** Runs promtool to its end. */
function promtool(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8', timeout: 120_000 });
  return { status, said: stdout + stderr };
}

const folder = mkdtempSync(join(tmpdir(), 'pgdr-monitoring-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the two files of a topology, and says where. */
async function monitoringOf(name: string, topology: string): Promise<{ rules: string; scrape: string }> {
  const { artifacts } = await compile(Buffer.from(`${topology.trimEnd()}\n${EVERYTHING}`));
  const text = (path: string): string => artifacts.find((one) => one.path === path)?.text ?? '';
  const [rules, scrape] = [join(folder, `${name}.rules.yml`), join(folder, `${name}.scrape.yml`)];
  writeFileSync(rules, text('monitoring/patroni.rules.yml'));
  writeFileSync(scrape, text('monitoring/scrape.yml'));
  return { rules, scrape };
}

/** A test of promtool: exactly these alerts fire at the end. */
const testOf = (name: string, series: readonly Series[], fires: Readonly<Record<string, number>>) => ({
  name,
  interval: `${STEP}s`,
  input_series: series.map(written),
  promql_expr_test: [
    {
      expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
      eval_time: '75m',
      exp_samples: Object.entries(fires).map(([alertname, value]) => ({
        labels: `{alertname="${alertname}"}`,
        value,
      })),
    },
  ],
});

realDescribe('monitoring/, by Prometheus', ['promtool'], () => {
  const estates = readdirSync('fixtures', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['broken', 'nodes'].includes(entry.name))
    .map(({ name }) => name);

  it.each(estates)('takes the files of %s', async (name) => {
    const { rules, scrape } = await monitoringOf(
      name,
      readFileSync(`fixtures/${name}/topology.yaml`, 'utf8'),
    );
    const checked = promtool('check', 'rules', rules);
    expect(checked, checked.said).toMatchObject({ status: 0 });
    // It does not look for the files of certificates, which are not there.
    const config = join(folder, `${name}.yml`);
    writeFileSync(config, `rule_files: [${rules}]\n${readFileSync(scrape, 'utf8')}`);
    const whole = promtool('check', 'config', '--syntax-only', config);
    expect(whole, whole.said).toMatchObject({ status: 0 });
  });

  it('is silent between two scrapes of an estate that is well', async () => {
    const { rules } = await monitoringOf('slow', readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8'));
    const file = join(folder, 'slow.yml');
    // Metrics come each minute, rules are asked each 15 seconds: what they see is old.
    const times = [5, 6, 7, 8, 9].flatMap((minute) =>
      [0, 15, 30, 45].map((second) => `${minute}m${second}s`),
    );
    const test = testOf('an estate that is well', WELL, {});
    const tests = [
      {
        ...test,
        promql_expr_test: times.map((eval_time) => ({
          expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
          eval_time,
          exp_samples: [],
        })),
      },
    ];
    writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '15s', tests }));
    const run = promtool('test', 'rules', file);
    expect(run, run.said).toMatchObject({ status: 0 });
  });

  it('fires for what is wrong, and for nothing else', async () => {
    const { rules } = await monitoringOf(
      'sample',
      readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8'),
    );
    const file = join(folder, 'tests.yml');
    const tests = [
      testOf('an estate that is well', WELL, {}),
      ...ALERT_FAULTS.map(({ name, make, fires }) =>
        testOf(
          name,
          make.reduce<readonly Series[]>((series, one) => one(series), WELL),
          fires,
        ),
      ),
    ];
    writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '60s', tests }));
    const run = promtool('test', 'rules', file);
    expect(run, run.said).toMatchObject({ status: 0 });
  });
});
