import type { Estate, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { withValue } from '../common/fixes.ts';
import { isPort } from '../common/listeners.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';

type Words = Required<Pick<Draft, 'message' | 'remedy'>>;

/** What libpq makes of one of the hosts between commas: it takes the text as it is. */
function faultOf(host: string): string | undefined {
  if (host === '') return 'an empty host, for which libpq uses the unix socket of the node itself';
  // A path is a unix socket, at which a tunnel may end.
  if (host.startsWith('/') || parseAddress(host)) return undefined;
  if (/\s/.test(host)) return `"${host}" has a blank in it`;
  if (/^\[.*\]$/.test(host)) return `"${host}": libpq expects IPv6 addresses without brackets here`;
  return /:\d+$/.test(host) ? `"${host}": the port has its own key` : `"${host}"`;
}

function hostsOf(site: Site): Words | undefined {
  const hosts = textAt(site.dcs.value, 'standby_cluster', 'host');
  const [fault] =
    hosts === undefined || hosts === '' ? [] : hosts.split(',').flatMap((host) => faultOf(host) ?? []);
  if (fault === undefined) return undefined;
  return {
    message: `${site.name} is told to stream from a host that libpq cannot read: ${fault}`,
    remedy: oneOf(
      'write addresses or names with only commas between them',
      leaveOut(site.dcs.at('standby_cluster', 'host'), 'standby_cluster.host'),
    ),
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
    message: `${JSON.stringify(port)} is not a port: ${site.name} has one port for all the hosts that it is told to stream from`,
    remedy: oneOf(
      'write the port that all members of its upstream have',
      leaveOut(site.dcs.at('standby_cluster', 'port'), 'standby_cluster.port'),
    ),
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
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'libpq cannot read the hosts or the port that a standby site is told to stream from',
  why: 'Patroni passes both to libpq unchanged. libpq looks up a host together with the blank before it, and does not find it; Patroni writes the passwords, one for each host and port, for other names than libpq looks for. The standby leader connects to the present primary but, after a failover, not to the next.',
  references: [
    'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'patroni/postgresql/config.py: primary_conninfo_params, _pgpass_content',
  ],
  afterPromotion: true,
  check,
};
