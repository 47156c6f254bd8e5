import { optionProblem, optionsProblem } from './options.ts';
import { parseLenientNumeric, rangeOfMask, rangeOfPrefix } from './range.ts';
import type {
  ConnectionType,
  DatabaseWord,
  FileOrRegex,
  HbaAddress,
  HbaLine,
  HbaRecord,
  Name,
  UserWord,
} from './record.ts';
import { readPattern } from './regex.ts';
import { type Field, splitFields, type Token } from './token.ts';

const TYPES: readonly string[] = ['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'];
const INCLUDES: readonly string[] = ['include', 'include_if_exists', 'include_dir'];
const METHODS: ReadonlyMap<string, { readonly since?: number }> = new Map(
  // Without `sspi` and `bsd`: builds for Linux do not have them, and Patroni's users run on Linux.
  [
    'trust',
    'reject',
    'password',
    'md5',
    'scram-sha-256',
    'ident',
    'peer',
    'cert',
    'gss',
    'ldap',
    'pam',
    'radius',
  ]
    .map((name): [string, { since?: number }] => [name, {}])
    .concat([['oauth', { since: 18 }]]),
);

/** A reason to refuse the line; caught in {@link parseHbaLine}. */
class Refusal extends Error {}

/** The meaning of the line depends on the server's machine; caught in {@link parseHbaLine}. */
class Elsewhere extends Error {}

/**
 * Reads one line of pg_hba.conf as the given PostgreSQL major does (parse_hba_line in hba.c).
 * @param line a logical line, joined by {@link logicalLines}; a line break at its end does no harm
 * @returns a problem if PostgreSQL would refuse to load the file; never throws
 */
export function parseHbaLine(line: string, major: number): HbaLine {
  const text = line.replace(/\r*\n$/, '');
  if (text.includes('\n')) return { kind: 'problem', message: 'the line contains a line break' };
  const long = lengthProblem(text, major);
  if (long !== undefined) return { kind: 'problem', message: long };
  try {
    const fields = splitFields(text);
    return fields.length === 0 ? { kind: 'blank' } : { kind: 'record', record: parseFields(fields, major) };
  } catch (error) {
    if (error instanceof Elsewhere) return { kind: 'unknown', why: error.message };
    if (error instanceof Refusal) return { kind: 'problem', message: error.message };
    throw error;
  }
}

/** MAX_LINE of PostgreSQL 13, its line break and the end of the string included, and MAX_TOKEN up to 15. */
const LONGEST = { line: 20_477, token: 10_238 } as const;

/** Why a line is too long, in bytes, for an old PostgreSQL; newer versions accept any length. */
function lengthProblem(text: string, major: number): string | undefined {
  if (major >= 16 || text.length * 3 <= LONGEST.token) return undefined;
  const bytes = (part: string): number => new TextEncoder().encode(part).length;
  if (major < 14 && bytes(text) > LONGEST.line)
    return `PostgreSQL ${major} cannot read a line of more than ${LONGEST.line} bytes`;
  const tooLong = splitFields(text).some((field) => field.some((word) => bytes(word.text) > LONGEST.token));
  return tooLong ? `PostgreSQL ${major} cannot read a word of more than ${LONGEST.token} bytes` : undefined;
}

function parseFields(fields: readonly Field[], major: number): HbaRecord {
  const rest = [...fields];
  const next = (what: string): Field => {
    const field = rest.shift();
    if (field === undefined) throw new Refusal(`the line ends before the ${what}`);
    return field;
  };
  const single = (what: string): Token => {
    const [word, ...more] = next(what);
    if (more.length > 0) throw new Refusal(`the ${what} has several values`);
    if (isFile(word)) throw new Elsewhere(`the ${what} is in the file ${word.text.slice(1)}`);
    return word;
  };

  const first = fields[0]?.[0].text ?? '';
  if (major >= 16 && fields.length === 2 && INCLUDES.includes(first)) {
    throw new Elsewhere(`${first} includes lines from another file`);
  }
  const type = connectionType(single('connection type').text);
  const databases = next('database').map((word) => databaseWord(word, major));
  const users = next('user').map((word) => userWord(word, major));
  const address = type === 'local' ? undefined : parseHbaAddress(single('address'), () => single('netmask'));
  const method = authMethod(type, single('authentication method').text, major);
  const options = parseOptions({ type, method }, rest.flat(), major);
  return { type, databases, users, ...(address && { address }), method, options };
}

