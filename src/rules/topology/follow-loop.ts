import type { Estate, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

/** The sites from this one up to the primary, or up to the first that was passed before. */
function chainOf(site: Site): Site[] {
  const chain: Site[] = [];
  for (let next: Site | undefined = site; next && !chain.includes(next); next = next.upstream)
    chain.push(next);
  return chain;
}

function* check(estate: Estate): Generator<Draft> {
  const reported = new Set<Site>();
  for (const site of estate.sites) {
    const chain = chainOf(site);
    const last = chain.at(-1);
    if (last?.upstream !== site || chain.some((member) => reported.has(member))) continue;
    for (const member of chain) reported.add(member);
    yield {
      message: `${chain.map((member) => member.name).join(' follows ')} follows ${site.name}: none of them reaches the primary`,
      at: site.follow?.at ?? site.at,
      related: chain.slice(1).map((member) => ({
        at: member.follow?.at ?? member.at,
        message: `${member.name} follows ${member.upstream?.name ?? ''}`,
      })),
      help: 'leave follow out where it is not needed: a site then follows whichever site is the primary',
    };
  }
}

export const followLoop: Rule = {
  id: 'topology/follow-loop',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'sites follow each other in a circle, none of them the primary',
  why: 'Standby sites that stream from each other get no WAL from the primary: they fall further and further behind, and to promote any of them loses everything committed since.',
  references: ['https://patroni.readthedocs.io/en/latest/standby_cluster.html'],
  afterPromotion: true,
  check,
};
