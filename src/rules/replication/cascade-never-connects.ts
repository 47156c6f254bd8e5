import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { barredBy, candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { oneOf, surelyLeaveOut } from '../common/remedies.ts';
import { addressKey, byKey } from './members-by-address.ts';

/** The member of its upstream that a site is told of; undefined where the address is none's: it may follow the leader. */
function toldOf(site: Site, upstream: Site, host: string): Member | undefined {
  const address = parseAddress(host.trim());
  const port = textAt(site.dcs.value, 'standby_cluster', 'port');
  return address && byKey(members(upstream), ({ wan }) => wan).get(addressKey(address, port));
}

function faultOf(site: Site, upstream: Site): Pick<Draft, 'message' | 'related'> | undefined {
  const hosts = textAt(site.dcs.value, 'standby_cluster', 'host') ?? '';
  if (hosts.includes(','))
    return {
      message: `standby_cluster.host of ${site.name} names several hosts of ${upstream.name}, a standby site: Patroni looks for one that takes writes, and none does`,
    };
  const member = toldOf(site, upstream, hosts);
  const tag = member && barredBy(member);
  // Where nobody may lead, no member is better: a finding of failover/no-candidate.
  if (!member || !tag || candidates(upstream).length === 0) return undefined;
  return {
    message: `${site.name} streams from ${member.name}, which may not lead ${upstream.name}: Patroni keeps no slot for ${site.name} there`,
    related: [{ at: member.patroni.at('tags', tag), message: `${tag} of ${member.name}` }],
  };
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    // Without a slot Patroni takes the hosts as they are: a finding of replication/slot-mismatch.
    if (upstream?.role !== 'standby' || !textAt(dcs.value, 'standby_cluster', 'primary_slot_name')) continue;
    const fault = faultOf(site, upstream);
    if (!fault) continue;
    const at = dcs.at('standby_cluster', 'host');
    yield {
      ...fault,
      at,
      remedy: oneOf(
        surelyLeaveOut(at, 'standby_cluster.host', { from: `the members of ${upstream.name} that may lead` }),
        'write one address that follows the leader there',
      ),
    };
  }
}

export const cascadeNeverConnects: Rule = {
  id: 'replication/cascade-never-connects',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a site that follows a standby site names hosts that it can never stream from',
  why: 'With a slot and several hosts Patroni makes libpq look for a host that takes writes, and a standby site has none. A member that may not lead has no permanent slots, so the slot that the site asks for does not exist there. Nothing streams from the first day on, and only the log of PostgreSQL says so.',
  references: [
    'patroni/postgresql/config.py: build_recovery_params',
    'patroni/dcs/__init__.py: _get_permanent_slots',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  afterPromotion: true,
  check,
};
