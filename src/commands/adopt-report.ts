import type { Change, FileChange, NodeChange } from '../compiler/adopt/changes.ts';
import { EFFECTS } from '../compiler/facts/effects/effect.ts';
import { EFFECT_WORDS } from '../compiler/plan/effect-words.ts';
import { grouped } from '../compiler/text/grouped.ts';
import type { Json } from '../compiler/text/json.ts';
import { get, wordOf } from '../compiler/text/json.ts';
import { allTogether } from '../compiler/text/together.ts';
import { flow } from '../compiler/yaml/write/flow.ts';

const LONG = 90;

const short = (text: string): string => (text.length <= LONG ? text : `${text.slice(0, LONG)}…`);

const valueText = (value: Json): string => short(flow(value));

/** The words of a list that another one does not have. */
function wordsBeside(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** Two texts; of long ones the words that only one of them has. */
function bothTexts(from: Json, to: Json): string {
  const [one, other] = [flow(from), flow(to)];
  if (one.length <= LONG && other.length <= LONG) return `${one} becomes ${other}`;
  const [before, after] = [one, other].map((text) => text.split(' ')) as [string[], string[]];
  const gone = wordsBeside(before, after);
  const added = wordsBeside(after, before);
  return [
    ...(gone.length > 0 ? [`without ${gone.join(' ')}`] : []),
    ...(added.length > 0 ? [`with ${added.join(' ')}`] : []),
    ...(gone.length + added.length === 0 ? ['the same words in another order'] : []),
  ].join(', ');
}

/** The port that a section listens on: a new one may be that of an old one. */
function portOf(section: Json | undefined): string {
  const port = /:(\d+)/.exec(wordOf(get(section, 'bind') ?? ''))?.[1];
  return port === undefined ? '' : `, port ${port}`;
}

function changeText({ path, from, to }: Change, program: FileChange['program']): string {
  if (program === 'Patroni' && path[0] === 'etcd' && to === 'etcd3')
    return `~ etcd, ${from}, becomes etcd3: DANGER, members of both kinds do not see each other's leader. Change all at once, while Patroni is paused`;
  if (program === 'Patroni' && path.at(-1) === 'pg_hba' && from === undefined)
    return '+ postgresql.pg_hba: replaces pg_hba.conf, which is not among the files';
  if (program === 'HAProxy' && path.length === 1) {
    if (typeof from === 'string') return `~ section ${from} becomes ${to}`;
    return `${to === undefined ? '-' : '+'} section ${path[0]}${portOf(to ?? from)}`;
  }
  const key = path.join(program === 'HAProxy' ? ': ' : '.');
  if (from === undefined) return `+ ${key}: ${valueText(to ?? null)}`;
  if (to === undefined) return `- ${key}: ${valueText(from)}`;
  return `~ ${key}: ${bothTexts(from, to)}`;
}

const KINDS = {
  same: 'nothing changes',
  equivalent: 'another text, the same values',
  new: 'a new file: none was there to compare with',
} as const;

/** What haproxy.cfg gets that it does not have yet, a line for each section. */
function additions(changes: readonly Change[]): string[] {
  const bySection = grouped(
    changes.filter(({ path, from }) => path.length > 1 && from === undefined),
    ({ path }) => path[0] ?? '',
  );
  return [...bySection].map(
    ([section, all]) =>
      `+ ${section}: ${all.map(({ path, to }) => (to === true ? path[1] : `${path[1]} ${to}`)).join(', ')}`,
  );
}

function changeLines({ program, changes }: FileChange): string[] {
  if (program !== 'HAProxy') return changes.map((change) => changeText(change, program));
  const others = changes.filter(({ path, from }) => path.length === 1 || from !== undefined);
  return [...additions(changes), ...others.map((change) => changeText(change, program))];
}

function placeOf(was: readonly string[]): string {
  if (was.length === 0) return '';
  return was[0] === 'bootstrap.dcs'
    ? ', compared with bootstrap.dcs, for what is in force was not collected'
    : ` (now in ${allTogether(was)})`;
}

/** What the changes of a file take, the strongest first. */
function takes(changes: readonly Change[]): string {
  // That the dynamic configuration changes is said already.
  const kinds = EFFECTS.toReversed().filter(
    (kind) => kind !== 'dynamic' && changes.some(({ effect }) => effect.kind === kind),
  );
  return kinds.length === 0 ? '' : ` (${kinds.map((kind) => EFFECT_WORDS[kind]).join('; ')})`;
}

function fileText(file: FileChange): string[] {
  const { program, kind, changes, was } = file;
  const name = `${program}${placeOf(was ?? [])}`;
  if (kind !== 'changed') return [`  ${name}: ${KINDS[kind]}`];
  const count = changes.length === 1 ? 'one value changes' : `${changes.length} values change`;
  return [`  ${name}: ${count}${takes(changes)}`, ...changeLines(file).map((line) => `    ${line}`)];
}

/** What compiling changes, node by node; nodes of a site with the same changes are told together. */
export function changesText(all: readonly NodeChange[]): string {
  const lines: string[] = ['What compiling this topology changes:'];
  const sites = [...new Set(all.map(({ site }) => site))];
  for (const site of sites) {
    const told = new Map<string, string[]>();
    for (const { node, files } of all.filter((one) => one.site === site)) {
      if (files.length === 0) continue;
      const text = files.flatMap(fileText).join('\n');
      told.set(text, [...(told.get(text) ?? []), node ?? '']);
    }
    for (const [text, nodes] of told) {
      const names = nodes.filter((name) => name !== '');
      lines.push(names.length === 0 ? `${site}:` : `${site}, ${allTogether(names)}:`, text);
    }
  }
  return `${lines.join('\n')}\n`;
}
