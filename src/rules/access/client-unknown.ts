import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { nearest, onlySuggestion } from '../../compiler/text/suggest.ts';
import { parseAddress } from '../../pghba/address.ts';
import { withValue } from '../common/fixes.ts';

/** What may stand for addresses. */
const WORDS = ['haproxy', 'all'];

type Words = Pick<Draft, 'message' | 'help'>;

/** What a word of `from` most likely was meant for; undefined when it may be what it says. */
function mistake(estate: Estate, known: ReadonlyMap<string, string>, word: string): Words | undefined {
  if (word === 'haproxy') {
    const isThere =
      !estate.sitesKnown ||
      estate.sites.some((site) => !site.nodesKnown || site.nodes.some(({ haproxy }) => haproxy));
    return isThere
      ? undefined
      : {
          message: 'no node of this estate runs HAProxy: nobody is let in',
          help: 'write the addresses of the clients',
        };
  }
  // access/pg-hba-invalid looks at the networks, which become lines in any case.
  if (word === 'all' || word.includes('/')) return undefined;
  const address = parseAddress(word);
  if (!address)
    return {
      message: `"${word}" is neither an IP address nor a host name: nobody is let in`,
      help: 'write an address without a port, a network (10.9.0.0/16), a host name, or haproxy',
    };
  // A name with a dot is one that DNS may know.
  if (address.kind !== 'hostname' || word.includes('.')) return undefined;
  const what = known.get(word.toLowerCase());
  if (what)
    return {
      message: `"${word}" is the name of ${what}, and PostgreSQL would look it up as a host name`,
      help: 'write its address, or a network',
    };
  const near = nearest(word, WORDS);
  return near === undefined
    ? undefined
    : {
        message: `"${word}" is not an address, and PostgreSQL would look it up as a host name`,
        help: `did you mean "${near}"?`,
      };
}

function* check(estate: Estate): Generator<Draft> {
  const known = new Map<string, string>();
  for (const site of estate.sites) {
    known.set(site.name.toLowerCase(), 'a site');
    for (const { name } of site.nodes) known.set(name.toLowerCase(), 'a node');
  }
  for (const { from } of estate.clients)
    for (const { text, at } of from) {
      const words = mistake(estate, known, text);
      const suggestion = onlySuggestion(text, WORDS);
      if (words)
        yield { ...words, at, fix: suggestion === undefined ? undefined : withValue(at, suggestion) };
    }
}

export const clientUnknown: Rule = {
  id: 'access/client-unknown',
  severity: 'error',
  waivable: true,
  only: 'topologies',
  since: '0.1.0',
  summary: 'an entry of clients[].from is not a usable address',
  why: 'PostgreSQL takes the word in pg_hba as a host name, looks it up at each connection and does not find it; or the word gives no pg_hba line at all. Either way the clients are refused.',
  references: ['https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'],
  afterPromotion: false,
  check,
};
