import { filesClaimed, takenOf } from '../../compiler/estate/claims.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../rule.ts';

function* check(estate: Estate): Generator<Draft> {
  // A machine that runs several services is one mistake.
  const told = new Set<string>();
  for (const { words, at, owner } of takenOf(estate, filesClaimed(estate))) {
    const place = JSON.stringify(at);
    if (told.has(place)) continue;
    told.add(place);
    yield {
      message: `the estate "${owner.estate}" of ${owner.file} writes ${words}, too`,
      at,
      help: 'give each estate machines of its own; where the addresses stand in networks that never meet, say so with lint.rules',
    };
  }
}

export const fileOfAnotherEstate: Rule = {
  id: 'topology/file-of-another-estate',
  severity: 'error',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run write the same file of one machine',
  why: 'The tree that is deployed last replaces the file of the other estate. At its next restart the program joins another cluster, or starts from another data directory.',
  references: ['https://patroni.readthedocs.io/en/latest/patroni_configuration.html'],
  bothWays: false,
  check,
};
