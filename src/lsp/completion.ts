import type { CompletionItem } from 'vscode-languageserver';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { Estate } from '../compiler/estate/estate.ts';
import { meaningAt } from '../compiler/facts/effects/meaning.ts';
import { contextOf } from '../compiler/facts/effects/postgresql.ts';
import { parameterNamed, parameterNames } from '../compiler/facts/parameter.ts';
import type { Section } from '../compiler/facts/patroni-keys.ts';
import { SECTIONS } from '../compiler/facts/patroni-keys.ts';
import { knows } from '../compiler/facts/version.ts';
import { EFFECT_WORDS } from '../compiler/plan/effect-words.ts';
import type { Pointer } from '../compiler/text/finding.ts';
import type { Json } from '../compiler/text/json.ts';
import { get, isMap, mapAt, textAt } from '../compiler/text/json.ts';
import type { SchemaNode } from '../compiler/topology/schema-node.ts';
import { choicesOf, schemaAt } from '../compiler/topology/schema-node.ts';
import { flow } from '../compiler/yaml/write/flow.ts';
import type { Context } from './context.ts';
import { contextAt } from './context.ts';
import type { KnownEstate } from './estate-of.ts';
import { namesOf } from './names.ts';
import type { Page } from './page.ts';
import { majorOf, valuesOf } from './parameters.ts';

/** What a person can choose from, before it has a place in the text. */
interface Choice {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** What is written instead of the label; `$1` is where the cursor goes. */
  readonly insert?: string | undefined;
}

const CONTEXTS: Readonly<Record<ReturnType<typeof contextOf>, string>> = {
  postmaster: 'restart of PostgreSQL',
  sighup: 'reload',
  'superuser-backend': 'new sessions, after a reload',
  session: 'reload; sessions may have another value',
};

const parameterChoices = (major: number): Choice[] =>
  parameterNames(major).map((name) => ({
    label: name,
    kind: CompletionItemKind.Property,
    detail: CONTEXTS[contextOf(name, major)],
    documentation: `${valuesOf(name, major)}\n\nA change takes: ${CONTEXTS[contextOf(name, major)]}.`,
    insert: `${name}: $1`,
  }));

function valueChoices(name: string, major: number): Choice[] {
  const parameter = parameterNamed(name, major);
  if (!parameter) return [];
  const words = [
    ...(parameter.kind === 'bool' || parameter.boolean ? ['on', 'off'] : []),
    ...(parameter.kind === 'words' ? parameter.words : []),
  ];
  return words.map((label) => ({ label, kind: CompletionItemKind.EnumMember, insert: flow(label) }));
}

/** The words that a node of the schema takes. */
function wordsOf(node: SchemaNode): Choice[] {
  const words = (node.enum as readonly unknown[] | undefined) ?? choicesOf(node.pattern);
  const types = [node.type ?? []].flat();
  return [
    ...(words ?? []).map((word) => ({ label: String(word), kind: CompletionItemKind.EnumMember })),
    ...(types.includes('boolean') ? ['true', 'false'] : []).map((label) => ({
      label,
      kind: CompletionItemKind.EnumMember,
    })),
    ...(words === undefined
      ? (node.examples ?? []).map((example) => {
          const label = typeof example === 'string' ? example : flow(example as Json);
          return {
            label,
            kind: CompletionItemKind.Value,
            detail: 'an example',
            insert: flow(example as Json),
          };
        })
      : []),
  ];
}

/** How a key begins to be written. Editors indent the lines of what is inserted as the first one. */
function skeletonOf(key: string, node: SchemaNode, { isFlow }: Context): string {
  const types = [node.type ?? []].flat();
  const isBlock = types.length > 0 && types.every((type) => type === 'object' || type === 'array');
  if (isFlow || !isBlock) return `${key}: $1`;
  return types.includes('array') ? `${key}:\n  - $1` : `${key}:\n  $1`;
}

function keyChoices(pointer: Pointer, context: Context): Choice[] {
  const node = schemaAt(pointer);
  return Object.keys(node.properties ?? {}).map((key) => {
    const below = schemaAt([...pointer, key]);
    const meaning = meaningAt([...pointer, key].map(String));
    const effect = meaning?.effects.at(-1);
    return {
      label: key,
      kind: CompletionItemKind.Property,
      detail: effect === undefined ? undefined : `a change takes: ${EFFECT_WORDS[effect]}`,
      documentation: below.description,
      insert: skeletonOf(key, below, context),
    };
  });
}

/** The section of Patroni's keys that overrides are in. */
function sectionAt(path: Pointer): Section | undefined {
  const [first, second, ...rest] = path;
  const isDynamic = first === 'bootstrap' && second === 'dcs';
  let section: Section = SECTIONS[isDynamic ? 'dynamic' : 'local'];
  for (const part of isDynamic ? rest : path) {
    const key = section.keys[String(part)];
    const below = key?.below ?? section.named;
    if (below === undefined || below === 'value' || below === 'open') return undefined;
    section = below;
  }
  return section;
}

function overrideChoices(pointer: Pointer, estate: Estate | undefined): Choice[] {
  const at = pointer.indexOf('overrides');
  if (at === -1 || pointer[at + 1] !== 'patroni') return [];
  const section = sectionAt(pointer.slice(at + 2));
  return Object.entries(section?.keys ?? {}).flatMap(([label, { since, until }]) =>
    estate &&
    ((since !== undefined && !knows(estate.software, since)) ||
      (until !== undefined && knows(estate.software, until)))
      ? []
      : [{ label, kind: CompletionItemKind.Property, insert: `${label}: $1` }],
  );
}

