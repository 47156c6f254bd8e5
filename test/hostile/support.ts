import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Artifact, Compiled } from '../../src/index.ts';
import { compile } from '../../src/index.ts';
import { soundEstates } from '../fixtures/estates.ts';

/** A value of YAML. */
export type Data = string | number | boolean | null | Data[] | { [key: string]: Data };

export type Path = readonly (string | number)[];

/** A sound estate as its text and as data. */
export interface Sound {
  readonly name: string;
  readonly text: string;
  readonly data: Data;
}

export const SOUND: readonly Sound[] = soundEstates().map(({ name, bytes }) => {
  const text = Buffer.from(bytes).toString();
  return { name, text, data: parse(text) as Data };
});

export const compileText = (text: string): Promise<Compiled> => compile(Buffer.from(text));

/** Compiles data, written as YAML. */
export const compileData = (data: Data): Promise<Compiled> =>
  compileText(stringify(data, { aliasDuplicateObjects: false }));

/** Every place in a value, the root first. */
export function placesIn(value: Data, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Array.isArray(value)
    ? value.map((item, index) => placesIn(item, [...at, index]))
    : Object.entries(value).map(([key, member]) => placesIn(member, [...at, key]));
  return [at, ...inside.flat()];
}

/** The value at a place; null where there is none. */
export const valueAt = (value: Data, path: Path): Data =>
  path.reduce<Data>((node, part) => (node as { [key: string | number]: Data } | null)?.[part] ?? null, value);

/** The value with the one at a place replaced, or taken out where `undefined` is given. */
export function replaced(value: Data, [part, ...rest]: Path, by: Data | undefined): Data {
  if (part === undefined) return by ?? null;
  if (Array.isArray(value)) {
    const index = Number(part);
    const item = rest.length === 0 ? by : replaced(value[index] ?? null, rest, by);
    return [...value.slice(0, index), ...(item === undefined ? [] : [item]), ...value.slice(index + 1)];
  }
  const map = typeof value === 'object' && value !== null ? value : {};
  const member =
    rest.length === 0 ? by : replaced(map[part] ?? (typeof rest[0] === 'number' ? [] : {}), rest, by);
  // Not by spreading: a key may be called __proto__.
  const entries = Object.entries(map).filter(([key]) => key !== part || member !== undefined);
  const result: { [key: string]: Data } = Object.create(null);
  for (const [key, kept] of entries) result[key] = key === part && member !== undefined ? member : kept;
  if (member !== undefined && !(part in result)) result[String(part)] = member;
  return result;
}

/** What no file may hold: control characters but the line feed, other line breaks, what reorders or hides text. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

function assertPaths(artifacts: readonly Artifact[]): void {
  const paths = artifacts.map(({ path }) => path.toLowerCase());
  expect(new Set(paths).size, 'paths differ, whatever their case').toBe(paths.length);
  for (const path of paths) {
    expect(path).toMatch(/^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/);
    expect(path.split('/')).not.toContain('..');
    expect(paths.filter((other) => other.startsWith(`${path}/`))).toEqual([]);
  }
}

const isYaml = ({ path }: Artifact): boolean => path.endsWith('.yml');

/** The file's structure, the same to every reader. */
export function read({ text }: Artifact): Data {
  const options = { uniqueKeys: true, merge: false, schema: 'core' } as const;
  const modern = parse(text, { ...options, version: '1.2' }) as Data;
  const old = parse(text, { version: '1.1', uniqueKeys: true }) as Data;
  expect(old, 'YAML 1.1 reads what YAML 1.2 reads').toEqual(modern);
  return modern;
}

/** What holds for every input: findings of severity error and no file, or files that are safe to write and to read. */
export function assertSound({ diagnostics, artifacts }: Compiled): void {
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  expect(artifacts.length === 0, 'an error and no file, or files and no error').toBe(refused);
  for (const { rule, message, span } of diagnostics) {
    expect(rule).toMatch(/^[a-z]+\/[a-z-]+$/);
    expect(message).not.toBe('');
    if (span) expect(span.end.offset).toBeGreaterThanOrEqual(span.start.offset);
  }
  assertPaths(artifacts);
  for (const artifact of artifacts) {
    expect(artifact.text).not.toMatch(UNSEEN);
    expect(artifact.text.endsWith('\n')).toBe(true);
    if (isYaml(artifact)) read(artifact);
  }
}

/** Every path of keys in a file, items of a list together. */
function keysOf(value: Data, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`));
  return Object.entries(value).flatMap(([key, member]) => {
    // Slots are named after sites, and so are their keys.
    const inside = path.endsWith('/slots') ? `${path}/*` : `${path}/${key}`;
    return [inside, ...keysOf(member, inside)];
  });
}

const wordsOf = (line: string): string => line.trim().split(' ')[0] ?? '';

function shapeOf(artifact: Artifact): string {
  const { path, text } = artifact;
  const name = path.split('/').at(-1) ?? '';
  const lines = text.split('\n');
  if (isYaml(artifact)) return `${name}\n${[...new Set(keysOf(read(artifact)))].sort().join('\n')}`;
  if (name === 'haproxy.cfg') return `${name}\n${lines.map(wordsOf).join('\n')}`;
  // Documents and scripts list what differs (a CA that two services share is one), so their length may.
  return name;
}

/** What is the same however the values of a topology are called: files, keys, first words of HAProxy's lines. */
export const shapesOf = (artifacts: readonly Artifact[]): string[] => artifacts.map(shapeOf).sort();
