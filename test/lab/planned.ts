/** Plans of a chain of topologies, made word by word on a running estate. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { planMarkdown } from '../../src/commands/plan-markdown.ts';
import { changesText, stepsText } from '../../src/commands/plan-text.ts';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import type { Side } from '../../src/compiler/plan/compare.ts';
import type { Plan } from '../../src/compiler/plan/plan.ts';
import { planOf } from '../../src/compiler/plan/plan.ts';
import { decode } from '../../src/compiler/text/source.ts';
import { sideOfFiles } from '../../src/workspace/side-of-files.ts';
import { sideOfTopology } from '../../src/workspace/side-of-topology.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { filesBelow } from '../nodes/fake-node.ts';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilWriting,
} from './client.ts';
import { leaderOf } from './cluster.ts';
import type { CompiledEstate } from './estate.ts';
import { compileText, withSoftware } from './estate.ts';
import { must } from './exec.ts';
import type { Lab } from './lab.ts';
import { certify, labOn } from './lab.ts';
import type { LabNode } from './node.ts';
import { deployed, secrets } from './provision.ts';
import type { Report } from './report.ts';
import type { Runner } from './runbook.ts';
import { parseRunbook, runbook } from './runbook.ts';
import { untilWell } from './verified.ts';

/** A change of one text of a topology. */
export const replaced =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    text.replace(from, to);

