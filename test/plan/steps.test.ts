import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inEffect } from '../../src/compiler/plan/same.ts';
import { partOf, runs } from '../fuzz.ts';
import { soundEstate } from '../generate/estate.ts';
import { CHANGES, type TopologyChange } from './changes.ts';
import { edited, hazardsOf, planFor, SAMPLE } from './planned.ts';
import { afterSteps, heldBy, stopped } from './simulate.ts';

/** What a plan leaves behind is what the new topology compiles to, on every machine that stays or comes. */
async function applied(before: string | object, after: string | object): Promise<void> {
  const { change, steps, unplanned } = await planFor(before, after);
  if (unplanned.length > 0) {
    expect(steps).toEqual([]);
    return;
  }
  const held = afterSteps(steps, change);
  const wanted = heldBy(change.after);
  for (const [path, text] of wanted.files) expect(held.files.get(path), path).toBe(text);
  for (const [site, dynamic] of wanted.dynamic) {
    // The configuration of a new site comes with its bootstrap.
    const is = held.dynamic.get(site);
    if (is) expect(inEffect(is, dynamic), `${site}: ${JSON.stringify([is, dynamic])}`).toBe(true);
  }
  const gone = change.sites.flatMap(({ now, nodes }) =>
    nodes.flatMap((pair) => (pair.was && (!now || !pair.now) ? [pair.was.name] : [])),
  );
  expect([...new Set(stopped(steps))].filter((name) => gone.includes(name)).sort()).toEqual(gone.sort());
}

const ids = (steps: readonly { readonly blocks: readonly { readonly id: string }[] }[]): string[] =>
  steps.flatMap(({ blocks }) => blocks.map(({ id }) => id.replace(/^plan\.\d+\./, '')));

describe('the steps of a plan', () => {
  it('are none where nothing changes', async () => {
    const { change, groups, steps } = await planFor(SAMPLE, SAMPLE);
    expect({ values: change.values, groups, steps }).toEqual({ values: [], groups: [], steps: [] });
    expect(await hazardsOf(SAMPLE, SAMPLE)).toEqual([]);
  });

  it.each(CHANGES)('lead to what the topology says: $name', async ({ edit }) => {
    await applied(SAMPLE, edit(SAMPLE));
  });

  it.each(partOf(CHANGES, 4))('lead back again: $name', async ({ edit }) => {
    await applied(edit(SAMPLE), SAMPLE);
  });

  it('lead from any of these changes to any other (PGDR_FUZZ=50 tries 3,000 pairs)', async () => {
    const any = fc.constantFrom<TopologyChange[]>(...CHANGES);
    await fc.assert(
      fc.asyncProperty(any, any, async (one, other) => applied(one.edit(SAMPLE), other.edit(SAMPLE))),
      { ...runs(60), seed: 1, endOnFailure: true },
    );
  });

  it('are none for any sound estate that stays as it is, and lead from one to another', async () => {
    await fc.assert(
      fc.asyncProperty(soundEstate, soundEstate, async (one, other) => {
        expect((await planFor(one, one)).groups).toEqual([]);
        await applied(one, { ...other, software: (one as { software?: unknown }).software ?? {} });
      }),
      { ...runs(20), seed: 2, endOnFailure: true },
    );
  });

  it('number their blocks, each once, and know where they run', async () => {
    for (const { edit } of partOf(CHANGES, 4)) {
      const { steps } = await planFor(SAMPLE, edit(SAMPLE));
      const all = steps.flatMap(({ blocks }) => blocks);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { on, as, text } of all) {
        expect(on).not.toBe('');
        expect(as).toMatch(/^(?:root|postgres|operator)$/);
        if (as !== 'operator') expect(text).toMatch(/^\(set -eu\n[\s\S]*\n\)$/);
      }
    }
  });
});

