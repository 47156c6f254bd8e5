import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { type FactName, knows, type Software } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { shown } from '../common/words.ts';

/** Two tags that say one thing, and the version from which the second one is known. */
const PAIRS = [
  { flag: 'nofailover', priority: 'failover_priority', known: 'tags.failover_priority' },
  { flag: 'nosync', priority: 'sync_priority', known: 'tags.sync_priority' },
] as const satisfies readonly { flag: string; priority: string; known: FactName }[];

function* judge({ name, patroni }: Member, software: Software): Generator<Draft> {
  for (const { flag, priority, known } of PAIRS) {
    const [first, second] = [get(patroni.value, 'tags', flag), get(patroni.value, 'tags', priority)];
    if (first === undefined || second === undefined || !knows(software, known)) continue;
    yield {
      message: `${name} has the tags ${flag}: ${shown(first)} and ${priority}: ${shown(second)}, of which Patroni uses only one`,
      at: { ...patroni.at('tags', priority), part: 'key' },
      related: [{ at: patroni.at('tags', flag), message: `Patroni uses ${flag}` }],
      help: `remove ${flag}: ${priority}: 0 says the same as ${flag}: true`,
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) yield* judge(member, estate.software);
}

export const tagContradiction: Rule = {
  id: 'failover/tag-contradiction',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 3.2 and newer',
  summary: 'a member has both a tag and the priority that replaces it',
  why: 'Patroni uses the tag and ignores the priority; patroni --validate-config refuses the file.',
  references: [
    'patroni/validator.py: AtMostOne',
    'patroni/tags.py: Tags._bool_tag',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
  ],
  afterPromotion: false,
  check: all,
};
