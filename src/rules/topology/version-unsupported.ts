import type { Estate } from '../../compiler/estate/estate.ts';
import type { Software } from '../../compiler/estate/version.ts';
import { atLeast, SUPPORTED, versionOf } from '../../compiler/estate/version.ts';
import type { Draft, Rule } from '../rule.ts';

/** 4.1 as the last series takes in 4.1.5, and not 4.2. */
const isPast = (version: Software[keyof Software], last: string): boolean => {
  const series = versionOf(last).parts;
  return atLeast(version, [...series.slice(0, -1), (series.at(-1) ?? 0) + 1].join('.'));
};

function* check(estate: Estate): Generator<Draft> {
  for (const product of Object.keys(SUPPORTED) as (keyof Software)[]) {
    const [first, last] = SUPPORTED[product];
    const version = estate.software[product];
    if (atLeast(version, first) && !isPast(version, last)) continue;
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
  summary: 'a software version is older or newer than what the compiler knows',
  why: 'Which keys a program knows depends on its version. For one that was never looked at, the files may be refused or, worse, read another way.',
  references: ['https://patroni.readthedocs.io/en/latest/releases.html'],
  bothWays: false,
  check,
};
