/** Secrets in all the ways in which people write them, rightly or wrongly. */

import fc from 'fast-check';

/** A password that is no part of anything else. */
export const token = fc
  .tuple(
    fc.constantFrom('hunter', 'Tr0ub4dor', 'zQ'),
    fc.stringMatching(/^[a-z0-9]{8}$/),
    fc.constantFrom('', '!', '$', '%', '.x'),
  )
  .map(([head, body, tail]) => `${head}${body}${tail}`);

export const KEYS: readonly string[] = [
  ...[
    'password',
    'passwd',
    'passphrase',
    'Password',
    'PGPASSWORD',
    'PATRONI_SUPERUSER_PASSWORD',
    'keyfile_password',
    'sslpassword',
  ],
  ...[
    'db-pass',
    'pwd',
    'secret',
    'client_secret',
    'secret_key',
    'auth',
    'passwrod',
    'pasword',
    'paswsord',
    'passworld',
    'superuser_passwrod',
  ],
];
export const key = fc.constantFrom(...KEYS);

/** Below `credentials:`, in any style of YAML. */
export const STYLES: readonly ((key: string, secret: string) => string)[] = [
  (name, secret) => `  superuser: { username: postgres, ${name}: ${secret} }`,
  (name, secret) => `  superuser: { ${name}: ${secret}, username: 5 }`,
  (name, secret) => `  superuser: { ${name}:\n ${secret}, username: 5 }`,
  (name, secret) => `  superuser: {\n    "${name}":\n\n    "${secret}" }`,
  (name, secret) => `  superuser:\n    ${name}: |\n      first\n      ${secret}\n    usrname: x`,
  (name, secret) => `  superuser:\n    ${name}: >-\n\n      ${secret}\n`,
  (name, secret) => `  superuser:\n    ${name}: "first\n      ${secret}\n      "`,
  (name, secret) => `  superuser:\n    ${name}: 'first\n\n      ${secret}'`,
  (name, secret) => `  superuser:\n    ${name}: first\n      ${secret}`,
  (name, secret) => `  superuser:\n    '${name}' : !!str ${secret}`,
  (name, secret) => `  superuser:\n    ? ${name}\n    : ${secret}`,
  (name, secret) =>
    `  superuser:\n    ${name}: &it ${secret}\n  replication:\n    username: *it\n    ${name}: *it`,
  (name, secret) => `  superuser:\n    username: &it ${secret}/\n  replication:\n    ${name}: *it`,
  (name, secret) => `  superuser:\n    ${name}: x\n    ${name}: ${secret}`,
  (name, secret) => `  superuser:\n    ${name}: x\n    ${name}: |\n      ${secret}\n    ${name}: y`,
  (name, secret) => `  superuser:\n    ${name}: *${secret}`,
  (name, secret) => `  superuser:\n    ${name}: &${secret} x`,
  (name, secret) => `  superuser:\n    ${name}: !${secret} x`,
  (name, secret) => `  superuser:\n    ${name}:\n    - ${secret}\n    - ${secret}\n  rewnd: 1`,
  (name, secret) => `  superusr: { } # ${name}: ${secret}`,
  (name, secret) => `  superusr: { username: 5 } # the ${name} is ${secret}`,
];

