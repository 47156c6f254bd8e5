import schemaFile from '../../schema/topology.schema.json' with { type: 'json' };
import type { SchemaNode as Node } from '../../src/compiler/topology/schema-node.ts';
import type { Path } from './support.ts';

interface SchemaNode extends Node {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
}

/** A key of the language: where it may stand, and what the schema says of it. */
export interface LanguageKey {
  readonly path: Path;
  readonly schema: SchemaNode;
  /** Whether the key is of the writer's choice: a parameter, an option, a keyword. */
  readonly free: boolean;
}

const root = schemaFile as unknown as SchemaNode;

function resolved(node: SchemaNode): SchemaNode {
  if (!node.$ref) return node;
  const target = node.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], schemaFile) as SchemaNode;
  return { ...resolved(target), ...node };
}

function* walk(node: SchemaNode, path: Path, free: boolean): Generator<LanguageKey> {
  const schema = resolved(node);
  if (path.length > 0) yield { path, schema, free };
  for (const [key, member] of Object.entries(schema.properties ?? {}))
    yield* walk(member, [...path, key], false);
  // The second site: what is wrong there has another one beside it to compare with.
  if (schema.items) yield* walk(schema.items, [...path, path.at(-1) === 'sites' ? 1 : 0], false);
  const { additionalProperties: free_ } = schema;
  if (typeof free_ === 'object')
    yield* walk(free_, [...path, FREE_KEYS[String(path.at(-1))] ?? 'some_key'], true);
}

/** A key that fits where the writer chooses it. */
const FREE_KEYS: Readonly<Record<string, string>> = {
  parameters: 'application_name',
  initdb: 'locale',
  rules: 'recovery/rewind-impossible',
  haproxy: 'defaults',
  defaults: 'maxconn',
};

/** Every key of the language, read off its schema: one that is added is tried like the others. */
export const LANGUAGE: readonly LanguageKey[] = [...walk(root, [], false)];

/** The types a key takes. */
export const typesOf = ({ schema }: LanguageKey): readonly string[] => {
  if (schema.type !== undefined) return [schema.type].flat();
  return [schema.const ?? schema.enum?.[0]].map((value) => typeof value);
};
