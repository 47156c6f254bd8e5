import { settingAt } from '../text/edits.ts';
import type { Fix, Written } from '../text/finding.ts';
import type { Declarations, LeaveOut, Move, Remedy, Wording, WriteOnce } from '../text/remedy.ts';
import { declared, joined } from '../text/remedy.ts';

const shown = (value: Written): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** What to write where a key is missing that says little by itself. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ['restapi.authentication', 'write a username and a password under restapi.authentication'],
  [
    'primary_slot_name',
    'write primary_slot_name under standby_cluster, and a slot of that name under slots of the site that it follows',
  ],
]);

const missing = ({ key, at }: LeaveOut): string | undefined =>
  at.derivedFrom === undefined ? undefined : MISSING.get(key);

/** A file of a node has to say what the topology would derive: the value itself, or what it is made from. */
function leaveOut(remedy: LeaveOut): string | undefined {
  const { key, at, from, value, because } = remedy;
  const reason = because === undefined ? '' : `: ${because}`;
  if (value !== undefined)
    return from === undefined
      ? `write ${key}: ${shown(value)}${because === undefined ? '' : `; ${because}`}`
      : `write ${key}: ${shown(value)}, for ${from}`;
  if (from !== undefined) return `write ${key} for ${from}`;
  const said = missing(remedy);
  if (said !== undefined) return said;
  // Some reasons say what to write.
  if (because?.includes(`${key}: `)) return because;
  return at.derivedFrom === undefined ? `correct ${key}${reason}` : `write ${key}${reason}`;
}

const DYNAMIC = /^postgresql\.parameters\./;

function writeOnce({ key, value, for: whom }: WriteOnce): string {
  const what = value === undefined ? key : `${key}: ${shown(value)}`;
  // Of these Patroni keeps one value for a site.
  if (DYNAMIC.test(key))
    return `write ${what} in the dynamic configuration of ${whom === 'site' ? 'the site' : 'every site'}`;
  return value === undefined
    ? `write the same ${key} on every node of ${whom === 'site' ? 'the site' : 'every site'}`
    : `write ${what} on every node of ${whom === 'site' ? 'the site' : 'every site'}`;
}

function move({ what = 'it', to, file }: Move): string {
  const place = file === 'local' ? 'the file of the node' : 'the dynamic configuration of the site';
  return `move ${what} to ${to === undefined ? '' : `${to} in `}${place}`;
}

/** Where the files of a node have it. */
const DECLARATIONS: Declarations = {
  timing: () => undefined,
  version: ({ of }) => `say which version of ${of} the node runs`,
  tls: ({ of }) => (of === 'PostgreSQL' ? 'turn ssl on' : 'write restapi.certfile and restapi.keyfile'),
  user: ({ role }) =>
    `write another user under postgresql.authentication.${role}, and create it with the rights it needs`,
  'certificates of PostgreSQL': () => 'remove it from the files of the nodes, or write it there',
  'same user': ({ role }) =>
    `write the same postgresql.authentication.${role}.username on every node, and let that user in with pg_hba`,
  'usual connections': () => 'connect as the other members do',
  'backup servers': () => 'write backup behind the servers of the other sites',
  endpoint: ({ host, site }) => `name ${host} in the certificates of ${site}, or write a host that they name`,
  slots: () => undefined,
  'idle slot': ({ name, site }) => `remove the slot "${name}" from ${site}`,
  'archive alone': ({ upstream, slot }) => `remove the slot "${slot}" from ${upstream}`,
  'restore command': ({ site }) => `write a restore_command at ${site}`,
  delay: () => 'to delay a whole site, write standby_cluster.recovery_min_apply_delay',
  'etcd alone': () => undefined,
  services: () => 'add the files of the nodes that run it',
  'outer address': ({ when }) => `${when}, write the address by which other sites reach each node`,
  'etcd name': () => 'write the same name into initial-cluster of every member',
  encoding: () => undefined,
  checksums: () => 'write data-checksums under bootstrap.initdb before the first start',
  'copy method': ({ name }) =>
    name === undefined
      ? 'write a command under postgresql that copies from a backup, with no_leader: true'
      : `write the command of "${name}" under postgresql.${name}`,
  place: () => 'write the place where the others look for it, or tell them the new one',
  port: () => 'give one of them another port',
  'certificate path': () => 'write the path as it is on the node',
  nothing: () => undefined,
};

/** A file of a node gets the right value, where that is known. */
function withValue({ at, value, sure }: LeaveOut): Fix | undefined {
  if (!sure || value === undefined || at.derivedFrom !== undefined) return undefined;
  return { title: `write ${shown(value)}`, edits: [settingAt(at, value)] };
}

/** What a remedy is worth beside others: `correct the key` says less than any of them. */
const saysNothing = (remedy: Remedy): boolean =>
  typeof remedy === 'object' &&
  remedy.do === 'leave out' &&
  remedy.value === undefined &&
  remedy.from === undefined &&
  missing(remedy) === undefined;

/** bootstrap.dcs counts once: what belongs there has to go into the dynamic configuration of a cluster that runs. */
const inForce = (text: string): string =>
  text
    .replace(
      /^move it to bootstrap\.dcs\.(\S+)$/,
      'move it to $1 in the dynamic configuration, by "patronictl edit-config": bootstrap.dcs is read only when a cluster is made',
    )
    .replace(
      /^add the encoding to the list$/,
      'write "- encoding: UTF8" under bootstrap.initdb, for the next cluster that is made',
    );

/** Remedies in the words of the files that lie on nodes: patroni.yml, etcd.conf.yml, haproxy.cfg. */
export const wording: Wording = {
  helpOf(remedy) {
    if (typeof remedy === 'string') return inForce(remedy);
    switch (remedy.do) {
      case 'leave out':
        return leaveOut(remedy);
      case 'write once':
        return writeOnce(remedy);
      case 'move':
        return move(remedy);
      case 'declare':
        return declared(DECLARATIONS, remedy.what, remedy);
      default: {
        const telling = remedy.remedies.filter((one) => !saysNothing(one));
        return joined({ ...remedy, remedies: telling.length > 0 ? telling : remedy.remedies }, this);
      }
    }
  },
  fixOf(remedy) {
    if (typeof remedy === 'string') return undefined;
    if (remedy.do === 'leave out') return withValue(remedy);
    if (remedy.do !== 'one of') return undefined;
    return remedy.remedies.map((one) => this.fixOf(one)).find((fix) => fix !== undefined);
  },
  // A key of Patroni is at home in these files.
  homeOf: () => undefined,
};