/** Below `credentials:`, where it is no YAML. */
export const BROKEN: readonly ((key: string, secret: string) => string)[] = [
  (name, secret) => `  superuser: { ${name}: ${secret}`,
  (name, secret) => `  superuser:\n    ${name}: "${secret}`,
  (name, secret) => `  superuser:\n    ${name}: "first\n      ${secret}`,
  (name, secret) => `  superuser:\n    ${name}: "first\n${secret}`,
  (name, secret) => `  superuser:\n    ${name} : : ${secret}`,
  (name, secret) => `  superuser:\n\t${name}: ${secret}`,
  (name, secret) => `  superuser:\n    ${name}:${secret}`,
  (name, secret) => `  superuser:\n    ${name}=${secret}`,
  (name, secret) => `  superuser:\n    ${name} ${secret}`,
  (name, secret) => `  superuser:\n    username: x\n    ${name} ${secret}`,
  (name, secret) => `  superuser:\n    username: x\n   ${name}: ${secret}`,
  (name, secret) => `  superuser:\n    username: x\n     ${name}: ${secret}`,
  (name, secret) => `  superuser:\n    ${name}: [${secret}`,
  (name, secret) => `  superuser:\n    ${name}: ]${secret}`,
  (name, secret) => `  superuser:\n    ${name}: @${secret}`,
  (name, secret) => `  superuser:\n    ${name}: "\\q${secret}"`,
  (name, secret) => `  superuser:\n    ${name}: |\n      x\n     ${secret}\n   y`,
  (name, secret) => `  superuser:\n    ${name}: ${secret}: ${secret}`,
  (name, secret) => `  superuser:\n    ${name}: "x" ${secret}`,
  (name, secret) => `  superuser: [ username, ${name}=${secret} ]`,
  (name, secret) => `  superuser: { username: x, ${name}=${secret} }`,
  (name, secret) => `  superuser:\n    ${name}:\n${secret}`,
];

/** In the text of a command, a connection string, a URL, or a line of pg_hba. */
export const TEXTS: readonly ((secret: string) => string)[] = [
  (secret) => `host=x user=y password=${secret}`,
  (secret) => `host=x password = '${secret}'`,
  (secret) => `PGPASSWORD=${secret} cp /archive/%f %p`,
  (secret) => `AWS_SECRET_ACCESS_KEY=${secret} wal-g wal-fetch %f %p`,
  (secret) => `fetch --password ${secret} %f %p`,
  (secret) => `fetch --password=${secret} %f %p`,
  (secret) => `fetch --secret-key ${secret} %f %p`,
  (secret) => `fetch --db-password ${secret} %f %p`,
  (secret) => `sshpass -p ${secret} scp x:%f %p`,
  (secret) => `curl https://user:${secret}@example.com/%f`,
  (secret) => `postgres://user:${secret}@10.0.0.1/postgres`,
  (secret) => `host all all 0.0.0.0/0 ldap ldapserver=x ldapbindpasswd="${secret}"`,
  (secret) => `host all all 0.0.0.0/0 radius radiusservers=x radiussecrets="${secret}"`,
];

/** Where Patroni may be given a secret for another place to keep its lock in (patroni/dcs/*.py). */
export const OTHERS: readonly ((secret: string) => string)[] = [
  (secret) => `consul: { host: localhost, token: ${secret} }`,
  (secret) => `consul: { Token: ${secret} }`,
  (secret) => `consul:\n  - token: ${secret}`,
  (secret) => `consul:\n  etcd: { host: x }\n  token: ${secret}`,
  (secret) => `consul:\n  ? token\n  : ${secret}`,
  (secret) => `consul:\n  token:\n    ${secret}`,
  (secret) => `consul: { x: { etcd: 1 }, token: ${secret}, y: [1] }`,
  (secret) => `consul: { token: [${secret}], checks: [] }`,
  (secret) => `consul: { url: "http://localhost:8500/?token=${secret}" }`,
  (secret) => `consul: { url: "http://a:${secret}@b", token: x, password: y }`,
  (secret) => `consul:\n  acl-token: ${secret}`,
  (secret) => `PATRONI_CONSUL_TOKEN: ${secret}`,
  (secret) => `etcd: { host: x, username: y, password: ${secret} }`,
  (secret) => `etcd:\n  url: http://y:${secret}@x:2379`,
  (secret) => `etcd3: { password: ${secret} }`,
  (secret) => `raft: { password: ${secret}, data_dir: /raft }`,
  (secret) => `zookeeper: { hosts: [a], key_password: ${secret} }`,
  (secret) => `zookeeper: { auth_data: { digest: "me:${secret}" } }`,
  (secret) => `zookeeper:\n  auth_data:\n    digest: ${secret}\n    ${secret}: x\n  hosts: [a]`,
  (secret) => `exhibitor: { hosts: [a], password: ${secret} }`,
  (secret) => `kubernetes: { token: ${secret}, namespace: default }`,
  (secret) => `restapi: { http_extra_headers: { Authorization: ${secret} } }`,
  (secret) => `restapi: { http_extra_headers: { X: "Bearer ${secret}-${secret}" } }`,
];

