import type { Artifact } from '../../src/index.ts';
import type { LabNode, NodeFile } from './node.ts';

export const ENVIRONMENT_FILE = '/etc/patroni/patroni.env';
export const APPLICATION_PASSWORD = 'application';
export const SUPERUSER_PASSWORD = 'superuser';

/** Passwords of a throw-away estate: the same at every site, as they must be. */
const SECRETS = {
  PATRONI_SUPERUSER_PASSWORD: SUPERUSER_PASSWORD,
  PATRONI_REPLICATION_PASSWORD: 'replication',
  PATRONI_REWIND_PASSWORD: 'rewind',
  PATRONI_RESTAPI_PASSWORD: 'restapi',
};

/** What `rsync build/<site>/<node>/ root@<node>:/` puts on a node: its files as they were written, no edit of any. */
export function deployed(node: LabNode, artifacts: readonly Artifact[]): NodeFile[] {
  const folder = `${node.site}/${node.name}/`;
  return artifacts
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, text }) => ({ path: path.slice(folder.length - 1), text }));
}

/** The passwords, which no compiled file holds: an operator puts them on each PostgreSQL node. */
export function secrets(node: LabNode): NodeFile[] {
  if (!node.spec?.patroni) return [];
  const text = Object.entries(SECRETS).map(([name, value]) => `${name}='${value}'\n`);
  return [{ path: ENVIRONMENT_FILE, text: text.join(''), owner: 'root:postgres', mode: '640' }];
}