function connectionType(text: string): ConnectionType {
  if (!TYPES.includes(text)) throw new Refusal(`"${text}" is not a connection type: use ${TYPES.join(', ')}`);
  return text as ConnectionType;
}

const isFile = ({ text, quoted }: Token): boolean => !quoted && text.length > 1 && text.startsWith('@');

/** A word of the database or the user field. A `/` begins a regular expression even inside quotes. */
function nameWord(word: Token, major: number): Name | FileOrRegex {
  if (isFile(word)) return { kind: 'file', path: word.text.slice(1) };
  if (major >= 16 && word.text.startsWith('/')) {
    const source = word.text.slice(1);
    const pattern = readPattern(source);
    if (pattern.kind === 'problem') throw new Refusal(pattern.message);
    return { kind: 'regex', source, ...(pattern.kind === 'test' && { test: pattern.test }) };
  }
  return { kind: 'name', name: word.text };
}

function databaseWord(word: Token, major: number): DatabaseWord {
  if (!word.quoted) {
    switch (word.text) {
      case 'all':
      case 'sameuser':
      case 'samerole':
      case 'replication':
        return { kind: word.text };
      case 'samegroup':
        return { kind: 'samerole' };
    }
  }
  return nameWord(word, major);
}

function userWord(word: Token, major: number): UserWord {
  if (!word.quoted && word.text === 'all') return { kind: 'all' };
  if (!word.quoted && word.text.startsWith('+')) return { kind: 'group', name: word.text.slice(1) };
  return nameWord(word, major);
}

function parseHbaAddress(word: Token, netmask: () => Token): HbaAddress {
  const { text, quoted } = word;
  if (!quoted && (text === 'all' || text === 'samehost' || text === 'samenet')) return { kind: text };

  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  if (host.includes(':') && host.includes('%'))
    throw new Elsewhere(`"${host}" names an interface of the server`);
  const number = parseLenientNumeric(host);
  if (number === undefined) {
    if (slash >= 0) throw new Refusal(`"${text}" has a prefix length, but "${host}" is not an IP address`);
    return { kind: host.startsWith('.') ? 'suffix' : 'hostname', name: host };
  }
  if (slash >= 0) {
    const range = rangeOfPrefix(number, text.slice(slash + 1));
    if (range === undefined) throw new Refusal(`invalid prefix length in "${text}"`);
    return { kind: 'range', range };
  }
  const maskText = netmask().text;
  const mask = parseLenientNumeric(maskText);
  if (mask === undefined) {
    throw new Refusal(`"${text}" needs a prefix length or a netmask, but "${maskText}" is not a netmask`);
  }
  const range = rangeOfMask(number, mask);
  if (range === undefined) throw new Refusal(`the netmask "${maskText}" does not fit the address "${text}"`);
  return { kind: 'range', range };
}

function authMethod(type: ConnectionType, text: string, major: number): string {
  const known = METHODS.get(text);
  if (known === undefined || (known.since ?? 0) > major) {
    throw new Refusal(`PostgreSQL ${major} on Linux does not know the authentication method "${text}"`);
  }
  if (type === 'local' && text === 'ident') return 'peer';
  if (type === 'local' && text === 'gss') throw new Refusal('method "gss" does not work on local lines');
  if (type !== 'local' && text === 'peer') throw new Refusal('method "peer" works only on local lines');
  if (type !== 'hostssl' && text === 'cert') throw new Refusal('method "cert" works only on hostssl lines');
  return text;
}

function parseOptions(
  line: { readonly type: ConnectionType; readonly method: string },
  words: readonly Token[],
  major: number,
): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const word of words) {
    if (isFile(word)) throw new Elsewhere(`options are in the file ${word.text.slice(1)}`);
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(word.text) ?? [];
    if (name === undefined || value === undefined)
      throw new Refusal(`"${word.text}" is not of the form option=value`);
    const problem = optionProblem(line, name, value, major);
    if (problem !== undefined) throw new Refusal(problem);
    options.set(name, value);
  }
  const problem = optionsProblem(line.method, options, major);
  if (problem !== undefined) throw new Refusal(problem);
  return options;
}
