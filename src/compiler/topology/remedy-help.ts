import { removalAt } from '../text/edits.ts';
import type { Fix } from '../text/finding.ts';
import type { Declarations, LeaveOut, Move, Port, Wording, WriteOnce } from '../text/remedy.ts';
import { declared, joined } from '../text/remedy.ts';
import { elsewhereHelp, foreignHelp } from './foreign.ts';

/** Whether a person overrides what is derived there; what a key of the language says is no override. */
const isOverride = ({ at: { pointer } }: LeaveOut): boolean => pointer.includes('overrides');

/** Why the derived value of a key is right, where the language has a key that decides it. */
const DERIVED: Readonly<Record<string, string>> = {
  name: 'the member then has the name of its node',
  'etcd3.protocol': 'tls.etcd sets the protocol for both',
  'restapi.certfile': 'tls.restapi holds for the REST API and all of its clients',
  'postgresql.authentication.rewind.username': 'the user is then credentials.rewind.username',
  'postgresql.pg_hba': 'the list is then derived, or taken from postgresql.pg_hba',
  'postgresql.bin_dir': 'it follows from software.postgresql',
  'postgresql.data_dir': 'it follows from software.postgresql',
};

const last = (key: string): string => key.split('.').at(-1) ?? key;

/** The reason to follow a colon, or none. */
function reasonOf({ key, from, because }: LeaveOut): string | undefined {
  if (because !== undefined) return because;
  if (/^(?:client|peer)-transport-security\./.test(key))
    return 'tls.etcd gives a certificate, a key and a CA to both sections';
  if (Object.hasOwn(DERIVED, key)) return DERIVED[key];
  return from && `${key} ${key.includes(' and ') ? 'are' : 'is'} derived from ${from}`;
}

function leaveOut(remedy: LeaveOut): string {
  const reason = reasonOf(remedy);
  if (!isOverride(remedy)) return `leave ${last(remedy.key)} out: ${reason ?? 'it is then derived'}`;
  return reason === undefined
    ? `remove the override of ${last(remedy.key)}`
    : `remove the override: ${reason}`;
}

/** Keys of programs that the language has another name for. */
const NAMES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^postgresql\.authentication\.(\w+)\.username$/, 'credentials.$1.username'],
  [/^restapi\.authentication$/, 'credentials.restapi'],
  [/^initial-cluster-token$/, 'the token'],
  [/^postgresql\.pg_hba$/, 'pg_hba'],
  [/^the port of PostgreSQL$/, 'postgresql.port'],
];

/** How the language calls a key of a program. */
function nameOf(key: string): string {
  const found = NAMES.find(([pattern]) => pattern.test(key));
  return found ? key.replace(...found) : key;
}

const PARAMETERS = /^postgresql\.parameters\./;

function writeOnce({ key, value, for: whom }: WriteOnce): string {
  const name = nameOf(key.replace(PARAMETERS, ''));
  const what = value === undefined ? name : `${name}: ${String(value)}`;
  if (whom === 'site') return `write ${what} once, under the site`;
  return PARAMETERS.test(key)
    ? `write ${what} once, under postgresql.parameters of the topology`
    : `write ${what} once, at the top, for every site and node`;
}

/** Keys of the language that lead to the dynamic configuration, or to the file of each node. */
const OWN: readonly string[] = ['postgresql.parameters', 'postgresql.pg_hba'];

function move({ what = 'it', to, file }: Move): string {
  if (to === undefined) return `move ${what} to the overrides of the site`;
  if (OWN.includes(to))
    return `move ${what} to ${to} of ${file === 'local' ? 'the topology' : 'the site or of the topology'}`;
  return file === 'local'
    ? `move ${what} out of bootstrap.dcs: Patroni reads it at ${to}`
    : `move ${what} to bootstrap.dcs.${to}, in the overrides of the site or of the topology`;
}

const PORTS: Readonly<Record<Port, string>> = {
  PostgreSQL: 'postgresql.port',
  'REST API': 'patroni.restapi.port',
  'etcd clients': 'etcd.client_port',
  'etcd peers': 'etcd.peer_port',
  'HAProxy primary': 'haproxy.ports.primary',
  'HAProxy replicas': 'haproxy.ports.replicas',
  'HAProxy standby leader': 'haproxy.ports.standby_leader',
  'HAProxy statistics': 'haproxy.ports.stats',
};

