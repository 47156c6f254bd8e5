import { expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
} from './client.ts';
import { leaderOf, patronictl, sql } from './cluster.ts';
import { cut, heal, loseSite, returnSite } from './faults.ts';
import { compileWithPrimary, type Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { type Shape, THREE_SITES } from './shapes.ts';
import { untilAllFollow, untilRefused, untilServing, untilSlotActive, untilStreaming } from './states.ts';
import { untilOthersWell, untilWell } from './verified.ts';

/** Rows that one site has but the promoted site lacks. */
const ROWS_AHEAD = 20;

/** A logical slot in the overrides of an estate. */
const OWN_SLOT = 'cdc';

const ESTATES: readonly Shape[] = [
  ...THREE_SITES,
  {
    // Both sites use the same private network. Also a slot of the user's own, which no role change may touch.
    shape: 'nat',
    file: 'fixtures/nat/topology.yaml',
    edit: (text) =>
      `${text}    wal_level: logical\noverrides:\n  patroni: { bootstrap: { dcs: { slots: { ${OWN_SLOT}: { type: logical, database: postgres, plugin: test_decoding } } } } }\n`,
  },
  {
    // Also a superuser without a `peer` line, so that every block needs the password; directories that no package makes,
    // and one member with another directory than the other members.
    shape: 'ipv6-superuser',
    file: 'fixtures/ipv6/topology.yaml',
    edit: (text) =>
      `${text}  data_dir: /srv/pg/data\ncredentials:\n  superuser: { username: dba }\netcd:\n  data_dir: /srv/etcd\n`.replace(
        'name: pg-seoul-2,',
        'name: pg-seoul-2, postgresql: { data_dir: /srv/pg/two }, etcd: { data_dir: /srv/two },',
      ),
  },
];

/** The user's own slot is what it was at the site that takes writes, if the estate has one. */
async function untilOwnSlot(lab: Lab, leader: LabNode): Promise<void> {
  if (!JSON.stringify(lab.heir.spec.dcs.value).includes(`"${OWN_SLOT}"`)) return;
  await lab.until(`slot ${OWN_SLOT} is logical on ${leader.name}`, 60, async () =>
    expect(
      await sql(leader, `select slot_type from pg_replication_slots where slot_name = '${OWN_SLOT}'`),
    ).toBe('logical'),
  );
}

/**
 * The lost site sees a redirected third site, but not the promoted site. The archive from which the third site restores
 * says nothing; the site from which it streams does.
 */
async function comeBackHalfBlind(lab: Lab, report: Report): Promise<void> {
  const { primary: lost, heir } = lab;
  const turned = lab.standbys.find((site) => site !== heir && site.spec.upstream?.name === lost.name);
  if (!turned) return returnSite(lab, lost.name);
  const setting = 'standby_cluster.restore_command';
  const archive = `false archive@${lost.members[0]?.addresses[0]} %f %p`;
  const set = async (value: string): Promise<string> =>
    patronictl(await leaderOf(turned, '/leader'), `edit-config --force --set '${setting}=${value}'`);
  await set(archive);
  await cut(lab, lost.name, heir.name);
  await report.step(`${lost.name} is back, sees ${turned.name} alone, and is refused`, async () => {
    await returnSite(lab, lost.name);
    await untilRefused(lab, lost.members, `${turned.name} follows another site, which does not answer`);
  });
  await heal(lab, lost.name, heir.name);
  await set('null');
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary: lost, heir } = lab;
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await lab.runbook.follow('apply.');
  await lab.runbook.follow('verify.');
  await lab.runbook.follow('trouble.');
  await createApplication(lab, primary);
  const before = await startWriter(lab, lost);
  await untilRows(lab, before, 100);
  const haveMore = lab.standbys.some((site) => site !== heir && site.spec.upstream?.name === lost.name);
  if (haveMore) {
    await cut(lab, lost.name, heir.name);
    await untilRows(lab, before, before.acknowledged.length + ROWS_AHEAD);
  }
  await loseSite(lab, lost.name);
  if (haveMore) await heal(lab, lost.name, heir.name);
  await before.stop();
  const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
    await lab.runbook.follow(`promote-${heir.name}.`);
    return untilStreaming(lab, heir, '/primary');
  });
  await untilOwnSlot(lab, promoted);
  const after = await startWriter(lab, heir, { first: 1_000_000 });
  await untilWriting(lab, after);
  await untilServing(lab, heir, true);
  for (const site of lab.standbys.filter((one) => one !== heir))
    await report.step(`${site.name} follows ${heir.name}`, async () => {
      await untilSlotActive(lab, promoted, site.slot);
      await untilComplete(lab, await untilStreaming(lab, site, '/standby-leader'), [...after.acknowledged]);
    });
  const changed = await compileWithPrimary(lab, heir.name);
  await report.step('the sites that are left are well', () => untilOthersWell(changed, lost.name));
  const lostCount = lostRows(before.acknowledged, await storedRows(lab, promoted)).length;
  report.note('acknowledged rows before the loss', String(before.acknowledged.length));
  report.note('of them lost', String(lostCount));

  await comeBackHalfBlind(lab, report);
  await report.step(`${lost.name} is fenced and follows by rewind`, async () => {
    await lab.runbook.follow(`fence-${lost.name}${lab.behind}.`);
    await lab.runbook.follow(`rewind-${lost.name}${lab.behind}.`);
    const leader = await untilStreaming(lab, lost, '/standby-leader');
    await untilSlotActive(lab, promoted, lost.slot);
    await untilComplete(lab, leader, [...after.acknowledged]);
  });
  await untilOwnSlot(lab, promoted);
  await after.stop();
  await report.step('all sites are well', () => untilWell(changed));
}

labDescribe('boot, promotion and the way back', () => {
  it.each(ESTATES)(
    'of the estate $shape, by its runbook',
    { timeout: SCENARIO_TIMEOUT_MS },
    ({ shape, ...options }) => scenario(`promotion-${shape}`, play, options),
  );
});
