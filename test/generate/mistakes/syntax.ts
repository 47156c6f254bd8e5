import type { Typo } from './mistake.ts';

/** The text with one replacement; undefined if there is nothing to replace. */
const replaced =
  (pattern: RegExp, by: string) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text.replace(pattern, by) : undefined;

export const SYNTAX: readonly Typo[] = [
  { name: 'a tab indents a line', rule: 'syntax/yaml', text: replaced(/^ {4}scope:/m, '\tscope:') },
  {
    name: 'a bracket is not closed',
    rule: 'syntax/yaml',
    text: replaced(/^( +- \{ name: [\w-]+, address: [^}]+?) \}/m, '$1'),
  },
  { name: 'a quote is not closed', rule: 'syntax/yaml', text: replaced(/^name: (\w+)$/m, 'name: "$1') },
  {
    name: 'a key is indented by one extra blank',
    rule: 'syntax/yaml',
    text: replaced(/^ {4}scope:/m, '     scope:'),
  },
  {
    name: 'a colon without a blank after it',
    rule: 'syntax/yaml',
    text: replaced(/^primary: /m, 'primary:'),
  },
  { name: 'two documents in one file', rule: 'syntax/yaml', text: (text) => `${text}---\n${text}` },
  { name: 'a tag', rule: 'syntax/yaml', text: replaced(/^name: /m, 'name: !estate ') },
  {
    name: 'a key is written twice',
    rule: 'syntax/duplicate-key',
    text: replaced(/^(primary: .*)$/m, '$1\n$1'),
  },
  {
    name: 'an alias without an anchor',
    rule: 'syntax/alias',
    text: replaced(/^name: .*$/m, 'name: *orders'),
  },
  {
    name: 'a merge key',
    rule: 'syntax/merge-key',
    text: replaced(/^primary: /m, '<<: { name: x }\nprimary: '),
  },
  { name: 'a list as a key', rule: 'syntax/key', text: replaced(/^primary: /m, '? [a]\n: 1\nprimary: ') },
  { name: 'an empty file', rule: 'syntax/unreadable', text: () => '' },
  { name: 'a NUL byte', rule: 'syntax/unreadable', text: (text) => `${text}\u0000` },
  {
    name: 'permissions in octal, without quotes',
    rule: 'syntax/octal',
    text: (text) =>
      /^overrides:/m.test(text)
        ? undefined
        : `${text}overrides: { patroni: { log: { dir: /var/log/patroni, mode: 0640 } } }\n`,
  },
  {
    name: 'a block is not indented below its key',
    rule: 'syntax/indentation',
    text: (text) =>
      /^timing:/m.test(text) ? undefined : `${text}timing:\nttl: 40\nloop_wait: 10\nretry_timeout: 10\n`,
  },
  {
    name: 'a comment ignores a rule without a reason',
    rule: 'lint/missing-reason',
    text: (text) =>
      /^overrides:/m.test(text)
        ? undefined
        : `${text}# pgdr-ignore recovery/rewind-off\noverrides: { patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } } }\n`,
  },
  {
    name: 'a comment ignores a rule that finds nothing there',
    rule: 'lint/needless-ignore',
    text: replaced(/^sites:/m, '# pgdr-ignore recovery/rewind-off: why\nsites:'),
  },
  {
    name: 'a comment ignores a rule that cannot be waived',
    rule: 'lint/not-waivable',
    text: replaced(/^sites:/m, '# pgdr-ignore identity/scope-shared: why\nsites:'),
  },
  {
    name: 'a comment ignores a rule that does not exist',
    rule: 'lint/unknown-rule',
    text: replaced(/^sites:/m, '# pgdr-ignore recovery/rewind-of: why\nsites:'),
  },
];
