import type { Node } from '../../estate/estate.ts';
import {
  ETCD_DROP_IN,
  ETCD_FILE,
  GUARD_FILE,
  HAPROXY_FILE,
  PATRONI_DROP_IN,
  PATRONI_FILE,
} from '../../facts/files.ts';
import * as make from '../blocks.ts';
import type { EstateChange } from '../compare.ts';
import type { Draft } from '../step.ts';
import type { Work } from './work-at.ts';
import { DEPLOYED_AGAIN, step } from './work-at.ts';

/** Every file that is deployed. */
const FILES: readonly string[] = [
  ETCD_FILE,
  PATRONI_FILE,
  HAPROXY_FILE,
  GUARD_FILE,
  PATRONI_DROP_IN,
  ETCD_DROP_IN,
];

/** Whether any file of a machine has another text than before: bootstrap.dcs follows the dynamic configuration. */
function isRewritten(work: Work, node: Node, { before, after }: EstateChange): boolean {
  const { was, now } = work.pair;
  const old = work.pair.nodes.find((pair) => pair.now === node)?.was;
  return FILES.some((file) => {
    const text = after.textOf(`${now?.name}/${node.name}${file}`);
    return text !== undefined && before.textOf(`${was?.name}/${old?.name}${file}`) !== text;
  });
}

export const deployedTo = (steps: readonly Draft[]): ReadonlySet<string> =>
  new Set(
    steps.flatMap(({ blocks }) =>
      blocks.flatMap(({ text }) =>
        text.startsWith('deploy ')
          ? text
              .slice(7)
              .split(' ')
              .map((one) => one.replace(/^.*\//, ''))
          : [],
      ),
    ),
  );

/** Files that nothing reads before its next start, on machines that no other step deployed to. */
export function otherFiles(all: readonly Work[], done: ReadonlySet<string>, change: EstateChange): Draft[] {
  const nodes = all.flatMap((work) =>
    work.now ? work.staying.filter((node) => !done.has(node.name) && isRewritten(work, node, change)) : [],
  );
  const unit = all.some(({ values }) =>
    values.some(({ what }) => what === 'patroni-unit' || what === 'etcd-unit'),
  );
  return step(
    'The other files: nothing reads them now',
    'Files that count at the next start, and bootstrap.dcs in patroni.yml, which follows the dynamic configuration.',
    nodes.length === 0 ? [] : [make.deploy('files', nodes), ...(unit ? [make.units(nodes)] : [])],
    DEPLOYED_AGAIN,
  );
}
