import { expect, it } from 'vitest';
import { textAt } from '../../src/compiler/text/json.ts';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  startWriter,
  untilComplete,
  untilRows,
  untilWriting,
} from './client.ts';
import { list, patroniStatus, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import { APPLICATION_PASSWORD, NEW_PASSWORDS, secrets } from './provision.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { certificatesOn, untilServed } from './served.ts';
import { untilAllFollow } from './states.ts';

/**
 * What Debian's packages leave behind: etcd runs with its own configuration, and a cluster exists where Patroni has to
 * make one. The runbook's first blocks refuse to continue if there is data, and stop everything else.
 */
async function asInstalled(lab: Lab): Promise<void> {
  const dropIn = '/etc/systemd/system/etcd.service.d';
  for (const node of lab.nodes.filter(({ spec }) => spec?.etcd))
    await node.sh(
      `mv ${dropIn} /root/; systemctl daemon-reload; systemctl enable --now etcd; mv /root/etcd.service.d ${dropIn}`,
    );
  const cluster = `${lab.estate.software.postgresql.text} main`;
  const [member] = lab.primary.members;
  await member?.sh(`pg_createcluster ${cluster}`);
  await expect(lab.runbook.run(`prepare.${lab.primary.name}`)).rejects.toThrow('is not empty');
  await member?.sh(`pg_dropcluster --stop ${cluster}`);
}

/** An application's login through HAProxy, as in the runbook: it says which server answered. */
async function login({ runbook, primary }: Lab, leader: LabNode): Promise<void> {
  const { text = '', as: user = '' } = runbook.blocks.find(({ id }) => id === `login.${primary.name}`) ?? {};
  const input = `${APPLICATION_PASSWORD}\n`;
  const { status, stdout } = await leader.run(['sh', '-c', text], { user, input });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/ \| f\n/) });
  for (const { addresses } of primary.proxies) expect(stdout).toContain(`through ${addresses[0]} port`);
  expect(stdout).toContain(leader.addresses[0]);
}

/** The runbook's questions to a running estate, and the answers that its text expects. */
async function verify(lab: Lab, primary: LabNode): Promise<void> {
  await lab.runbook.follow('verify.');
  await login(lab, primary);
  const answer = async (id: string): Promise<string> =>
    (await lab.runbook.run(id)).map(({ stdout }) => stdout).join('');
  for (const site of lab.standbys) {
    const upstream = site.spec.upstream?.name ?? '';
    // Bytes and seconds: both are numbers, and the site receives.
    expect(await answer(`verify.${upstream}.slots`)).toMatch(
      new RegExp(`${site.slot} +\\| t +\\| (reserved|extended) +\\| +\\d+\\n`),
    );
    expect(await answer(`verify.${upstream}.senders`)).toMatch(/\| streaming +\| async +\| +\d+ \| .*\n/);
    expect(await answer(`verify.${site.name}.lag`)).toMatch(/streaming +\| +\d+ \| +\d\d:\d\d:\d\d/);
  }
  await lab.runbook.follow('trouble.');
}

/** New certificates on every node, by the runbook, until every port serves the installed certificate. */
async function renew(lab: Lab): Promise<void> {
  const before = (await Promise.all(lab.nodes.map((node) => certificatesOn(lab, node)))).flat();
  await lab.renewCertificates();
  for (const site of lab.sites) await lab.runbook.run(`renew-${site.name}.reload`);
  await untilServed(lab);
  for (const node of lab.nodes)
    expect((await certificatesOn(lab, node)).filter((serial) => before.includes(serial))).toEqual([]);
}

/** Text is UTF8 in every database, whatever environment the daemons have, and letters beyond ASCII are classified. */
async function isText(node: LabNode): Promise<void> {
  const databases = 'select distinct pg_encoding_to_char(encoding), datcollate from pg_database';
  expect(await sql(node, databases)).toBe('UTF8|C');
  expect(await sql(node, `select lower('É'), length('é'), 'Z' < 'a'`)).toBe('é|1|t');
}

/** Changes all passwords by the runbook, including the operator's own steps between the blocks. */
async function changePasswords(lab: Lab, primary: LabNode): Promise<void> {
  const each = async (block: string): Promise<void> => {
    for (const site of lab.sites) await lab.runbook.run(`restart-${site.name}.${block}`);
  };
  const [site] = lab.sites;
  await expect(lab.runbook.run(`restart-${site?.name}.patroni`)).rejects.toThrow('nothing was restarted');
  await each('pause');
  for (const kind of ['superuser', 'replication', 'rewind'] as const) {
    const role = textAt(primary.spec?.patroni?.value, 'postgresql', 'authentication', kind, 'username');
    if (role !== undefined) await sql(primary, `alter role "${role}" password '${NEW_PASSWORDS[kind]}'`);
  }
  await Promise.all(lab.nodes.map((node) => node.install(secrets(node, NEW_PASSWORDS))));
  // Patroni uses the old password until it is restarted: nobody ends the pause before that.
  await expect(lab.runbook.run(`restart-${site?.name}.resume`)).rejects.toThrow('is still paused');
  await each('patroni');
  await each('resume');
  // All streaming standbys have to log in again.
  await sql(primary, 'select pg_terminate_backend(pid) from pg_stat_replication');
  await untilAllFollow(lab);
}

async function play(lab: Lab, report: Report): Promise<void> {
  await asInstalled(lab);
  const { primary, standbys } = await bringUp(lab, report);
  for (const node of [primary, ...standbys]) await isText(node);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  await report.step('verification by the runbook', () => verify(lab, primary));

  const started = await sql(primary, 'select pg_postmaster_start_time()');
  const writer = await startWriter(lab, lab.primary);
  await report.step('100 rows acknowledged through HAProxy', () => untilRows(lab, writer, 100));
  if (lab.artifacts.some(({ path }) => path === 'certificates.md'))
    await report.step('certificates renewed by the runbook', () => renew(lab));
  expect(await sql(primary, 'select pg_postmaster_start_time()')).toBe(started);
  await untilWriting(lab, writer);
  await lab.runbook.follow('trouble.');
  await report.step('all passwords changed by the runbook, PostgreSQL runs on', () =>
    changePasswords(lab, primary),
  );
  expect(await sql(primary, 'select pg_postmaster_start_time()')).toBe(started);
  await untilWriting(lab, writer);
  await writer.stop();
  for (const standby of standbys) await untilComplete(lab, standby, writer.acknowledged);
  report.note('rows acknowledged', String(writer.acknowledged.length));
  report.note('longest pause between two of them', `${longestPause(writer.acknowledged).toFixed(2)} s`);

  const members = [primary, ...standbys];
  const status = await Promise.all(members.map(patroniStatus));
  expect(new Set(status.map((one) => one.database_system_identifier)).size).toBe(1);
  const roles = await Promise.all(members.map(async (node) => (await list(node)).map(({ Role }) => Role)));
  expect(roles.map((all) => all.filter((role) => role !== 'Replica'))).toEqual([
    ['Leader'],
    ...standbys.map(() => ['Standby Leader']),
  ]);
}

labDescribe('bring-up', () => {
  it(
    'boots every site as the topology says, and rows written in one are in all',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('bring-up', play),
  );
});
