import type { RuleInfo } from '../compiler/lint/rule.ts';
import type { Severity } from '../compiler/text/finding.ts';
import { ALL_RULES } from './all.ts';
import { CHANGE_RULES } from './generated/changes.ts';
import { LIVE_RULES } from './generated/live.ts';

const YAML = 'https://yaml.org/spec/1.2.2/';
const SCHEMA = 'schema/topology.schema.json';
const RULES_PAGE = 'docs/rules/README.md';

/** Stages report errors, but for these. */
const SEVERITY: Readonly<Record<string, Severity>> = {
  'files/bootstrap-differs': 'info',
  'files/etcd-2-api': 'warning',
  'files/not-in-force': 'info',
  'files/outer-address-unknown': 'info',
  'files/pg-hba-assumed': 'info',
  'files/ring-incomplete': 'info',
  'files/store-unjudged': 'info',
  'files/variable-ignored': 'warning',
  'files/version-unknown': 'info',
  'files/versions-differ': 'info',
  'lint/needless-ignore': 'warning',
};

const PATRONI_DYNAMIC = 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html';
const NODE_FILES = 'docs/node-files.md';

/** What the findings of a stage are about; those of the others may be in any file. */
function onlyOf(id: string): Pick<RuleInfo, 'only'> {
  if (id.startsWith('files/')) return { only: 'files of nodes' };
  return /^(?:schema|secrets|output)\//.test(id) ? { only: 'topologies' } : {};
}

/** What the stages before the estate report: not rules one can turn off, but explained like them. */
const STAGES: readonly RuleInfo[] = [
  [
    'files/bootstrap-differs',
    'bootstrap.dcs does not say what is in force',
    'Patroni reads bootstrap.dcs once, when the cluster is made. A cluster that is made anew from this file would run with other settings than today.',
    PATRONI_DYNAMIC,
  ],
  [
    'files/etcd-2-api',
    'Patroni uses the API of etcd 2',
    'etcd 3.4 and 3.5 have this API only if enable-v2 turns it on, and etcd 3.6 has it no more: after an update of etcd, Patroni finds no leader lock, and the primary steps down.',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  [
    'files/not-in-force',
    'the dynamic configuration of a site is not among the files',
    'Patroni reads bootstrap.dcs once, when the cluster is made. What "patronictl edit-config" changed since then is not in it, so a finding may be out of date, and a mistake may be missed.',
    PATRONI_DYNAMIC,
  ],
  [
    'files/outer-address-unknown',
    'no file says by which addresses other sites reach a site behind NAT',
    'Whether pg_hba of the other sites lets the site in depends on the addresses that they see. A site that is not let in receives nothing.',
    NODE_FILES,
  ],
  [
    'files/pg-hba-assumed',
    'pg_hba.conf of a node is not among the files, and Patroni does not write it',
    'Patroni reads bootstrap.pg_hba once, when the cluster is made, and a copy of a cluster has the pg_hba.conf of its source. What somebody changed in pg_hba.conf since then is not judged.',
    'patroni/postgresql/config.py: append_pg_hba, replace_pg_hba',
  ],
  [
    'files/ring-incomplete',
    "files of a site's etcd ring are missing",
    'Without the files of every member, nobody can judge whether the ring survives the loss of a node.',
    NODE_FILES,
  ],
  [
    'files/store-unjudged',
    'Patroni keeps its state in another store than etcd',
    'The rules about the store know etcd. Whether another one runs at each site without the other sites has to be judged by its own documentation.',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  [
    'files/two-primaries',
    'more than one site takes writes',
    'Patroni makes a site a standby cluster only if standby_cluster names a host, a port or a restore_command. Otherwise the site takes writes, and what is written there is lost when the sites are brought together.',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  [
    'files/unrendered',
    'a file is a template that nobody has filled in',
    'No program reads the file as it is. A word that is not filled in may even look like a value, and be judged as one.',
    NODE_FILES,
  ],
  [
    'files/variable-ignored',
    'Patroni reads no variable of this name',
    'Patroni takes from its environment a fixed list of variables, and ignores every other one. The setting has no effect, although its author relies on it.',
    'https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html',
  ],
  [
    'files/version-unknown',
    'nobody says which version of a program runs',
    'A setting may be right for one version and unknown to another. Without versions, only what is wrong in every version is reported.',
    NODE_FILES,
  ],
  [
    'files/versions-differ',
    'nodes run different versions of a program',
    'A setting that the newer version knows has no effect on the older one, or stops it. The files are judged by the oldest version.',
    NODE_FILES,
  ],
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
  severity: SEVERITY[id ?? ''] ?? 'error',
  waivable: false,
  ...onlyOf(id ?? ''),
  since: '0.1.0',
  summary: summary ?? '',
  why: why ?? '',
  references: [reference ?? ''],
}));

/** Everything a finding can be called, sorted by id. */
export const CATALOGUE: readonly RuleInfo[] = [...ALL_RULES, ...CHANGE_RULES, ...LIVE_RULES, ...STAGES].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
);
