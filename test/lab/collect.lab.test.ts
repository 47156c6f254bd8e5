import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';
import { versionsIn } from '../../src/compiler/nodes/said-versions.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import { lint } from '../../src/index.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';
import { filesBelow } from '../nodes/fake-node.ts';
import { bringUp } from './bring-up.ts';
import { withSoftware } from './estate.ts';
import { must } from './exec.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import { ENVIRONMENT_FILE, secrets } from './provision.ts';
import { type Report, versionsOf } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Passwords that are no part of anything else. */
const PASSWORDS = {
  superuser: 'Hunter2x one',
  replication: 'Hunter2x two',
  rewind: 'Hunter2x three',
  restapi: 'Hunter2x four',
};

/** Files that changed since the marker, but for those of daemons that go on working, and what is left for temporary files. */
const CHANGED = `
find / -xdev \\( -path /var/lib/postgresql -o -path /var/lib/etcd -o -path /var/log -o -path /tmp \\) -prune -o -newer /root/marker -print
ls -A /tmp`;

/** patronictl needs the passwords that the unit gives to Patroni: without them it ends with KeyError. */
const SHOW_CONFIG = `set -a; . ${ENVIRONMENT_FILE}; patronictl -c /etc/patroni/patroni.yml show-config`;

/** Runs the script as `ssh root@node sh -s -- site` does. */
async function collect(node: LabNode): Promise<{ readonly tar: string; readonly said: string }> {
  await node.sh('touch /root/marker; sleep 1; touch /root/marker');
  const run = await node.run(['sh', '-s', '--', node.site], { input: COLLECT_SCRIPT });
  const tar = must(run, `${node.name}: collect`);
  expect(await node.sh(CHANGED)).toBe('');
  return { tar, said: run.stderr };
}

/** What a node's own programs say of its versions. */
function versionsSaid(packages: string): ReadonlyMap<string, string> {
  return new Map(
    packages
      .toLowerCase()
      .split(', ')
      .map((one) => one.split(' ') as [string, string]),
  );
}

async function play(lab: Lab, report: Report): Promise<void> {
  const nodes = lab.nodes.filter(({ spec }) => spec);
  await Promise.all(nodes.map((node) => node.install(secrets(node, PASSWORDS))));
  await bringUp(lab, report);
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-collected-'));
  const packages = versionsSaid(await versionsOf(lab));
  try {
    await report.step(`files of ${nodes.length} nodes`, async () => {
      for (const node of nodes) {
        const { tar, said } = await collect(node);
        expect(tar).not.toContain('Hunter2x');
        expect(said).toMatch(new RegExp(`gathered \\d+ files of ${node.site}/${node.name}\\n$`));
        expect(spawnSync('tar', ['-xf', '-', '-C', folder], { input: tar }).status).toBe(0);
        const own = join(folder, node.site, node.name);
        const paths = filesBelow(own);
        const read = (path: string): string => readFileSync(join(own, path), 'utf8');
        const said_ = versionsIn(read('versions'));
        // Debian's number of PostgreSQL is PostgreSQL's own.
        for (const [product, version] of Object.entries(said_))
          expect(packages.get(product), product).toMatch(
            new RegExp(`^${version.replaceAll('.', '\\.')}(?:\\D|$)`),
          );
        if (node.spec?.etcd) {
          expect(paths).toContain('etc/etcd/etcd.conf.yml');
          expect(said_.etcd).toBeDefined();
        }
        if (node.spec?.haproxy) {
          expect(paths).toContain('etc/haproxy/haproxy.cfg');
          expect(said_.haproxy).toBeDefined();
        }
        const patroni = node.spec?.patroni;
        if (!patroni) continue;
        const data = textAt(patroni.value, 'postgresql', 'data_dir') ?? '';
        expect(paths).toEqual(
          expect.arrayContaining([
            'dcs.yml',
            'etc/patroni/patroni.yml',
            ENVIRONMENT_FILE.slice(1),
            'etc/systemd/system/patroni.service.d/pgdr-compile.conf',
            'usr/lib/systemd/system/patroni.service',
            `${data.slice(1)}/pg_hba.conf`,
          ]),
        );
        expect(paths.join('\n')).not.toMatch(/\.(?:pem|key|crt)$/m);
        expect(read(ENVIRONMENT_FILE.slice(1)).match(/PASSWORD='\*\*\*'$/gm)).toHaveLength(4);
        expect(read('dcs.yml')).toBe(await node.sh(SHOW_CONFIG));
        expect(read('etc/patroni/patroni.yml').replace(/#.*/g, '')).toBe(
          (await node.sh('cat /etc/patroni/patroni.yml')).replace(/#.*/g, ''),
        );
        expect(read(`${data.slice(1)}/pg_hba.conf`)).toBe(await node.sh(`cat ${data}/pg_hba.conf`));
        expect(said_.patroni).toBeDefined();
        expect(said_.postgresql).toBeDefined();
        report.note(`${node.name} said`, said.trimEnd().replaceAll('\n', '; '));
      }
    });
    await report.step('somebody who is not root gets what everybody may read', async () => {
      const [member] = lab.primary.members;
      const nobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];
      const run = await member?.run([...nobody, 'sh', '-s'], { input: COLLECT_SCRIPT });
      expect(run?.status).toBe(0);
      expect(run?.stderr).toContain(`left out ${ENVIRONMENT_FILE}: it may not be read by this user`);
      expect(run?.stdout).not.toContain('Hunter2x');
    });
    await report.step('the collected files have the findings of their topology', async () => {
      const files = filesBelow(folder).map((path) => ({
        file: path,
        path,
        text: readFileSync(join(folder, path), 'utf8'),
      }));
      const { files: analyses, estate } = await analyseNodes(lab.estate.name, files);
      expect(estate?.sites.map(({ name, role }) => [name, role]).sort()).toEqual(
        lab.estate.sites.map(({ name, role }) => [name, role]).sort(),
      );
      // The same rules as of the topology that the files were compiled from, and nothing of the files themselves.
      const topology = withSoftware(readFileSync(lab.file, 'utf8'), lab.suite);
      const { diagnostics: ofTopology } = await lint(Buffer.from(topology));
      const rules = (found: readonly { readonly rule: string }[]): string[] =>
        [...new Set(found.map(({ rule }) => rule))].sort();
      expect(rules(analyses.flatMap(({ diagnostics }) => diagnostics))).toEqual(rules(ofTopology));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

labDescribe('collect', () => {
  it(
    'gathers the files of running nodes, without a secret and without a change',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('collect', play),
  );
});