describe('the order of steps', () => {
  it('lets standbys have a higher value before their primary, and a lower one after it', async () => {
    const more = await planFor(SAMPLE, edited(SAMPLE, 'max_connections: 200', 'max_connections: 300'));
    const less = await planFor(SAMPLE, edited(SAMPLE, 'max_connections: 200', 'max_connections: 100'));
    const restarts = (steps: typeof more.steps): string[] =>
      ids(steps).filter((id) => id.startsWith('restart.'));
    expect(restarts(more.steps)).toEqual(['restart.busan', 'restart.seoul']);
    expect(restarts(less.steps)).toEqual(['restart.seoul', 'restart.busan']);
  });

  it('makes a slot before it is used, and drops one when nobody uses it any more', async () => {
    const { steps } = await planFor(SAMPLE, SAMPLE.replaceAll('standby_cluster_busan', 'dr'));
    expect(ids(steps).filter((id) => !/^(?:check|streams|files)/.test(id))).toEqual([
      'slots.seoul',
      'follow.busan',
      'idle.seoul',
      'drop.seoul',
    ]);
  });

  it('lets a machine in before it comes, and tells the ring before its etcd starts', async () => {
    const after = edited(
      SAMPLE,
      '      - { name: haproxy-busan',
      '      - { name: pg-busan-4, address: 10.2.0.13 }\n      - { name: haproxy-busan',
    );
    const order = ids((await planFor(SAMPLE, after)).steps);
    const at = (id: string): number => order.indexOf(id);
    expect(at('reload.seoul')).toBeGreaterThan(-1);
    expect(at('reload.seoul')).toBeLessThan(at('etcd-add.pg-busan-4'));
    expect(at('etcd-add.pg-busan-4')).toBeLessThan(at('etcd-join.pg-busan-4'));
    expect(at('etcd-join.pg-busan-4')).toBeLessThan(at('start.pg-busan-4'));
    expect(at('start.pg-busan-4')).toBeLessThan(at('haproxy.haproxy-busan'));
  });

  it('stops a machine after HAProxy has forgotten it, and takes it out of the ring after it has stopped', async () => {
    const after = SAMPLE.replace(/^.*name: pg-busan-3.*\n/m, '');
    const order = ids((await planFor(SAMPLE, after)).steps);
    // Who leads hands over before anything else.
    expect(order.indexOf('switch.busan')).toBeLessThan(order.indexOf('reload.seoul'));
    const rest = order.slice(order.indexOf('haproxy.haproxy-busan'));
    expect(rest.filter((id) => !/^(?:check|streams|gone|files|units)/.test(id))).toEqual([
      'haproxy.haproxy-busan',
      'switch.busan',
      'leave.pg-busan-3',
      'etcd-remove.pg-busan-3',
      'etcd-stop.pg-busan-3',
    ]);
  });

  it('takes an old machine away before another one gets its name', async () => {
    const after = edited(SAMPLE, '10.2.0.12', '10.2.0.99');
    const order = ids((await planFor(SAMPLE, after)).steps);
    expect(order.indexOf('etcd-remove.pg-busan-3')).toBeLessThan(order.indexOf('etcd-add.pg-busan-3'));
    expect(order.indexOf('leave.pg-busan-3')).toBeLessThan(order.indexOf('start.pg-busan-3'));
  });

  it('lets HAProxy ask nobody while the REST API moves, and reloads it right after', async () => {
    const after = `${SAMPLE}patroni: { restapi: { port: 8009 } }\n`;
    const order = ids((await planFor(SAMPLE, after)).steps).filter((id) =>
      /^(?:unchecked|reload|haproxy)/.test(id),
    );
    expect(order).toEqual([
      'unchecked.haproxy-busan',
      'unchecked.haproxy-seoul',
      'reload.busan',
      'reload.busan.leader',
      'reload.seoul',
      'reload.seoul.leader',
      'haproxy.deploy',
      'haproxy.haproxy-busan',
      'haproxy.haproxy-seoul',
    ]);
  });
});

describe('hazards', () => {
  it('of several changes are those of the single ones, or of two of them', async () => {
    const any = fc.shuffledSubarray(
      CHANGES.filter(({ isAlone }) => !isAlone),
      { minLength: 3, maxLength: 3 },
    );
    const rulesOf = async (edits: readonly TopologyChange[]): Promise<Set<string>> => {
      const after = edits.reduce((text, { edit }) => {
        try {
          return edit(text);
        } catch {
          // Two of them change the same line.
          return text;
        }
      }, SAMPLE);
      return new Set((await hazardsOf(SAMPLE, after)).map((hazard) => hazard.split(': ')[0] ?? ''));
    };
    await fc.assert(
      fc.asyncProperty(any, async (edits) => {
        const [one, two, three] = edits as [TopologyChange, TopologyChange, TopologyChange];
        const known = new Set<string>();
        for (const part of [[one], [two], [three], [one, two], [one, three], [two, three]])
          for (const rule of await rulesOf(part)) known.add(rule);
        for (const rule of await rulesOf(edits)) expect([...known]).toContain(rule);
      }),
      { ...runs(20), seed: 3, endOnFailure: true },
    );
  });

  it('are found in a topology that is written as a map of JSON, too', async () => {
    const after = { ...(parse(SAMPLE) as object), primary: 'busan' };
    expect((await hazardsOf(parse(SAMPLE) as object, after)).map((hazard) => hazard.split(':')[0])).toEqual([
      'change/primary-recorded',
    ]);
  });
});
