import { listingAt } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { textAt } from '../../compiler/text/json.ts';

export const addressDiffers: LiveRule = {
  id: 'live/address-differs',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member tells the others another address than the topology says',
  why: 'Replicas, pg_rewind and HAProxy go where the topology says, Patroni where the member says. One of them goes wrong.',
  references: ['https://patroni.readthedocs.io/en/latest/yaml_configuration.html'],
  *check(live) {
    for (const site of live.sites) {
      const found = listingAt(site);
      if (!found) continue;
      for (const { name, node } of site.members) {
        const listed = found.listing.members.find((one) => one.name === name);
        const wanted = textAt(node.patroni.value, 'postgresql', 'connect_address');
        if (listed?.host === undefined || wanted === undefined) continue;
        const host = listed.host.includes(':') ? `[${listed.host}]` : listed.host;
        const seen = `${host}:${listed.port ?? '5432'}`;
        const full = /:\d+$/.test(wanted) ? wanted : `${wanted}:5432`;
        // Patroni reads it as part of a URL, which has no capitals.
        if (seen.toLowerCase() !== full.toLowerCase())
          yield {
            message: `PostgreSQL of ${name} is at ${seen} by its cluster, and at ${full} by the topology (by ${found.by.name})`,
            at: node.addressAt,
            help: 'compare postgresql.connect_address in its patroni.yml, and deploy the compiled file',
          };
      }
    }
  },
};
