import { userInfo } from 'node:os';
import fc from 'fast-check';
import { parseAddress } from '../../src/pghba/address.ts';
import { type Attempt, compileHba, type Hba, type Verdict } from '../../src/pghba/match.ts';
import type { Answer } from './hba-client.ts';

/** Login roles of the server under test, and the groups that each is in, directly or not. */
export const ROLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['replicator', []],
  ['rewind', ['staff']],
  ['app', ['writers', 'staff']],
  ['App 1', ['writers', 'staff']],
  [userInfo().username, []],
]);
/** Each group, and the one that it is itself a member of. */
export const GROUPS: ReadonlyMap<string, string | undefined> = new Map([
  ['staff', undefined],
  ['writers', 'staff'],
]);
/** Common names of client certificates there are. */
export const CERTIFICATES: readonly string[] = ['replicator', 'app'];

/** An attempt as the test makes it: what the evaluator has to know, and whether replication is logical. */
export interface Try extends Attempt {
  readonly logical: boolean;
  /** The address as text; unused when local. */
  readonly from: string;
}

const V4 = ['127.0.0.1', '127.0.0.2', '127.0.0.5', '127.0.0.6', '127.0.1.1', '127.9.8.7', '127.255.255.254'];

/** Somebody who connects from an address of this machine, over TLS or not, or over the unix socket. */
export function tryArbitrary(ipv6: boolean): fc.Arbitrary<Try> {
  const source = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...V4) },
    { weight: 1, arbitrary: fc.ipV4().map((text) => text.replace(/^\d+/, '127')) },
    ...(ipv6 ? [{ weight: 2, arbitrary: fc.constant('::1') }] : []),
  );
  return fc
    .record({
      kind: fc.constantFrom('tcp' as const, 'tcp' as const, 'tcp' as const, 'tcp' as const, 'local' as const),
      from: source.filter((text) => text !== '127.255.255.255'),
      user: fc.constantFrom(...ROLES.keys()),
      database: fc.constantFrom(
        'postgres',
        'app',
        'staff',
        'App 1',
        'replication',
        'replication',
        'elsewhere',
      ),
      logical: fc.boolean(),
      tls: fc.constantFrom('never' as const, 'always' as const),
      clientCertificate: fc.boolean(),
    })
    .map(({ logical, clientCertificate, ...one }) => {
      const address = parseAddress(one.from);
      return {
        ...one,
        serverTls: true,
        memberOf: new Set(ROLES.get(one.user)),
        systemUser: userInfo().username,
        ...(address && { address }),
        // No database is called "replication" here: such a connection is a physical one.
        logical: logical && one.database !== 'replication',
        clientCertificate: clientCertificate && one.tls === 'always' && CERTIFICATES.includes(one.user),
      };
    });
}

const TYPES = [
  'local',
  'host',
  'host',
  'host',
  'hostssl',
  'hostssl',
  'hostnossl',
  'hostgssenc',
  'hostnogssenc',
];
/** Words that match much of what is tried: lists without them would let hardly anybody in. */
const WIDE = {
  databases: ['all', 'all,replication', 'replication,all', 'all, replication'],
  users: ['all', 'all', 'all,bob', '+staff,replicator'],
  addresses: ['all', '0.0.0.0/0', '127.0.0.7/8', 'samenet', '::/0', '127.0.0.1 0.0.0.1', '127.0.0.0/29'],
} as const;

const DATABASES = [
  'replication',
  'postgres',
  '"replication"',
  '"all"',
  'sameuser',
  'samerole',
  'samegroup',
  'app, replication',
  '"App 1",elsewhere',
  'all,replication',
  'x,,replication',
];
const USERS = [
  'replicator',
  '"all"',
  'rewind, replicator',
  '+staff',
  '+writers,replicator',
  '"+staff"',
  '+nobody',
  '"App 1"',
  'App" 1"',
  userInfo().username,
];
const PATTERNS = [
  '/.',
  '/^app$',
  '"/^[a-z]+$"',
  '/^App\\ 1$',
  '/^re',
  '"/^(app|rewind)$"',
  '/s$',
  '/^.{3}$',
  '/^\\w+\\d?$',
  '/',
];
const ADDRESSES = [
  '127.0.0.1/32',
  '127.0.0.2/32',
  '127.2/32',
  '127.0.0.5 255.255.255.255',
  '127.0.0.0/30',
  '127.0.0.4/30',
  '0177.0.0.1/32',
  '0.0.0.0/1',
  '10.0.0.0/8',
  '::1/128',
  '0:0::1/128',
  '::ffff:127.0.0.2/128',
  '::/96',
  '"all"',
  'samehost',
  '127.0.0.300',
];
const METHODS = [
  'trust',
  'trust',
  'scram-sha-256',
  'md5',
  'password',
  'reject',
  'reject',
  'cert',
  'ident',
  'peer',
];
const OPTIONS = [
  '',
  '',
  '',
  'clientcert=verify-ca',
  'clientcert=verify-full',
  '# a comment',
  '"clientcert=verify-ca"',
];

/** One record, as one entry of a list or, where it goes on in the next line, as two. */
const recordArbitrary = (major: number): fc.Arbitrary<readonly string[]> => {
  const word = (wide: readonly string[], odd: readonly string[], patterns: readonly string[] = []) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...wide) },
      { weight: 5, arbitrary: fc.constantFrom(...odd) },
      ...(major < 16 || patterns.length === 0
        ? []
        : [{ weight: 2, arbitrary: fc.constantFrom(...patterns) }]),
    );
  return fc
    .tuple(
      fc.constantFrom(...TYPES),
      word(WIDE.databases, DATABASES, PATTERNS),
      word(WIDE.users, USERS, PATTERNS),
      word(WIDE.addresses, ADDRESSES),
      fc.constantFrom(...METHODS),
      fc.constantFrom(...OPTIONS),
      fc.constantFrom(' ', ' ', '\t', '  ', ' \\\n'),
    )
    .map(([type, database, user, address, method, option, gap]) => {
      const fields = [type, database, user, ...(type === 'local' ? [] : [address]), method, option];
      const blank = gap.includes('\\') && major < 14 ? ' ' : gap;
      const text = fields.filter((field) => field !== '').join(blank);
      return blank.includes('\n') && option === '' ? text.split('\n') : [text];
    });
};

/** Lists that the server loads, about addresses of this machine. */
export const listArbitrary = (major: number): fc.Arbitrary<readonly string[]> =>
  fc
    .array(
      recordArbitrary(major).filter((entries) => {
        const { problems, entries: records } = compileHba(entries, major);
        return problems.length === 0 && records.length === 1;
      }),
      { minLength: 2, maxLength: 14, size: 'max' },
    )
    .map((records) => records.flat());

const REFUSALS = {
  'no-line': 'refuses: no line',
  reject: 'refuses: reject',
  method: 'refuses: method',
  'client-certificate': 'refuses: client certificate',
  // Every try that wants TLS finds it.
  'tls-server': undefined,
} as const;

const REQUESTS: Readonly<Record<string, Answer>> = {
  trust: 'in',
  cert: 'in',
  peer: 'in',
  password: 'asks for a password',
  md5: 'asks for md5',
  'scram-sha-256': 'asks for scram-sha-256',
};

/** What the server has to answer; undefined where the evaluator leaves it open. */
export function expectedAnswer(hba: Hba, verdict: Verdict): Answer | undefined {
  if (verdict.verdict === 'unknown') return undefined;
  if (verdict.verdict === 'refused') return REFUSALS[verdict.reason];
  return REQUESTS[hba.entries.find(({ line }) => line === verdict.line)?.record?.method ?? ''];
}
