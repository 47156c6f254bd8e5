import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const bootstrapOnly: ChangeRule = {
  id: 'change/bootstrap-only',
  severity: 'info',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a value changes that a running cluster never reads again',
  why: 'It is read once, when the cluster or the ring is made. The running estate stays as it is, although the topology says otherwise from now on.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://etcd.io/docs/v3.5/op-guide/runtime-configuration/',
  ],
  *check(change) {
    const read = change.values.filter(
      ({ what, path, effect, from, to }) =>
        effect.kind === 'bootstrap' &&
        !(what === 'etcd' && path[0] === 'initial-cluster') &&
        (from !== undefined || to !== undefined),
    );
    for (const [key, [first]] of grouped(read, ({ what, path, site }) => `${what} ${path.join('.')} ${site}`))
      if (first)
        yield {
          message: `${first.path.join('.')} of ${first.site} changes nothing: it was read when the ${first.what === 'etcd' ? 'ring' : 'cluster'} was made`,
          at: placeFor(change, first),
          help: first.path.join('.').includes('initdb')
            ? 'a running cluster keeps what initdb made: dump and restore, or copy it logically. pg_checksums alone works in place, with every cluster of every site stopped'
            : 'deploy it with the next change: only a cluster or a ring that is made anew reads it',
          topic: key,
        };
  },
};
