import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { followsAnother, names } from '../../compiler/estate/follows.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import { surelyLeaveOut } from '../common/remedies.ts';

interface Fault {
  readonly what: string;
  readonly at: Place;
}

/** What is wrong with the source a site is told of. */
function faultOf(site: Site): Fault | undefined {
  const at = (...path: readonly string[]): Place => site.dcs.at('standby_cluster', ...path);
  if (!followsAnother(site.dcs.value)) return { what: 'names no source', at: at() };
  // With a restore_command and neither, it reads an archive; a port makes Patroni connect, and it wants a host for that.
  if (names(site.dcs.value, 'host'))
    return textAt(site.dcs.value, 'standby_cluster', 'host') === undefined
      ? { what: 'names hosts that are not a single text', at: at('host') }
      : undefined;
  return names(site.dcs.value, 'port') ? { what: 'names a port but no host', at: at('host') } : undefined;
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // An upstream without PostgreSQL is a finding of topology/service-missing.
    if (!site.upstream || members(site.upstream).length === 0) continue;
    const fault = faultOf(site);
    if (!fault) continue;
    yield {
      message: `${site.name} is a standby site and its standby_cluster ${fault.what}`,
      at: fault.at,
      remedy: surelyLeaveOut(fault.at, 'standby_cluster', { from: `the members of ${site.upstream.name}` }),
    };
  }
}

export const noUpstream: Rule = {
  id: 'replication/no-upstream',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a standby site has nobody to follow',
  why: 'Patroni treats a cluster as a standby cluster only if standby_cluster names a host, a port or a restore_command. Otherwise the site makes a cluster of its own and takes writes: two primaries. With a port but no host, Patroni has nobody to connect to, and fails when it builds the connection.',
  references: [
    'patroni/global_config.py: is_standby_cluster',
    'patroni/postgresql/config.py: build_recovery_params',
  ],
  afterPromotion: true,
  check,
};
