import type { Estate, EtcdMember, Site } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get } from '../../compiler/text/json.ts';

/** One key of etcd.conf.yml of one member. */
export interface RingSetting {
  readonly site: Site;
  readonly node: EtcdMember;
  readonly value: Json;
  readonly at: Place;
}

/** A key as every member that has it has it. */
export function* settings(estate: Estate, key: string): Generator<RingSetting> {
  for (const site of estate.sites)
    for (const node of ring(site)) {
      const value = get(node.etcd.value, key);
      if (value !== undefined) yield { site, node, value, at: node.etcd.at(key) };
    }
}

/** A number as etcd reads it; undefined for what is none, of which etcd/value-invalid tells. */
export const numberAt = ({ etcd }: EtcdMember, key: string): number | undefined => {
  const value = get(etcd.value, key);
  return typeof value === 'number' ? value : undefined;
};
