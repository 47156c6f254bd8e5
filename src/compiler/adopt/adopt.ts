import type { Estate } from '../estate/estate.ts';
import type { Software } from '../facts/version.ts';
import { nodesEstate } from '../nodes/estate.ts';
import type { GivenFile } from '../nodes/layout.ts';
import { belongingOf } from '../nodes/layout.ts';
import { sitesOf } from '../nodes/node-files.ts';
import { readFile } from '../nodes/read.ts';
import type { SaidVersions } from '../nodes/said-versions.ts';
import { PRODUCTS, versionsOf } from '../nodes/versions.ts';
import { seenIn } from '../plan/observed.ts';
import { exactly, inEffect } from '../plan/same.ts';
import type { Json } from '../text/json.ts';
import { oncePer } from '../text/once.ts';
import { buildEstate } from '../topology/build.ts';
import { accessWords } from './access.ts';
import type { Adopting } from './adopting.ts';
import { withRings } from './assumed-ring.ts';
import type { Draft } from './draft.ts';
import { topologyOf, write } from './draft.ts';
import { followingWords } from './following.ts';
import { notesOf } from './notes.ts';
import { ordered } from './order.ts';
import { overrideWords } from './override-words.ts';
import { overviewIn } from './overview.ts';
import type { ReadSite } from './read-estate.ts';
import { readSites } from './read-estate.ts';
import { settingWords } from './setting-words.ts';
import { allServices, skeleton } from './skeleton.ts';
import type { Notes } from './text.ts';
import { timingWord } from './timing.ts';
import { tlsWord } from './tls.ts';
import { credentialsWord } from './users.ts';

/** A topology that was made of files. */
export interface Adopted {
  readonly draft: Draft;
  /** What it compiles to. */
  readonly estate: Estate;
  /** The estate as the files say it. */
  readonly read: Estate;
  readonly sites: readonly ReadSite[];
  readonly isOwn: boolean;
  /** Where the files left a choice. */
  readonly notes: Notes;
}

const HEADER = /Made by pgdr-compile from the topology of estate (.+)\. Do not edit/;

/** The name of the estate that this tool wrote files for; undefined where it wrote none of them. */
function ownName(given: readonly GivenFile[]): string | undefined {
  for (const { text, path } of given)
    if (/\.(?:ya?ml|cfg)$/.test(path)) {
      const [, name] = HEADER.exec(text.slice(0, 400)) ?? [];
      if (name !== undefined) return name;
    }
  return undefined;
}

/** Versions as a topology has them; PostgreSQL's as its major number. */
function softwareOf(versions: ReturnType<typeof versionsOf>): { readonly [product: string]: Json } {
  const known = PRODUCTS.filter((product) => !versions.unknown.includes(product));
  return Object.fromEntries(
    known.map((product) => {
      const { text, parts } = versions.software[product];
      return [product, product === 'postgresql' ? (parts[0] ?? 0) : text];
    }),
  );
}

/** The start guard of each node, as its script says it: by site and node, or by node alone. */
function guards(given: readonly GivenFile[]): (site: string, node: string) => 'strict' | 'lenient' {
  const lenient = given.flatMap(({ path, text }) => {
    if (!path.endsWith('/pgdr-start-guard') || !/^GUARD=['"]?lenient\b/m.test(text)) return [];
    return [belongingOf(path)];
  });
  return (site, node) =>
    lenient.some((one) => one.node === node && (one.site === undefined || one.site === site))
      ? 'lenient'
      : 'strict';
}

const withGuards = (sites: readonly ReadSite[], guardOf: ReturnType<typeof guards>): ReadSite[] =>
  sites.map((site) => ({
    ...site,
    nodes: site.nodes.map((node) => ({
      ...node,
      guard: guardOf(site.name, site.filesOf.get(node.name)?.name ?? node.name),
    })),
  }));

/** Those of some programs that run somewhere. */
function runningOf(sites: readonly ReadSite[], products: readonly (keyof Software)[]): (keyof Software)[] {
  const services = new Set<string>(sites.flatMap(({ nodes }) => nodes.flatMap(allServices)));
  return products.filter((product) => services.has(product === 'patroni' ? 'postgresql' : product));
}

/** Files are asked first whether they can be read, and then what they say. */
const readOnce = oncePer(readFile);

/** A file that cannot be adopted, for no program reads it as it is. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** The files that are broken, and those that nobody has rendered. */
export const unreadable = (given: readonly GivenFile[]): Unreadable[] =>
  given.flatMap((one) => {
    const file = readOnce(one);
    if (!file) return [];
    if (file.kind === 'template')
      return [{ file: one.file, reason: `it is a template: nobody has filled in "${file.word}"` }];
    const [broken] =
      'parsed' in file ? file.parsed.diagnostics.filter(({ severity }) => severity === 'error') : [];
    return broken ? [{ file: one.file, reason: broken.message }] : [];
  });

/**
 * Makes a topology of the files that lie on nodes.
 * @param name what the estate is called, where its files do not say it
 * @param said versions that somebody says
 * @returns undefined where no file is one of a node
 */
export function adopt(name: string, given: readonly GivenFile[], said: SaidVersions): Adopted | undefined {
  const files = sitesOf(
    given.flatMap((one) => readOnce(one) ?? []).filter(({ kind }) => kind !== 'template'),
  );
  if (files.length === 0) return undefined;
  const overview = overviewIn(given.find(({ path }) => path.endsWith('topology.md'))?.text ?? '');
  const versions = versionsOf(files, said);
  const own = ownName(given);
  const isOwn = own !== undefined;
  const read = nodesEstate(name, files, versions.software);
  const found = readSites(read, files, overview, isOwn);
  const sites = withRings(ordered(withGuards(found, guards(given)), overview));
  const draft = skeleton(own ?? name, softwareOf(versions), sites);
  const estate = (): Estate => buildEstate(topologyOf(draft));
  const adopting: Adopting = {
    seen: sites,
    draft,
    overview,
    isOwn,
    isSame: isOwn ? exactly : inEffect,
    // Of an unknown version, what the topology takes for it.
    software: estate().software,
    made: () => seenIn(estate()),
  };
  const words: readonly (readonly [key: string, value: Json | undefined])[] = [
    ['timing', timingWord(sites)],
    ['credentials', credentialsWord(sites)],
    ['tls', tlsWord(sites)],
    ['monitoring', overview.monitoring],
  ];
  for (const [key, value] of words) if (value !== undefined) write(draft.top, [key], value);
  settingWords(adopting);
  followingWords(adopting);
  accessWords(adopting);
  overrideWords(adopting);
  const notes = notesOf(draft, sites, runningOf(sites, versions.unknown), overview);
  return { draft, estate: estate(), read, sites, isOwn, notes };
}
