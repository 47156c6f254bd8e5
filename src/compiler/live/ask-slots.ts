import { postgresPortOf } from '../render/reach.ts';
import type { LiveSite, SlotsAnswer, Speaking } from './live.ts';
import { leaders } from './live.ts';
import { SLOTS_QUERY, slotsOf } from './slots.ts';

/** What one query gave. */
export type SqlReply =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'silence'; readonly detail: string };

/**
 * What asks PostgreSQL: see `src/cli/psql.ts`.
 * @param deadline when to give up, in milliseconds since 1970
 */
export type SqlAsker = (host: string, port: string, query: string, deadline: number) => Promise<SqlReply>;

/** The address of PostgreSQL beside the REST API that has answered: where we stand, only one of them may lead to the member. */
const hostOf = ({ node, reached: { isOutside } }: Speaking): string =>
  (isOutside ? node.wan?.text : node.address?.text) ?? '';

async function answerOf(asker: SqlAsker, by: Speaking, deadline: number): Promise<SlotsAnswer> {
  // Whoever answers without TLS may be anybody: nobody's password goes there.
  if (by.reached.isPlain)
    return { kind: 'silence', by, detail: 'its REST API answers without TLS, so it may be somebody else' };
  const reply = await asker(hostOf(by), postgresPortOf(by.node), SLOTS_QUERY, deadline);
  if (reply.kind === 'silence') return { kind: 'silence', by, detail: reply.detail };
  const said = slotsOf(reply.text);
  return said
    ? { kind: 'answer', by, ...said }
    : { kind: 'silence', by, detail: 'what psql printed is not the list of slots' };
}

/**
 * Asks the leaders of some sites for their replication slots, all at once. Replicas keep copies of them, which nobody uses.
 * @param deadline when to give up, in milliseconds since 1970
 */
export const askSlots = (
  asker: SqlAsker,
  sites: readonly LiveSite[],
  deadline: number,
): Promise<LiveSite[]> =>
  Promise.all(
    sites.map(async (site) => ({
      ...site,
      slots: await Promise.all(leaders(site).map((by) => answerOf(asker, by, deadline))),
    })),
  );
