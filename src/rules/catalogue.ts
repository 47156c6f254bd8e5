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
    'a comment ignores a rule without giving a reason',
    'Whoever reads the file in two years, or on the day of the disaster, has to know whether the reason still holds. Nobody dares to remove a comment without a reason, so it stays long after it is needed.',
    RULES_PAGE,
  ],
  [
    'lint/needless-ignore',
    'a comment ignores a rule that finds nothing there',
    'The mistake that it was written for is gone, or the comment is in the wrong place. It would hide the next mistake that is made there.',
    RULES_PAGE,
  ],
  [
    'lint/not-waivable',
    'lint.rules or a comment lowers or ignores a rule that cannot be waived',
    'Such a rule guards against split brain or the loss of data that nobody can bring back, or it reports a file that the compiler cannot read. The only way past it is to fix the mistake.',
    SCHEMA,
  ],
  [
    'lint/unknown-rule',
    'lint.rules or a comment names a rule that does not exist',
    'A setting for a rule that does not exist has no effect, although its author relies on it.',
    SCHEMA,
  ],
  [
    'output/not-current',
    'a file of the compiled tree does not match the topology',
    'Whoever deploys the tree would bring other files to the nodes than those that were checked and reviewed.',
    'docs/ci.md',
  ],
  [
    'schema/missing-key',
    'a required key is missing',
    'The compiler has no default that could be right for this key.',
    SCHEMA,
  ],
  [
    'schema/type',
    'a value is of the wrong type',
    'YAML 1.2 decides what is text, a number, true or false; the schema of the language says which type each key expects.',
    SCHEMA,
  ],
  [
    'schema/unknown-key',
    'a key is not part of the language',
    'Patroni, etcd and their validators silently ignore unknown keys, so a misspelt setting has no effect. Here it is an error.',
    SCHEMA,
  ],
  [
    'schema/value',
    'a value does not fit its key',
    'The schema says which values the key may have, with an example.',
    SCHEMA,
  ],
  [
    'secrets/plaintext',
    'the topology contains a password or another secret',
    'The topology and the files that are compiled from it are kept in git: anybody who can read the repository could log in. Programs read their passwords on the node, from the environment.',
    'https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html',
  ],
  [
    'syntax/alias',
    'an alias has no anchor, or is inside its own anchor',
    'The anchor must be written above its aliases.',
    YAML,
  ],
  [
    'syntax/duplicate-key',
    'a key is written twice in one map',
    'Most YAML readers silently keep one of the two, and not always the same one.',
    YAML,
  ],
  [
    'syntax/indentation',
    'a block is not indented, and the key above it is empty',
    'A block that is not indented belongs to the map around it. The key above it is then empty, and an empty key under overrides removes the derived value.',
    YAML,
  ],
  ['syntax/key', 'a key is not plain text', 'Every key of the language is a word.', YAML],
  [
    'syntax/merge-key',
    'a merge key (<<) is used',
    'YAML 1.2 has no merge keys, and readers disagree about them.',
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
    'The compiler may misread everything after the mistake.',
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
