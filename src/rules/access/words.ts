import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Door, Refused } from './door.ts';

export const REASONS: Readonly<Record<Refused['reason'], string>> = {
  'no-line': 'no line lets them in',
  reject: 'the first line that matches rejects them',
  method: 'the first line that matches has a method that cannot work over the network',
  'client-certificate': 'the first line that matches wants a client certificate',
  'tls-server': 'they insist on TLS, and ssl is off there',
};

/** `a, b and 3 more`. */
export function few(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** Members of sites by their names, a site that is there with all of them by its own. */
export function namesOf(sites: readonly Site[], chosen: ReadonlySet<string>): string[] {
  return sites.flatMap((site) => {
    const names = members(site).map(({ name }) => name);
    const found = names.filter((name) => chosen.has(name));
    return found.length > 0 && found.length === names.length ? [site.name] : found;
  });
}

/** `seoul and busan refuse`, `pg-seoul-1 refuses`. */
export function refusers(estate: Estate, doors: readonly Door[]): string {
  const names = namesOf(estate.sites, new Set(doors.flatMap((door) => door.names)));
  return `${few(names)} ${names.length === 1 ? 'refuses' : 'refuse'}`;
}

/** How to let in what a door refuses: by a line in its list, or by TLS. */
export function helpFor({ list }: Door, { reason, line }: Refused, wanted: string, more: string): string {
  if (reason === 'tls-server')
    return 'switch ssl on there (tls.postgresql), or set sslmode so that plain connections will do';
  if (list.derived)
    return `the list is derived from credentials, tls and the nodes: write it yourself with "${wanted}" in it, or remove the override that makes the connections differ${more}`;
  const above = line === undefined ? '' : ` above line ${line + 1} of the list`;
  return `add "${wanted}"${above}${more}; or leave pg_hba out: it is then derived`;
}
