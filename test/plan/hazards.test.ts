import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';
import { CHANGE_RULES } from '../../src/rules/generated/changes.ts';
import { analyseChange } from '../../src/workspace/workspace.ts';
import { CHANGES } from './changes.ts';
import { analysed, changeOf, edited, hazardsOf, planFor, SAMPLE } from './planned.ts';

const rules = (hazards: readonly string[]): string[] =>
  [...new Set(hazards.map((one) => one.replace(/^change\/([a-z-]+): .*$/s, '$1')))].sort();

describe('the hazards of a change', () => {
  it.each(CHANGES)('$name', async ({ edit, hazards = [] }) => {
    expect(rules(await hazardsOf(SAMPLE, edit(SAMPLE)))).toEqual([...hazards]);
  });

  it('are those of sound topologies', async () => {
    for (const { name, edit } of CHANGES) {
      const errors = (await analysed(edit(SAMPLE))).diagnostics.filter(
        ({ severity }) => severity === 'error',
      );
      expect(
        errors.map(({ rule, message }) => `${rule}: ${message}`),
        name,
      ).toEqual([]);
    }
  });

  it('are shown for every rule', async () => {
    const shown = new Set(CHANGES.flatMap(({ hazards = [] }) => hazards.map((name) => `change/${name}`)));
    const elsewhere = ['change/last-member', 'change/ring-replaced', 'change/slot-stays'];
    expect(
      CHANGE_RULES.map(({ id }) => id).filter((id) => !shown.has(id) && !elsewhere.includes(id)),
    ).toEqual([]);
  });

  it('include a site that turns to another ring', async () => {
    const turned = `${SAMPLE}overrides: { patroni: { etcd3: { hosts: [10.8.0.1:2379, 10.8.0.2:2379, 10.8.0.3:2379] } } }\n`;
    expect(rules(await hazardsOf(SAMPLE, turned))).toContain('ring-replaced');
  });

  it('include the only member of a cluster and of a ring', async () => {
    const single = readFileSync('fixtures/single-node/topology.yaml', 'utf8');
    const [address = ''] =
      /(?<=address: )[\d.]+/.exec(single.slice(single.indexOf('name: pg-busan-1'))) ?? [];
    const moved = await hazardsOf(single, single.replaceAll(address, '10.2.0.77'));
    expect(moved.filter((hazard) => hazard.startsWith('change/last-member'))).toHaveLength(2);
    const more = single.replace(
      /^( *)- \{ name: pg-busan-1.*\n/m,
      (line, space) => `${line}${space}- { name: pg-busan-9, address: 10.2.0.78 }\n`,
    );
    expect(await hazardsOf(single, more)).toContain(
      'change/last-member: the etcd ring of busan has one member, and gets 1 more',
    );
  });

  it('name every change for which there are no steps, as an error', async () => {
    for (const { name, edit } of CHANGES) {
      const { unplanned } = await planFor(SAMPLE, edit(SAMPLE));
      if (unplanned.length === 0 || unplanned.every(({ effect }) => effect.kind === 'role-change')) continue;
      const { parsed } = await analysed(edit(SAMPLE));
      const { diagnostics } = await analyseChange(parsed, await changeOf(SAMPLE, edit(SAMPLE)), []);
      expect(
        diagnostics.map(({ severity }) => severity),
        name,
      ).toContain('error');
    }
  });

  it('include a slot that stays when its site goes', async () => {
    const three = SAMPLE.replace(
      '      - standby_cluster_busan\n',
      '      - standby_cluster_busan\n      - standby_cluster_tokyo\n',
    ).replace(
      '\nclients:',
      '\n  - name: tokyo\n    scope: pg-tokyo\n    etcd: { token: t3 }\n    nodes:\n      - { name: pg-tokyo-1, address: 10.3.0.10 }\n\nclients:',
    );
    const two = SAMPLE.replace(
      '      - standby_cluster_busan\n',
      '      - standby_cluster_busan\n      - standby_cluster_tokyo\n',
    );
    expect(rules(await hazardsOf(three, two))).toContain('slot-stays');
  });
});

describe('a hazard', () => {
  const moved = edited(SAMPLE, 'scope: pg-busan-standby', 'scope: pg-busan');

  it('is accepted by --accept', async () => {
    expect(await hazardsOf(SAMPLE, moved, ['change/scope-renamed'])).toEqual([]);
  });

  it('is accepted by a comment with a reason, which lint does not complain about', async () => {
    const text = edited(
      moved,
      '    scope: pg-busan\n',
      '    # pgdr-ignore change/scope-renamed: done with all members stopped\n    scope: pg-busan\n',
    );
    const { parsed } = await analysed(text);
    const { diagnostics, suppressed } = await analyseChange(parsed, await changeOf(SAMPLE, text), []);
    expect(diagnostics).toEqual([]);
    expect(suppressed.map(({ reason }) => reason)).toEqual(['done with all members stopped']);
    expect((await lint(Buffer.from(text))).diagnostics).toEqual([]);
  });

  it('has the severity that the topology gives its rule', async () => {
    const text = `${moved}lint: { rules: { change/scope-renamed: info } }\n`;
    const { parsed } = await analysed(text);
    const { diagnostics } = await analyseChange(
      parsed,
      await changeOf(`${SAMPLE}lint: { rules: { change/scope-renamed: info } }\n`, text),
      [],
    );
    expect(diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'info change/scope-renamed',
    ]);
    expect((await lint(Buffer.from(text))).diagnostics).toEqual([]);
  });

  it('points at the key that changed', async () => {
    const { parsed } = await analysed(moved);
    const { diagnostics } = await analyseChange(parsed, await changeOf(SAMPLE, moved), []);
    expect(diagnostics.map(({ route }) => route)).toEqual(['sites/busan/scope']);
  });
});
