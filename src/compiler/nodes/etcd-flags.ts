import type { Place, Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import type { Variable } from './patroni-variables.ts';
import type { Source } from './sources.ts';
import { sourceOfValues } from './sources.ts';

/** Flags whose value the file has in a block of its own (etcd server/embed/config.go, securityConfig). */
const BLOCKS: Readonly<Record<string, Pointer>> = Object.fromEntries(
  [
    ['', 'client-transport-security'],
    ['peer-', 'peer-transport-security'],
  ].flatMap(([prefix = '', block = '']) =>
    [
      'cert-file',
      'key-file',
      'client-cert-file',
      'client-key-file',
      'trusted-ca-file',
      'client-cert-auth',
      'auto-tls',
    ].map((key) => [`${prefix}${key}`, [block, key]]),
  ),
);

/** A flag's text as the file would have it: etcd's flags are numbers and truth values where they look like them. */
function flagValue(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** One flag of etcd, and where it is written. */
interface Flag {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
}

/** Of a flag that is given twice, the later counts. */
const sourceOf = (flags: readonly Flag[]): Source =>
  sourceOfValues(
    flags.map(({ name, value, at }) => ({ path: BLOCKS[name] ?? [name], value: flagValue(value), at })),
  );

/** Variables of etcd: the name of a flag in capitals, behind `ETCD_` (etcd pkg/flags, SetPflagsFromEnv). One without a value is none. */
export const etcdVariables = (variables: readonly Variable[]): Source =>
  sourceOf(
    variables
      .filter(({ name, value }) => name.startsWith('ETCD_') && value !== '')
      .map(({ name, value, at }) => ({ name: name.slice(5).toLowerCase().replaceAll('_', '-'), value, at })),
  );

/** The flags of a command line: `--name=a`, `--name a`, `--flag`. A flag wins over a variable. */
export function etcdFlags(words: readonly { readonly text: string; readonly at: Place }[]): Source {
  const flags: Flag[] = [];
  for (const [index, { text, at }] of words.entries()) {
    const [, name, value] = /^--?([a-z][\w-]*)(?:=(.*))?$/.exec(text) ?? [];
    if (name === undefined) continue;
    const next = words[index + 1]?.text;
    flags.push({ name, value: value ?? (next === undefined || next.startsWith('-') ? 'true' : next), at });
  }
  return sourceOf(flags);
}

/** The file that etcd reads instead of flags and variables; undefined where it has none. */
export const etcdFileOf = (flags: Source, variables: Source): string | undefined => {
  const found = flags.value['config-file'] ?? variables.value['config-file'];
  return typeof found === 'string' ? found : undefined;
};
