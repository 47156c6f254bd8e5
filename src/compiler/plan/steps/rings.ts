import type { Node } from '../../estate/estate.ts';
import * as make from '../blocks.ts';
import type { Draft } from '../step.ts';
import type { ValueChange } from '../value-change.ts';
import { ringClients } from './machines.ts';
import type { Work } from './work-at.ts';
import { DEPLOYED_AGAIN, nodeNames, staysAt, step, touched } from './work-at.ts';

const isOfRing = ({ what, effect }: ValueChange): boolean =>
  (what === 'etcd' && (effect.kind === 'restart-etcd' || effect.kind === 'ring')) || what === 'etcd-unit';

/** Members of rings that restart: before Patroni reads files that say their new ports. */
export function ringRestarts(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work)) return [];
    const moved = (node: Node): boolean =>
      work.values.some(
        (value) => value.node === node.name && value.what === 'etcd' && value.effect.kind === 'ring',
      );
    return step(
      `${now.spec.name}: etcd restarts, one member after the other`,
      'Each block waits until the ring is whole again. Patroni rides over the change of a leader of etcd. Run no other block of this site before all are done: files of Patroni come with those of etcd, and may name ports that are not there yet.',
      touched(work, isOfRing)
        .filter(({ etcd }) => etcd)
        .flatMap((node) => make.restartEtcd(now, node, ringClients(work), moved(node))),
      DEPLOYED_AGAIN,
    );
  });
}

/** New members of etcd, one at a time. */
export function ringJoins(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, joining } = work;
    if (!now || !staysAt(work)) return [];
    const added = joining.filter(({ etcd }) => etcd).map(({ node }) => node);
    return step(
      `${now.spec.name}: ${nodeNames(added)} ${added.length === 1 ? 'joins' : 'join'} the etcd ring`,
      'The ring is told of each new member before that starts, one at a time.',
      added.flatMap((node) =>
        make.joinRing(
          now,
          node,
          ringClients(
            work,
            added.filter((one) => one !== node),
          ),
        ),
      ),
      '"etcdctl member remove" takes a new member out again, as long as more than half of the ring answers; then stop it, and empty its folder.',
    );
  });
}