/** A change of a topology, and what making it may cost. */
export interface Turn {
  readonly name: string;
  readonly edit: (topology: string) => string;
  /** Seconds for which writes may stop; 2 where the plan names no restart of the leader. */
  readonly pause?: number;
  /** Machines of this name are other ones after the change: the machine to take for each. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** What runs on a machine, by things that only a restart changes. */
type Lives = ReadonlyMap<string, string>;

const LIVES = `
alive() { if pid=$(pgrep -o "$@"); then echo "$unit $pid"; fi; }
unit=etcd; alive -x etcd
unit=haproxy; alive -x haproxy
unit=patroni; alive -u postgres -f bin/patroni
unit=postgresql
if [ -e /etc/patroni/patroni.yml ]; then
  running=$(sed -n 's/^  data_dir: //p' /etc/patroni/patroni.yml)/postmaster.pid
  [ ! -e "$running" ] || echo "$unit $(head -n 1 "$running")"
fi
`;

async function livesOf(node: LabNode): Promise<Lives> {
  const text = await node.sh(LIVES);
  return new Map(
    text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ') as [string, string]),
  );
}

/** A topology as a side of a plan. */
export async function sideOf(text: string): Promise<Side> {
  const source = decode('topology.yaml', Buffer.from(text));
  if ('rule' in source) throw new Error(source.message);
  const side = sideOfTopology(await analyse(source));
  if (!side) throw new Error('the topology describes an estate');
  return side;
}

/** The files of all nodes of an estate, as `collect` gathers them. */
export async function collected(nodes: readonly LabNode[]): Promise<GivenFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-planned-'));
  try {
    for (const node of nodes) {
      const run = await node.run(['sh', '-s', '--', node.site], { input: COLLECT_SCRIPT });
      const input = must(run, `${node.name}: collect`);
      expect(spawnSync('tar', ['-xf', '-', '-C', folder], { input }).status).toBe(0);
    }
    return filesBelow(folder).map((path) => ({
      file: path,
      path,
      text: readFileSync(join(folder, path), 'utf8'),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The estate of a smaller topology on some of the machines: the others are spare.
 * @param lab machines for every topology of the scenario
 */
export async function startSmaller(lab: Lab, text: string): Promise<Lab> {
  const compiled = await compileText(lab.suite, lab.file, text);
  const names = compiled.estate.sites.flatMap(({ nodes }) => nodes);
  const nodes = names.map((spec): LabNode => ({ ...lab.node(spec.name), spec }));
  const smaller = labOn(compiled, [...nodes, lab.client], lab.stop);
  for (const node of lab.nodes.filter(({ spec }) => spec))
    await node.sh(
      'rm -rf /etc/patroni/patroni.yml /etc/etcd/etcd.conf.yml /etc/haproxy/haproxy.cfg /usr/local/sbin/pgdr-start-guard /etc/systemd/system/*.service.d/pgdr-compile.conf',
    );
  await Promise.all(nodes.map((node) => node.install(deployed(node, compiled.artifacts))));
  await certify(nodes, compiled.artifacts, lab.client);
  return smaller;
}

/** A running estate whose topology changes. */
export class Changing {
  #lab: Lab;
  #text: string;
  /** All machines there are, also those that are no part of the estate now. */
  readonly #machines: readonly LabNode[];
  #from: Side | undefined;
  /** Machines that have another name than their own. */
  readonly #instead = new Map<string, string>();

  /**
   * @param lab the estate as it runs
   * @param text its topology
   * @param machines all machines, also spare ones
   * @param from what runs, where that is not what the topology compiles to
   */
  constructor(lab: Lab, text: string, machines: readonly LabNode[], from?: Side) {
    this.#lab = lab;
    this.#text = text;
    this.#machines = machines;
    this.#from = from;
  }

  get lab(): Lab {
    return this.#lab;
  }

  #machine(name: string): LabNode {
    const found = this.#machines.find((node) => node.name === (this.#instead.get(name) ?? name));
    if (!found) throw new Error(`there is no machine ${name}`);
    return found;
  }

  /** The estate of a topology on these machines. */
  #on(compiled: CompiledEstate): Lab {
    const specs = compiled.estate.sites.flatMap((site) => site.nodes);
    const nodes = specs.map(
      (spec): LabNode => ({ ...this.#machine(spec.name), name: spec.name, site: spec.site, spec }),
    );
    return labOn(compiled, [...nodes, this.#lab.client], this.#lab.stop);
  }

  /** The machine that a label of a block names. */
  async #find(on: string, before: Lab, after: Lab, id: string): Promise<Runner> {
    const [name = '', which = ''] = on.split(':');
    const ofSite = (lab: Lab) => lab.sites.find((one) => one.name === name);
    const [now, was] = [ofSite(after), ofSite(before)];
    if (!now && !was) {
      // Who goes is the old machine, where another one gets its name.
      const goes = /\.(?:leave|etcd-stop|haproxy-stop)\./.test(id);
      const [first, second] = goes ? [before, after] : [after, before];
      return [...first.nodes, ...second.nodes].find((node) => node.name === on) ?? this.#machine(on);
    }
    const all = [
      ...new Map(
        [...(now?.nodes ?? []), ...(was?.nodes ?? [])].map((node) => [node.addresses.join(), node]),
      ).values(),
    ];
    const running = async (unit: string): Promise<LabNode[]> => {
      const states = await Promise.all(
        all.map(async (node) => (await node.exec(`systemctl is-active --quiet ${unit}`)).status === 0),
      );
      return all.filter((_, at) => states[at]);
    };
    if (which === 'candidate') return (now ?? was)?.members.at(-1) as LabNode;
    if (which === 'ring') {
      const [ring] = (await running('etcd')).reverse();
      if (!ring) throw new Error(`no etcd runs at ${name}`);
      return ring;
    }
    const members = await running('patroni');
    const [any] = members.reverse();
    if (!any) throw new Error(`no Patroni runs at ${name}`);
    if (which === '') return any;
    const list = JSON.parse(
      await any.sh(
        'set -a; . /etc/patroni/patroni.env; exec patronictl -c /etc/patroni/patroni.yml list -f json',
        { user: 'postgres' },
      ),
    ) as readonly { readonly Member: string; readonly Role: string }[];
    const leader = list.find(({ Role }) => /^(?:Standby )?Leader$/.test(Role))?.Member;
    const found = members.find((node) => node.name === leader);
    if (!found) throw new Error(`${leader} leads ${name}, and is none of its machines`);
    return found;
  }

  /** What the operator's machine does. */
  #operator(after: Lab): Runner {
    return {
      name: 'operator',
      isUp: () => true,
      run: async ([, , text = '']) => {
        const [command, ...targets] = text.split(' ');
        if (command !== 'deploy') throw new Error(`the operator runs ${text}`);
        for (const target of targets) {
          const node = after.node(target.replace(/^.*\//, ''));
          await node.install(deployed(node, after.artifacts));
        }
        return { status: 0, stdout: '', stderr: '' };
      },
    };
  }

  /** Gives machines the addresses for other sites that they do not have: what the operator's network does first. */
  async #giveAddresses(after: Lab): Promise<void> {
    for (const node of after.nodes) {
      const { wan, address } = node.spec ?? {};
      if (!wan || wan.text === address?.text) continue;
      // It speaks to such addresses with its own one, as behind address translation.
      await node.sh(
        `ip address replace ${wan.text}/32 dev eth0 && ip route replace 10.7.0.0/16 dev eth0 src ${wan.text}`,
      );
    }
  }

  /** Makes a change by its plan, word by word; then reads the estate back from its machines. */
  async make({ edit, instead = {}, name }: Turn): Promise<Plan> {
    const text = edit(this.#text);
    if (text === this.#text && !this.#from) throw new Error(`${name}: the topology does not change`);
    const before = this.#lab;
    const compiled = await compileText(before.suite, before.file, text);
    const old = new Map(this.#instead);
    for (const [one, other] of Object.entries(instead)) this.#instead.set(one, other);
    const after = this.#on(compiled);
    const plan = planOf(this.#from ?? (await sideOf(this.#text)), await sideOf(text));
    console.log(`plan: ${name}\n${changesText(plan)}${stepsText(plan, [])}`);
    expect(plan.unplanned).toEqual([]);
    expect(plan.steps).not.toEqual([]);
    const lives = new Map<LabNode, Lives>();
    for (const node of before.nodes) if (node.spec) lives.set(node, await livesOf(node));
    await this.#giveAddresses(after);
    await this.#follow(plan, before, after);
    await this.#sameLives(plan, lives, after, old);
    this.#lab = after;
    this.#text = text;
    this.#from = undefined;
    await this.#readBack();
    await untilWell(after);
    return plan;
  }

  async #follow(plan: Plan, before: Lab, after: Lab): Promise<void> {
    const document = planMarkdown(plan, [], { from: 'before', to: 'after', accepted: [] });
    const blocks = parseRunbook(document);
    const joining = after.nodes.filter(({ name }) =>
      plan.change.values.some(({ what, node, to }) => what === 'machine' && to === node && node === name),
    );
    const newSites = plan.change.values.flatMap(({ what, site, to }) =>
      what === 'site' && to !== undefined ? [site] : [],
    );
    const fresh = [...joining, ...after.nodes.filter(({ site }) => newSites.includes(site))];
    // What the plan says in words: certificates, and the passwords of new machines.
    if (/Make certificates/.test(document))
      await certify(
        after.nodes.filter(({ spec }) => spec),
        after.artifacts,
        after.client,
      );
    for (const node of fresh) await node.install(secrets(node));
    for (const { id } of blocks) {
      const book = runbook(document, {
        find: (on) =>
          on === 'operator' ? Promise.resolve(this.#operator(after)) : this.#find(on, before, after, id),
      });
      await book.run(id);
      // Every block may be run again.
      if (!/\.(?:deploy|files)/.test(id) && AGAIN.test(id)) await book.run(id);
    }
  }

  /** Nothing restarted that the plan did not name. */
  async #sameLives(
    plan: Plan,
    lives: ReadonlyMap<LabNode, Lives>,
    after: Lab,
    old: ReadonlyMap<string, string>,
  ): Promise<void> {
    const restarts = (program: string, node: LabNode): boolean =>
      plan.change.values.some(
        (value) =>
          (value.node === node.name || (value.node === undefined && value.site === node.site)) &&
          value.effect.kind === `restart-${program}`,
      );
    for (const [node, were] of lives) {
      if (
        !after.nodes.some(({ name }) => name === node.name) ||
        old.get(node.name) !== this.#instead.get(node.name)
      )
        continue;
      const are = await livesOf(node);
      for (const [program, life] of were) {
        const moved = plan.change.values.some(
          ({ what, node: machine }) => what === 'machine' && machine === node.name,
        );
        const isRing =
          program === 'etcd' &&
          plan.change.values.some(({ effect, node: one }) => one === node.name && effect.kind === 'ring');
        // A leader that hands over becomes a standby by a restart.
        const handsOver =
          program === 'postgresql' &&
          plan.steps.some(({ blocks }) => blocks.some(({ id }) => id.endsWith(`.switch.${node.site}`)));
        if (moved || isRing || handsOver || restarts(program, node)) continue;
        expect(`${node.name}: ${program} ${are.get(program)}`).toBe(`${node.name}: ${program} ${life}`);
      }
    }
  }

  /** The estate is what the topology says, read from its machines. */
  async #readBack(): Promise<void> {
    const { nodes } = this.#lab;
    const files = await collected(nodes.filter(({ spec }) => spec));
    const read = sideOfFiles('estate', files, {});
    if (!read) throw new Error('the files are those of nodes');
    const { change } = planOf(read, await sideOf(this.#text));
    // What collect does not gather is compared as it lies there.
    const values = change.values.filter(({ what, from }) => what !== 'guard' || from !== undefined);
    expect(values.map(({ effect: _, at: __, wasAt: ___, ...value }) => value)).toEqual([]);
    for (const node of nodes.filter(({ spec }) => spec))
      for (const { path, text } of deployed(node, this.#lab.artifacts)) {
        // A new member of a ring starts with what the ring is at that moment, and never reads it again.
        const plain = (one: string): string => one.replace(/^initial-cluster.*\n/gm, '');
        expect(plain(await node.sh(`cat ${path}`)), `${node.name}: ${path}`).toBe(plain(text));
      }
  }
}

/** Blocks that are run twice in the lab, as a person may: those that change something. */
const AGAIN =
  /\.(?:reload|gone|slots|settings|lower|follow|drop|restart|etcd-add|etcd-join|etcd-remove|leave|haproxy|switch|unchecked|start|resume)\b/;

export interface TurnOptions {
  /** Changes the topology of the lab before the first turn. */
  readonly first?: (topology: string) => string;
  /** What is tried after the last turn. */
  readonly last?: (estate: Changing) => Promise<void>;
}

/** The number of the turn to begin with: what comes before it is there from the start. */
const FROM = Number(process.env.PGDR_LAB_FROM ?? '0');

/** The number of the turn to end before. */
const TO = Number(process.env.PGDR_LAB_TO ?? '99');

/**
 * Brings an estate up, and makes one change after the other by its plan, while an application writes.
 * @param lab machines for every topology of the scenario
 */
export async function playTurns(
  lab: Lab,
  report: Report,
  turns: readonly Turn[],
  { first: begin = (text) => text, last = async () => {} }: TurnOptions = {},
): Promise<void> {
  const first = withSoftware(begin(await readFile(lab.file, 'utf8')), lab.suite);
  const text = turns.slice(0, FROM).reduce((topology, { edit }) => edit(topology), first);
  const start = await startSmaller(lab, text);
  const { primary } = await bringUp(start, report);
  await createApplication(start, primary);
  const estate = new Changing(start, text, lab.nodes);
  const writer = await startWriter(start, start.primary);
  await untilWriting(start, writer);
  for (const turn of turns.slice(FROM, TO)) {
    const since = writer.acknowledged.length;
    await report.step(turn.name, () => estate.make(turn));
    await untilWriting(start, writer);
    const pause = longestPause(writer.acknowledged.slice(Math.max(0, since - 1)));
    report.note(`longest pause: ${turn.name}`, `${pause} s`);
    // Without a restart of the leader, or another leader, nobody waits.
    expect(pause).toBeLessThan(turn.pause ?? 2);
  }
  if (turns.length <= TO) await last(estate);
  await writer.stop();
  const now = estate.lab;
  const leader = await leaderOf(now.primary, '/primary');
  report.note('rows acknowledged', String(writer.acknowledged.length));
  expect(lostRows(writer.acknowledged, await storedRows(now, leader))).toEqual([]);
  for (const node of now.heir.members) await untilComplete(now, node, writer.acknowledged);
}
