import type { Estate, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { withValue } from '../common/fixes.ts';
import { isPort } from '../common/listeners.ts';

type Words = Required<Pick<Draft, 'message' | 'help'>>;

/** What libpq makes of one of the hosts between commas: it takes the text as it is. */
function faultOf(host: string): string | undefined {
  if (host === '') return 'an empty one, for which libpq takes the unix socket of the node itself';
  // A path is a unix socket, at which a tunnel may end.
  if (host.startsWith('/') || parseAddress(host)) return undefined;
  if (/\s/.test(host)) return `"${host}", blanks and all`;
  if (/^\[.*\]$/.test(host)) return `"${host}": libpq wants IPv6 addresses without brackets here`;
  return /:\d+$/.test(host) ? `"${host}": the port has a key of its own` : `"${host}"`;
}

function hostsOf(site: Site): Words | undefined {
  const hosts = textAt(site.dcs.value, 'standby_cluster', 'host');
  const [fault] =
    hosts === undefined || hosts === '' ? [] : hosts.split(',').flatMap((host) => faultOf(host) ?? []);
  if (fault === undefined) return undefined;
  return {
    message: `of the hosts that ${site.name} is told to stream from, one is ${fault}`,
    help: 'write addresses or names with commas between them and nothing else, or leave host out: it is then derived',
  };
}

/** The same hosts without the blanks and line breaks between them, where nothing else is wrong with any. */
function inOneWord(site: Site, at: Place): Fix | undefined {
  const hosts = (textAt(site.dcs.value, 'standby_cluster', 'host') ?? '')
    .split(',')
    .map((host) => host.trim());
  return hosts.some((host) => faultOf(host)) ? undefined : withValue(at, hosts.join(','));
}

function portOf(site: Site): Words | undefined {
  const port = get(site.dcs.value, 'standby_cluster', 'port');
  // Patroni passes it on as it is: digits in quotes are as good as a number.
  if (port === undefined || isPort(port)) return undefined;
  return {
    message: `${JSON.stringify(port)} is no port: ${site.name} has one for all the hosts that it is told to stream from`,
    help: 'write the port that all members of its upstream have, or leave port out: it is then derived',
  };
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // Without a host, or with what is no text, it is a finding of replication/no-upstream.
    if (!site.upstream || !textAt(site.dcs.value, 'standby_cluster', 'host')) continue;
    const hosts = hostsOf(site);
    const at = site.dcs.at('standby_cluster', 'host');
    if (hosts) yield { ...hosts, at, fix: inOneWord(site, at) };
    const port = portOf(site);
    if (port) yield { ...port, at: site.dcs.at('standby_cluster', 'port') };
  }
}

export const upstreamInvalid: Rule = {
  id: 'replication/upstream-invalid',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'libpq cannot read the hosts or the port that a standby site is told to stream from',
  why: 'Patroni hands both to libpq as they are. A host with a blank before it is looked up with that blank, and is not found; the passwords, one for each host and port, are written for other words than libpq looks for. The standby leader connects to one primary and, after a failover, not to the next.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'patroni/postgresql/config.py: primary_conninfo_params, _pgpass_content',
  ],
  afterPromotion: true,
  check,
};
