import type { EstateChange } from '../../src/compiler/plan/compare.ts';
import type { Step } from '../../src/compiler/plan/step.ts';
import type { Json, JsonMap } from '../../src/compiler/text/json.ts';
import { isMap } from '../../src/compiler/text/json.ts';

/** What a running estate holds: the texts of its machines' files, and the dynamic configuration of each site. */
export interface Held {
  readonly files: Map<string, string>;
  readonly dynamic: Map<string, JsonMap>;
}

const FILES = [
  '/etc/etcd/etcd.conf.yml',
  '/etc/patroni/patroni.yml',
  '/etc/haproxy/haproxy.cfg',
  '/usr/local/sbin/pgdr-start-guard',
  '/etc/systemd/system/patroni.service.d/pgdr-compile.conf',
  '/etc/systemd/system/etcd.service.d/pgdr-compile.conf',
];

/** What one side of a change holds, by the names that its machines have there. */
export function heldBy({ seen, textOf }: EstateChange['before']): Held {
  const files = new Map<string, string>();
  for (const site of seen)
    for (const node of site.nodes)
      for (const file of FILES) {
        const text = textOf(`${site.name}/${node.name}${file}`);
        if (text !== undefined) files.set(`${site.name}/${node.name}${file}`, text);
      }
  return { files, dynamic: new Map(seen.map(({ name, dcs }) => [name, dcs])) };
}

/** Sets a value as `edit-config --set` does: null removes it, and maps that are then empty. */
function set(map: JsonMap, [key = '', ...rest]: readonly string[], value: Json): JsonMap {
  const { [key]: old, ...others } = map;
  if (rest.length === 0) return value === null ? others : { ...map, [key]: value };
  const below = set(isMap(old) ? old : {}, rest, value);
  return Object.keys(below).length === 0 ? others : { ...map, [key]: below };
}

type Setting = readonly [path: string[], from: Json, to: Json];

/** The settings that a block makes, as it holds them for its own comparison. */
function settingsIn(text: string): readonly Setting[] {
  const [, quoted = ''] = /python3 -c "\$COMPARE" (.*)$/m.exec(text) ?? [];
  const plain = quoted.startsWith("'") ? quoted.slice(1, -1).replaceAll("'\\''", "'") : quoted;
  return plain === '' ? [] : JSON.parse(plain);
}

/** The estate after all steps: what they deploy, and what they set. Blocks that stop a machine for good take its files. */
export function afterSteps(steps: readonly Step[], change: EstateChange): Held {
  const { files, dynamic } = heldBy(change.before);
  // A site that got another name is the same one.
  for (const { was, now } of change.sites)
    if (was && now && was.name !== now.name) {
      dynamic.set(now.name, dynamic.get(was.name) ?? {});
      dynamic.delete(was.name);
    }
  const made = heldBy(change.after).files;
  for (const { blocks } of steps)
    for (const { id, text } of blocks) {
      if (text.startsWith('deploy '))
        for (const machine of text.slice('deploy '.length).split(' ')) {
          for (const path of files.keys()) if (path.startsWith(`${machine}/`)) files.delete(path);
          for (const [path, file] of made) if (path.startsWith(`${machine}/`)) files.set(path, file);
        }
      const site = id.split('.').at(-1) ?? '';
      for (const [path, , to] of settingsIn(text)) dynamic.set(site, set(dynamic.get(site) ?? {}, path, to));
    }
  return { files, dynamic };
}

/** The machines that stop for good, as the steps name them. */
export const stopped = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ blocks }) =>
    blocks.flatMap(({ id }) => /^plan\.\d+\.(?:leave|etcd-stop|haproxy-stop)\.(.+)$/.exec(id)?.[1] ?? []),
  );
