import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { slotName } from '../../compiler/facts/slot-name.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, mapAt } from '../../compiler/text/json.ts';
import { shown } from '../common/words.ts';
import { ALIASES, type Defect, defectOf, isWritten, keptBy, ownSlots } from './kept-slots.ts';

const WORDS: Readonly<
  Record<Exclude<Defect, 'logical'>, (name: string) => Required<Pick<Draft, 'message' | 'help'>>>
> = {
  name: (name) => ({
    message: `Patroni skips slot "${name}": it is not a valid slot name`,
    help: `write "${slotName(name)}": slot names hold at most 63 lower-case letters, digits and _`,
  }),
  value: (name) => ({
    message: `Patroni skips slot "${name}": it is neither physical nor logical`,
    help: 'write { type: physical }, or { type: logical, database: …, plugin: … }',
  }),
};

/** Slots under a key that Patroni does not come to, because another one is not empty. */
function* shadowed(site: Site, told: (name: string) => boolean): Generator<Draft> {
  const kept = keptBy(site);
  for (const key of ALIASES) {
    if (key === kept.key) continue;
    for (const name of Object.keys(mapAt(site.dcs.value, key)))
      if (!Object.hasOwn(kept.slots, name) && !told(name))
        yield {
          message: `Patroni makes no slot "${name}" of ${site.name}: it reads ${kept.key} instead of ${key}`,
          at: { ...site.dcs.at(key, name), part: 'key' },
          related: [{ at: { ...kept.at(), part: 'key' }, message: 'Patroni reads this key' }],
          help: `write all slots under one key, best "slots"`,
        };
  }
}

function* all(estate: Estate): Generator<Draft> {
  const written = estate.sites.filter(isWritten);
  if (written.length === 0) return;
  const own = ownSlots(estate);
  // What a site of this estate asks for and does not get is a finding of replication/slot-mismatch.
  const told = (name: string): boolean => own.has(slotName(name));
  for (const site of written) {
    const kept = keptBy(site);
    if (kept.malformed)
      yield {
        message: `${kept.key} of ${site.name} is ${shown(get(site.dcs.value, kept.key) ?? null)}: Patroni expects a map of names, and makes no slot at all`,
        at: kept.at(),
        help: 'write each slot as a key: { name: { type: physical } }',
      };
    for (const [name, value] of Object.entries(kept.slots)) {
      const defect = defectOf(name, value);
      if (defect === undefined || defect === 'logical' || told(name)) continue;
      yield { ...WORDS[defect](name), at: kept.at(name) };
    }
    yield* shadowed(site, told);
  }
}

export const slotNeverMade: Rule = {
  id: 'replication/slot-never-made',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a permanent slot is written so that Patroni never makes it',
  why: 'A consumer that wants to stream from the slot finds that it does not exist. If somebody makes the slot by hand instead, Patroni removes it in its next loop. Only the log of Patroni says so.',
  references: [
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/dcs/__init__.py: _merge_permanent_slots',
    'patroni/global_config.py: permanent_slots',
  ],
  afterPromotion: false,
  check: all,
};
