import type { Estate } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { type Streaming, streamingFrom, waitsFor } from './sync-names.ts';

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary) return;
  let streaming: Streaming | undefined;
  for (const leader of candidates(primary)) {
    const wanted = waitsFor(estate, primary, leader);
    if (!wanted) continue;
    streaming ??= streamingFrom(estate, primary);
    const there = streaming(leader, wanted) ?? wanted.count;
    if (there >= wanted.count) continue;
    yield {
      message: `no commit of ${leader.name} completes while it leads: it waits for ${wanted.count} of ${wanted.names.join(', ')}, and ${there === 0 ? 'none of them streams' : `only ${there} of them ${there === 1 ? 'streams' : 'stream'}`} from it`,
      at: wanted.written.at(),
      help: 'use synchronous_mode, with which Patroni chooses the names; or name every member, so that enough of them stream, whichever member leads',
    };
  }
}

export const syncStandbyMissing: Rule = {
  id: 'replication/sync-standby-missing',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 3.3.2 and later; before, Patroni takes the parameter away',
  summary: 'a member that leads waits for synchronous standbys that do not stream from it',
  why: 'synchronous_standby_names stays the same when another member takes over. If it names the new leader itself, or members of a lost site, every commit hangs until somebody finds out why.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-SYNCHRONOUS-STANDBY-NAMES',
    'https://patroni.readthedocs.io/en/latest/replication_modes.html',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-3-2',
  ],
  afterPromotion: true,
  check: all,
};
