import schemaFile from '../../../schema/topology.schema.json' with { type: 'json' };
import type { Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';

/** A part of the topology's schema. */
export interface SchemaNode {
  readonly description?: string;
  /** Of a word or a list of words. */
  readonly examples?: readonly unknown[];
  /** For a map: editors insert it as YAML, but would insert an example as "[object Object]". */
  readonly defaultSnippets?: readonly { readonly body: unknown }[];
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

const schema = schemaFile as unknown as SchemaNode;

/** The part of the schema at `#/a/b`. */
const partAt = (path: string): SchemaNode =>
  (path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/')],
      schema,
    ) as SchemaNode) ?? {};

/** Merges the keys of a node with the keys of its `$ref`. */
const resolved = (node: SchemaNode): SchemaNode =>
  node.$ref ? { ...resolved(partAt(node.$ref)), ...node } : node;

/** The schema at the end of its references: its description is about the form of a value, not its meaning. */
export const formOf = (node: SchemaNode): SchemaNode => (node.$ref ? formOf(partAt(node.$ref)) : node);

/** The schema of the value at a pointer; its description is the one of this key. */
export const schemaAt = (pointer: Pointer): SchemaNode => resolved(writtenAt(pointer));

/** Like {@link schemaAt}, without following the last reference. */
export function writtenAt(pointer: Pointer): SchemaNode {
  return pointer.reduce<SchemaNode>((at, part) => {
    const node = resolved(at);
    const next =
      typeof part === 'number'
        ? node.items
        : (node.properties?.[part] ??
          (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined));
    return next ?? {};
  }, schema);
}

/** A pattern that only lists words, as those words. */
export const choicesOf = (pattern: unknown): string[] | undefined =>
  /^\^\(([a-z|_]+)\)\$$/.exec(String(pattern))?.[1]?.split('|');

/** Whether the schema allows a text. */
export const fits = ({ pattern }: SchemaNode, text: string): boolean =>
  pattern === undefined || new RegExp(String(pattern), 'u').test(text);

/** Whether a scalar has one of the types of a node. */
function isOfType({ type }: SchemaNode, value: Json): boolean {
  const types = [type ?? []].flat();
  if (types.length === 0) return true;
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes(Array.isArray(value) ? 'array' : typeof value);
}

/** Whether the language takes a value at a key: a scalar as it is, of lists and maps their kind alone. */
export function takes(pointer: Pointer, value: Json): boolean {
  const node = schemaAt(pointer);
  const words = node.enum as readonly unknown[] | undefined;
  if (words) return words.includes(value);
  if (!isOfType(node, value)) return false;
  if (typeof value === 'number')
    return value >= Number(node.minimum ?? -Infinity) && value <= Number(node.maximum ?? Infinity);
  return typeof value !== 'string' || fits(node, value);
}

/** An example value: the schema's own, or, for lists and maps, one made of the required parts. */
export function exampleOf(part: SchemaNode): unknown {
  const node = resolved(part);
  const own = node.examples?.[0] ?? node.defaultSnippets?.[0]?.body;
  if (own !== undefined) return own;
  if (node.items) return [exampleOf(node.items)];
  const parts = (node.required ?? []).map((key) => [key, exampleOf(node.properties?.[key] ?? {})]);
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}
