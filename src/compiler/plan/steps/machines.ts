import type { Node } from '../../estate/estate.ts';
import { mayLead } from '../../render/reach.ts';
import type { Place } from '../blocks.ts';
import * as make from '../blocks.ts';
import type { Block, Draft } from '../step.ts';
import type { SiteWork } from '../work.ts';
import type { Work } from './work-at.ts';
import { nodeNames, staysAt, step } from './work-at.ts';

/** Machines that come: what the first start of an estate has, up to its start. */
export function newMachines(all: readonly Work[]): Draft[] {
  return all.flatMap(({ now, joining }) => {
    if (!now || joining.length === 0) return [];
    const nodes = joining.map(({ node }) => node);
    return step(
      `Prepare ${nodeNames(nodes)}`,
      `Do the section "Before the first start" of the new RUNBOOK.md for ${nodes.length === 1 ? 'this machine' : 'these machines'}: software, certificates, passwords. Then run these blocks. Nothing starts yet. A machine that was in use before has to be emptied first: the blocks refuse data directories that are not empty.`,
      make.prepare(now, nodes),
      'Nothing runs there: leave the machine alone, or take it away.',
    );
  });
}

/** Where the members of a ring answer that stay, by the files of before and after the change. */
export const ringClients = ({ pair, staying }: Work, others: readonly Node[] = []): string[] => {
  const stays = new Set(staying.map(({ name }) => name));
  const old = pair.nodes.flatMap(({ was, now }) => (was && now && stays.has(now.name) ? [was] : []));
  return make.clientUrls([...staying, ...old, ...others]);
};

/** A machine stops for good: its proxy, its member of the cluster, then that of the ring. */
function leavingBlocks(work: Work, goers: SiteWork['leaving'], ofRing: Place | undefined): Block[] {
  const { was, staying, joining } = work;
  if (!was) return [];
  const of = (service: 'patroni' | 'etcd' | 'haproxy'): Node[] =>
    goers.filter((one) => one[service]).map(({ node }) => node);
  const members = of('patroni');
  const heirs = [...staying, ...joining.map(({ node }) => node)].filter(
    (node) => mayLead(node) && node.patroni && !members.some(({ name }) => name === node.name),
  );
  const clients = ringClients(work);
  return [
    ...of('haproxy').map(make.stopHaproxy),
    ...(members.length > 0 ? [make.switchAway(was, members, heirs)] : []),
    ...members.map((node) => make.leave(was, node, false)),
    ...of('etcd').flatMap((node) => make.leaveRing(ofRing ?? was, was, node, clients)),
  ];
}

const LEAVING_UNDO =
  'The data is left on the machine. "systemctl enable --now patroni" brings a member back; a member of etcd has to be added to the ring again, with an empty folder.';

/** Machines whose names other machines get: the old ones go first. */
export function replacedMachines(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const goers = work.leaving.filter(({ isReplaced }) => isReplaced);
    return step(
      `${nodeNames(goers.map(({ node }) => node))} goes, to be replaced`,
      'The new machine has the name of the old one, so the old one leaves first. Leave out a block if its machine is dead. Afterwards let the name lead to the new machine: every block from here on means that one. If the member leads, another one takes over, which stops writes for some seconds.',
      leavingBlocks(work, goers, work.was),
      LEAVING_UNDO,
    );
  });
}

/** Members that must not lead any more: those that go, and those whose new file says so. */
export function switches(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { was, staying, leaving } = work;
    if (!was || !staysAt(work)) return [];
    const barred = staying.filter((node) => {
      const old = work.pair.nodes.find(({ now }) => now === node)?.was;
      return node.patroni && old && !mayLead(node) && mayLead(old);
    });
    const goers: Node[] = [
      ...barred,
      ...leaving.filter(({ patroni, isReplaced }) => patroni && !isReplaced).map(({ node }) => node),
    ];
    const heirs = staying.filter((node) => node.patroni && mayLead(node));
    return step(
      `${was.spec.name}: ${nodeNames(goers)} must not lead`,
      'If it leads, another member takes over, which stops writes for some seconds at the primary site. If it does not lead, nothing happens.',
      goers.length === 0 ? [] : [make.switchAway(was, goers, heirs)],
      'patronictl switchover makes it lead again.',
    );
  });
}

/** New sites and new members start: what lets them in is there by now. */
export function starts(all: readonly Work[]): Draft[] {
  return all.toReversed().flatMap((work) => {
    const { now, was, joining } = work;
    if (!now) return [];
    if (!was)
      return step(
        `${now.spec.name} starts`,
        `The site copies the cluster from ${now.site.upstream}: the copy takes what the link allows.`,
        make.startSite(now),
        'Stop Patroni on all members of the site. Then drop its slot, or its upstream keeps WAL until its disk is full.',
      );
    const members = joining.filter(({ patroni }) => patroni).map(({ node }) => node);
    return step(
      `${now.spec.name}: ${nodeNames(members)} ${members.length === 1 ? 'starts' : 'start'}`,
      'Each new member copies the cluster from the leader of its site.',
      members.map((node) => make.startMember(now, node)),
      '"systemctl disable --now patroni" on the new member.',
    );
  });
}

/** Machines and sites that go for good, after all that needs them has gone elsewhere. */
export function leavers(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { was, now } = work;
    if (!was) return [];
    if (!now) return siteLeaves(work, was);
    const goers = work.leaving.filter(({ isReplaced }) => !isReplaced);
    return step(
      `${was.spec.name}: ${nodeNames(goers.map(({ node }) => node))} ${goers.length === 1 ? 'leaves' : 'leave'}`,
      'Leave out a block if its machine is dead. If a member leads that goes, another one takes over, which stops writes for some seconds at the primary site.',
      leavingBlocks(work, goers, now),
      LEAVING_UNDO,
    );
  });
}

/** A whole site goes: it must follow, so that the primary site is never the one. */
function siteLeaves({ leaving }: Work, was: Place): Draft[] {
  const of = (service: 'patroni' | 'etcd' | 'haproxy'): Node[] =>
    leaving.filter((one) => one[service]).map(({ node }) => node);
  return step(
    `${was.spec.name} stops`,
    'From now on the site cannot take over. Leave out a block if its machine is dead.',
    [
      make.siteFollows(was),
      ...of('haproxy').map(make.stopHaproxy),
      ...of('patroni').map((node) => make.leave(was, node, true)),
      ...of('etcd').map((node) => make.stopRing(was, node, [])),
    ],
    'Until the next step, starting etcd and Patroni on its machines brings the site back. After it, the site has to be copied anew.',
  );
}
