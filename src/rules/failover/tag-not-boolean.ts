import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { isWordForOff } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

/** Tags of which Patroni asks no more than Python does: any word is true. nostream it reads as a word. */
const TAGS = ['nofailover', 'noloadbalance', 'nosync', 'clonefrom'] as const;

function* all(estate: Estate): Generator<Draft> {
  for (const { name, patroni } of estate.sites.flatMap(members))
    for (const tag of TAGS) {
      const value = get(patroni.value, 'tags', tag);
      if (!isWordForOff(value)) continue;
      yield {
        message: `tag ${tag} of ${name} is the text ${shown(value ?? null)}, which Patroni takes for true`,
        at: patroni.at('tags', tag),
        fix: withValue(patroni.at('tags', tag), false),
        help: 'write false without quotes: in this file no and off are text',
      };
    }
}

export const tagNotBoolean: Rule = {
  id: 'failover/tag-not-boolean',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a tag that is meant to be off is a text such as "false", which counts as true',
  why: 'Patroni only checks whether these tags are empty: "false", "no" and "off" are not. A member that should lead never does, or gets no reads.',
  references: [
    'patroni/tags.py: Tags._bool_tag, noloadbalance',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
  ],
  afterPromotion: false,
  check: all,
};