/** The path below the site or the machine that a place is under. */
const shortOf = (pointer: Pointer): string =>
  pointer
    .map((part) => (typeof part === 'number' ? '*' : part))
    .join('.')
    .replace(/^sites\.\*\.(?:nodes\.\*\.)?/, '');

/** Paths of certificates, with the words that are filled in for each machine. */
function certificatePaths(pointer: Pointer): Choice[] {
  const [program, file] = pointer.slice(-2).map(String);
  const folder = program === 'restapi' ? '/etc/patroni/ssl' : `/etc/${program}/ssl`;
  const words: readonly (readonly [string, string])[] =
    file === 'ca'
      ? [['ca.pem', 'one authority for all']]
      : [
          [`{node}${file === 'key' ? '-key' : ''}.pem`, '{node} is the name of the machine'],
          [`{site}/{node}${file === 'key' ? '-key' : ''}.pem`, '{site} is the name of the site'],
          [`{member}${file === 'key' ? '-key' : ''}.pem`, "{member} is the program's own name of the member"],
        ];
  return words.map(([name, detail]) => ({
    label: `${folder}/${name}`,
    kind: CompletionItemKind.File,
    detail,
    insert: flow(`${folder}/${name}`),
  }));
}

/** What the estate itself has for a value. */
function estateChoices(pointer: Pointer, known: KnownEstate): Choice[] {
  const { estate } = known;
  const name = (kind: 'site' | 'node' | 'slot', detail: string): Choice[] =>
    namesOf(known)
      .filter((one) => one.kind === kind)
      .map(({ text }) => ({ label: text, kind: CompletionItemKind.Reference, detail }));
  const whole = pointer.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  const slots = (): Choice[] => {
    const derived = (estate?.sites ?? []).flatMap(({ dcs }) => [
      ...Object.keys(mapAt(dcs.value, 'slots')),
      ...[textAt(dcs.value, 'standby_cluster', 'primary_slot_name') ?? []].flat(),
    ]);
    return [...new Set([...derived, ...name('slot', '').map(({ label }) => label)])].map((label) => ({
      label,
      kind: CompletionItemKind.Reference,
      detail: 'a slot of this estate',
    }));
  };
  if (whole === 'primary') return name('site', 'a site');
  switch (shortOf(pointer)) {
    case 'standby.follow':
      return name('site', 'a site').filter(({ label }) => label !== siteName(pointer, known));
    case 'standby.slot':
    case 'slots.*':
      return slots();
    case 'tls.etcd.ca':
    case 'tls.etcd.cert':
    case 'tls.etcd.key':
    case 'tls.restapi.ca':
    case 'tls.restapi.cert':
    case 'tls.restapi.key':
    case 'tls.postgresql.ca':
    case 'tls.postgresql.cert':
    case 'tls.postgresql.key':
    case 'tls.haproxy.ca':
      return certificatePaths(pointer);
    case 'tags.replicatefrom':
      return (estate?.sites[Number(pointer[1])]?.nodes ?? [])
        .filter(({ patroni }) => patroni)
        .map(({ name: label }) => ({ label, kind: CompletionItemKind.Reference, detail: 'a member' }));
    default:
      return [];
  }
}

function siteName(pointer: Pointer, known: KnownEstate): string | undefined {
  const [page] = known.pages.values();
  const value = page?.analysis?.parsed.value as Json | undefined;
  return value === undefined ? undefined : textAt(value, ...pointer.slice(0, 2), 'name');
}

/** Keys that the map at the cursor has already. */
function writtenKeys(pointer: Pointer, known: KnownEstate): ReadonlySet<string> {
  const [page] = known.pages.values();
  const value = page?.analysis?.parsed.value as Json | undefined;
  const map = value === undefined ? undefined : get(value, ...pointer);
  return new Set(isMap(map) ? Object.keys(map) : []);
}

function choicesAt(context: Context, known: KnownEstate): Choice[] {
  const { pointer, kind } = context;
  const node = schemaAt(pointer);
  const inParameters = (path: Pointer): boolean =>
    path.at(-1) === 'parameters' && path.at(-2) === 'postgresql';
  const isText = kind === 'value' || (node.properties === undefined && typeof pointer.at(-1) === 'number');
  if (!isText) {
    if (inParameters(pointer)) return parameterChoices(majorOf(known.estate));
    const own = keyChoices(pointer, context);
    return own.length > 0 ? own : overrideChoices(pointer, known.estate);
  }
  if (inParameters(pointer.slice(0, -1))) return valueChoices(String(pointer.at(-1)), majorOf(known.estate));
  const own = estateChoices(pointer, known);
  return own.length > 0 ? own : wordsOf(node);
}

/** What can be written where the cursor is, in a topology. */
export function completionsAt(known: KnownEstate, page: Page, offset: number): CompletionItem[] {
  if (known.kind !== 'topology') return [];
  const context = contextAt(page.text, offset);
  if (!context) return [];
  const range = page.rangeOf(context.start, offset);
  const behind = /^[^\n]*/.exec(page.text.slice(offset))?.[0] ?? '';
  // A key that is being corrected has its colon.
  const hasColon = context.kind === 'key' && /^\w*\s*:/.test(behind);
  const written = context.kind === 'key' ? writtenKeys(context.pointer, known) : new Set<string>();
  return choicesAt(context, known)
    .filter(({ label }) => !written.has(label) || label === context.typed)
    .map(({ label, kind, detail, documentation, insert }, index) => ({
      label,
      kind,
      ...(detail === undefined ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }),
      sortText: String(index).padStart(4, '0'),
      filterText: label,
      insertTextFormat: InsertTextFormat.Snippet,
      textEdit: { range, newText: hasColon ? label : (insert ?? label).replace(/[\\}]|\$(?!1)/g, '\\$&') },
    }));
}
