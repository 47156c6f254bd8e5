import { ETCD_FILE, HAPROXY_FILE, PATRONI_FILE } from '../facts/files.ts';
import { valueAt } from '../text/finding.ts';
import { textAt } from '../text/json.ts';
import type { Claim, Owner } from './claim.ts';
import type { Estate, Service } from './estate.ts';
import { members, ring, servicesOf } from './estate.ts';

/** The file of each service. A machine has one of each, so the estate that is deployed last replaces the other's file. */
const FILES: Readonly<Record<Service, string>> = {
  postgresql: PATRONI_FILE,
  etcd: ETCD_FILE,
  haproxy: HAPROXY_FILE,
};

/** Patroni's default namespace (patroni/dcs/__init__.py, AbstractDCS). */
const NAMESPACE = 'service';

/** The files of machines. Machines are identified by the address that other sites see, because private networks repeat. */
export const filesClaimed = ({ sites }: Estate): Claim[] =>
  sites
    .flatMap(({ nodes }) => nodes)
    .flatMap((node): Claim[] => {
      const { wan, wanAt, address, addressAt } = node;
      const known = wan ?? address;
      if (!known) return [];
      return servicesOf(node).map((service) => ({
        key: `${FILES[service]} ${known.key}`,
        words: `${FILES[service]} of ${known.text}`,
        at: wan ? wanAt : addressAt,
      }));
    });

/** The scope of each site, in its namespace. */
export const scopesClaimed = ({ sites }: Estate): Claim[] =>
  sites.flatMap((site): Claim[] => {
    const [member] = members(site);
    const scope = textAt(member?.patroni.value, 'scope');
    if (!member || scope === undefined) return [];
    const namespace = (textAt(member.patroni.value, 'namespace') ?? NAMESPACE).replace(/^\/+|\/+$/g, '');
    return [
      { key: `scope /${namespace}/${scope}`, words: `the scope "${scope}"`, at: member.patroni.at('scope') },
    ];
  });

/** The token of each ring. */
export const tokensClaimed = ({ sites }: Estate): Claim[] =>
  sites.flatMap((site): Claim[] => {
    const [member] = ring(site);
    const token = textAt(member?.etcd.value, 'initial-cluster-token');
    if (!member || token === undefined) return [];
    return [
      {
        key: `token ${token}`,
        words: `the etcd token "${token}"`,
        at: member.etcd.at('initial-cluster-token'),
      },
    ];
  });

/** The name of the estate, which is the folder of its tree: some file systems do not tell upper from lower case. */
export const nameClaimed = ({ name }: Estate): Claim => ({
  key: `estate ${name.toLowerCase()}`,
  words: `an estate called "${name}"`,
  at: valueAt('name'),
});

/** Adds what an estate claims to what others did; who was first stays. */
export function claim(claims: Map<string, Owner>, estate: Estate, file: string): void {
  const all = [
    nameClaimed(estate),
    ...filesClaimed(estate),
    ...scopesClaimed(estate),
    ...tokensClaimed(estate),
  ];
  for (const { key } of all) if (!claims.has(key)) claims.set(key, { estate: estate.name, file });
}

/** A claim that another estate has already made. */
export type Taken = Claim & { readonly owner: Owner };

/** What another estate claimed before this one. Of two files of one name nothing but the name is told: they may be one estate. */
export const takenOf = (estate: Estate, claimed: readonly Claim[]): Taken[] =>
  claimed.flatMap((one) => {
    const owner = estate.claimed.get(one.key);
    return owner && owner.estate.toLowerCase() !== estate.name.toLowerCase() ? [{ ...one, owner }] : [];
  });
