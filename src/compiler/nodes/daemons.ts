import type { Tree } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, listAt, mapAt } from '../text/json.ts';
import { oncePer } from '../text/once.ts';
import { etcdFileOf, etcdFlags, etcdVariables } from './etcd-flags.ts';
import { OF_INITDB } from './hba-file.ts';
import type { NodeFiles } from './node-files.ts';
import { ofKind } from './node-files.ts';
import type { Variable } from './patroni-variables.ts';
import { patroniVariables } from './patroni-variables.ts';
import type { ReadFile } from './read.ts';
import type { Source } from './sources.ts';
import { treeOf } from './sources.ts';

type YamlFile = Extract<ReadFile, { readonly kind: 'patroni' | 'dcs' | 'etcd' }>;

/** A place in a file of lines: see `textDocumentOf`. */
const lineAt = (file: string, line: number): Place => ({ document: file, pointer: [line], part: 'value' });

/** A YAML file as a source; one that holds no map says nothing. */
export const sourceOfYaml = (
  { given, parsed }: YamlFile,
  change = (value: JsonMap): JsonMap => value,
): Source => ({
  value: change(isMap(parsed.value) ? (parsed.value as JsonMap) : {}),
  place: (pointer: Pointer) => ({ document: given.file, pointer, part: 'value' }),
});

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The words that systemd fills in which a unit of a daemon has (systemd.unit(5), SPECIFIERS): its name, and the machine's. */
function filledIn(text: string, { given }: ReadFile, machine: string): string {
  const [, prefix = '', instance = ''] = /([^/@]+)(?:@([^/]*))?\.service/.exec(given.path) ?? [];
  return text
    .replace(/%[pN]/g, prefix)
    .replace(/%[iI]/g, instance === '' ? '%i' : instance)
    .replace(/%[Hl]/g, machine);
}

