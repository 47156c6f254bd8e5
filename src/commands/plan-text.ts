import type { EffectKind } from '../compiler/facts/effects/effect.ts';
import { EFFECTS } from '../compiler/facts/effects/effect.ts';
import { meaningAt } from '../compiler/facts/effects/meaning.ts';
import { EFFECT_WORDS } from '../compiler/plan/effect-words.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import type { ValueChange } from '../compiler/plan/value-change.ts';
import type { Group } from '../compiler/plan/words.ts';
import { wrap } from '../compiler/report/wrap.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { SEVERITIES } from '../compiler/text/finding.ts';
import type { Json } from '../compiler/text/json.ts';
import { isMap, wordOf } from '../compiler/text/json.ts';
import { allTogether } from '../compiler/text/together.ts';
import { plural } from '../compiler/text/words.ts';
import { flow } from '../compiler/yaml/write/flow.ts';
import type { Accepted } from './plan-accepted.ts';
import { acceptedText } from './plan-accepted.ts';

const LONG = 70;

/** The parts of a long text with commas that only it has: members of a ring, hosts. */
function beside(text: string, other: string): string {
  const parts = other.split(',');
  return text
    .split(',')
    .filter((part) => !parts.includes(part))
    .join(',');
}

const short = (value: Json): string => {
  const text = flow(value);
  return text.length <= LONG ? text : `${text.slice(0, LONG)}…`;
};

/** What a value becomes. */
export function becomes(from: Json | undefined, to: Json | undefined): string {
  if (from === undefined) return to === undefined || isMap(to) ? 'new' : `${short(to)} (new)`;
  if (to === undefined) return isMap(from) ? 'goes' : `${short(from)} goes`;
  const [one, other] = [wordOf(from), wordOf(to)];
  if (typeof from === 'string' && typeof to === 'string' && one.includes(',') && one.length > LONG) {
    const [gone, added] = [beside(one, other), beside(other, one)];
    return [...(gone ? [`without ${gone}`] : []), ...(added ? [`with ${added}`] : [])].join(', ');
  }
  return `${short(from)} → ${short(to)}`;
}

const WHAT: Readonly<Record<ValueChange['what'], string>> = {
  dynamic: 'dynamic configuration',
  patroni: 'patroni.yml',
  etcd: 'etcd.conf.yml',
  haproxy: 'haproxy.cfg',
  guard: 'start guard',
  'patroni-unit': 'unit of Patroni',
  'etcd-unit': 'unit of etcd',
  certificate: 'certificate',
  machine: 'machine',
  site: 'site',
  software: 'software',
};

function valueText({ what, path, from, to, effect }: ValueChange): string {
  if (what === 'machine' || what === 'site') return effect.note ?? '';
  if (what === 'guard' || what === 'patroni-unit' || what === 'etcd-unit')
    return `${WHAT[what]}: another text`;
  if (what === 'certificate') return `certificate of ${path.join('.')}: other names, or another place`;
  if (what === 'software') return `${path.join('.')}: ${becomes(from, to)}`;
  return `${WHAT[what]}: ${path.join(what === 'haproxy' ? ': ' : '.')}: ${becomes(from, to)}`;
}

/** The machines of an estate by what they are, so that a list of all of them can be said in a word. */
interface Crowd {
  readonly words: string;
  readonly names: readonly string[];
}

/** The members, and the proxies, that are part of the estate before and after. */
function crowdsOf({ change: { sites } }: Plan): Crowd[] {
  const named = (program: 'patroni' | 'haproxy', words: string): Crowd[] => {
    const of = sites.map(({ now, was, nodes }) => ({
      words: `all ${words} of ${now?.name ?? was?.name}`,
      names: nodes.flatMap((node) => (node.was?.[program] && node.now?.[program] ? [node.now.name] : [])),
    }));
    return [{ words: `all ${words}`, names: of.flatMap(({ names }) => names) }, ...of];
  };
  return [...named('patroni', 'members'), ...named('haproxy', 'proxies')].filter(
    ({ names }) => names.length > 2,
  );
}

/** Where values change: sites, machines, or all members of a site. */
function whereOf(values: readonly ValueChange[], crowds: readonly Crowd[]): string {
  let names = [...new Set(values.map(({ node, site }) => node ?? site))].filter(Boolean);
  const found: string[] = [];
  for (const crowd of crowds)
    if (crowd.names.every((name) => names.includes(name))) {
      found.push(crowd.words);
      names = names.filter((name) => !crowd.names.includes(name));
    }
  return allTogether([...found, ...names]);
}

