import type { Node } from '../../estate/estate.ts';
import { wordOf } from '../../text/json.ts';
import * as make from '../blocks.ts';
import type { EstateChange } from '../compare.ts';
import type { Draft } from '../step.ts';
import type { Work } from './work-at.ts';
import { DEPLOYED_AGAIN, staysAt, step, touched } from './work-at.ts';

/** A line of pg_hba that members of a site get: it shows that a file was taken. */
const newLine = ({ values }: Work): string | undefined =>
  values
    .filter(({ what, path, to }) => what === 'patroni' && path.at(-1) === 'pg_hba' && typeof to === 'string')
    .map(({ to }) => wordOf(to))[0];

/** Lines of pg_hba that go, of machines of the estate: they are needed until those machines have gone, or have another address. */
function keptLines({ values }: Work, { before }: EstateChange): string[] {
  const machines = new Set(
    before.seen.flatMap(({ nodes }) => nodes.flatMap(({ address, wan }) => [address?.text, wan?.text])),
  );
  const gone = values.filter(
    ({ what, path, from, to }) =>
      what === 'patroni' && path.at(-1) === 'pg_hba' && typeof from === 'string' && to === undefined,
  );
  const isOfMachine = (line: string): boolean =>
    line.split(/\s+/).some((word) => machines.has(word.replace(/\/\d+$/, '')));
  return [...new Set(gone.map(({ from }) => wordOf(from)))].filter(isOfMachine);
}

/** Members whose Patroni has to read its file, or its certificates, again. */
export const reloaded = (work: Work): Node[] =>
  touched(
    work,
    ({ what, path }) => what === 'patroni' || (what === 'certificate' && path[0] !== 'etcd'),
  ).filter(({ patroni }) => patroni);

/** Whether machines go or move, so that lines of pg_hba for them are needed for some time yet. */
const someMove = (all: readonly Work[]): boolean =>
  all.some(({ now, leaving, dynamic }) => !now || leaving.length > 0 || dynamic.following.length > 0);

/** Members get new files and are reloaded, site by site. */
export function reloads(all: readonly Work[], change: EstateChange): Draft[] {
  const moves = someMove(all);
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work)) return [];
    const nodes = reloaded(work);
    if (nodes.length === 0) return [];
    const required = work.values.some(
      ({ what, path, to }) =>
        what === 'patroni' && path.join('.') === 'watchdog.mode' && /^require/i.test(wordOf(to)),
    );
    const keep = moves ? keptLines(work, change) : [];
    return step(
      `${now.spec.name}: Patroni gets its new files, and is reloaded`,
      `Patroni and PostgreSQL are reloaded, the leader last. Nothing stops; sessions that are open stay.${keep.length > 0 ? ' Machines that go or move are still let in by their old addresses: the lines for these go in a later step.' : ''}`,
      [
        make.deploy(now.spec.name, nodes),
        make.units(nodes),
        ...make.reload(now, 'reload', nodes, { hbaLine: newLine(work), required, keep }),
      ],
      DEPLOYED_AGAIN,
    );
  });
}

/** The lines of pg_hba for machines that have gone or moved. */
export function goneAccess(all: readonly Work[], change: EstateChange): Draft[] {
  if (!someMove(all)) return [];
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work) || keptLines(work, change).length === 0) return [];
    const nodes = reloaded(work);
    return step(
      `${now.spec.name}: old addresses are let in no more`,
      'The compiled files come again, without the lines that were kept for machines that have gone or moved.',
      [
        make.deploy(`gone.${now.spec.name}`, nodes),
        ...make.reload(now, 'gone', nodes, { hbaLine: undefined, required: false, keep: [] }),
      ],
      DEPLOYED_AGAIN,
    );
  });
}
