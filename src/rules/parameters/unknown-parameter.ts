import type { Estate } from '../../compiler/estate/estate.ts';
import { majorsOf } from '../../compiler/facts/majors.ts';
import { hasParameter, parameterNames, RECOVERY, versionsOf } from '../../compiler/facts/parameter.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { nearest } from '../../compiler/text/suggest.ts';
import { withKey } from '../common/fixes.ts';
import { parametersOf } from './written.ts';

/** Patroni makes wal_keep_size of it, and keeps recovery apart. */
const isTranslated = (name: string): boolean => name === 'wal_keep_segments' || RECOVERY.has(name);

function helpFor(name: string, majors: readonly number[]): string {
  if (name === 'recovery_conf') return 'move it to postgresql.recovery_conf, beside parameters';
  const versions = versionsOf(name);
  const major = majors.at(-1) ?? 0;
  if (versions && versions.from > major)
    return `remove it: PostgreSQL ${versions.from} is the first to have it`;
  if (versions) return `remove it: PostgreSQL ${versions.to} was the last to have it`;
  const near = nearest(name, parameterNames(major));
  return near === undefined
    ? 'remove it; a parameter of an extension has a dot in its name'
    : `did you mean "${near}"?`;
}

function* all(estate: Estate): Generator<Draft> {
  const majors = majorsOf(estate.software);
  const known = (name: string): boolean => majors.some((major) => hasParameter(name, major));
  for (const { name, at } of parametersOf(estate)) {
    const key = name.toLowerCase();
    if (key.includes('.') || isTranslated(key) || known(key)) continue;
    const isOfAnyVersion = versionsOf(key) !== undefined;
    yield {
      message: `PostgreSQL ${majors.join(', ')} has no parameter "${name}": Patroni leaves it out`,
      at: at('key'),
      help: helpFor(key, majors),
      fix: isOfAnyVersion ? undefined : withKey(at('key'), parameterNames(majors.at(-1) ?? 0)),
      word: isOfAnyVersion ? undefined : key,
    };
  }
}

export const unknownParameter: Rule = {
  id: 'parameters/unknown-parameter',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'PostgreSQL has no parameter of that name',
  why: 'PostgreSQL does not start with an unknown parameter, so Patroni leaves it out and logs a line: the setting that you meant keeps its default.',
  references: [
    'patroni/postgresql/validator.py: transform_postgresql_parameter_value',
    'patroni/postgresql/available_parameters/0_postgres.yml',
    'https://github.com/patroni/patroni/issues/1907',
  ],
  afterPromotion: false,
  check: all,
};
