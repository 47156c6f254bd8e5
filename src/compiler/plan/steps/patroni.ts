import type { Node } from '../../estate/estate.ts';
import * as make from '../blocks.ts';
import type { Draft } from '../step.ts';
import type { Work } from './work-at.ts';
import { DEPLOYED_AGAIN, staysAt, step, touched } from './work-at.ts';

/** Members whose Patroni takes a value only when it restarts. */
export const restarted = (work: Work): Node[] =>
  touched(work, ({ what, effect }) => what === 'patroni' && effect.kind === 'restart-patroni').filter(
    ({ patroni }) => patroni,
  );

/** Patroni restarts on all members of a site while PostgreSQL runs on. */
export function patroniRestarts(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work) || restarted(work).length === 0) return [];
    const members = work.staying.filter(({ patroni }) => patroni);
    return step(
      `${now.spec.name}: Patroni restarts in maintenance mode`,
      'PostgreSQL runs on. Meanwhile there is no failover at this site: end the maintenance mode soon.',
      make.restartPatroni(now, members),
      DEPLOYED_AGAIN,
    );
  });
}
