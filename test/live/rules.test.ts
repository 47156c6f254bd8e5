import { describe, expect, it } from 'vitest';
import { LIVE_RULES } from '../../src/rules/generated/live.ts';
import { fakeEstate } from './estate.ts';
import { FAULTS, NO_FAULTS } from './faults.ts';
import { findingsOf, idsOf } from './judged.ts';
import { SAMPLE } from './sample.ts';

/** The sample with the versions of an old distribution. */
const OLD = SAMPLE.replace('patroni: "4.1"', 'patroni: "3.0"').replace('postgresql: 18', 'postgresql: 15');

describe('an estate that is well', () => {
  it('has no finding', async () => {
    expect(await findingsOf(await fakeEstate())).toEqual([]);
  });

  it('has none where Patroni says as little as 3.0 did', async () => {
    expect(await findingsOf(await fakeEstate(OLD, { isOld: true }), OLD)).toEqual([]);
  });

  it('is told of a member with another name, though Patroni 3.0 does not say its own', async () => {
    const estate = await fakeEstate(OLD, { isOld: true });
    const site = estate.sites.get('busan');
    if (site)
      site.cluster = {
        members: ['pg-busan-9', 'pg-busan-2', 'pg-busan-3'].map((name, at) => ({
          name,
          host: `10.2.0.1${at}`,
          port: 5432,
        })),
      };
    expect(idsOf(await findingsOf(estate, OLD))).toEqual([
      'live/member-missing',
      'live/member-unknown',
      'live/stranger',
    ]);
  });

  it('has none where one site alone is asked', async () => {
    expect(await findingsOf(await fakeEstate(), SAMPLE, 'busan')).toEqual([]);
    expect(await findingsOf(await fakeEstate(), SAMPLE, 'seoul')).toEqual([]);
  });
});

describe('what looks like a fault', () => {
  it.each(NO_FAULTS.map((one) => [one.name, one] as const))(
    'is none: %s',
    async (_, { make, topology = (text: string) => text }) => {
      const text = topology(SAMPLE);
      const estate = await fakeEstate(text);
      make(estate);
      expect(await findingsOf(estate, text)).toEqual([]);
    },
  );

  it('is none where the site that somebody follows was not asked', async () => {
    const estate = await fakeEstate();
    const leader = estate.members.get('pg-seoul-3');
    if (leader) leader.status.replication = [];
    expect(await findingsOf(estate, SAMPLE, 'busan')).toEqual([]);
  });

  it('is told where one site alone is asked, and that has no primary', async () => {
    const estate = await fakeEstate();
    for (const [name, one] of estate.members)
      if (name.startsWith('pg-seoul')) one.status = { ...one.status, role: 'replica' };
    expect(idsOf(await findingsOf(estate, SAMPLE, 'seoul'))).toEqual(['live/no-leader']);
  });
});

describe('the command that mends a drift', () => {
  it('sets back all that went', async () => {
    const estate = await fakeEstate();
    const site = estate.sites.get('seoul');
    if (site) delete site.config?.slots;
    const [found] = await findingsOf(estate);
    expect(found?.help).toContain(
      `patronictl -c /etc/patroni/patroni.yml edit-config pg-seoul-cluster --force --set 'slots.standby_cluster_busan={`,
    );
  });
});

describe('a fault of an estate that runs', () => {
  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    'is named: %s',
    async (_, { make, ids, says }) => {
      const estate = await fakeEstate();
      make(estate);
      const found = await findingsOf(estate);
      expect(idsOf(found)).toEqual(ids);
      expect(found.map(({ message }) => message).join('\n')).toContain(says);
    },
  );

  it('is made for every rule', () => {
    // A server without TLS is asked over sockets: test/live/network.test.ts.
    const made = new Set(['live/no-tls', ...FAULTS.flatMap(({ ids }) => ids)]);
    expect(LIVE_RULES.map(({ id }) => id).filter((id) => !made.has(id))).toEqual([]);
  });
});
