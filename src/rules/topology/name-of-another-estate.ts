import { nameClaimed } from '../../compiler/estate/claims.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* check(estate: Estate): Generator<Draft> {
  const { key, words, at } = nameClaimed(estate);
  const owner = estate.claimed.get(key);
  if (owner)
    yield {
      message: `${owner.file} describes ${words}, too`,
      at,
      help: 'give each estate a name of its own, or name one version of an estate in a call',
    };
}

export const nameOfAnotherEstate: Rule = {
  id: 'topology/name-of-another-estate',
  severity: 'error',
  waivable: true,
  ofRun: true,
  since: '0.1.0',
  summary: 'two topologies of one run describe an estate of the same name',
  why: 'The name is the folder of the compiled tree: build refuses to write two trees to one folder. What the two topologies share is not compared either, because they may be two versions of one estate.',
  references: ['README.md'],
  afterPromotion: false,
  check,
};
