import type { Node } from '../../estate/estate.ts';
import * as make from '../blocks.ts';
import type { Draft } from '../step.ts';
import type { ValueChange } from '../value-change.ts';
import { restarted } from './patroni.ts';
import type { Work } from './work-at.ts';
import { DEPLOYED_AGAIN, staysAt, step, touched } from './work-at.ts';

/** Whether a value decides how HAProxy asks a member for its role. */
const isOfChecks = ({ what, path }: ValueChange): boolean =>
  what === 'patroni' &&
  path[0] === 'restapi' &&
  /^(?:listen|connect_address|certfile|keyfile|verify_client)$/.test(path[1] ?? 'certfile');

const proxiesOf = (all: readonly Work[]): Node[] =>
  all.flatMap(({ staying }) => staying.filter(({ haproxy }) => haproxy));

/** Whether HAProxy would take members for dead that are well: their REST API moves, or is away for some seconds. */
const blinds = (all: readonly Work[]): boolean =>
  all.some((work) => work.values.some(isOfChecks) || restarted(work).length > 0);

/** HAProxy keeps its servers as they are while the REST API of members is away or moves. */
export function unchecked(all: readonly Work[]): Draft[] {
  if (!blinds(all)) return [];
  return step(
    'HAProxy: health checks off, until HAProxy is reloaded',
    'The REST API of members moves or restarts, and HAProxy asks it who leads. Until HAProxy is reloaded below, it takes each server for what it is now: a failover in between is not noticed. Go on without delay.',
    proxiesOf(all).flatMap((node) => make.uncheckedHaproxy(node) ?? []),
    '"systemctl reload haproxy" makes it ask again.',
  );
}

/** HAProxy is reloaded, where its file changed or its checks were switched off. */
export function proxies(all: readonly Work[]): Draft[] {
  const changed = all.flatMap((work) => [
    ...(staysAt(work)
      ? touched(work, ({ what }) => what === 'haproxy').filter(({ haproxy }) => haproxy)
      : []),
    ...work.joining.filter(({ haproxy }) => haproxy).map(({ node }) => node),
  ]);
  const first = blinds(all) ? proxiesOf(all) : [];
  const nodes = [...new Set([...changed, ...first])];
  return step(
    'HAProxy is reloaded, one proxy after the other',
    'A new worker takes over the ports. Sessions that are open stay with the old worker until hard-stop-after.',
    nodes.length === 0 ? [] : [make.deploy('haproxy', nodes), ...nodes.map(make.reloadHaproxy)],
    DEPLOYED_AGAIN,
  );
}
