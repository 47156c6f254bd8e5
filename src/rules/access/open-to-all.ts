import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { HbaAddress, UserWord } from '../../pghba/record.ts';
import { ROLES } from './credentials.ts';
import { aboutLines, asksForCertificate, type Deciding, decidingLines } from './deciding.ts';
import type { Server } from './servers.ts';

const isEverywhere = (address: HbaAddress | undefined): boolean =>
  address?.kind === 'all' || (address?.kind === 'range' && address.range.mask === 0n);

/** The first user of Patroni's own that a line is for. */
function ownUser(words: readonly UserWord[], { member }: Server): string | undefined {
  const names = ROLES.flatMap(
    (role) => textAt(member.patroni.value, 'postgresql', 'authentication', role, 'username') ?? [],
  );
  return names.find((name) =>
    words.some((word) => word.kind === 'all' || (word.kind === 'name' && word.name === name)),
  );
}

const isOpen = ({ record, posted }: Deciding): boolean =>
  isEverywhere(record.address) &&
  // trust is worse, and told by its own rule; a certificate keeps guessers out.
  !['reject', 'trust'].includes(record.method) &&
  !asksForCertificate(record) &&
  ownUser(record.users, posted.servers[0]) !== undefined;

const check = (estate: Estate): Draft[] =>
  decidingLines(estate).flatMap((lines) =>
    aboutLines(lines.filter(isOpen), (line, { record, posted }) => ({
      message: `${line} lets "${ownUser(record.users, posted.servers[0])}" try passwords from anywhere`,
      help: 'name the users that connect from everywhere, or name your networks; members need lines only for the nodes',
    })),
  );

export const openToAll: Rule = {
  id: 'access/open-to-all',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: "pg_hba lets Patroni's own users log in from every address",
  why: 'The superuser may do everything, and the replication user can read everything. Patroni and the members connect only from the nodes, whose addresses are known: no other address needs access.',
  references: ['https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'],
  afterPromotion: false,
  check,
};
