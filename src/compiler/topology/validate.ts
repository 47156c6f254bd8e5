import type { SchemaError } from '../generated/validate.js';
import { validate as validator } from '../generated/validate.js';
import type { Finding, Pointer } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';
import { isValueMap, valueAtPointer } from '../yaml/value.ts';

/** The result of validating a topology. */
export interface Validated {
  /** The value without the parts that the schema refuses: the rest is valid. */
  readonly value: Value | undefined;
  readonly findings: readonly Finding[];
}

/** JSON pointer to parts; indices of lists become numbers. */
function pointerOf(instancePath: string, root: Value): Pointer {
  let node: Value | undefined = root;
  const parts: (string | number)[] = [];
  for (const raw of instancePath.split('/').slice(1)) {
    const text = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const part: string | number = Array.isArray(node) ? Number(text) : text;
    parts.push(part);
    node = Array.isArray(node) ? node[Number(text)] : isValueMap(node) ? node[text] : undefined;
  }
  return parts;
}

/** The part to remove: the value itself, an unknown key, or nothing if a key is missing. */
function refusedPart(error: SchemaError, pointer: Pointer): Pointer | undefined {
  if (error.keyword === 'required' || error.keyword === 'minItems') return undefined;
  if (error.keyword === 'additionalProperties') return [...pointer, String(error.params.additionalProperty)];
  if (error.propertyName !== undefined) return [...pointer, error.propertyName];
  return pointer;
}

/** The place of an unknown key, if that is the error. */
function unknownKey(error: SchemaError, root: Value): Pointer | undefined {
  const isOfKey = error.keyword === 'additionalProperties' || error.propertyName !== undefined;
  return isOfKey ? refusedPart(error, pointerOf(error.instancePath, root)) : undefined;
}

/** Places as a tree, so that a lookup takes time linear in its depth. */
interface Places {
  readonly parts: Map<string | number, Places>;
  /** Whether a place ends here. */
  ends: boolean;
  /** The replacement, if there is one. */
  instead?: Value;
}

const noPlaces = (): Places => ({ parts: new Map(), ends: false });

/** The replacement of a refused list: a list with one unknown item, like a list with a refused item. */
const UNKNOWN_LIST: Value = [null];

/** @param lists the places that should have been lists */
function placesOf(pointers: Iterable<Pointer>, lists: ReadonlySet<Pointer> = new Set()): Places {
  const root = noPlaces();
  for (const pointer of pointers) {
    let node = root;
    for (const part of pointer) {
      const next = node.parts.get(part) ?? noPlaces();
      node.parts.set(part, next);
      node = next;
    }
    node.ends = true;
    if (lists.has(pointer)) node.instead = UNKNOWN_LIST;
  }
  return root;
}

/** Whether the places contain exactly this place. */
function holds(places: Places, pointer: Pointer): boolean {
  let node: Places | undefined = places;
  for (const part of pointer) node = node?.parts.get(part);
  return node?.ends ?? false;
}

/** Whether one of the places is on the way to this place. */
function leadsThrough(places: Places, pointer: Pointer): boolean {
  let node: Places | undefined = places;
  return pointer.some((part) => {
    node = node?.parts.get(part);
    return node?.ends ?? false;
  });
}

/** A copy of the value without the parts at these places. */
function without(value: Value, cuts: Places | undefined): Value | undefined {
  if (!cuts) return value;
  if (cuts.ends) return cuts.instead;
  if (Array.isArray(value))
    // A refused item becomes null, so that the places of the other items do not change.
    return value.map((item, index) => without(item, cuts.parts.get(index)) ?? null);
  if (!isValueMap(value)) return value;
  const result: { [key: string]: Value } = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    const kept = without(member, cuts.parts.get(key));
    if (kept !== undefined) result[key] = kept;
  }
  return result;
}

/** Errors that repeat another error: ajv reports a bad key's pattern and then the bad key. */
const isEcho = (error: SchemaError): boolean => error.keyword === 'propertyNames' || error.keyword === 'if';

/** Input of the validation: what earlier stages found. */
export interface Taken {
  /** Places that are already reported and must not be checked again: secrets, and values that no file can contain. */
  readonly cuts: readonly Pointer[];
  /** Places whose value, or a part of whose map, the reader refused. */
  readonly refused: readonly Pointer[];
  /** Returns the text of a value, because the number 4 does not show that `4.0` was written. */
  readonly written: (pointer: Pointer) => string | undefined;
  /** Whether the text has syntax errors: a key may then be missing only because its line was lost. */
  readonly damaged: boolean;
}