export const keyOf = (secret: string, kind = 'PRIVATE KEY'): string =>
  `-----BEGIN ${kind}-----\n${secret}\n\n${secret}\n-----END ${kind}-----`;
export const indented = (text: string, by = '    '): string => text.replace(/^(?=.)/gm, by);

/** A private key, as where the name of its file belongs. */
export const PRIVATE_KEYS: readonly ((secret: string) => string)[] = [
  (secret) => `restapi:\n  keyfile: |\n${indented(keyOf(secret))}\n  certfile: /x`,
  (secret) => `restapi:\n  keyfile: |\n${indented(keyOf(secret, 'TSS2 PRIVATE KEY'))}`,
  (secret) => `restapi:\n  keyfile: >\n${indented(keyOf(secret, 'PGP PRIVATE KEY BLOCK'))}`,
  (secret) =>
    `restapi:\n  keyfile: |\n${indented(keyOf(secret).toLowerCase().replaceAll(secret.toLowerCase(), secret))}`,
  (secret) => `restapi:\n  keyfile: |\n    Bag Attributes\n${indented(keyOf(secret))}`,
  (secret) =>
    `restapi:\n  keyfile: |\n    ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n    Comment: "x"\n    ${secret}\n    ---- END SSH2 ENCRYPTED PRIVATE KEY ----`,
  (secret) =>
    `restapi:\n  keyfile: |\n    -----BEGIN RSA PRIVATE KEY-----\n    Proc-Type: 4,ENCRYPTED\n    DEK-Info: AES-128-CBC,00\n\n    ${secret}\n    -----END RSA PRIVATE KEY-----`,
  (secret) => `restapi:\n  keyfile: |\n${indented(`${keyOf('x')}${keyOf(secret)}`)}`,
  (secret) => `restapi: { keyfile: "-----BEGIN RSA PRIVATE KEY-----\\n${secret}\\n" }`,
  (secret) => `restapi: { keyfile: '-----BEGIN RSA PRIVATE KEY-----\\n${secret}\\n' }`,
  (secret) => `restapi:\n  keyfile: "${indented(keyOf(secret)).trim()}"`,
  (secret) => `restapi:\n  keyfile: !!str ${indented(keyOf(secret), '  ').trim()}`,
  (secret) => `restapi:\n  keyfile_password: !!str ${indented(keyOf(secret)).trim()}`,
  (secret) => `restapi:\n  keyfile_password: &k ${indented(keyOf(secret)).trim()}`,
  (secret) => `ctl:\n  - ${indented(keyOf(secret, 'ENCRYPTED PRIVATE KEY')).trim()}`,
  (secret) => `ctl:\n${indented(keyOf(secret), '  ')}`,
  (secret) => `restapi: { keyfil: /x }\n${indented(keyOf(secret), '# ')}\nctl: { certfil: /x }`,
  (secret) => `restapi: { x: "postgres://u:p@h/d ${indented(keyOf(secret)).trim()}" }`,
];

/** Where quotes or brackets are not closed as they seem. */
export const SEEMING: readonly string[] = [
  'password: "Hunter2x"Hunter2x"',
  'x: { password: "ab",Hunter2x" }',
  'x: { password: ab,Hunter2x }',
  'x: { password: ab}Hunter2x }',
  'password: ab#Hunter2x',
  'password: ab #Hunter2x',
  "password: 'ab'' # Hunter2x'",
  'password: "ab" Hunter2x',
  'x: { password: "ab", password: Hunter2x }',
];
