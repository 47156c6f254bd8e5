import type { Hover } from 'vscode-languageserver';
import type { Estate } from '../compiler/estate/estate.ts';
import { meaningAt } from '../compiler/facts/effects/meaning.ts';
import { contextOf, parameterEffect } from '../compiler/facts/effects/postgresql.ts';
import { EFFECT_WORDS } from '../compiler/plan/effect-words.ts';
import { effectOf } from '../compiler/plan/effects.ts';
import type { Program } from '../compiler/plan/taken.ts';
import { isSecretKey } from '../compiler/secrets/secret-words.ts';
import type { Pointer } from '../compiler/text/finding.ts';
import type { Json } from '../compiler/text/json.ts';
import { get } from '../compiler/text/json.ts';
import { schemaAt } from '../compiler/topology/schema-node.ts';
import { flow } from '../compiler/yaml/write/flow.ts';
import type { Compiled } from './compiled.ts';
import { compiledOf } from './compiled.ts';
import { underCursor } from './cursor.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';
import { majorOf, valuesOf } from './parameters.ts';

/** More places than anybody reads. */
const MOST = 8;

const LONG = 90;

const pathText = (path: Pointer): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');

const short = (value: Json): string => {
  const text = flow(value);
  return text.length <= LONG ? text : `${text.slice(0, LONG)}…`;
};

/** Text that Markdown leaves as it is. */
const code = (text: string): string => {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${fence === '``' ? ' ' : ''}${text.replace(/[\r\n]+/g, ' ')}${fence === '``' ? ' ' : ''}${fence}`;
};

const isSecret = (path: Pointer): boolean => path.some((part) => isSecretKey(String(part).toLowerCase()));

const shown = ({ path, value }: Pick<Compiled, 'path' | 'value'>): string =>
  isSecret(path) ? 'a secret' : short(value);

/** What is the same at several places is told once, with all their names. */
function together(all: readonly Compiled[]): string[] {
  const groups = new Map<string, string[]>();
  for (const one of all) {
    const text = `${one.file}: ${code(`${pathText(one.path)}: ${shown(one)}`)}`;
    groups.set(text, [...(groups.get(text) ?? []), one.where]);
  }
  const lines = [...groups].map(([text, where]) => `- ${[...new Set(where)].join(', ')}: ${text}`);
  return lines.length > MOST ? [...lines.slice(0, MOST), `- and ${lines.length - MOST} more`] : lines;
}

const isAt = ({ at }: Compiled, pointer: Pointer): boolean =>
  at.pointer.length === pointer.length && at.pointer.every((part, depth) => part === pointer[depth]);

/** The parameter of PostgreSQL that a place is about. */
const parameterAt = (pointer: Pointer): string | undefined => {
  const at = pointer.lastIndexOf('parameters');
  return at > 0 && pointer[at - 1] === 'postgresql' && at + 2 === pointer.length
    ? String(pointer[at + 1])
    : undefined;
};

/** A note as a sentence of its own, behind another one. */
const sentence = (note: string | undefined): string =>
  note === undefined ? '' : ` ${note.charAt(0).toUpperCase()}${note.slice(1)}.`;

function parameterText(name: string, estate: Estate | undefined): string[] {
  const major = majorOf(estate);
  const values = valuesOf(name, major);
  if (values === undefined) return [`PostgreSQL ${major} has no parameter of this name.`];
  return [`A parameter of PostgreSQL: ${values}. Context ${code(contextOf(name, major))} (pg_settings).`];
}

/** What a change of a place takes. */
function changeOf(pointer: Pointer, parameter: string | undefined, estate: Estate | undefined): string[] {
  if (parameter !== undefined) {
    const { kind, note } = parameterEffect(parameter, majorOf(estate), true, '');
    return [`**A change takes**: ${EFFECT_WORDS[kind]}.${sentence(note)}`];
  }
  const meaning = meaningAt(pointer.map(String));
  if (!meaning) return [];
  return [
    `**A change takes**: ${meaning.effects.map((one) => EFFECT_WORDS[one]).join('; ')}. ${meaning.note}`,
  ];
}

/** What the topology itself says of a place: where it is compiled to, and what a change takes. */
function ofTopology(known: KnownEstate, pointer: Pointer): string[] {
  const { estate } = known;
  const name = parameterAt(pointer);
  const description = schemaAt(pointer).description;
  const compiled = estate ? [...compiledOf(estate)].filter((one) => isAt(one, pointer)) : [];
  // Another word may win at some machines.
  const others =
    name !== undefined && estate
      ? [...compiledOf(estate)].filter(
          (one) =>
            !isAt(one, pointer) &&
            pathText(one.path) === `postgresql.parameters.${name}` &&
            !compiled.includes(one),
        )
      : [];
  return [
    ...(name === undefined ? (description === undefined ? [] : [description]) : parameterText(name, estate)),
    ...(compiled.length > 0 ? [`**In force**\n\n${together(compiled).join('\n')}`] : []),
    ...(others.length > 0 ? [`**Elsewhere**, by other lines\n\n${together(others).join('\n')}`] : []),
    ...changeOf(pointer, name, estate),
  ];
}

/** What is in force for a line of a node's file, and what a change of it takes. */
function ofNodes(known: KnownEstate, page: Page, pointer: Pointer): string[] {
  const { estate } = known;
  if (!estate) return [];
  const all = [...compiledOf(estate)];
  const isHere = ({ at }: Compiled): boolean => known.pageOf(at)?.uri === page.uri;
  const own = all.filter((one) => isHere(one) && isAt(one, pointer));
  const [first] = own;
  if (!first) return [];
  const program: Program =
    first.file === 'dynamic configuration' ? 'dynamic' : first.file === 'patroni.yml' ? 'patroni' : 'etcd';
  const path = first.path.map(String);
  const { kind, note } = effectOf(program, path, {
    from: first.value,
    to: first.value,
    software: estate.software,
  });
  const name = parameterAt(first.path);
  const others = all.filter(
    (one) => !own.includes(one) && pathText(one.path) === pathText(first.path) && one.where !== first.where,
  );
  return [
    ...(name === undefined ? [] : parameterText(name, estate)),
    `**In force**\n\n${together(own).join('\n')}`,
    ...(others.length > 0 ? [`**Elsewhere**\n\n${together(others).join('\n')}`] : []),
    `**A change takes**: ${EFFECT_WORDS[kind]}.${sentence(note)}`,
  ];
}

/** What is to be said of the key or the value under the cursor. */
export function hoverAt(known: KnownEstate, page: Page, offset: number): Hover | null {
  const { analysis } = page;
  const under = analysis && underCursor(analysis.parsed, offset);
  if (!under) return null;
  const { pointer, range } = under;
  const said = known.kind === 'topology' ? ofTopology(known, pointer) : ofNodes(known, page, pointer);
  if (said.length === 0) return null;
  const value = analysis.parsed.value as Json | undefined;
  const written = value === undefined ? undefined : get(value, ...pointer);
  const title = `**${pathText(pointer)}**${written === undefined || typeof written === 'object' ? '' : `: ${code(isSecret(pointer) ? 'a secret' : short(written))}`}`;
  return {
    contents: { kind: 'markdown', value: [title, ...said].join('\n\n') },
    range: page.rangeOf(...range),
  };
}
