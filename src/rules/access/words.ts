import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft } from '../../compiler/lint/rule.ts';
import type { Remedy } from '../../compiler/text/remedy.ts';
import { quoteLine } from '../../pghba/explain.ts';
import type { Attempt } from '../../pghba/match.ts';
import { laterLine } from '../../pghba/match.ts';
import { declare, leaveOut, oneOf } from '../common/remedies.ts';
import type { AuthRole } from './attempt.ts';
import type { Refused, Server } from './servers.ts';

/** A connection, and why a server refuses it. */
export interface Turned {
  readonly server: Server;
  readonly attempt: Attempt;
  readonly verdict: Refused;
}

const REASONS: Readonly<Record<Refused['reason'], string>> = {
  'no-line': 'no line lets them in',
  reject: 'rejects them',
  method: 'uses a method that cannot work for them',
  'client-certificate': 'requires a client certificate, and they send none',
  'tls-server': 'they require TLS, and ssl is off there',
};

/** The line that would have let a connection in, had the one that decides not stood before it. */
export const laterOf = ({ server, attempt, verdict }: Turned): number | undefined =>
  verdict.line === undefined ? undefined : laterLine(server.list.hba, attempt, verdict.line);

/** Why a connection is refused, as the end of a sentence about "them". */
export function reasonOf(turned: Turned): string {
  const { server, verdict } = turned;
  if (verdict.line === undefined) return REASONS[verdict.reason];
  const line = quoteLine(server.list.hba, verdict.line);
  const later = laterOf(turned);
  return later === undefined
    ? `${line} ${REASONS[verdict.reason]}`
    : `${line} comes before line ${later + 1}, which would let them in`;
}

/** The place of that later line. */
export function relatedLater(turned: Turned): NonNullable<Draft['related']> {
  const later = laterOf(turned);
  return later === undefined ? [] : [{ at: turned.server.list.at(later), message: 'would let them in' }];
}

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

/** Whose lists they are: members, or a site with all of its. */
export const ownersOf = (estate: Estate, servers: readonly Server[]): string[] =>
  namesOf(estate.sites, new Set(servers.flatMap((server) => server.names)));

/** `seoul and busan refuse`, `pg-seoul-1 refuses`. */
export function refusers(estate: Estate, servers: readonly Server[]): string {
  const names = ownersOf(estate, servers);
  return `${few(names)} ${names.length === 1 ? 'refuses' : 'refuse'}`;
}

/** What to do where an override says who logs in, or that nobody of that role does. */
export const renamedRemedy = (role: AuthRole): Remedy => declare('same user', { role });

/** How to let in what a server refuses: by a line in its list, or by TLS. */
export function remedyFor(turned: Turned, wanted: string, more: string): Remedy {
  const { list } = turned.server;
  const { reason, line } = turned.verdict;
  const later = laterOf(turned);
  if (line !== undefined && later !== undefined)
    return `move line ${later + 1} of the list above line ${line + 1}`;
  if (reason === 'tls-server')
    return oneOf(declare('tls', { of: 'PostgreSQL' }), 'set an sslmode that allows connections without TLS');
  if (list.derived)
    return oneOf(declare('usual connections', {}), `write the list yourself, with "${wanted}" in it${more}`);
  const above = line === undefined ? '' : ` above line ${line + 1} of the list`;
  return oneOf(`add "${wanted}"${above}${more}`, leaveOut(list.at(), 'pg_hba'));
}
