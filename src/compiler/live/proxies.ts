import type { Node } from '../estate/estate.ts';
import type { Certificate } from './answer.ts';
import type { Live, LiveSite } from './live.ts';
import { writers } from './live.ts';

/** Whether the write port of a proxy leads to other sites, too (`haproxy.writes: all`). */
export const leadsElsewhere = ({ haproxy }: Node): boolean =>
  haproxy?.pools.some(({ name, servers }) => name === 'primary' && servers.some(({ backup }) => backup)) ??
  false;

/** Whether a proxy should let writes through: it leads to the one member that takes them. */
export function takesWritesBehind(live: Live, { site }: LiveSite, node: Node): boolean {
  const [primary, other] = writers(live);
  return primary !== undefined && !other && (leadsElsewhere(node) || primary.node.site === site.name);
}

/** The site of the server that showed a certificate; undefined where its names are those of no site, or of several. */
export function sideOf({ estate }: Live, certificate: Certificate | undefined): string | undefined {
  const names = new Set(certificate?.names ?? []);
  const having = (of: (node: Node) => readonly (string | undefined)[]) =>
    estate.sites.filter(({ nodes }) =>
      nodes.some(
        (node) => node.patroni !== undefined && of(node).some((one) => one !== undefined && names.has(one)),
      ),
    );
  // Two sites may use the same addresses, but no two machines have one name.
  const byName = having(({ name }) => [name]);
  const found =
    byName.length > 0
      ? byName
      : having(({ address, wan }) => [address?.text, address?.key, wan?.text, wan?.key]);
  const [first, second] = found;
  return second ? undefined : first?.name;
}