/** One line of values that are the same at several machines. */
interface Line {
  readonly text: string;
  readonly values: ValueChange[];
}

/** The same change at several machines, or in several sections of haproxy.cfg, is one line. */
function linesOf(values: readonly ValueChange[]): Line[] {
  const lines = new Map<string, { text: string; values: ValueChange[] }>();
  for (const value of values) {
    const { what, path, from, to } = value;
    const inSections = what === 'haproxy' && path.length === 2;
    const told = inSections ? { ...value, path: path.slice(1) } : value;
    const text = valueText(told);
    // An address of the machine itself differs from machine to machine.
    const isOwn =
      /^(?:connect_address|listen-\w+-urls|advertise-client-urls|initial-advertise-peer-urls)$/.test(
        path.at(-1) ?? '',
      );
    // So does a path that has the machine's name.
    const isPath =
      typeof from === 'string' && typeof to === 'string' && from.startsWith('/') && to.startsWith('/');
    const plain = isPath ? text.replace(/[\w-]*\d[\w-]*/g, '#') : text;
    const key = isOwn ? `${what} ${path.join('.')}` : `${what} ${plain}`;
    const line = lines.get(key) ?? { text, values: [] };
    lines.set(key, line);
    line.values.push(value);
    if (isOwn && line.values.some((one) => one.from !== from || one.to !== to))
      line.text = `${WHAT[what]}: ${path.join('.')}: each machine's own`;
  }
  return [...lines.values()];
}

const strongest = (values: readonly ValueChange[]): EffectKind =>
  values.reduce<EffectKind>(
    (worst, { effect }) => (EFFECTS.indexOf(effect.kind) > EFFECTS.indexOf(worst) ? effect.kind : worst),
    'none',
  );

/** The effects of a change: the strongest first, each with where it happens. */
export function effectLines(values: readonly ValueChange[], plan: Plan): string[] {
  const crowds = crowdsOf(plan);
  const kinds = [...new Set(values.map(({ effect }) => effect.kind))].sort(
    (one, other) => EFFECTS.indexOf(other) - EFFECTS.indexOf(one),
  );
  return kinds.map((kind) => {
    const where = whereOf(
      values.filter(({ effect }) => effect.kind === kind),
      crowds,
    );
    return `${EFFECT_WORDS[kind]}${where ? `: ${where}` : ''}`;
  });
}

const notesOf = ({ word, route, values }: Group): string[] => {
  const ofPrograms = values.flatMap(({ what, effect }) =>
    what === 'machine' || what === 'site' || what === 'guard' || effect.kind === 'bootstrap'
      ? []
      : (effect.note ?? []),
  );
  const ofLanguage = word ? [meaningAt(route.split('/'))?.note ?? []].flat() : [];
  // The same sentence may stand in two tables, once without its capital and its full stop.
  const plain = (note: string): string => note.toLowerCase().replace(/\.$/, '');
  return [...new Map([ofPrograms, ofLanguage].flat().map((note) => [plain(note), note])).values()].toSorted(
    (one, other) => Number(ofLanguage.includes(other)) - Number(ofLanguage.includes(one)),
  );
};

/** A text in lines of a terminal; the lines after the first stand two columns further in. */
const wrapped = (text: string, indent: number): string[] =>
  wrap(`${' '.repeat(indent)}${text}`, 98, (one) => one.length).map((line, at) =>
    at > 0 ? `  ${line}` : line,
  );

/** A word and what it becomes. A compiled tree may have said the same in other words: what it said is then not told. */
export function wordText({ word, route }: Group, { change }: Plan): string {
  if (!word) return route;
  if (change.before.isAdopted && word.from === undefined)
    return `${route}${word.to === undefined || isMap(word.to) ? '' : `: ${short(word.to)}`}`;
  return `${route}: ${becomes(word.from, word.to)}`;
}

/** @param told notes that a group before this one has */
function groupText(group: Group, plan: Plan, told: ReadonlySet<string>): string[] {
  const { values } = group;
  const crowds = crowdsOf(plan);
  const head = wrapped(wordText(group, plan), 0);
  if (values.length === 0)
    return [
      ...head,
      '  nothing to do on the nodes: no value of a program changes by it',
      ...notesOf(group)
        .filter((note) => !told.has(note))
        .flatMap((note) => wrapped(`note: ${note}`, 4)),
    ];
  const effects = effectLines(values, plan);
  const everywhere = new Set(linesOf(values).map((line) => whereOf(line.values, crowds)));
  const lines = linesOf(values).map((line) => {
    // Where there is one place alone, the effect has said it.
    const where = everywhere.size > 1 ? whereOf(line.values, crowds) : '';
    return where === '' ? line.text : `${line.text} (${where})`;
  });
  return [
    ...head,
    ...effects.flatMap((line) => wrapped(line, 2)),
    ...lines.flatMap((line) => wrapped(line, 4)),
    ...notesOf(group)
      .filter((note) => !told.has(note))
      .flatMap((note) => wrapped(`note: ${note}`, 4)),
  ];
}

