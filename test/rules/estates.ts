import type { LintOptions } from '../../src/compiler/lint/lint-options.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { lint } from '../../src/index.ts';

const SITES = ['seoul', 'busan', 'jeju'] as const;
type SiteName = (typeof SITES)[number];

/** What is written besides names, addresses, scopes and tokens. */
export interface Written {
  /** Lines at the top level. */
  readonly top?: string;
  /** Lines under a site, without their indentation; a key may stand here that the site has by default. */
  readonly sites?: Partial<Record<SiteName, string>>;
  /** Further keys of a node, by its name, in flow style. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** How many sites there are: two unless told otherwise. */
  readonly count?: 2 | 3;
}

const DEFAULTS = (name: SiteName): readonly (readonly [key: string, line: string])[] => [
  ['scope', `scope: pg-${name}`],
  ['etcd', `etcd: { token: etcd-${name} }`],
];

function siteLines(name: SiteName, number: number, { sites, nodes }: Written): string[] {
  const own = (sites?.[name] ?? '').split('\n').filter((line) => line !== '');
  const defaults = DEFAULTS(name).filter(([key]) => !own.some((line) => line.startsWith(`${key}:`)));
  const node = (index: number): string => {
    const id = `pg-${name}-${index}`;
    const more = nodes?.[id];
    return `- { name: ${id}, address: 10.${number}.0.${index + 9}${more ? `, ${more}` : ''} }`;
  };
  return [
    `  - name: ${name}`,
    ...[...defaults.map(([, line]) => line), ...own, 'nodes:'].map((line) => `    ${line}`),
    ...[1, 2, 3].map((index) => `      ${node(index)}`),
  ];
}

/** What a sound estate has besides. */
export const BOUND = 'postgresql: { parameters: { max_slot_wal_keep_size: 64GB } }';

const hasOwn = (top = ''): boolean => /^postgresql:/m.test(top);

/** A topology whose primary is seoul: sound, but for what is written besides. Nodes are `pg-<site>-1` to `-3`. */
export const topology = (written: Written = {}): string =>
  [
    'version: 1',
    'name: orders',
    'primary: seoul',
    ...(hasOwn(written.top) ? [] : [BOUND]),
    'sites:',
    ...SITES.slice(0, written.count ?? 2).flatMap((name, index) => siteLines(name, index + 1, written)),
    written.top ?? '',
    '',
  ].join('\n');

/** One finding, its places as the text that stands there. */
export interface Found {
  readonly rule: string;
  readonly message: string;
  readonly at: string;
  readonly related: readonly string[];
}

const textOf = (text: string, span: Diagnostic['span']): string =>
  span ? text.slice(span.start.offset, span.end.offset) : '';

/** Estates with a block for PostgreSQL of their own need not say in it how much WAL is kept. */
export const SHORT: LintOptions = { without: ['replication/slot-unbounded', 'replication/slot-made-anew'] };

/** What is found in a topology, in the order it is reported. */
export async function findings(text: string, options: LintOptions = SHORT): Promise<Found[]> {
  const { diagnostics } = await lint(Buffer.from(text), 'topology.yaml', options);
  return diagnostics.map(({ rule, message, span, related }) => ({
    rule,
    message,
    at: textOf(text, span),
    related: related.map((one) => textOf(text, one.span)),
  }));
}

/** Findings as `rule «text» message`, for tests that compare all of them. */
export const told = async (written: Written = {}): Promise<string[]> =>
  (await findings(topology(written))).map(({ rule, at, message }) => `${rule} «${at}» ${message}`);

/** The rules that find something, each once: for tests that leave it to others where and in which words. */
export const rulesIn = async (written: Written): Promise<string[]> => [
  ...new Set((await findings(topology(written))).map(({ rule }) => rule)),
];

/** Which promotion a finding is about, `as it stands` if none, and every place it names, sorted. */
export const places = async (written: Written): Promise<string[]> =>
  (await findings(topology(written)))
    .map(({ message, at, related }) => {
      const when = /^once (\w+) is the primary: /.exec(message)?.[1];
      return `${when ? `once ${when} leads` : 'as it stands'}: ${[at, ...related].sort().join(', ')}`;
    })
    .sort();

/** The line for the overrides of patroni.yml, and of the dynamic configuration in it. */
export const patroni = (block: string): string => `overrides: { patroni: ${block} }`;
export const dcs = (block: string): string => patroni(`{ bootstrap: { dcs: ${block} } }`);
