import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, portsOfUrls, valuesAt } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const ringPortMoved: ChangeRule = {
  id: 'change/ring-port-moved',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a running etcd ring gets another client port',
  why: 'Patroni falls back to the endpoints that it was started with. Once no member listens there any more, a member of the cluster loses the ring, and a leader its lock.',
  references: ['patroni/dcs/etcd.py', 'https://etcd.io/docs/v3.5/op-guide/configuration/'],
  *check(change) {
    const moved = valuesAt(change, 'etcd', 'advertise-client-urls').filter(
      ({ from, to }) => from !== undefined && to !== undefined && portsOfUrls(from) !== portsOfUrls(to),
    );
    for (const [site, [first]] of grouped(moved, (value) => value.site))
      if (first)
        yield {
          message: `the etcd ring of ${site} moves from ${first.from} to ${first.to}, and so do its other members`,
          at: placeFor(change, first),
          help: 'docs/rules/change/ring-port-moved.md has the order: both ports first, then Patroni, then the old ports go',
          topic: site,
        };
  },
};
