import type { RuleInfo } from '../compiler/lint/rule.ts';
import { ALL_RULES } from './all.ts';

const YAML = 'https://yaml.org/spec/1.2.2/';
const SCHEMA = 'schema/topology.schema.json';
const RULES_PAGE = 'docs/rules/README.md';

/** Stages report errors, but for these. */
const WARNINGS: readonly string[] = ['lint/needless-ignore'];

/** What the stages before the estate report: not rules one can turn off, but explained like them. */
const STAGES: readonly RuleInfo[] = [
  [
    'lint/missing-reason',
    'a comment says to ignore a rule, and not why',
    'Who reads the file in two years, or on the day of the disaster, has to know whether the reason still holds. Nobody dares to remove a comment without one, and it outlives what it was for.',
    RULES_PAGE,
  ],
  [
    'lint/needless-ignore',
    'a comment says to ignore what is not found',
    'What it was for is gone, or it stands in the wrong place. The next mistake that is made there would be ignored unseen.',
    RULES_PAGE,
  ],
  [
    'lint/not-waivable',
    'a rule is lowered or ignored that guards against split brain or data loss, or what is no rule',
    'Such a rule is about data that cannot be had back, and what stands in a file that cannot be read is known to nobody. The way past is to mend what is found.',
    SCHEMA,
  ],
  [
    'lint/unknown-rule',
    'lint.rules or a comment names a rule that does not exist',
    'A setting for a rule that does not exist does nothing, while its author believes that it does.',
    SCHEMA,
  ],
  [
    'output/not-current',
    'a file of the compiled tree is not what the topology makes',
    'Who deploys the tree would bring something else to the nodes than what was judged and reviewed.',
    'docs/ci.md',
  ],
  [
    'schema/missing-key',
    'a key that must be there is missing',
    'The compiler has no default for it that could be right.',
    SCHEMA,
  ],
  [
    'schema/type',
    'a value is of the wrong type',
    'YAML 1.2 decides what is text, a number, true or false; what the language expects is in its schema.',
    SCHEMA,
  ],
  [
    'schema/unknown-key',
    'a key is not part of the language',
    'Patroni, etcd and their validators pass over keys they do not know, so a misspelt setting is a setting that is not there. Here it is an error.',
    SCHEMA,
  ],
  [
    'schema/value',
    'a value does not fit its key',
    'What may be written is in the schema, with an example.',
    SCHEMA,
  ],
  [
    'secrets/plaintext',
    'a password or another secret stands in the topology',
    'A topology is kept in git and so is what is compiled from it: whoever can read the repository could log in. Passwords are read on the node, from the environment.',
    'https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html',
  ],
  [
    'syntax/alias',
    'an alias has no anchor, or stands inside it',
    'What an alias stands for must be written above it.',
    YAML,
  ],
  [
    'syntax/duplicate-key',
    'a key is written twice in one map',
    'Most readers of YAML keep one of the two without a word, and not always the same one.',
    YAML,
  ],
  [
    'syntax/indentation',
    'a block is not indented, and the key above it is empty',
    'A block that is not indented belongs to the map around it. The key above it is then empty, and under overrides what is empty takes away what is derived.',
    YAML,
  ],
  ['syntax/key', 'a key is not plain text', 'Every key of the language is a word.', YAML],
  [
    'syntax/merge-key',
    'a merge key (<<) is used',
    'Merge keys were left out of YAML 1.2, and readers disagree about them.',
    YAML,
  ],
  [
    'syntax/octal',
    'a number begins with a zero',
    'A topology is YAML 1.2, where 0644 is the number 644. Patroni and etcd read YAML 1.1, where the same digits are octal: copied from a patroni.yml they become another number.',
    YAML,
  ],
  [
    'syntax/unreadable',
    'the file cannot be read as a topology',
    'A topology is UTF-8 text of at most 2 MiB.',
    YAML,
  ],
  [
    'syntax/yaml',
    'the file is not valid YAML',
    'What follows the mistake may be read in another way than it was meant.',
    YAML,
  ],
].map(([id, summary, why, reference]) => ({
  id: id as RuleInfo['id'],
  severity: WARNINGS.includes(id ?? '') ? 'warning' : 'error',
  waivable: false,
  since: '0.1.0',
  summary: summary ?? '',
  why: why ?? '',
  references: [reference ?? ''],
}));

/** Everything a finding can be called, sorted by id. */
export const CATALOGUE: readonly RuleInfo[] = [...ALL_RULES, ...STAGES].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
