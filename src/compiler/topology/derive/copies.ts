import type { Place, Pointer } from '../../text/finding.ts';
import { defaultAt } from '../../text/finding.ts';
import type { Json, JsonMap } from '../../text/json.ts';
import { get, mapAt } from '../../text/json.ts';
import type { NodePart, SitePart } from '../inherited.ts';

/** Whether a site takes its WAL from the archive alone while it follows. */
export const readsArchive = (site: SitePart): boolean => site.block.standby?.from === 'archive';

/** How the members of a site get their first copy, in the order in which it is tried; undefined where nobody wrote it. */
export function copyMethods({ settings }: Pick<SitePart, 'settings'>): Json[] | undefined {
  const written = settings.get('postgresql', 'create_replica_methods')?.value;
  return Array.isArray(written) ? written.filter((name) => name !== null) : undefined;
}

const isTrue = (method: Json | undefined, key: string): boolean | undefined =>
  get(method, key) === true || undefined;

/**
 * The commands of a node's methods, as Patroni wants them: beside the keys of postgresql. What is false is left out, for
 * Patroni hands every key it does not take away to the command as an option (patroni/postgresql/bootstrap.py, create_replica).
 */
export function methodBlocks(site: SitePart, node: NodePart): JsonMap {
  const methods = node.settings.merged('postgresql', 'replica_methods');
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]): [string, JsonMap] => [
      name,
      {
        command: get(method, 'command'),
        no_params: isTrue(method, 'no_params'),
        // A site that reads the archive alone has nobody to connect to when it is made.
        no_leader:
          get(method, 'no_leader') === false
            ? undefined
            : (isTrue(method, 'no_leader') ?? (readsArchive(site) || undefined)),
        keep_data: isTrue(method, 'keep_data'),
      },
    ]),
  );
}

const KEYS = ['command', 'no_params', 'keep_existing_recovery_conf', 'recovery_conf'] as const;

/** How a new primary cluster is made: the method's name, and what it means. */
export function bootstrapBlocks(node: NodePart): JsonMap {
  const { settings } = node;
  const written = settings.merged('bootstrap');
  const method = bootstrapMethod(node);
  // The options of initdb stand under this name already.
  if (method === undefined || method === 'initdb') return {};
  const block = Object.fromEntries(
    KEYS.flatMap((key) =>
      written[key] === undefined || written[key] === false ? [] : [[key, written[key]]],
    ),
  );
  return { method, [method]: Object.keys(block).length > 0 ? block : undefined };
}

/** Its name: without one, that of any command. */
export function bootstrapMethod({ settings }: NodePart): string | undefined {
  const { method, command } = settings.merged('bootstrap');
  if (typeof method === 'string') return method;
  return command === undefined ? undefined : 'custom';
}

/** Where a part of `bootstrap` that is about a method comes from; undefined for the rest of it. */
export function bootstrapOrigin(node: NodePart, near: Pointer, [first, ...rest]: Pointer): Place | undefined {
  const method = bootstrapMethod(node);
  if (method === undefined || (first !== 'method' && first !== method)) return undefined;
  const path = first === 'method' ? ['method'] : rest.map(String);
  return (
    node.settings.get('bootstrap', ...path)?.at ??
    node.settings.get('bootstrap')?.at ??
    defaultAt(near, 'bootstrap')
  );
}

/** Where a key of postgresql that is a method comes from; undefined for any other. */
export function methodOrigin(node: NodePart, near: Pointer, [name, ...rest]: Pointer): Place | undefined {
  const methods = node.settings.merged('postgresql', 'replica_methods');
  if (name === undefined || get(methods, name) === undefined) return undefined;
  return node.settings.at(near, 'postgresql', 'replica_methods', String(name), ...rest.map(String));
}

/**
 * Recovery settings of a member that streams from nobody: Patroni gives it those of its own file alone, not what
 * standby_cluster says (patroni/ha.py, _get_node_to_follow; postgresql/config.py, build_recovery_params).
 */
export function recoveryConf(site: SitePart, node: NodePart): JsonMap | undefined {
  const command = site.block.standby?.restore_command;
  const streams = mapAt({ tags: node.block.tags as Json | undefined }, 'tags').nostream !== true;
  return streams || command === undefined ? undefined : { restore_command: command };
}
