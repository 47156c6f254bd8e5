import { patroniBool } from '../facts/boolean.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { Json } from '../text/json.ts';
import { parse } from '../yaml/parse.ts';
import { PYYAML } from '../yaml/pyyaml/pyyaml.ts';
import type { Source } from './sources.ts';
import { sourceOfValues } from './sources.ts';

/** A variable in the environment of a daemon, and where it is set. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
}

/** What Patroni makes of the text of a variable; undefined where it leaves the variable out. */
type Reading = (text: string) => Json | undefined;

const asText: Reading = (text) => text;

const asBoolean: Reading = (text) => patroniBool(text);

/** `parse_int` without a unit: a number, also with a fraction, as an integer (patroni/utils.py, strtol and strtod). */
const asInteger: Reading = (text) => {
  const found = /^\s*[+-]?(?:0x[\da-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)\s*$/i.exec(text)?.[0];
  return found === undefined ? undefined : Math.round(Number(found));
};

const yamlOf = (text: string): Json | undefined =>
  parse({ file: '', text }, PYYAML).value as Json | undefined;

/** A list in YAML, or words with commas. */
const asList: Reading = (text) => {
  const value = yamlOf(text.trim().startsWith('-') || text.includes('[') ? text : `[${text}]`);
  return value === null ? undefined : value;
};

/** A map in YAML, or what would stand between its braces. */
const asMap: Reading = (text) => {
  const value = yamlOf(text.trim().startsWith('{') ? text : `{${text}}`);
  return value === null ? undefined : value;
};

/** A pattern of `logging`, or a list of fields. */
const asLogFormat: Reading = (text) => (/%\(\w+\)/.test(text) ? text : asList(text));

const CERTIFICATES = ['sslmode', 'sslkey', 'sslpassword', 'sslcert', 'sslrootcert', 'sslcrl', 'sslcrldir'];
const LOGIN = ['username', 'password'];

/** Variables that have a place of their own, without `PATRONI_`: the keys that lead to it, and how it is read. */
const PLACES: ReadonlyMap<string, { readonly path: Pointer; readonly read: Reading }> = new Map(
  [
    ...['name', 'namespace', 'scope', 'thread_pool_size', 'thread_stack_size'].map((key) => of([key])),
    ...below('restapi', [
      'listen',
      'connect_address',
      'certfile',
      'keyfile',
      'keyfile_password',
      'cafile',
      'ciphers',
      'verify_client',
      'server_tokens',
    ]),
    ...below('restapi', ['http_extra_headers', 'https_extra_headers'], asMap),
    ...below('restapi', ['allowlist'], asList),
    ...below('restapi', ['allowlist_include_members'], asBoolean),
    ...below('restapi', ['request_queue_size'], asInteger),
    ...below('ctl', ['cacert', 'certfile', 'keyfile', 'keyfile_password']),
    ...below('ctl', ['insecure'], asBoolean),
    ...below('postgresql', [
      'listen',
      'connect_address',
      'proxy_address',
      'config_dir',
      'data_dir',
      'pgpass',
      'bin_dir',
    ]),
    ...['pg_ctl', 'initdb', 'pg_controldata', 'pg_basebackup', 'postgres', 'pg_isready', 'pg_rewind'].map(
      (program) => of(['postgresql', 'bin_name', program], asText, `POSTGRESQL_BIN_${program}`),
    ),
    ...below('log', ['type', 'level', 'traceback_level', 'dateformat', 'dir']),
    ...below('log', ['format'], asLogFormat),
    ...below('log', ['static_fields', 'loggers'], asMap),
    ...below('log', ['max_queue_size', 'file_size', 'file_num', 'mode'], asInteger),
    ...below('log', ['deduplicate_heartbeat_logs'], asBoolean),
    of(['log', 'level'], asText, 'LOGLEVEL'),
    of(['log', 'format'], asLogFormat, 'LOGFORMAT'),
    of(['log', 'dateformat'], asText, 'LOG_DATEFMT'),
    ...['ctl', 'restapi'].flatMap((section) =>
      LOGIN.map((key) => of([section, 'authentication', key], asText, `${section}_${key}`)),
    ),
    ...['replication', 'superuser', 'rewind'].flatMap((role) =>
      [...LOGIN, ...CERTIFICATES, 'gssencmode', 'channel_binding'].map((key) =>
        of(['postgresql', 'authentication', role, key], asText, `${role}_${key}`),
      ),
    ),
    ...['etcd', 'etcd3'].flatMap((dcs) => below(dcs, LOGIN)),
  ].map(({ name, ...place }) => [name.toUpperCase(), place]),
);

function of(
  path: readonly string[],
  read = asText,
  name = path.join('_'),
): { name: string; path: Pointer; read: Reading } {
  return { name, path, read };
}

function below(section: string, keys: readonly string[], read = asText): ReturnType<typeof of>[] {
  return keys.map((key) => of([section, key], read));
}

/** Behind the name of a store of configurations: `PATRONI_ETCD3_HOSTS`. The first word is the name, whatever it is. */
const SUFFIXES: ReadonlyMap<string, Reading> = new Map([
  ...(
    'HOST PROTOCOL SRV SRV_SUFFIX URL PROXY CACERT CERT KEY TOKEN DC CONSISTENCY SERVICE_CHECK_INTERVAL ' +
    'SERVICE_CHECK_TLS_SERVER_NAME NAMESPACE CONTEXT SCOPE_LABEL ROLE_LABEL POD_IP KEY_PASSWORD USE_SSL GROUP DATABASE ' +
    'LEADER_LABEL_VALUE FOLLOWER_LABEL_VALUE STANDBY_LEADER_LABEL_VALUE TMP_ROLE_LABEL'
  )
    .split(' ')
    .map((suffix) => [suffix, asText] as const),
  ['PORT', asInteger],
  ...['HOSTS', 'PORTS', 'CHECKS', 'SERVICE_TAGS', 'RETRIABLE_HTTP_CODES'].map(
    (one) => [one, asList] as const,
  ),
  ...['LABELS', 'SET_ACLS', 'AUTH_DATA', 'BOOTSTRAP_LABELS'].map((one) => [one, asMap] as const),
  ...['USE_PROXIES', 'REGISTER_SERVICE', 'USE_ENDPOINTS', 'BYPASS_API_SERVICE', 'VERIFY'].map(
    (one) => [one, asBoolean] as const,
  ),
]);

const PREFIX = 'PATRONI_';

/** Where a variable leads to, and how Patroni reads it; undefined where Patroni reads no such variable. */
function placeOf(name: string): { readonly path: Pointer; readonly read: Reading } | undefined {
  const own = name.slice(PREFIX.length);
  const known = PLACES.get(own);
  if (known) return known;
  const [store = '', ...rest] = own.split('_');
  const suffix = rest.join('_');
  const read = SUFFIXES.get(suffix);
  return read && store !== '' ? { path: [store.toLowerCase(), suffix.toLowerCase()], read } : undefined;
}

/** Old names of variables count only where the new one is not set. */
const OLD: readonly string[] = ['LOGLEVEL', 'LOGFORMAT', 'LOG_DATEFMT'].map((name) => `${PREFIX}${name}`);
const byAge = (a: Variable, b: Variable): number =>
  Number(OLD.includes(b.name)) - Number(OLD.includes(a.name));

/** What Patroni reads of its environment. */
export interface PatroniVariables {
  readonly source: Source;
  /** Variables that begin like Patroni's own, and that it reads nowhere. */
  readonly unread: readonly Variable[];
}

/** The variable that names a file for what is not in one (patroni/config.py, PATRONI_CONFIG_VARIABLE). */
const WHOLE = `${PREFIX}CONFIGURATION`;

/**
 * What Patroni makes of the variables in its environment (patroni/config.py, _build_environment_configuration): it lays
 * them over its files. A variable without a value is none.
 * @param variables in their order: of a name that is set twice, the later counts
 */
export function patroniVariables(variables: readonly Variable[]): PatroniVariables {
  const last = new Map(variables.filter(({ name }) => name.startsWith(PREFIX)).map((one) => [one.name, one]));
  const unread: Variable[] = [];
  const values = [...last.values()].sort(byAge).flatMap((variable) => {
    const place = placeOf(variable.name);
    if (!place) {
      if (variable.name !== WHOLE) unread.push(variable);
      return [];
    }
    const value = variable.value === '' ? undefined : place.read(variable.value);
    return value === undefined ? [] : [{ path: place.path, value, at: variable.at }];
  });
  return { source: sourceOfValues(values), unread };
}
