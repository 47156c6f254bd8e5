import type { Estate } from '../../compiler/estate/estate.ts';
import type { Software } from '../../compiler/facts/version.ts';
import { isSupported, SUPPORTED } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const product of Object.keys(SUPPORTED) as (keyof Software)[]) {
    const version = estate.software[product];
    if (isSupported(product, version)) continue;
    const [first, last] = SUPPORTED[product];
    yield {
      message: `${product} ${version.text} is not supported`,
      at: estate.softwareAt(product),
      help: `supported: ${first} to ${last}`,
    };
  }
}

export const versionUnsupported: Rule = {
  id: 'topology/version-unsupported',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a software version is older or newer than those that the compiler knows',
  why: 'The keys that a program knows depend on its version. A version that the compiler does not know may refuse the files or, worse, read them in another way.',
  references: ['https://patroni.readthedocs.io/en/latest/releases.html'],
  afterPromotion: false,
  check,
};
