import type { SchemaError } from '../generated/validate.js';
import type { Finding, Place, Pointer } from '../text/finding.ts';
import { keyAt, valueAt } from '../text/finding.ts';
import { listed, nearest, onlySuggestion } from '../text/suggest.ts';
import { WHAT_IT_NEEDS } from '../yaml/parse.ts';
import type { Value } from '../yaml/value.ts';
import { isValueMap, kindOf, valueAtPointer } from '../yaml/value.ts';
import { flow } from '../yaml/write/flow.ts';
import { elsewhereHelp, foreignHelp, serviceHelp } from './foreign.ts';
import { majorOf, OLD_BOOLEANS, schemaFix, withoutV } from './schema-fix.ts';
import type { SchemaNode } from './schema-node.ts';
import { choicesOf, exampleOf, fits, formOf, schemaAt, writtenAt } from './schema-node.ts';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

const kindsOf = (type: unknown): string =>
  [type]
    .flat()
    .map((kind) => KINDS[String(kind)] ?? String(kind))
    .join(' or ');

/** What the user wrote, shortened; text in quotes. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  if (typeof value !== 'string') return short;
  // A message is one line, whatever the text holds.
  return /[\p{Cc}\u2028\u2029]/u.test(short) ? JSON.stringify(short) : `"${short}"`;
}

/** The name of a value in messages: its key, or the item's list. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1);
  if (last === undefined) return 'the topology';
  if (typeof last === 'string') return `"${last}"`;
  const list = pointer.findLast((part) => typeof part === 'string');
  return `item ${last + 1} of "${list ?? ''}"`;
}

const example = (node: SchemaNode): string | undefined => {
  const first = exampleOf(node);
  if (first === undefined) return undefined;
  // Text that YAML would read as a number needs quotes; other text reads better without.
  const isBare = typeof first === 'string' && !/^[\d.]+$/.test(first);
  return `for example: ${isBare ? first : flow(first)}`;
};

function choiceHelp(value: unknown, choices: readonly string[]): string | undefined {
  const near = typeof value === 'string' ? nearest(value, choices) : undefined;
  return near ? `did you mean "${near}"?` : undefined;
}

type Words = Pick<Finding, 'rule' | 'message' | 'at'> & { help?: string | undefined };

function unknownKey(error: SchemaError, pointer: Pointer): Words {
  const key = String(error.params.additionalProperty ?? error.propertyName);
  const known = Object.keys(schemaAt(pointer).properties ?? {});
  const where = pointer.length === 0 ? 'at the top' : `in ${nameOf(pointer)}`;
  return {
    rule: 'schema/unknown-key',
    message: `unknown key "${key}" ${where}`,
    at: keyAt(...pointer, key),
    help: unknownKeyHelp(key, known, pointer),
  };
}

/** A word of another tool may be similar to a key but mean something else, so these words come first. */
function unknownKeyHelp(key: string, known: readonly string[], pointer: Pointer): string | undefined {
  const near = nearest(key, known);
  const question = near && `did you mean "${near}"?`;
  const foreign = foreignHelp(key, pointer);
  if (foreign !== undefined) return foreign;
  const sure = onlySuggestion(key, known) === undefined ? undefined : question;
  return (
    sure ??
    elsewhereHelp(key) ??
    question ??
    (known.length > 0 ? `known here: ${known.join(', ')}` : undefined)
  );
}

/** Help for a number instead of text: its quotes are missing, or a unit too. */
const quoted = (written: string, node: SchemaNode): string | undefined =>
  fits(node, written) ? `put it in quotes: "${written}"` : example(node);

/** Help for a value of the wrong type. */
function typeHelp(
  wants: string,
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
): string | undefined {
  const node = schemaAt(pointer);
  if (pointer.length === 0) return WHAT_IT_NEEDS;
  const major = majorOf(pointer, value, written);
  if (major !== undefined) return `write the major version: ${major}`;
  if (typeof value === 'number' && wants === 'text') return quoted(written ?? String(value), node);
  if (typeof value !== 'string') return example(node);
  const old = OLD_BOOLEANS.get(value.toLowerCase());
  if (old !== undefined && wants.includes('true or false'))
    return `YAML 1.2 reads ${value} as text; write ${old}`;
  return wants === 'a whole number' && /^\d+$/.test(value)
    ? `write it without quotes: ${value}`
    : example(node);
}

function wrongType(
  error: SchemaError,
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
): Words {
  const wants = kindsOf(error.params.type);
  return {
    rule: 'schema/type',
    message: `${nameOf(pointer)} must be ${wants}, not ${kindOf(value)}`,
    at: valueAt(...pointer),
    help: typeHelp(wants, pointer, value, written),
  };
}

function badText(error: SchemaError, pointer: Pointer, value: Value | undefined): Words {
  if (error.propertyName !== undefined)
    return {
      rule: 'schema/unknown-key',
      message: `${shown(error.propertyName)} cannot be a key in ${nameOf(pointer)}`,
      at: keyAt(...pointer, error.propertyName),
      help: schemaAt(pointer).propertyNames?.description,
    };
  const node = schemaAt(pointer);
  const choices = choicesOf(error.params.pattern);
  if (choices)
    return {
      rule: 'schema/value',
      message: `${nameOf(pointer)} must be ${listed(choices)}, not ${shown(value)}`,
      at: valueAt(...pointer),
      help: choiceHelp(value, choices),
    };
  const form = formOf(writtenAt(pointer)).description ?? node.description ?? '';
  const first = (form.split('. ')[0] ?? '').replace(/\.$/, '');
  // A leading article or capitalised word is not a name, so it becomes lower case.
  const plain = first.replace(/^(?:An?|[A-Z][a-z]+)(?= )/, (word) =>
    word === 'Patroni' ? word : word.toLowerCase(),
  );
  const bare = withoutV(pointer, value, (text) => fits(node, text));
  return {
    rule: 'schema/value',
    message: `${nameOf(pointer)} is ${shown(value)}, which does not fit: ${plain}`,
    at: valueAt(...pointer),
    help: bare === undefined ? example(node) : `write it without "v": "${bare}"`,
  };
}

