import type { Finding, Pointer } from './diagnostic.ts';
import type { SchemaError } from './generated/validate.js';
import { validate as validator } from './generated/validate.js';
import type { Value } from './value.ts';
import { isValueMap } from './value.ts';

/** A topology judged by its schema. */
export interface Validated {
  /** The value without the parts that the schema refuses: everything that is left is well-formed. */
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

/** Where to cut: the value itself, an unknown key, or nothing when a key is missing. */
function refusedPart(error: SchemaError, pointer: Pointer): Pointer | undefined {
  if (error.keyword === 'required' || error.keyword === 'minItems') return undefined;
  if (error.keyword === 'additionalProperties') return [...pointer, String(error.params.additionalProperty)];
  if (error.propertyName !== undefined) return [...pointer, error.propertyName];
  return pointer;
}

/** A copy of the value without the parts at these pointers. */
function without(value: Value, cuts: readonly Pointer[]): Value | undefined {
  if (cuts.some((cut) => cut.length === 0)) return undefined;
  if (cuts.length === 0) return value;
  const under = (part: string | number): Pointer[] =>
    cuts.filter((cut) => cut[0] === part).map((cut) => cut.slice(1));
  if (Array.isArray(value))
    // A refused item leaves null behind: the places of the others stay what they are.
    return value.map((item, index) => without(item, under(index)) ?? null);
  if (!isValueMap(value)) return value;
  const result: { [key: string]: Value } = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    const kept = without(member, under(key));
    if (kept !== undefined) result[key] = kept;
  }
  return result;
}

/** Errors that say the same as another one: ajv reports a bad key's pattern and then the bad key. */
const isEcho = (error: SchemaError): boolean => error.keyword === 'propertyNames' || error.keyword === 'if';

/**
 * Judges a topology by its schema.
 * @param cuts places already reported and not to be judged again (secrets)
 * @returns one finding per mistake (rule `schema/…`), and what is well-formed
 */
export async function validate(value: Value, cuts: readonly Pointer[]): Promise<Validated> {
  const judged = without(value, cuts) ?? null;
  if (validator(judged)) return { value: judged, findings: [] };
  // Words are needed only when something is wrong: the schema's prose stays unread in a clean run.
  const { schemaFinding } = await import('./schema-words.ts');
  const errors = (validator.errors ?? []).filter((error) => !isEcho(error));
  const findings: Finding[] = [];
  const refused: Pointer[] = [];
  for (const error of errors) {
    const pointer = pointerOf(error.instancePath, judged);
    const cut = refusedPart(error, pointer);
    if (cut) refused.push(cut);
    findings.push(schemaFinding(error, pointer, judged));
  }
  return { value: without(judged, refused), findings: firstPerPlace(findings) };
}

/** One mistake, one finding: a value that is wrong in two ways is reported by the first. */
function firstPerPlace(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    if (finding.rule === 'schema/missing-key') return true;
    const place = JSON.stringify([finding.at.pointer, finding.at.part]);
    return !seen.has(place) && seen.add(place);
  });
}
