import type { Artifact } from '../../src/index.ts';
import type { LabNode, NodeFile } from './node.ts';

export const ENVIRONMENT_FILE = '/etc/patroni/patroni.env';
export const APPLICATION_PASSWORD = 'application';

/** Passwords of a throw-away estate: the same at every site, as they must be. */
export const PASSWORDS = {
  superuser: 'superuser',
  replication: 'replication',
  rewind: 'rewind',
  restapi: 'restapi',
};

/** The new passwords after an operator has changed all of them. */
export const NEW_PASSWORDS: Passwords = {
  superuser: 'new superuser',
  replication: 'new replication',
  rewind: 'new rewind',
  restapi: 'new restapi',
};

export type Passwords = typeof PASSWORDS;

/** The files that `rsync build/<site>/<node>/ root@<node>:/` puts on a node, without edits. */
export function deployed(node: LabNode, artifacts: readonly Artifact[]): NodeFile[] {
  const folder = `${node.site}/${node.name}/`;
  return artifacts
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, text }) => ({ path: path.slice(folder.length - 1), text }));
}

/** The passwords, which no compiled file contains: an operator puts them on each PostgreSQL node. */
export function secrets(node: LabNode, passwords = PASSWORDS): NodeFile[] {
  if (!node.spec?.patroni) return [];
  const text = Object.entries(passwords).map(
    ([name, value]) => `PATRONI_${name.toUpperCase()}_PASSWORD='${value}'\n`,
  );
  return [{ path: ENVIRONMENT_FILE, text: text.join(''), owner: 'root:postgres', mode: '640' }];
}
