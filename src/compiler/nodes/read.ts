import { parse } from '../yaml/parse.ts';
import type { Parsed } from '../yaml/parsed.ts';
import { PYYAML } from '../yaml/pyyaml/pyyaml.ts';
import type { Assignment } from './env-file.ts';
import { assignmentsIn } from './env-file.ts';
import type { HaproxyText } from './haproxy/sections.ts';
import { sectionsOf } from './haproxy/sections.ts';
import { hbaLines } from './hba-file.ts';
import type { Kind } from './kinds.ts';
import { isLeftBehind, kindOfName, kindOfText, kindOfYaml, templateIn } from './kinds.ts';
import type { Belonging, GivenFile } from './layout.ts';
import { belongingOf } from './layout.ts';
import type { SaidVersions } from './said-versions.ts';
import { versionsIn } from './said-versions.ts';
import type { UnitSettings } from './unit.ts';
import { unitSettings } from './unit.ts';

/** What a file holds, by what it is. */
export type Content =
  | { readonly kind: 'patroni'; readonly parsed: Parsed }
  | { readonly kind: 'dcs'; readonly parsed: Parsed }
  | { readonly kind: 'etcd'; readonly parsed: Parsed }
  | { readonly kind: 'haproxy'; readonly sections: HaproxyText }
  | { readonly kind: 'environment'; readonly assignments: readonly Assignment[] }
  | { readonly kind: 'unit'; readonly settings: UnitSettings }
  | { readonly kind: 'pg_hba'; readonly lines: readonly string[] }
  | { readonly kind: 'versions'; readonly said: SaidVersions }
  /** A template that nobody has rendered: no program reads such a file. */
  | { readonly kind: 'template'; readonly line: number; readonly word: string };

/** A file as a program reads it, and where it belongs. */
export type ReadFile = { readonly given: GivenFile; readonly belonging: Belonging } & Content;

const YAML_KINDS: readonly Kind[] = ['patroni', 'dcs', 'etcd'];

const parsedOf = ({ file, text }: GivenFile): Parsed => parse({ file, text }, PYYAML);

/** What it is by what it holds; the name decides where that says nothing: an empty file, a broken one. */
function contentOf(given: GivenFile): Content | undefined {
  const byName = kindOfName(given.path);
  const template = templateIn(given.text, byName);
  if (template) return byName === undefined ? undefined : { kind: 'template', ...template };
  if (byName === 'versions') return { kind: 'versions', said: versionsIn(given.text) };
  const byText = kindOfText(given.text);
  // Of these names, too, people have files in YAML: /etc/etcd/etcd.conf.
  const isOpen = byName === undefined || byName === 'environment';
  const isYaml = isOpen ? byText === undefined : YAML_KINDS.includes(byName);
  if (isYaml) {
    const parsed = parsedOf(given);
    const kind = kindOfYaml(parsed.value) ?? byName;
    return kind === 'patroni' || kind === 'dcs' || kind === 'etcd' ? { kind, parsed } : undefined;
  }
  switch (byText ?? byName) {
    case 'haproxy':
      return { kind: 'haproxy', sections: sectionsOf(given.text) };
    case 'environment':
      return { kind: 'environment', assignments: assignmentsIn(given.text) };
    case 'unit':
      return { kind: 'unit', settings: unitSettings(given.text) };
    case 'pg_hba':
      return { kind: 'pg_hba', lines: hbaLines(given.text) };
    default:
      return undefined;
  }
}

/** Reads what is a file of a node or a site; undefined for anything else, which nobody asked about. */
export function readFile(given: GivenFile): ReadFile | undefined {
  const content = isLeftBehind(given.path) ? undefined : contentOf(given);
  return content && { given, belonging: belongingOf(given.path), ...content };
}
