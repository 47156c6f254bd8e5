import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { isMap, listAt, wordOf } from '../../compiler/text/json.ts';

/** patroni/postgresql/bootstrap.py, _initdb. */
const OWN = ['pgdata', 'nosync', 'pwfile', 'sync-only', 'version'];

const FORM = 'write a list of names, and of maps with one name and its value in quotes';

function refusal(option: Json): string | undefined {
  const [name = '', ...others] = isMap(option) ? Object.keys(option) : [wordOf(option)];
  if (OWN.includes(name)) return `Patroni does not pass the option "${name}" to initdb`;
  if (!isMap(option))
    return typeof option === 'string' ? undefined : 'an option of initdb is text, or one name and its value';
  if (others.length > 0) return 'an option of initdb is one name and its value, and this map has several';
  return typeof option[name] === 'string' ? undefined : `the value of "${name}" must be text for initdb`;
}

function* all(estate: Estate): Generator<Draft> {
  for (const { patroni } of estate.sites.flatMap(members))
    for (const [index, option] of listAt(patroni.value, 'bootstrap', 'initdb').entries()) {
      const message = refusal(option);
      if (message)
        yield {
          message: `${message}: no cluster is made`,
          at: patroni.at('bootstrap', 'initdb', index),
          help: message.startsWith('Patroni') ? 'remove it' : FORM,
        };
    }
}

export const initdbRefused: Rule = {
  id: 'placement/initdb-refused',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'bootstrap.initdb has an option that Patroni does not pass to initdb',
  why: 'Patroni raises an exception while it makes the cluster, and releases the lock. The next member does the same, so no member ever makes the cluster.',
  references: ['patroni/postgresql/bootstrap.py: process_user_options, _initdb'],
  afterPromotion: false,
  check: all,
};
