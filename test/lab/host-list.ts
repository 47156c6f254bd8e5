/** Tests with libpq itself how an application finds the primary with a list of hosts. */
import { expect } from 'vitest';
import { forwardsWrites } from '../../src/compiler/render/reach.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import { CLIENT_ADDRESSES } from './network.ts';
import type { LabNode } from './node.ts';
import { APPLICATION_PASSWORD } from './provision.ts';
import { entrance } from './proxy.ts';

/** Lets the lab's client reach PostgreSQL without HAProxy too, as the application that comes through it. */
export const letClientIn = (topology: string): string =>
  topology.replace(
    /^( *- \{ user: (\S+), database: (\S+), from: )haproxy \}$/m,
    `$&\n$1[${CLIENT_ADDRESSES[0]}/32] }`,
  );

interface Host {
  readonly host: string;
  readonly port: number;
}

const proxiesOf = (site: LabSite): Host[] => site.proxies.map((node) => entrance(node, 'primary'));

const portOf = (node: LabNode): number =>
  Number(/\d+$/.exec(textAt(node.spec?.patroni?.value, 'postgresql', 'connect_address') ?? '')?.[0]);

const membersOf = (site: LabSite): Host[] =>
  site.members.map((node) => ({ host: node.addresses[0] ?? '', port: portOf(node) }));

/** The result of libpq for these hosts: `f`, for "not in recovery", or its error. */
async function ask(lab: Lab, hosts: readonly Host[], more = ''): Promise<string> {
  const { user = '', database = '' } = lab.application ?? {};
  const list = `host=${hosts.map(({ host }) => host).join()} port=${hosts.map(({ port }) => port).join()}`;
  const rest = `dbname=${database} user=${user} password=${APPLICATION_PASSWORD} connect_timeout=3 ${more}`;
  const argv = ['psql', '-XAtqw', `${list} ${rest}`, '-c', 'select pg_is_in_recovery()'];
  const { stdout, stderr } = await lab.client.run(argv, { timeout: 50 });
  return stdout.trim() || stderr;
}

/** Whether the client may reach members directly: {@link letClientIn} has found its line. */
const mayReachMembers = ({ estate }: Lab): boolean =>
  estate.clients.some(({ from }) => from.some(({ text }) => text.startsWith(CLIENT_ADDRESSES[0] ?? '-')));

/**
 * Checks what section "How applications find the primary" of the runbook says about libpq.
 * @param from the site that was primary, first in every list
 * @param to the site that is primary now
 * @param lost whether `from` has no power; otherwise it follows, and its HAProxy runs with an empty pool
 */
export async function hostLists(lab: Lab, from: LabSite, to: LabSite, lost: boolean): Promise<void> {
  const proxies = [...proxiesOf(from), ...proxiesOf(to)];
  // One name that leads to the primary site.
  expect(await ask(lab, proxiesOf(to))).toBe('f');
  if (lost || forwardsWrites(from.spec)) expect(await ask(lab, proxies)).toBe('f');
  else
    for (const attributes of ['any', 'read-write']) {
      // HAProxy accepts, finds its pool empty and closes; libpq does not try the next host.
      expect(await ask(lab, proxies, `target_session_attrs=${attributes}`)).toContain(
        'server closed the connection unexpectedly',
      );
    }
  if (!mayReachMembers(lab)) return;
  const members = [...membersOf(from), ...membersOf(to)];
  expect(await ask(lab, members, 'target_session_attrs=read-write')).toBe('f');
}