function badChoice(error: SchemaError, pointer: Pointer, value: Value | undefined): Words {
  if (error.propertyName !== undefined) {
    const known = (error.params.allowedValues as string[]) ?? [];
    return {
      rule: 'schema/unknown-key',
      message: `unknown key "${error.propertyName}" in ${nameOf(pointer)}`,
      at: keyAt(...pointer, error.propertyName),
      help: choiceHelp(error.propertyName, known) ?? `known here: ${known.join(', ')}`,
    };
  }
  const choices =
    error.keyword === 'const'
      ? [String(error.params.allowedValue)]
      : (error.params.allowedValues as string[]);
  return {
    rule: 'schema/value',
    message: `${nameOf(pointer)} must be ${error.keyword === 'const' ? choices[0] : listed(choices)}, not ${value === null ? 'empty' : shown(value)}`,
    at: valueAt(...pointer),
    help:
      error.keyword === 'const' && value === String(error.params.allowedValue)
        ? `write it without quotes: ${value}`
        : wordHelp(value, pointer, choices),
  };
}

/** Help for an unknown word: the surely intended word, or why a node cannot run a program. */
function wordHelp(
  value: Value | undefined,
  pointer: Pointer,
  choices: readonly string[],
): string | undefined {
  const name = pointer.findLast((part) => typeof part === 'string');
  if (name !== 'runs' || typeof value !== 'string' || onlySuggestion(value, choices) !== undefined)
    return choiceHelp(value, choices);
  return serviceHelp(value, pointer) ?? choiceHelp(value, choices);
}

function outOfBounds(error: SchemaError, pointer: Pointer, value: Value | undefined): Words {
  const limit = String(error.params.limit);
  const bound = error.keyword === 'minimum' ? `at least ${limit}` : `at most ${limit}`;
  return {
    rule: 'schema/value',
    message: `${nameOf(pointer)} is ${JSON.stringify(value)}, but must be ${bound}`,
    at: valueAt(...pointer),
  };
}

/** Where to show that a map lacks a key: at the map's own key, or at its first key if it is a list item or the whole topology. */
function mapPlace(pointer: Pointer, value: Value | undefined): Place {
  if (typeof pointer.at(-1) === 'string') return keyAt(...pointer);
  const [first] = isValueMap(value) ? Object.keys(value) : [];
  return first === undefined ? valueAt(...pointer) : keyAt(...pointer, first);
}

function missingKey(error: SchemaError, pointer: Pointer, value: Value | undefined): Words {
  const key = String(error.params.missingProperty);
  const node = schemaAt([...pointer, key]);
  return {
    rule: 'schema/missing-key',
    message: `${nameOf(pointer)} lacks the key "${key}"`,
    at: mapPlace(pointer, value),
    help: [node.description?.split('. ')[0]?.replace(/\.$/, ''), example(node)].filter(Boolean).join('; '),
  };
}

function tooFew(error: SchemaError, pointer: Pointer): Words {
  return {
    rule: 'schema/value',
    message: `${nameOf(pointer)} must have at least ${String(error.params.limit)} ${error.params.limit === 1 ? 'item' : 'items'}`,
    at: { pointer, part: typeof pointer.at(-1) === 'string' ? 'key' : 'value' },
    help: schemaAt(pointer).description,
  };
}

function words(
  error: SchemaError,
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
): Words {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, pointer);
    case 'type':
      return wrongType(error, pointer, value, written);
    case 'pattern':
      return badText(error, pointer, value);
    case 'enum':
    case 'const':
      return badChoice(error, pointer, value);
    case 'minimum':
    case 'maximum':
      return outOfBounds(error, pointer, value);
    case 'required':
      return missingKey(error, pointer, value);
    case 'minItems':
      return tooFew(error, pointer);
    default:
      // A new keyword of the schema that this switch lacks is still a finding, and makes a test fail.
      return {
        rule: 'schema/value',
        message: `${nameOf(pointer)} breaks the schema (${error.keyword})`,
        at: valueAt(...pointer),
      };
  }
}

/** Whether the unknown key is a word of another tool, and so no misspelt key of the language. */
const isForeign = ({ params }: SchemaError, pointer: Pointer): boolean =>
  params.additionalProperty !== undefined &&
  foreignHelp(String(params.additionalProperty), pointer) !== undefined;

/**
 * Turns a schema error into a finding, with the descriptions of the schema.
 * @param written the text of the value in the topology
 */
export function schemaFinding(
  error: SchemaError,
  pointer: Pointer,
  root: Value,
  written: string | undefined,
): Finding {
  const value = valueAtPointer(root, pointer);
  const { help, ...rest } = words(error, pointer, value, written);
  const fix = schemaFix(error, pointer, value, written, {
    keys: isForeign(error, pointer) ? [] : Object.keys(schemaAt(pointer).properties ?? {}),
    fits: (text) => fits(schemaAt(pointer), text),
    words: (error.params.allowedValues as string[] | undefined) ?? choicesOf(error.params.pattern) ?? [],
  });
  return { severity: 'error', ...rest, ...(help ? { help } : {}), ...(fix ? { fix } : {}) };
}
