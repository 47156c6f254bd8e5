import type { ConnectionType } from './record.ts';

interface OptionRule {
  /** The methods that accept it; any if absent. */
  readonly methods?: readonly string[];
  readonly since?: number;
  /** Only on `hostssl` lines. */
  readonly tlsOnly?: boolean;
  /** Whether this major version accepts the value; any value if absent. */
  readonly accepts?: (value: string, major: number) => boolean;
}

const positive = (value: string): boolean => /^\s*[+-]?0*[1-9]/.test(value);
const ldap: OptionRule = { methods: ['ldap'] };
const radius: OptionRule = { methods: ['radius'] };
const oauth: OptionRule = { methods: ['oauth'], since: 18 };
const sspi: OptionRule = { methods: ['sspi'] };

/** Every option of pg_hba.conf, as parse_hba_auth_opt (hba.c) checks it. */
const OPTIONS: ReadonlyMap<string, OptionRule> = new Map<string, OptionRule>([
  ['map', { methods: ['ident', 'peer', 'gss', 'sspi', 'cert', 'oauth'] }],
  ['clientcert', { tlsOnly: true, accepts: acceptsClientcert }],
  ['clientname', { tlsOnly: true, since: 14, accepts: (value) => value === 'CN' || value === 'DN' }],
  ['pamservice', { methods: ['pam'] }],
  ['pam_use_hostname', { methods: ['pam'] }],
  ['ldapurl', { ...ldap, accepts: (value) => /^ldaps?:\/\//i.test(value) }],
  ['ldaptls', ldap],
  ['ldapscheme', ldap],
  ['ldapserver', ldap],
  ['ldapport', { ...ldap, accepts: positive }],
  ['ldapbinddn', ldap],
  ['ldapbindpasswd', ldap],
  ['ldapsearchattribute', ldap],
  ['ldapsearchfilter', ldap],
  ['ldapbasedn', ldap],
  ['ldapprefix', ldap],
  ['ldapsuffix', ldap],
  ['krb_realm', { methods: ['gss', 'sspi'] }],
  ['include_realm', { methods: ['gss', 'sspi'] }],
  ['compat_realm', sspi],
  ['upn_username', sspi],
  ['radiusservers', radius],
  ['radiusports', { ...radius, accepts: (value) => value.split(',').every(positive) }],
  ['radiussecrets', radius],
  ['radiusidentifiers', radius],
  ['issuer', oauth],
  ['scope', oauth],
  ['validator', oauth],
  ['delegate_ident_mapping', oauth],
]);

/** PostgreSQL 14 dropped the old spellings `1`, `0` and `no-verify`. */
function acceptsClientcert(value: string, major: number): boolean {
  if (value === 'verify-ca' || value === 'verify-full') return true;
  return major < 14 && ['0', '1', 'no-verify'].includes(value);
}

/** Why PostgreSQL refuses this option on such a line; undefined if it accepts it. */
export function optionProblem(
  line: { readonly type: ConnectionType; readonly method: string },
  name: string,
  value: string,
  major: number,
): string | undefined {
  const rule = OPTIONS.get(name);
  if (rule === undefined || (rule.since ?? 0) > major)
    return `PostgreSQL ${major} does not know the option "${name}"`;
  if (rule.methods?.includes(line.method) === false) {
    return `option "${name}" works only with ${rule.methods.join(', ')}, not with "${line.method}"`;
  }
  if (rule.tlsOnly && line.type !== 'hostssl') return `option "${name}" works only on hostssl lines`;
  if (rule.accepts?.(value, major) === false) return `"${value}" is not a valid value for option "${name}"`;
  return undefined;
}

/** Why PostgreSQL refuses these options together with this method; undefined if it accepts them. */
export function optionsProblem(
  method: string,
  options: ReadonlyMap<string, string>,
  major: number,
): string | undefined {
  if (method === 'ldap') return ldapProblem(options);
  const missing = (REQUIRED[method] ?? []).find((name) => !options.get(name));
  if (missing !== undefined) return `method "${method}" requires the option "${missing}"`;
  const clientcert = options.get('clientcert');
  if (method === 'cert' && clientcert !== undefined && clientcert !== 'verify-full') {
    const asksForOne = major < 14 && (clientcert === '1' || clientcert === 'verify-ca');
    if (!asksForOne) return 'method "cert" accepts only the clientcert "verify-full"';
  }
  if (method === 'oauth' && options.has('map') && options.get('delegate_ident_mapping') === '1') {
    return 'option "map" cannot be combined with "delegate_ident_mapping"';
  }
  return undefined;
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  radius: ['radiusservers', 'radiussecrets'],
  oauth: ['scope', 'issuer'],
};

const SEARCH_AND_BIND = [
  'ldapbasedn',
  'ldapbinddn',
  'ldapbindpasswd',
  'ldapsearchattribute',
  'ldapsearchfilter',
];

function ldapProblem(options: ReadonlyMap<string, string>): string | undefined {
  const simpleBind = options.has('ldapprefix') || options.has('ldapsuffix');
  if (simpleBind && SEARCH_AND_BIND.some((name) => options.has(name))) {
    return 'method "ldap" cannot combine options of simple bind with options of search and bind';
  }
  // A URL may contain the base DN; whether this URL does is not checked here.
  if (!simpleBind && !options.has('ldapbasedn') && !options.has('ldapurl')) {
    return 'method "ldap" requires one of the options "ldapbasedn", "ldapprefix", "ldapsuffix"';
  }
  if (options.has('ldapsearchattribute') && options.has('ldapsearchfilter')) {
    return 'option "ldapsearchattribute" cannot be combined with "ldapsearchfilter"';
  }
  return undefined;
}
