import type { Place, Pointer } from '../../text/finding.ts';
import { defaultAt } from '../../text/finding.ts';
import type { Json, JsonMap } from '../../text/json.ts';
import { get, mapAt } from '../../text/json.ts';
import type { From, SourcedMap } from '../from.ts';
import { from } from '../from.ts';
import type { NodePart, SitePart } from '../inherited.ts';

/** Whether a site takes its WAL only from the archive while it follows. */
export const readsArchive = (site: SitePart): boolean => site.block.standby?.from === 'archive';

/** How the members of a site get their first copy, in the order of attempts; undefined if it is not written. */
export function copyMethods({ settings }: Pick<SitePart, 'settings'>): Json[] | undefined {
  const written = settings.get('postgresql', 'create_replica_methods')?.value;
  return Array.isArray(written) ? written.filter((name) => name !== null) : undefined;
}

const isTrue = (method: Json | undefined, key: string): boolean | undefined =>
  get(method, key) === true || undefined;

/**
 * The replica methods of a node, in Patroni's form: beside the other keys of postgresql. False values are left out, because
 * Patroni passes every remaining key to the command as an option (patroni/postgresql/bootstrap.py, create_replica).
 */
export function methodBlocks(site: SitePart, { settings }: NodePart, near: Pointer): SourcedMap {
  const methods = settings.merged('postgresql', 'replica_methods');
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]): [string, From] => [
      name,
      from((below) => settings.at(near, 'postgresql', 'replica_methods', name, ...below.map(String)), {
        command: get(method, 'command'),
        no_params: isTrue(method, 'no_params'),
        // A site that reads only the archive has no member to copy from when it is made.
        no_leader:
          get(method, 'no_leader') === false
            ? undefined
            : (isTrue(method, 'no_leader') ?? (readsArchive(site) || undefined)),
        keep_data: isTrue(method, 'keep_data'),
      }),
    ]),
  );
}

const KEYS = ['command', 'no_params', 'keep_existing_recovery_conf', 'recovery_conf'] as const;

/** How to make a new primary cluster: the name of the method, and its settings. */
export function bootstrapBlocks(node: NodePart): JsonMap {
  const { settings } = node;
  const written = settings.merged('bootstrap');
  const method = bootstrapMethod(node);
  // The options of initdb already use this name.
  if (method === undefined || method === 'initdb') return {};
  const block = Object.fromEntries(
    KEYS.flatMap((key) =>
      written[key] === undefined || written[key] === false ? [] : [[key, written[key]]],
    ),
  );
  return { method, [method]: Object.keys(block).length > 0 ? block : undefined };
}

/** The name of the bootstrap method; "custom" for a command without a name. */
export function bootstrapMethod({ settings }: NodePart): string | undefined {
  const { method, command } = settings.merged('bootstrap');
  if (typeof method === 'string') return method;
  return command === undefined ? undefined : 'custom';
}

/** Where a value of the bootstrap method comes from; undefined for other parts of `bootstrap`. */
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

/**
 * Recovery settings of a member that never streams: Patroni gives it only the settings of its own file, not those of
 * standby_cluster (patroni/ha.py, _get_node_to_follow; postgresql/config.py, build_recovery_params).
 */
export function recoveryConf(site: SitePart, node: NodePart): JsonMap | undefined {
  const command = site.block.standby?.restore_command;
  const streams = mapAt({ tags: node.block.tags as Json | undefined }, 'tags').nostream !== true;
  return streams || command === undefined ? undefined : { restore_command: command };
}