const baseOf = (path: string): string => path.replace(/^.*\//, '');

/**
 * The units of a daemon as systemd reads them: the unit, then its drop-ins by the names of their files, whatever folder they
 * are in (systemd.unit(5)). Of two units of one name, that below /etc counts alone.
 */
function unitsOf(files: readonly ReadFile[], daemon: 'patroni' | 'etcd') {
  const all = ofKind(files, 'unit').filter(({ given }) => given.path.includes(daemon));
  const isDropIn = ({ given }: ReadFile): boolean => given.path.includes('.d/');
  const ofAdministrator = ({ belonging }: ReadFile): boolean => belonging.onNode.startsWith('/etc/');
  const whole = all.filter((unit) => !isDropIn(unit));
  const counting = whole.filter(
    (unit) =>
      ofAdministrator(unit) ||
      !whole.some((other) => ofAdministrator(other) && baseOf(other.given.path) === baseOf(unit.given.path)),
  );
  const dropIns = all.filter(isDropIn).sort((a, b) => (baseOf(a.given.path) < baseOf(b.given.path) ? -1 : 1));
  return [...counting, ...dropIns];
}

/** The variables of a daemon: what its units set, and the files that they name; without units, every file of variables. */
function variablesOf({ files, name: machine }: NodeFiles, daemon: 'patroni' | 'etcd'): Variable[] {
  const units = unitsOf(files, daemon);
  const named = units.flatMap((unit) =>
    unit.settings.environmentFiles.map(({ path }) => filledIn(path, unit, machine)),
  );
  const environments = ofKind(files, 'environment').filter(
    ({ belonging }) => units.length === 0 || named.includes(belonging.onNode) || named.length === 0,
  );
  return [
    ...units.flatMap((unit) =>
      unit.settings.environment.map(({ name, value, line }) => ({
        name,
        value: filledIn(value, unit, machine),
        at: lineAt(unit.given.file, line),
      })),
    ),
    ...environments.flatMap(({ given, assignments }) =>
      assignments.map(({ name, value, start }) => ({
        name,
        value,
        at: lineAt(given.file, lineOf(given.text, start)),
      })),
    ),
  ];
}

/** The words of the command by which a daemon is started: of its last unit that says one. */
function commandOf(
  { files }: NodeFiles,
  daemon: 'patroni' | 'etcd',
): { readonly text: string; readonly at: Place }[] {
  const units = unitsOf(files, daemon);
  const last = units.findLast(({ settings }) => settings.command.length > 0);
  return (last?.settings.command ?? []).map(({ text, line }) => ({
    text,
    at: lineAt(last?.given.file ?? '', line),
  }));
}

const folderOf = (path: string): string => path.replace(/[^/]*$/, '');

/** Whether a file is the one that a command names, or in the directory that it names: Patroni reads none below. */
const isGiven = (path: string, word: string): boolean =>
  path === word || folderOf(path) === `${word.replace(/\/$/, '')}/`;

/** Whether Patroni could start with this file alone. */
const isWhole = ({ parsed }: YamlFile): boolean =>
  ['scope', 'name', 'postgresql'].every((key) => get(parsed.value as Json | undefined, key) !== undefined);

/** Names of pieces that are meant to be read behind others: `99-local.yml`. */
const isNumbered = ({ belonging }: YamlFile): boolean => /(?:^|\/)(?:~|\d+[-_])[^/]*$/.test(belonging.onNode);

/**
 * The files that Patroni is given, in the order in which it reads them: one, or those of a folder by name. Where no unit
 * says which, a file with which Patroni could start is the one: what lies beside it may be of other programs, such as
 * Debian's dcs.yml.
 */
const patroniFiles = oncePer((node: NodeFiles): readonly YamlFile[] => {
  const all = ofKind(node.files, 'patroni').sort((a, b) => (a.given.path < b.given.path ? -1 : 1));
  const [, given] = commandOf(node, 'patroni').filter(({ text }) => !text.startsWith('-'));
  // Of an instance the name is not known: one whole file is it.
  const isInstance = given?.text.includes('%') === true;
  const named =
    given && !isInstance ? all.filter(({ belonging }) => isGiven(belonging.onNode, given.text)) : [];
  if (named.length > 0) return named;
  const whole = all.find(isWhole);
  if (!whole) return all;
  return all.filter((one) => one === whole || (isNumbered(one) && !isWhole(one)));
});

/** Without what is read once, when a cluster is made. */
function without(value: JsonMap, ...keys: readonly string[]): JsonMap {
  if (!isMap(value.bootstrap)) return value;
  const left = Object.entries(value.bootstrap).filter(([key]) => !keys.includes(key));
  return { ...value, bootstrap: Object.fromEntries(left) };
}

/** A list of pg_hba lines as a source, each line at its own place. */
const sourceOfHba = (lines: readonly string[], whole: Place, placeOf: (line: number) => Place): Source => ({
  value: { postgresql: { pg_hba: lines } },
  place: ([, , line]) => (typeof line === 'number' ? placeOf(line) : whole),
});

/** pg_hba.conf as it lies on the node, where Patroni writes none. */
function foundHba(node: NodeFiles): Source | undefined {
  const all = ofKind(node.files, 'pg_hba');
  const file = all.find(({ given }) => given.path.endsWith('pg_hba.conf')) ?? all[0];
  if (!file) return undefined;
  const { given, lines } = file;
  const first = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  return sourceOfHba(lines, lineAt(given.file, Math.max(first, 0) + 1), (line) =>
    lineAt(given.file, line + 1),
  );
}

/** `bootstrap.pg_hba`, which Patroni adds once to what initdb wrote. */
function bootstrapHba(node: NodeFiles): Source | undefined {
  const [file] = patroniFiles(node).filter(({ parsed }) =>
    Array.isArray(get(parsed.value as Json, 'bootstrap', 'pg_hba')),
  );
  if (!file) return undefined;
  const list = listAt(file.parsed.value as Json, 'bootstrap', 'pg_hba').map((line) =>
    typeof line === 'string' ? line : '',
  );
  const at = (...rest: Pointer): Place => sourceOfYaml(file).place(['bootstrap', 'pg_hba', ...rest]);
  // The lines of initdb come first in the file. Behind the list they decide the same, and the list has its own numbers.
  return sourceOfHba([...list, ...OF_INITDB], at(), (line) => (line < list.length ? at(line) : at()));
}

/** Whether Patroni writes pg_hba.conf of a node itself. */
const writesHba = (node: NodeFiles, dynamic: Json | undefined): boolean =>
  [...patroniFiles(node).map(({ parsed }) => parsed.value as Json | undefined), dynamic].some(
    (value) => listAt(value, 'postgresql', 'pg_hba').length > 0,
  );

/** What stands in for a pg_hba.conf that Patroni does not write and that is not among the files. */
export const assumedHba = (node: NodeFiles, dynamic: Json | undefined): Source | undefined =>
  writesHba(node, dynamic) || ofKind(node.files, 'pg_hba').length > 0 ? undefined : bootstrapHba(node);

/**
 * What Patroni of a node reads; undefined where no file and no variable of it is there.
 * @param dynamic the dynamic configuration: where neither it nor the node's file says pg_hba, the tree has that of pg_hba.conf
 */
export function patroniTree(node: NodeFiles, dynamic?: Json): Tree | undefined {
  const files = patroniFiles(node);
  const found = foundHba(node);
  const hba = writesHba(node, dynamic) ? undefined : (found ?? bootstrapHba(node));
  const { source } = patroniVariables(variablesOf(node, 'patroni'));
  const sources = [
    ...(hba && files.length > 0 ? [hba] : []),
    // What pg_hba.conf was made of says nothing where the file itself is there.
    ...files.map((file) =>
      sourceOfYaml(file, (value) => without(value, 'dcs', ...(hba && hba === found ? ['pg_hba'] : []))),
    ),
    ...(Object.keys(source.value).length > 0 ? [source] : []),
  ];
  const [first, ...rest] = sources;
  // Variables alone are those of a machine where only patronictl is.
  return first && (files.length > 0 || Object.hasOwn(source.value, 'scope'))
    ? treeOf([first, ...rest])
    : undefined;
}

/** Variables of a node that begin like Patroni's own, and that it does not read. */
export const unreadVariables = (node: NodeFiles): readonly Variable[] =>
  patroniVariables(variablesOf(node, 'patroni')).unread;

/** What a node's file says of the dynamic configuration, which counts when a cluster is made. */
export function bootstrapDcs(node: NodeFiles): Source | undefined {
  const [file] = patroniFiles(node).filter(({ parsed }) =>
    isMap(mapAt(parsed.value as Json, 'bootstrap').dcs),
  );
  if (!file) return undefined;
  const { place } = sourceOfYaml(file);
  return {
    value: mapAt(file.parsed.value as Json, 'bootstrap', 'dcs'),
    place: (path) => place(['bootstrap', 'dcs', ...path]),
  };
}

/** What etcd of a node reads: its file, and nothing else; without one, its flags, which win over its variables. */
export const etcdTree = oncePer((node: NodeFiles): Tree | undefined => {
  const flags = etcdFlags(commandOf(node, 'etcd').slice(1));
  const variables = etcdVariables(variablesOf(node, 'etcd'));
  const files = ofKind(node.files, 'etcd');
  const named = etcdFileOf(flags, variables);
  const file = files.find(({ belonging }) => belonging.onNode === named) ?? files[0];
  if (file) return treeOf([sourceOfYaml(file)]);
  const [first, ...rest] = [variables, flags].filter(({ value }) => Object.keys(value).length > 0);
  const tree = first && treeOf([first, ...rest]);
  return tree && Object.keys(tree.value).some((key) => !OF_PACKAGES.includes(key)) ? tree : undefined;
});

/** What the unit of a package says by itself: it lies on machines too on which etcd never runs. */
const OF_PACKAGES = ['name', 'data-dir'];

/** Whether Patroni takes the section `etcd`, for the API of etcd 2: of several stores it takes the first by name. */
export const usesOldApi = ({ value }: Tree): boolean =>
  get(value, 'etcd') !== undefined && get(value, 'consul') === undefined;

/** The section `etcd` under the name of `etcd3`: it has the same keys, and the rules know it by that name. */
export function withOldApiAsNew(tree: Tree): Tree {
  const { etcd, ...rest } = tree.value;
  const value = { ...rest, etcd3: etcd };
  const own = ([first, ...path]: Pointer): Pointer =>
    first === 'etcd3' ? ['etcd', ...path] : first === undefined ? [] : [first, ...path];
  return {
    value,
    derived: value,
    isWritten: (...path) => tree.isWritten(...own(path)),
    at: (...path) => tree.at(...own(path)),
    removedAt: (...path) => tree.removedAt(...own(path)),
  };
}
