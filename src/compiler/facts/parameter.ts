import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';
import { patroniBool } from './boolean.ts';
import { amountOf } from './number.ts';
import { PARAMETERS } from './parameter-table.ts';

/** The values that a parameter accepts. */
export interface Parameter {
  readonly kind: 'bool' | 'text' | 'words' | 'int' | 'real';
  /** Words that it accepts; some parameters also accept booleans. */
  readonly words: readonly string[];
  readonly boolean: boolean;
  readonly least: number;
  readonly most: number;
  /** The unit of a number: `8kB`, `ms`. */
  readonly unit: string | undefined;
}

/** One line of the table: first and last major version, and the accepted values. */
interface Line {
  readonly from: number;
  readonly to: number;
  readonly takes: string;
  parsed?: Parameter;
}

/** The lines of a parameter. The table is searched as text, because most runs ask for only a dozen names. */
function linesOf(name: string): Line[] {
  const lines: Line[] = [];
  const head = `\n${name}`;
  for (let at = PARAMETERS.indexOf(head); at >= 0; at = PARAMETERS.indexOf(head, at + 1)) {
    const rest = PARAMETERS.slice(at + head.length, PARAMETERS.indexOf('\n', at + 1));
    // Another name may begin with this one.
    const [, from, to, takes] = /^(?:@(\d*)-(\d*))? (.*)$/.exec(rest) ?? [];
    if (takes !== undefined) lines.push({ from: Number(from || 0), to: Number(to || 99), takes });
  }
  return lines;
}

const found = new Map<string, readonly Line[]>();

function known(name: string): readonly Line[] {
  const seen = found.get(name);
  if (seen) return seen;
  const lines = linesOf(name.toLowerCase());
  found.set(name, lines);
  return lines;
}

function parsed(takes: string): Parameter {
  const [, kind, least, most, unit] = /^(int|real) (\S+)\.\.(\S+)(?: (\S+))?$/.exec(takes) ?? [];
  const range = { least: Number(least), most: Number(most), unit };
  if (kind === 'int' || kind === 'real') return { kind, words: [], boolean: false, ...range };
  if (takes === 'bool' || takes === 'text') return { kind: takes, words: [], boolean: false, ...range };
  const boolean = takes.startsWith('bool|');
  return { kind: 'words', words: takes.split('|').slice(boolean ? 1 : 0, -1), boolean, ...range };
}

const lineFor = (name: string, major: number): Line | undefined =>
  known(name).find(({ from, to }) => from <= major && major <= to);

/** Whether a major version of PostgreSQL has a parameter. */
export const hasParameter = (name: string, major: number): boolean => lineFor(name, major) !== undefined;

/** The values that a parameter accepts in a major version of PostgreSQL; undefined if there is no such parameter. */
export function parameterNamed(name: string, major: number): Parameter | undefined {
  const line = lineFor(name, major);
  if (!line) return undefined;
  line.parsed ??= parsed(line.takes);
  return line.parsed;
}

/** The first and last major version that has a parameter; undefined if none of 13 to 18 has it. */
export function versionsOf(name: string): { readonly from: number; readonly to: number } | undefined {
  const lines = known(name);
  if (lines.length === 0) return undefined;
  return { from: Math.min(...lines.map(({ from }) => from)), to: Math.max(...lines.map(({ to }) => to)) };
}

/** Every parameter name of a major version, to compare a typo with. */
export function parameterNames(major: number): string[] {
  const names = PARAMETERS.split('\n').flatMap((line) => /^\w+/.exec(line)?.[0] ?? []);
  return [...new Set(names)].filter((name) => hasParameter(name, major));
}

/** Recovery parameters: Patroni handles them separately, and passes a standby only those that it does not set itself. */
export const RECOVERY: ReadonlySet<string> = new Set([
  'archive_cleanup_command',
  'primary_conninfo',
  'primary_slot_name',
  'promote_trigger_file',
  'recovery_end_command',
  'recovery_min_apply_delay',
  'recovery_target',
  'recovery_target_action',
  'recovery_target_inclusive',
  'recovery_target_lsn',
  'recovery_target_name',
  'recovery_target_time',
  'recovery_target_timeline',
  'recovery_target_xid',
  'restore_command',
]);

/** Why Patroni does not pass a value on as it is (patroni/postgresql/validator.py, transform). */
export type Refusal =
  | { readonly because: 'bool' | 'words' | 'number' | 'unit' | 'shape' }
  | { readonly because: 'low' | 'high'; readonly limit: number };

/** Why Patroni does not pass a value to PostgreSQL unchanged; undefined if it does. */
export function refusalOf(parameter: Parameter, value: Json): Refusal | undefined {
  if (typeof value === 'object' && value !== null) return { because: 'shape' };
  const { kind, least, most, unit } = parameter;
  if (kind === 'text') return undefined;
  const isBool = patroniBool(value) !== undefined;
  if (kind === 'bool') return isBool ? undefined : { because: 'bool' };
  if (kind === 'words') {
    const word = wordOf(value).toLowerCase();
    return (parameter.boolean && isBool) || parameter.words.includes(word) ? undefined : { because: 'words' };
  }
  const amount = amountOf(value, unit, kind === 'int' ? 'any' : 'ten');
  if (amount === undefined)
    return { because: unit && /^[\d.]+\s*[a-z]+$/i.test(wordOf(value).trim()) ? 'unit' : 'number' };
  const counted = kind === 'int' ? Math.round(amount) : amount;
  if (counted < least) return { because: 'low', limit: least };
  return counted > most ? { because: 'high', limit: most } : undefined;
}