/** Whether an error only says that something is missing that an earlier stage removed. */
function isOfTaken(
  error: SchemaError,
  pointer: Pointer,
  root: Value,
  taken: Places,
  damaged: boolean,
): boolean {
  if (error.keyword === 'required') {
    const missing = [...pointer, String(error.params.missingProperty)];
    return damaged || holds(taken, pointer) || holds(taken, missing);
  }
  if (error.keyword === 'minItems') return damaged;
  if (holds(taken, pointer)) return true;
  return damaged && error.keyword === 'type' && valueAtPointer(root, pointer) === null;
}

/**
 * Validates a topology against its schema.
 * @returns one finding for each mistake (rule `schema/…`), and the valid part
 */
export async function validate(value: Value, { cuts, refused, written, damaged }: Taken): Promise<Validated> {
  const judged = without(value, placesOf(cuts)) ?? null;
  if (validator(judged)) return { value: judged, findings: [] };
  // The validator keeps only the errors of its last run, and another topology may be validated during the await.
  const errors = validator.errors ?? [];
  // Messages are needed only for errors: a clean run does not load the schema's descriptions.
  const { schemaFinding } = await import('./schema-words.ts');
  const taken = placesOf([...cuts, ...refused]);
  const findings: Placed[] = [];
  const wrong: Pointer[] = [];
  const lists = new Set<Pointer>();
  // The unknown key is the mistake, whatever its value is.
  const unknown = placesOf(
    errors.flatMap((error) => {
      const place = unknownKey(error, judged);
      return place ? [place] : [];
    }),
  );
  for (const error of errors) {
    if (isEcho(error)) continue;
    const pointer = pointerOf(error.instancePath, judged);
    const cut = refusedPart(error, pointer);
    if (cut) wrong.push(cut);
    if (cut && error.params.type === 'array') lists.add(cut);
    if (!leadsThrough(unknown, pointer) && !isOfTaken(error, pointer, judged, taken, damaged))
      findings.push({ finding: schemaFinding(error, pointer, judged, written(pointer)), pointer });
  }
  return { value: without(judged, placesOf(wrong, lists)), findings: firstPerPlace(asOneMistake(findings)) };
}

/** A finding, and the map or value that the schema checked. */
interface Placed {
  readonly finding: Finding;
  readonly pointer: Pointer;
}

/** Whether the help of an unknown key names another key than this one, or another map. */
const goesElsewhere = ({ help = '' }: Finding, key: string): boolean =>
  !/^(?:did you mean|known here|"[^"]*" goes (?:in)?to)/.test(help) && !help.includes(`is "${key}" here`);

/** A map that lacks one key and has one unknown key: the unknown key was meant to be the missing key, which is one mistake. */
function asOneMistake(placed: readonly Placed[]): Finding[] {
  const of = (rule: string): Map<string, Placed[]> => {
    const maps = new Map<string, Placed[]>();
    for (const one of placed) {
      if (one.finding.rule !== rule) continue;
      const map = JSON.stringify(one.pointer);
      const known = maps.get(map);
      if (known) known.push(one);
      else maps.set(map, [one]);
    }
    return maps;
  };
  const unknown = of('schema/unknown-key');
  const told = new Map<Finding, Finding | undefined>();
  for (const [map, [lacks, ...more]] of of('schema/missing-key')) {
    const [odd, ...others] = unknown.get(map) ?? [];
    const key = /the key "([^"]*)"$/.exec(lacks?.finding.message ?? '')?.[1];
    if (!lacks || !odd || key === undefined || more.length + others.length > 0) continue;
    if (goesElsewhere(odd.finding, key)) continue;
    // Only a similar key is surely the intended key.
    const fix = odd.finding.fix?.edits.some((edit) => edit.kind === 'rename' && edit.key === key);
    const { fix: near, ...finding } = odd.finding;
    told
      .set(lacks.finding, undefined)
      .set(odd.finding, { ...finding, help: `did you mean "${key}"?`, ...(fix ? { fix: near } : {}) });
  }
  return placed.flatMap(({ finding }) => (told.has(finding) ? (told.get(finding) ?? []) : [finding]));
}

/** A value that is wrong in two ways is reported only once, for the first error. */
function firstPerPlace(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    if (finding.rule === 'schema/missing-key') return true;
    const place = JSON.stringify([finding.at.pointer, finding.at.part]);
    return !seen.has(place) && seen.add(place);
  });
}
