import type { Site } from '../estate/estate.ts';
import type { Place } from '../text/finding.ts';
import { defaultAt } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';
import type { EstateChange } from './compare.ts';
import type { ValueChange } from './value-change.ts';

/** The changed values of a program at a path with dots, or below it. */
export const valuesAt = (
  { values }: Pick<EstateChange, 'values'>,
  what: ValueChange['what'],
  path: string,
): ValueChange[] =>
  values.filter((value) => {
    const key = value.path.join('.');
    return value.what === what && (key === path || key.startsWith(`${path}.`));
  });

/** The site after the change that a value belongs to. */
export const siteOf = ({ after }: EstateChange, { site }: Pick<ValueChange, 'site'>): Site | undefined =>
  after.estate.sites.find(({ name }) => name === site);

/** Where to show a value: where it is written now, or the site that it belonged to, or the list of sites. */
export const placeFor = (change: EstateChange, value: ValueChange): Place =>
  value.at ?? siteOf(change, value)?.at ?? defaultAt([], 'sites');

/** Names of the machines or the sites of values, each once. */
export const wheres = (values: readonly ValueChange[]): string[] => [
  ...new Set(values.map(({ node, site }) => node ?? site)),
];

/** The ports of a list of URLs, in their order: two lists with the same ones differ in addresses alone. */
export const portsOfUrls = (urls: Json | undefined): string => (wordOf(urls).match(/:\d+/g) ?? []).join();
