import { expect, it } from 'vitest';
import { certificatesOf } from '../../src/compiler/render/certificates.ts';
import { bringUp } from './bring-up.ts';
import { CA_FILE, issueCertificates } from './certificates.ts';
import { createApplication, longestPause, startWriter, untilWriting } from './client.ts';
import { leaderOf, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilServed } from './served.ts';
import { untilAllFollow, untilServing } from './states.ts';
import { untilWell } from './verified.ts';

/** Puts these CAs where a node looks for its trusted CA. */
async function trust(lab: Lab, node: LabNode, authorities: string): Promise<void> {
  const files = certificatesOf(lab.estate).authorities.filter((one) => one.node === node.name);
  await node.install(files.map(({ file }) => ({ path: file, text: authorities })));
}

/** The runbook's step after a change of CA files: each daemon reads them again; etcd members are restarted one by one. */
async function readAgain(lab: Lab): Promise<void> {
  for (const site of lab.sites) {
    for (const node of site.ring) {
      await node.sh('systemctl restart etcd', { timeout: 60 });
      await lab.runbook.run(`bring-up.${site.name}.quorum`);
    }
    await lab.runbook.run(`renew-${site.name}.reload`);
    for (const proxy of site.proxies) await proxy.sh('systemctl reload haproxy');
  }
}

labDescribe('another certificate authority', () => {
  it(
    'takes the place of the old one by the runbook, and nothing stops',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('authority', async (lab, report) => {
        const { primary } = await bringUp(lab, report);
        await createApplication(lab, primary);
        const writer = await startWriter(lab, lab.primary);
        await untilWriting(lab, writer);
        const started = await sql(primary, 'select pg_postmaster_start_time()');
        const old = await issueCertificates(lab.client, lab.artifacts);
        const next = await issueCertificates(lab.client, lab.artifacts, '/root/another-ca');

        await report.step('both CAs are trusted', async () => {
          for (const node of lab.nodes) await trust(lab, node, old.authority + next.authority);
          await readAgain(lab);
        });
        await report.step('certificates of the new CA are served', async () => {
          const { authorities } = certificatesOf(lab.estate);
          for (const node of lab.nodes) {
            const known = authorities.filter((one) => one.node === node.name).map(({ file }) => file);
            const { files, owners } = next.of(node);
            await node.install(files.filter(({ path }) => !known.includes(path)));
            await node.sh(owners);
          }
          await lab.client.install([{ path: CA_FILE, text: next.authority }]);
          for (const site of lab.sites) await lab.runbook.run(`renew-${site.name}.reload`);
          await untilServed(lab);
        });
        await report.step('the new CA alone is trusted', async () => {
          for (const node of lab.nodes) await trust(lab, node, next.authority);
          await readAgain(lab);
        });
        await untilWriting(lab, writer);
        await writer.stop();

        expect(await leaderOf(lab.primary, '/primary')).toBe(primary);
        expect(await sql(primary, 'select pg_postmaster_start_time()')).toBe(started);
        await untilAllFollow(lab);
        for (const site of lab.sites) await untilServing(lab, site, site === lab.primary);
        await report.step('verify trusts the new CA alone', () => untilWell(lab));
        await lab.runbook.follow('verify.');
        await lab.runbook.follow('trouble.');
        report.note('longest pause between two rows', `${longestPause(writer.acknowledged).toFixed(2)} s`);
      }),
  );
});
