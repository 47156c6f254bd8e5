import type { Json } from '../../text/json.ts';
import { shared } from '../../text/pieces.ts';

/**
 * YAML that every reader of the compiled files reads alike: PyYAML (Patroni, YAML 1.1), go-yaml behind
 * sigs.k8s.io/yaml (etcd, a mix of 1.1 and 1.2) and YAML 1.2 parsers (editors, CI). They disagree about
 * which plain words are numbers, booleans, dates or merges, so a string stays plain only where no reader
 * could see anything else in it; every other string is double-quoted, the one style with escapes.
 */

/** Begins like a word or a path, holds nothing that any reader gives a meaning to: see {@link PLAIN_WORD}. */
const PLAIN = /^[A-Za-z_/](?:[\w./=,@%+*-]|:+(?=[\w./=,@%+*-])| (?=[\w./=,@%+*-]))*$/;

/**
 * An IPv4 address with a port or a prefix length. Other text that begins with a digit is quoted: `010`,
 * `1_000`, `12:30:45`, `1e3`, `0o10`, `2001-01-01` are numbers or dates to one reader or another.
 */
const PLAIN_IPV4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:[:/]\d{1,5})?$/;

/** Words that some reader takes for a boolean, for nothing or for a float (`e1`: the `yaml` package in 1.1 mode). */
const PLAIN_WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|e[-+]?\d+)$/i;

/**
 * What `JSON.stringify` leaves as it is and a YAML file had better not hold: characters outside YAML's
 * printable set (DEL, C1 controls, U+FFFE, U+FFFF), line breaks of YAML 1.1 (U+0085, U+2028, U+2029), the
 * byte order mark, and blanks and format characters that a reviewer cannot see or that reorder what is seen.
 */
const UNSEEN =
  /[\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]/g;

const SURROGATE = /[\ud800-\udfff]/u;

/** PyYAML's parser is recursive and fails between 400 and 500 levels; no configuration is near either. */
const MAX_DEPTH = 100;

/** YAML finds the `:` of an implicit key only within 1024 characters. */
const MAX_KEY = 1000;

/**
 * One value on one line, for block style: after `key: `, after `- `, or as a key.
 * Throws RangeError for what no file can carry to all readers: numbers that are not finite, integers beyond
 * 2^53 (already rounded), strings with half a surrogate pair (they have no UTF-8, and go-yaml refuses the escape).
 */
export function yamlScalar(value: string | number | boolean | null): string {
  if (typeof value === 'string') return yamlString(value);
  return typeof value === 'number' ? yamlNumber(value) : String(value);
}

/**
 * A value in block style: whole lines, each indented by `indent` blanks and ended by a line feed. A list
 * stands two blanks deeper than its key. Scalars, `{}` and `[]` are one line.
 * Throws RangeError as {@link yamlScalar} does, and for keys or nesting beyond what YAML readers take.
 */
export function yamlBlock(value: Json, indent: number): string {
  const pad = ' '.repeat(indent);
  return pad + (isBlock(value) ? blockLines(value, pad, MAX_DEPTH) : `${yamlInline(value)}\n`);
}

/**
 * A value on one line, in flow style: every text in double quotes, for what is plain in a block may end a flow.
 * Throws RangeError as {@link yamlScalar} does.
 */
export function yamlFlow(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return yamlScalar(value);
  if (isList(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${quoted(key)}: ${yamlFlow(member)}`],
  );
  return `{${members.join(', ')}}`;
}

type JsonList = readonly Json[];
type JsonMap = { readonly [key: string]: Json | undefined };

/** Whether the value needs lines of its own: a list with an item, a map with a member that is written. */
function isBlock(value: Json): value is JsonList | JsonMap {
  if (typeof value !== 'object' || value === null) return false;
  if (isList(value)) return value.length > 0;
  for (const key in value) if (value[key] !== undefined) return true;
  return false;
}

/** `Array.isArray` does not narrow readonly lists. */
const isList = (value: JsonList | JsonMap): value is JsonList => Array.isArray(value);

/** A value that needs no lines of its own. */
function yamlInline(value: Json): string {
  if (typeof value !== 'object' || value === null) return yamlScalar(value);
  return isList(value) ? '[]' : '{}';
}

/** The lines of a block, the first without `pad`: the `- ` of a parent may stand there already. */
function blockLines(value: JsonList | JsonMap, pad: string, depth: number): string {
  if (depth === 0) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  return isList(value) ? listLines(value, pad, depth - 1) : mapLines(value, pad, depth - 1);
}

/** Lists from this length on are memoized: every node of a site has the same pg_hba, a line or two for each node. */
const LONG_LIST = 16;

/** The lines of long lists by their list and indentation: a list is not changed once it is part of an estate. */
const known = new WeakMap<JsonList, { readonly pad: string; readonly text: string }>();

function listLines(list: JsonList, pad: string, depth: number): string {
  if (list.length < LONG_LIST) return itemLines(list, pad, depth);
  const before = known.get(list);
  // The last line break stays: what comes next may depend on it.
  if (before?.pad === pad) return `${shared(before.text)}\n`;
  const text = itemLines(list, pad, depth).slice(0, -1);
  known.set(list, { pad, text });
  return `${shared(text)}\n`;
}

function itemLines(list: JsonList, pad: string, depth: number): string {
  let text = '';
  for (const item of list) {
    const rest = isBlock(item) ? blockLines(item, `${pad}  `, depth) : `${yamlInline(item)}\n`;
    text += text === '' ? `- ${rest}` : `${pad}- ${rest}`;
  }
  return text;
}

function mapLines(map: JsonMap, pad: string, depth: number): string {
  let text = '';
  for (const [key, member] of Object.entries(map)) {
    if (member === undefined) continue;
    if (text !== '') text += pad;
    text += yamlKey(key);
    text += isBlock(member)
      ? `:\n${pad}  ${blockLines(member, `${pad}  `, depth)}`
      : `: ${yamlInline(member)}\n`;
  }
  return text;
}

function yamlKey(key: string): string {
  const text = yamlString(key);
  if (text.length > MAX_KEY) throw new RangeError(`key of ${text.length} characters: ${text.slice(0, 40)}…`);
  return text;
}

function yamlString(text: string): string {
  if (PLAIN.test(text)) return PLAIN_WORD.test(text) ? `"${text}"` : text;
  return PLAIN_IPV4.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  if (SURROGATE.test(text)) throw new RangeError(`half a surrogate pair in ${JSON.stringify(text)}`);
  // Every escape that JSON.stringify writes is an escape of YAML 1.1 and 1.2 with the same meaning.
  return JSON.stringify(text).replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function yamlNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number for a configuration file`);
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isInteger(value)) {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`${value} is beyond 2^53: its last digits are lost`);
    return String(value);
  }
  // YAML 1.1 knows an exponent only behind a dot: to PyYAML `1e-7` is a string, `1.0e-7` a float.
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
