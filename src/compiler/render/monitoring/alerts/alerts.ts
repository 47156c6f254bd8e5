import type { Estate, Monitoring } from '../../../estate/estate.ts';
import type { Alert } from './alert.ts';
import { certificates } from './certificates.ts';
import { contextOf } from './context.ts';
import { etcd } from './etcd.ts';
import { patroni } from './patroni.ts';
import { replication } from './replication.ts';
import { roles } from './roles.ts';
import { slotsOf } from './slots.ts';

/** Every alert of an estate, by groups. */
export function alertsOf(
  estate: Estate,
  monitoring: Monitoring,
): readonly { readonly name: string; readonly alerts: readonly Alert[] }[] {
  const context = contextOf(estate, monitoring);
  if (context.estate.sites.length === 0) return [];
  return [
    { name: 'roles', alerts: roles(context) },
    { name: 'replication', alerts: replication(context) },
    { name: 'patroni', alerts: patroni(context) },
    { name: 'slots', alerts: context.estate.sites.flatMap((site) => slotsOf(site, context)) },
    { name: 'etcd', alerts: etcd(context) },
    { name: 'certificates', alerts: certificates(context) },
  ].filter(({ alerts }) => alerts.length > 0);
}
