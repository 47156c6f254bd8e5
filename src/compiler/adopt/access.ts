import type { SeenNode } from '../plan/observed.ts';
import { ofNodes } from '../plan/observed.ts';
import type { Json } from '../text/json.ts';
import { get, textAt } from '../text/json.ts';
import type { Adopting } from './adopting.ts';
import { writeSpread } from './draft.ts';
import { clientsAmong, clientsWord, hbaOf } from './hba.ts';
import { spread } from './spread.ts';

const listsIn = (adopting: Adopting): (readonly string[])[] =>
  adopting.made().map((site) => hbaOf(site) ?? []);

/** The sources that `from: haproxy` stands for at each site: the lines that such a client adds. */
function proxySources(adopting: Adopting, without: readonly (readonly string[])[]): string[][] {
  const { top } = adopting.draft;
  top.clients = [{ user: 'somebody', database: 'something', from: 'haproxy' }];
  const lists = listsIn(adopting);
  delete top.clients;
  return lists.map((lines, index) =>
    lines.slice(without[index]?.length ?? 0).map((line) => line.split(' ')[3] ?? ''),
  );
}

/** Who is let in: as `clients` where the lines are those that they make, else the lines themselves. */
export function accessWords(adopting: Adopting): void {
  const { seen, draft, isSame } = adopting;
  const without = listsIn(adopting);
  const proxies = proxySources(adopting, without);
  const clients = clientsWord(seen, without, proxies);
  const fits = (): boolean => {
    const lists = adopting.made();
    return seen.every(({ nodes }, index) =>
      nodes.every((node, number) => {
        const lines = hbaIn(node);
        return lines === undefined || isSame(lines, hbaIn(lists[index]?.nodes[number]));
      }),
    );
  };
  if (clients && clients.length > 0) draft.top.clients = clients;
  if (fits()) return;
  delete draft.top.clients;
  const lists = adopting.made();
  const wanted = ofNodes(seen, hbaIn);
  writeSpread(draft, ['postgresql', 'pg_hba'], spread(wanted, ofNodes(lists, hbaIn)));
  // They let nobody in, then; the runbook has what an application needs to know.
  const among = clientsAmong(seen, usersIn(adopting), proxies);
  if (among.length > 0) draft.top.clients = among;
}

/** Names of Patroni's users, whoever they are. */
const usersIn = ({ seen }: Adopting): ReadonlySet<string> =>
  new Set([
    'all',
    ...seen.flatMap(({ nodes }) =>
      nodes.flatMap(({ patroni }) =>
        ['superuser', 'replication', 'rewind'].flatMap(
          (user) => textAt(patroni?.value, 'postgresql', 'authentication', user, 'username') ?? [],
        ),
      ),
    ),
  ]);

/** The lines of pg_hba.conf that a node has. */
const hbaIn = (node: SeenNode | undefined): Json | undefined =>
  get(node?.patroni?.value, 'postgresql', 'pg_hba');