/** How many hazards there are, by severity. */
function hazardWords(hazards: readonly Diagnostic[]): string[] {
  return SEVERITIES.flatMap((severity) => {
    const count = hazards.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
}

/** Changes of the whole plan in one line, the strongest first. */
export function summaryOfPlan({ change, groups, steps }: Plan, hazards: readonly Diagnostic[]): string {
  const found = hazardWords(hazards);
  const all = found.length > 0 ? `; ${found.join(', ')}` : '';
  if (groups.length === 0)
    return steps.length === 0 ? 'nothing changes' : 'no value changes, but files have another text';
  return `${plural(groups.length, 'change')}, ${plural(steps.length, 'step')}; ${EFFECT_WORDS[strongest(change.values)]}${all}`;
}

/** What changes, for people at a terminal: the words, what each takes, every value, and each note once. */
export function changesText(plan: Plan): string {
  const told = new Set<string>();
  const texts = plan.groups.map((group) => {
    const text = `${groupText(group, plan, told).join('\n')}\n`;
    for (const note of notesOf(group)) told.add(note);
    return text;
  });
  return texts.join('\n');
}

/** Why there are no steps; undefined if there are, or nothing is to be done. */
export function noSteps({ unplanned }: Plan): string | undefined {
  if (unplanned.length === 0) return undefined;
  return unplanned.every(({ effect }) => effect.kind === 'role-change')
    ? 'No steps are given. Apply none of these values: the promotion in RUNBOOK.md makes them.'
    : 'No steps are given, for no block makes this change. Make it by hand, alone, or leave it out:';
}

/** The steps by their titles, or why there are none. */
export function stepsText(plan: Plan, hazards: readonly Diagnostic[]): string {
  const { steps, unplanned } = plan;
  const lines: string[] = [];
  const why = noSteps(plan);
  if (why !== undefined) {
    lines.push(why);
    if (!unplanned.every(({ effect }) => effect.kind === 'role-change'))
      for (const { text, values } of linesOf(unplanned))
        lines.push(
          ...wrapped(
            `${text}${whereOf(values, crowdsOf(plan)) ? ` (${whereOf(values, crowdsOf(plan))})` : ''}`,
            2,
          ),
        );
  }
  if (steps.length > 0) {
    if (hazards.some(({ severity }) => severity === 'error'))
      lines.push('The errors above must be solved, or accepted, before these steps.');
    lines.push('steps, in this order ("--format markdown=PLAN.md" writes them with their commands):');
    for (const [index, { title }] of steps.entries()) lines.push(`  ${index + 1}. ${title}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** What a plan compares, by its names, and which of its hazards somebody has accepted. */
export interface PlanNames {
  readonly from: string;
  readonly to: string;
  readonly accepted: readonly Accepted[];
}

/** What is printed before the hazards: the summary, and what changes. */
export const beforeHazards = (
  plan: Plan,
  hazards: readonly Diagnostic[],
  { from, to }: PlanNames,
): readonly string[] => [`plan: ${from} → ${to}: ${summaryOfPlan(plan, hazards)}\n`, changesText(plan)];

/** What is printed after the hazards: those that are accepted, and the steps. */
export const afterHazards = (
  plan: Plan,
  hazards: readonly Diagnostic[],
  { accepted }: PlanNames,
): readonly string[] => [
  ...(accepted.length > 0 ? [`${accepted.map(acceptedText).join('\n')}\n`] : []),
  stepsText(plan, hazards),
];

/** Puts parts of a plan below each other, with a blank line between; each ends with a line feed, or is empty. */
export const partsText = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/**
 * The whole plan as `pgdr-compile plan` prints it.
 * @param report the hazards as a report in text; not read if there are none
 */
export function printedPlan(
  plan: Plan,
  hazards: readonly Diagnostic[],
  names: PlanNames,
  report: string,
): string {
  const [before, after] = [beforeHazards(plan, hazards, names), afterHazards(plan, hazards, names)];
  return hazards.length === 0
    ? partsText([...before, ...after])
    : partsText([`${before.join('\n')}`, report, ...after]);
}
