import type { DynamicParameter } from '../../compiler/estate/dynamic-parameter.ts';
import { dynamicParameter, isReadable, isTaken } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { majorsOf } from '../../compiler/facts/majors.ts';
import { unitsFor } from '../../compiler/facts/number.ts';
import type { Parameter, Refusal } from '../../compiler/facts/parameter.ts';
import { parameterNamed, refusalOf } from '../../compiler/facts/parameter.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { wordOf } from '../../compiler/text/json.ts';
import { listed, nearest, onlySuggestion } from '../../compiler/text/suggest.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';
import type { Written } from './written.ts';
import { parametersOf } from './written.ts';

interface Words extends Pick<Draft, 'message' | 'help'> {
  /** The value that was surely meant. */
  readonly suggestion?: string | undefined;
}

/** A number with the unit it counts. */
function sized(count: number, unit = ''): string {
  const [, times, name = ''] = /^(\d*)(\w*)$/.exec(unit) ?? [];
  return `${count * Number(times || 1)}${name}`;
}

/** Below what Patroni asks for, by its own measure. */
function replaced(value: Json, parameter: DynamicParameter): Words | undefined {
  const { fallback, least, unit, words } = parameter;
  if (isTaken(parameter, value)) return undefined;
  if (isReadable(parameter, value))
    return {
      message: `is ${shown(value)}, and Patroni accepts ${sized(least ?? 0, unit)} or more: it uses ${fallback} instead`,
      help: `write ${sized(least ?? 0, unit)} or more`,
    };
  // Its name of before 9.6 is taken, and nobody should write it.
  const choices = words?.filter((word) => word !== 'hot_standby');
  const wants = choices ? listed(choices) : least === undefined ? '"on" or "off"' : 'a number';
  return {
    message: `is ${shown(value)}, and Patroni accepts ${wants}: it uses ${fallback} instead`,
    help: choices && typeof value === 'string' ? hint(value, choices) : `write ${wants}`,
    suggestion: choices && onlySuggestion(wordOf(value), choices),
  };
}

/** The items of a list, as PostgreSQL takes lists. */
const oneText = (value: Json): string =>
  Array.isArray(value) && value.every((item) => typeof item !== 'object')
    ? `write it as one text: "${value.join(', ')}"`
    : 'write it as one text';

function hint(value: string, words: readonly string[]): string {
  const near = nearest(value, words);
  return near === undefined ? `write ${listed(words)}` : `did you mean "${near}"?`;
}

/** A value with the unit that was meant by another: 8G, 10mb, 5sec. */
function unitCorrected(value: Json, unit: string): string | undefined {
  const [, count, written = ''] = /^([\d.]+)\s*([a-z]+)$/i.exec(wordOf(value).trim()) ?? [];
  const units = Object.keys(unitsFor(unit));
  const intended =
    units.find((known) => known.toLowerCase() === written.toLowerCase()) ??
    units.find((known) => known.toLowerCase() === `${written}b`.toLowerCase()) ??
    units.find(
      (known) => known.length > 0 && written.toLowerCase().startsWith(known.toLowerCase()) && known !== 'B',
    );
  return count !== undefined && intended !== undefined ? `${count}${intended}` : undefined;
}

function refused(value: Json, parameter: Parameter, refusal: Refusal): Words {
  const { unit, words, boolean } = parameter;
  switch (refusal.because) {
    case 'shape':
      return { message: `is ${shown(value)}, and PostgreSQL accepts a single value`, help: oneText(value) };
    case 'bool':
      return {
        message: `is ${shown(value)}, neither on nor off: Patroni leaves it out`,
        help: 'write on or off',
      };
    case 'words': {
      const choices = boolean ? ['on', 'off', ...words] : words;
      return {
        message: `is ${shown(value)}, which PostgreSQL does not accept: Patroni leaves it out`,
        help: hint(wordOf(value), choices),
        suggestion: onlySuggestion(wordOf(value), choices),
      };
    }
    case 'number':
      return {
        message: `is ${shown(value)}, which is not a number: Patroni leaves it out`,
        help: 'write a number',
      };
    case 'unit': {
      const better = unitCorrected(value, unit ?? '');
      return {
        message: `is ${shown(value)}, whose unit PostgreSQL does not know: Patroni leaves it out`,
        help: better
          ? `did you mean "${better}"?`
          : `units are ${Object.keys(unitsFor(unit ?? '')).join(', ')}`,
        suggestion: better,
      };
    }
    default: {
      const limit = sized(refusal.limit, unit);
      return refusal.because === 'low'
        ? {
            message: `is ${shown(value)}, less than ${limit}: Patroni raises it to ${limit}`,
            help: `write ${limit} or more`,
          }
        : {
            message: `is ${shown(value)}, more than ${limit}: Patroni lowers it to ${limit}`,
            help: `write ${limit} or less`,
          };
    }
  }
}

/** What is worse where one value makes all of them void: see placement/configuration-discarded. */
const raises = (parameter: DynamicParameter, value: Json): boolean =>
  parameter.words
    ? typeof value !== 'string'
    : parameter.least !== undefined && !isReadable(parameter, value);

/** What a major version does to a value; undefined where it takes it, or has no such parameter. */
function refusedBy(major: number, name: string, value: Json): Words | undefined {
  const parameter = parameterNamed(name, major);
  const refusal = parameter && refusalOf(parameter, value);
  return parameter && refusal && refused(value, parameter, refusal);
}

function judge(estate: Estate, { name, value }: Written): Words | undefined {
  const dynamic = dynamicParameter(name);
  const voids = dynamic && raises(dynamic, value) && !knows(estate.software, 'dcs.judged-singly');
  const words = dynamic && !voids ? replaced(value, dynamic) : undefined;
  if (words || voids || dynamic?.words) return words;
  // What one of the versions that it can be takes is not refused.
  const all = majorsOf(estate.software).map((major) => refusedBy(major, name, value));
  return all.includes(undefined) ? undefined : all.at(-1);
}

function* all(estate: Estate): Generator<Draft> {
  for (const written of parametersOf(estate)) {
    const words = judge(estate, written);
    if (!words) continue;
    const { message, help, suggestion: meant } = words;
    const at = written.at('value');
    yield {
      message: `${written.name} of ${written.where} ${message}`,
      at,
      ...(help === undefined ? {} : { help }),
      fix: meant === undefined ? undefined : withValue(at, meant),
    };
  }
}

export const valueRefused: Rule = {
  id: 'parameters/value-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a parameter has a value that Patroni does not pass to PostgreSQL',
  why: 'PostgreSQL would not start with such a value, so Patroni checks each value first. It leaves out a value that it cannot read, moves a value that is out of range into the range, and replaces some values by a default of its own. Only a line in its log says so: PostgreSQL does not run with the value in git.',
  references: [
    'patroni/postgresql/validator.py: transform_postgresql_parameter_value',
    'patroni/postgresql/config.py: CMDLINE_OPTIONS',
    'https://www.postgresql.org/docs/current/config-setting.html',
  ],
  afterPromotion: false,
  check: all,
};
