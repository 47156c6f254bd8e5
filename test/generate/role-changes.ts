import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { Data } from '../hostile/support.ts';
import { compileText } from '../hostile/support.ts';
import { type Block, parseRunbook } from '../lab/runbook.ts';
import { soundEstate } from './estate.ts';

type DataMap = { [key: string]: Data };

/** One site in one change of role: its configuration in etcd, what a block sets there, and what must come of it. */
export interface RoleChange {
  readonly what: string;
  readonly before: Data;
  /** `path=value` of each `--set`. */
  readonly settings: readonly string[];
  readonly after: Data;
}

const isMap = (value: Data | undefined): value is DataMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value without its empty maps, which say nothing to Patroni. */
export function said(value: Data): Data {
  if (!isMap(value)) return value;
  const members = Object.entries(value).map(([key, member]): [string, Data] => [key, said(member)]);
  return Object.fromEntries(members.filter(([, member]) => !isMap(member) || Object.keys(member).length > 0));
}

/** What a site streams from; undefined for one that takes WAL from the archive alone. */
const hostOf = (dcs: Data | undefined): Data | undefined => {
  const standby = isMap(dcs) ? dcs.standby_cluster : undefined;
  return isMap(standby) ? standby.host : undefined;
};

/** The words of a command, as a shell reads them: plain, in single quotes, over several lines. */
function wordsOf(command: string): string[] {
  const text = command.replaceAll('\\\n', ' ');
  return [...text.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|\\(.)/g,
      (_, quoted: string | undefined, one: string | undefined) => quoted ?? one ?? '',
    ),
  );
}

/** What a block changes in etcd, whichever command it does it with. */
function settingsOf({ id, text }: Block): string[] {
  const lines = text.split(/(?<!\\)\n/).map(wordsOf);
  const commands = lines.filter((words) =>
    words.some((word) => /^(edit-config|promote-cluster)$/.test(word)),
  );
  const [command = [], ...others] = commands;
  if (others.length > 0) throw new Error(`${id} changes etcd twice, and may be cut short between`);
  if (command.includes('promote-cluster')) return ['standby_cluster=null'];
  return command.flatMap((word, at) => (word === '--set' ? [command[at + 1] ?? ''] : []));
}

/** Delays, an archive, slots and words of their own on top of a sound estate: all that a change of role must not lose. */
function enriched(estate: DataMap, seed: number): DataMap {
  const sites = (estate.sites as DataMap[]).map((site, at) => {
    const draw = (seed >> (at * 3)) & 7;
    const more: DataMap = {
      ...(draw & 1 ? { restore_command: `cp "/archive/it's %f" %p` } : {}),
      ...(draw & 2
        ? { recovery_min_apply_delay: '5s', archive_cleanup_command: 'pg_archivecleanup /a %r' }
        : {}),
    };
    const dcs: DataMap = {
      slots: { cdc: { type: 'logical', database: 'orders', plugin: 'test_decoding' } },
      // A site that reads the archive alone keeps the method that copies from it.
      ...(isMap(site.standby) && site.standby.from === 'archive'
        ? {}
        : { standby_cluster: { create_replica_methods: ['basebackup_fast_xlog', 'basebackup'] } }),
    };
    return {
      ...site,
      ...(Object.keys(more).length > 0
        ? { standby: { ...(site.standby as DataMap | undefined), ...more } }
        : {}),
      ...(draw & 4 ? { overrides: { patroni: { bootstrap: { dcs } } } } : {}),
    };
  });
  const parameters = { wal_level: 'logical', 'auto_explain.log_min_duration': '1s' };
  const overrides = { patroni: { bootstrap: { dcs: { postgresql: { parameters } } } } };
  return { ...estate, sites, overrides };
}

/** Estates of any shape and version, with what only some of them write. */
export const changingEstate: fc.Arbitrary<DataMap> = fc
  .tuple(soundEstate as fc.Arbitrary<DataMap>, fc.option(fc.nat(2 ** 15 - 1), { nil: 0, freq: 2 }))
  .map(([estate, seed]) => (seed === 0 ? estate : enriched(estate, seed)));

/** The compiled dynamic configuration of each site, and the runbook; undefined where it does not compile. */
async function compiled(estate: DataMap): Promise<{ dcs: Map<string, Data>; runbook: string } | undefined> {
  const { artifacts } = await compileText(stringify(estate, { aliasDuplicateObjects: false }));
  const texts = new Map(artifacts.map(({ path, text }) => [path, text]));
  const runbook = texts.get('RUNBOOK.md');
  if (runbook === undefined) return undefined;
  const names = (estate.sites as DataMap[]).map(({ name }) => String(name));
  const dcs = names.map((name): [string, Data] => [
    name,
    parse(texts.get(`${name}/dcs.yml`) ?? '', { version: '1.1' }),
  ]);
  return { dcs: new Map(dcs), runbook };
}

/** Every change of role that the runbook of an estate makes; undefined for an estate that does not compile. */
export async function roleChangesOf(estate: DataMap): Promise<RoleChange[] | undefined> {
  const now = await compiled(estate);
  if (!now) return undefined;
  const primary = String(estate.primary);
  const blocks = parseRunbook(now.runbook);
  const settings = (pattern: RegExp): string[] =>
    blocks.filter(({ id }) => pattern.test(id)).flatMap(settingsOf);
  const changes: RoleChange[] = [];
  for (const heir of [...now.dcs.keys()].filter((name) => name !== primary)) {
    const then = await compiled({ ...estate, primary: heir });
    if (!then) throw new Error(`with ${heir} as primary it does not compile`);
    const of = (site: string, from: Map<string, Data>): Data => from.get(site) ?? null;
    const change = (site: string, pattern: RegExp): void => {
      const what = `${heir} promoted: ${pattern.source}`;
      changes.push({
        what,
        before: of(site, now.dcs),
        settings: settings(pattern),
        after: of(site, then.dcs),
      });
    };
    // Without a host it takes WAL from the archive alone, and nobody swaps with it before it streams.
    const streams = hostOf(now.dcs.get(heir)) !== undefined;
    for (const site of now.dcs.keys()) {
      if (site === primary) change(site, new RegExp(`^fence-${site}(-behind-${heir})?\\.follow-${heir}$`));
      if (site === primary && streams) change(site, new RegExp(`^swap-${heir}\\.demote$`));
      else if (site === primary) continue;
      else if (site === heir) change(site, new RegExp(`^promote-${heir}\\.promote$`));
      else change(site, new RegExp(`^promote-${heir}\\.(redirect|slots)-${site}$`));
    }
    if (!streams) continue;
    changes.push({
      what: `${heir} not promoted after all`,
      before: of(primary, then.dcs),
      settings: settings(new RegExp(`^abort-swap-${heir}\\.promote$`)),
      after: of(primary, now.dcs),
    });
  }
  return changes;
}