/** How the language says what an estate is. */
const DECLARATIONS: Declarations = {
  timing: () => 'choose a preset of timing',
  version: ({ of }) => `correct the ${of} version under software`,
  tls: ({ of }) =>
    of === 'PostgreSQL' ? 'turn ssl on (tls.postgresql)' : 'leave tls.restapi at its default',
  user: ({ role }) =>
    `write another user under credentials.${role}: Patroni creates it with the rights it needs when it creates the cluster`,
  'certificates of PostgreSQL': () => 'write tls.postgresql: false, or its cert, key and ca',
  'same user': ({ role }) =>
    `remove the override and set the user in credentials.${role}.username: pg_hba is derived from it`,
  'usual connections': () =>
    'remove the override that makes the connections differ (the list is derived from credentials, tls and the nodes)',
  'backup servers': () =>
    'write haproxy.writes: all instead: the nodes of the other sites are then backup servers',
  endpoint: ({ host, site }) =>
    `write endpoint: ${host} under the site ${site} instead of the override: the certificates then name it`,
  slots: ({ of }) => `leave ${of} out: they are then derived`,
  'idle slot': ({ site }) => `leave it out: the slots of ${site} are then derived`,
  'archive alone': ({ site, upstream }) =>
    `write "from: archive" under standby of ${site} instead of the override: ${upstream} then keeps no slot for it`,
  'restore command': ({ site }) => `write standby.restore_command at ${site}`,
  delay: () => 'to delay a whole site, write standby.recovery_min_apply_delay',
  'etcd alone': () => 'for a machine that runs nothing else, write runs: [etcd]',
  services: () => 'a node runs [postgresql, etcd] unless its "runs" says otherwise',
  'outer address': ({ when }) => `${when}, write the wan_address by which other sites reach each node`,
  'etcd name': () => 'write etcd.name under the node: every list then has it',
  encoding: () => 'write the options under postgresql.initdb, where encoding: UTF8 is the default',
  checksums: () => 'set data_checksums: true before the first start',
  'copy method': ({ name }) =>
    name === undefined
      ? 'write a command under postgresql.replica_methods that copies from a backup'
      : `write the command of "${name}" under postgresql.replica_methods`,
  place: ({ of }) => `write ${PORTS[of]} or address instead: they move the service and all of its clients`,
  port: ({ of }) =>
    of.length === 0
      ? 'give one of them another port'
      : `give one of them another port, under ${of.map((one) => PORTS[one]).join(' or ')}`,
  'certificate path': () => 'write the path under tls: {node}, {site} and {member} are filled in there',
  nothing: ({ key }) => `null removes ${key}`,
};

/** An override goes, and the value is derived again. */
function withoutOverride(remedy: LeaveOut): Fix | undefined {
  const { at, sure } = remedy;
  if (!sure || !isOverride(remedy) || at.derivedFrom !== undefined) return undefined;
  return { title: `remove the override of ${String(at.pointer.at(-1))}`, edits: [removalAt(at)] };
}

/** Remedies in the words of the topology. */
export const wording: Wording = {
  helpOf(remedy) {
    if (typeof remedy === 'string') return remedy;
    switch (remedy.do) {
      case 'leave out':
        return leaveOut(remedy);
      case 'write once':
        return writeOnce(remedy);
      case 'move':
        return move(remedy);
      case 'declare':
        return declared(DECLARATIONS, remedy.what, remedy);
      default:
        return joined(remedy, this);
    }
  },
  fixOf(remedy) {
    if (typeof remedy === 'string') return undefined;
    if (remedy.do === 'leave out') return withoutOverride(remedy);
    if (remedy.do !== 'one of') return undefined;
    return remedy.remedies.map((one) => this.fixOf(one)).find((fix) => fix !== undefined);
  },
  // What was surely misspelt is no word of others unless the table has it.
  homeOf: (word, misspelt) => foreignHelp(word) ?? (misspelt ? undefined : elsewhereHelp(word)),
};
