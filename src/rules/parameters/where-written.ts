import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';

/** A place that gives members a value, and these: a site by its name where it is all of them. */
export interface WhereWritten {
  readonly at: Place;
  readonly value: Json;
  readonly names: readonly string[];
  /** The first of the members. */
  readonly site: Site;
  readonly member: Member;
}

/** Every place where a parameter has a value of a kind, for the members that go by it: the node's file wins, then the DCS. */
export function whereWritten(
  estate: Estate,
  name: string,
  concerns: (value: Json, site: Site, member: Member) => boolean,
): readonly WhereWritten[] {
  const found = new Map<string, WhereWritten & { names: string[] }>();
  for (const site of estate.sites) {
    const all = members(site);
    const concerned = all.flatMap((member) => {
      const written = parameterOf(site, member, name);
      return written && concerns(written.value, site, member) ? [{ member, written }] : [];
    });
    const isWhole = concerned.length === all.length;
    for (const { member, written } of concerned) {
      const at = written.at();
      const key = JSON.stringify(at);
      const known = found.get(key) ?? { at, value: written.value, names: [], site, member };
      found.set(key, known);
      const called = isWhole ? site.name : member.name;
      if (!known.names.includes(called)) known.names.push(called);
    }
  }
  return [...found.values()];
}
