import type { Effect } from '../facts/effects/effect.ts';
import type { Place } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import type { Program } from './taken.ts';

/** A file that is compiled beside those of the programs, by what reads it. */
export type OtherFile = 'guard' | 'patroni-unit' | 'etcd-unit' | 'certificate';

/** One value that a change of the topology changes on a machine, or in the dynamic configuration of a site. */
export interface ValueChange {
  /** The site, by its name after the change, or by that before if it goes. */
  readonly site: string;
  /** The machine; undefined for the dynamic configuration, and for a site as a whole. */
  readonly node: string | undefined;
  /** What reads the value; `machine` and `site` where one comes or goes. */
  readonly what: Program | OtherFile | 'machine' | 'site' | 'software';
  readonly path: readonly string[];
  /** Undefined where it is not there before. */
  readonly from: Json | undefined;
  /** Undefined where it is taken away. */
  readonly to: Json | undefined;
  readonly effect: Effect;
  /** Where the value comes from, in the topology after the change and in the one before. */
  readonly at: Place | undefined;
  readonly wasAt: Place | undefined;
}
