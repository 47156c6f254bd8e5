import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const noTls: LiveRule = {
  id: 'live/no-tls',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a REST API answers without TLS, although the topology has TLS there',
  why: 'HAProxy and Patroni ask by TLS, and get no answer: they take the member for dead. Passwords of the REST API cross the network in the clear.',
  references: ['https://patroni.readthedocs.io/en/latest/yaml_configuration.html'],
  *check(live) {
    for (const site of live.sites)
      for (const { name, node, reached } of speaking(site))
        if (reached.isPlain)
          yield {
            message: `${name} answers without TLS (${reached.url})`,
            at: node.nameAt,
            help: 'deploy its patroni.yml, and reload Patroni',
          };
  },
};
