import type { EffectKind } from '../compiler/facts/effects/effect.ts';
import { EFFECTS } from '../compiler/facts/effects/effect.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import type { ValueChange } from '../compiler/plan/value-change.ts';
import type { Group } from '../compiler/plan/words.ts';
import type { Json } from '../compiler/text/json.ts';
import { isMap } from '../compiler/text/json.ts';
import { allTogether } from '../compiler/text/together.ts';
import { plural } from '../compiler/text/words.ts';
import { flow } from '../compiler/yaml/write/flow.ts';

/** What an effect is called. */
export const EFFECT_WORDS: Readonly<Record<EffectKind, string>> = {
  none: 'nothing to do',
  bootstrap: 'nothing happens: it is read once, when a cluster or a ring is made',
  'next-start': 'counts at the next start',
  certificate: 'a new certificate',
  reload: 'reload',
  dynamic: 'dynamic configuration',
  'restart-haproxy': 'restart of HAProxy',
  'restart-etcd': 'restart of etcd, one member after the other',
  'restart-patroni': 'restart of Patroni in maintenance mode; PostgreSQL runs on',
  'restart-postgresql': 'restart of PostgreSQL',
  ring: 'the ring of etcd is told, then etcd restarts',
  machine: 'a machine comes or goes',
  copy: 'the data is moved or copied',
  'role-change': 'a change of role',
  impossible: 'impossible in place',
  dangerous: 'DANGEROUS',
};

const LONG = 90;

const short = (value: Json): string => {
  const text = flow(value);
  return text.length <= LONG ? text : `${text.slice(0, LONG)}…`;
};

/** What a value becomes. */
export function becomes(from: Json | undefined, to: Json | undefined): string {
  if (from === undefined) return to === undefined || isMap(to) ? 'new' : `${short(to)} (new)`;
  if (to === undefined) return isMap(from) ? 'goes' : `${short(from)} goes`;
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

/** Where a value changes: `seoul, busan`, or nodes. */
const whereOf = (values: readonly ValueChange[]): string => {
  const names = [...new Set(values.map(({ node, site }) => node ?? site))].filter(Boolean);
  return names.length > 6 ? `${names.length} machines` : allTogether(names);
};

/** The same change at several machines is one line; addresses of each machine are told as one, too. */
function linesOf(values: readonly ValueChange[]): { text: string; values: ValueChange[] }[] {
  const lines = new Map<string, { text: string; values: ValueChange[] }>();
  for (const value of values) {
    const text = valueText(value);
    // Values that hold the machine's own address differ from machine to machine.
    const isOwn =
      value.node !== undefined &&
      typeof value.from === 'string' &&
      typeof value.to === 'string' &&
      value.path.at(-1) !== 'pg_hba';
    const key = isOwn ? `${value.what} ${value.path.join('.')}` : `${value.what} ${text}`;
    const line = lines.get(key) ?? { text, values: [] };
    lines.set(key, line);
    line.values.push(value);
  }
  return [...lines.values()];
}

const strongest = (values: readonly ValueChange[]): EffectKind =>
  values.reduce<EffectKind>(
    (worst, { effect }) => (EFFECTS.indexOf(effect.kind) > EFFECTS.indexOf(worst) ? effect.kind : worst),
    'none',
  );

/** The effects of a change: the strongest first, each with where it happens. */
export function effectLines(values: readonly ValueChange[]): string[] {
  const kinds = [...new Set(values.map(({ effect }) => effect.kind))].sort(
    (one, other) => EFFECTS.indexOf(other) - EFFECTS.indexOf(one),
  );
  return kinds.map((kind) => {
    const where = whereOf(values.filter(({ effect }) => effect.kind === kind));
    return `${EFFECT_WORDS[kind]}${where ? `: ${where}` : ''}`;
  });
}

const notesOf = (values: readonly ValueChange[]): string[] => [
  ...new Set(
    values.flatMap(({ what, effect }) => (what === 'machine' || what === 'site' ? [] : (effect.note ?? []))),
  ),
];

function groupText({ word, route, values }: Group): string[] {
  const head = word ? `${route}: ${becomes(word.from, word.to)}` : route;
  if (values.length === 0) return [head, '  nothing to do: no value of a program follows from it'];
  return [
    head,
    ...effectLines(values).map((line) => `  ${line}`),
    ...linesOf(values).map((line) => `    ${line.text} (${whereOf(line.values)})`),
    ...notesOf(values).map((note) => `    note: ${note}`),
  ];
}

/** Changes of the whole plan in one line, the strongest first. */
export const summaryOfPlan = ({ change, groups, steps }: Plan): string =>
  groups.length === 0
    ? steps.length === 0
      ? 'nothing changes'
      : 'no value changes, but files have another text'
    : `${plural(groups.length, 'change')}, ${plural(steps.length, 'step')}; ${EFFECT_WORDS[strongest(change.values)]}`;

/** A plan for people at a terminal: what changes, what that takes, and the steps by their titles. */
export function planText(plan: Plan, from: string, to: string): string {
  const { groups, steps, unplanned } = plan;
  const lines = [`plan: ${from} → ${to}: ${summaryOfPlan(plan)}`];
  for (const group of groups) lines.push('', ...groupText(group));
  if (unplanned.length > 0) {
    lines.push(
      '',
      'No steps are given, for no block makes this change. Make it by hand, alone, or leave it out:',
    );
    for (const { text, values } of linesOf(unplanned)) lines.push(`  ${text} (${whereOf(values)})`);
  }
  if (steps.length > 0) {
    lines.push('', 'steps, in this order ("--format markdown=PLAN.md" writes them with their commands):');
    for (const [index, { title }] of steps.entries()) lines.push(`  ${index + 1}. ${title}`);
  }
  return `${lines.join('\n')}\n`;
}
