import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';

const NAME = 'shared_preload_libraries';

/** Libraries that a member loads when it starts, and where that is written. */
interface Preloaded {
  readonly member: Member;
  readonly libraries: ReadonlySet<string>;
  readonly at: Place;
}

function preloaded(site: Site, member: Member): Preloaded {
  const setting = parameterOf(site, member, NAME);
  const words = typeof setting?.value === 'string' ? setting.value.split(',') : [];
  return {
    member,
    libraries: new Set(words.map((word) => word.trim().replaceAll('"', '')).filter((word) => word !== '')),
    at: setting?.at() ?? site.dcs.at('postgresql', 'parameters', NAME),
  };
}

const missing = (one: Preloaded, other: Preloaded): string[] =>
  [...other.libraries].filter((library) => !one.libraries.has(library));

function* all(estate: Estate): Generator<Draft> {
  const loads = estate.sites.flatMap((site) => members(site).map((member) => preloaded(site, member)));
  // Who leads first has what the applications were made with.
  const model = loads.find(({ member }) => member.site === estate.primary?.name);
  if (!model) return;
  for (const one of loads) {
    const [lacks, more] = [missing(one, model), missing(model, one)];
    if (lacks.length + more.length === 0) continue;
    const [who, whom, what] = lacks.length > 0 ? [one, model, lacks] : [model, one, more];
    yield {
      message: `${who.member.name} does not preload ${what.join(', ')}, and ${whom.member.name} does`,
      at: one.at,
      related: [
        {
          at: model.at,
          message: `${model.member.name} preloads ${[...model.libraries].join(', ') || 'nothing'}`,
        },
      ],
      remedy: { do: 'write once', key: `postgresql.parameters.${NAME}`, for: 'estate' },
    };
  }
}

export const preloadDiffers: Rule = {
  id: 'parameters/preload-differs',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'members load different libraries when they start',
  why: 'Replication copies an extension with its database to every member, but not the setting that preloads its library. After a failover or a promotion the extension does not work, and a member without the library cannot replay WAL that only this library can read.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SHARED-PRELOAD-LIBRARIES',
    'https://www.postgresql.org/docs/current/custom-rmgr.html',
  ],
  afterPromotion: false,
  check: all,
};
