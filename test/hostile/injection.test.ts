import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { render } from '../../src/compiler/render/render.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { FUZZ } from '../fuzz.ts';
import { type Block, parseRunbook } from '../lab/runbook.ts';
import { mapping } from './override-places.ts';
import { LANGUAGE, typesOf } from './schema-strings.ts';
import type { Data, Path } from './support.ts';
import { compileData, read, replaced, SOUND } from './support.ts';

const BASE: Data = SOUND.find(({ name }) => name === 'minimal')?.data ?? {};

/** Every so manieth place is tried; all of them where PGDR_FUZZ is 2 or more. */
const EVERY = FUZZ >= 2 ? 1 : FUZZ >= 1 ? 3 : 72;

const textOf = (data: Data): string => stringify(data, { aliasDuplicateObjects: false });

/** What would be a block of the runbook, of the id of another one and of an id of its own. */
const BLOCKS = ['promote-busan.promote', 'evil'].map(
  (id) => `/x\n\`\`\`\n\n\`\`\`sh id=${id} on=busan as=root\n: > CANARY\n\`\`\`\n`,
);

/** Every character of ASCII that can be seen, and what shells, Markdown, systemd, openssl and HAProxy begin things with. */
const PRINTABLE = [
  ` ${Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('')} ü日🙂`,
  '```sh id=evil on=busan as=root',
  "'; : > CANARY; '",
  '$(: > CANARY) `: > CANARY`',
  '-->\\\n'.trim(),
  '%h %% $HOME "',
];

/** Control and format characters, and what else ends a line to some reader. */
const UNSEEN = [
  ...Array.from({ length: 32 }, (_, at) => at),
  ...Array.from({ length: 33 }, (_, at) => 0x7f + at),
  ...[0xad, 0x61c, 0x200b, 0x200e, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0041],
].map((code) => String.fromCodePoint(code));

/** Everything that would be written, were no rule asked; undefined where the schema refuses the value or the renderer does. */
async function rendered(data: Data): Promise<Artifact[] | undefined> {
  const { estate, diagnostics } = await analyse({ file: 't.yaml', text: textOf(data) });
  if (!estate || diagnostics.some(({ rule }) => rule.startsWith('schema/'))) return undefined;
  try {
    return [...render(estate)];
  } catch (error) {
    // haproxy.cfg and the shell have no way to write some values: an internal error, and no file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const fileOf = (artifacts: readonly Artifact[], path: string): string =>
  artifacts.find((one) => one.path === path)?.text ?? '';

const blocksOf = (artifacts: readonly Artifact[]): Block[] => parseRunbook(fileOf(artifacts, 'RUNBOOK.md'));

/** The words of a line of haproxy.cfg, as HAProxy reads them (configuration manual, 2.2). */
function haproxyWords(line: string): string[] {
  const words: string[] = [];
  const piece = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\#])|(\s+)|(#.*)/gy;
  let word: string | undefined;
  for (const [, single, double, escaped, plain, , comment] of line.matchAll(piece)) {
    const part = single ?? double ?? escaped ?? plain;
    if (part !== undefined) word = (word ?? '') + part;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
    if (comment !== undefined) break;
  }
  return word === undefined ? words : [...words, word];
}

/** What the lines of haproxy.cfg begin with: a section, or a keyword of one. */
const keywordsOf = (artifacts: readonly Artifact[]): string[] =>
  artifacts
    .filter(({ path }) => path.endsWith('haproxy.cfg'))
    .flatMap(({ text }) => text.split('\n').flatMap((line) => haproxyWords(line)[0] ?? []));

/** What an estate without such values has: its blocks, and what the lines of haproxy.cfg begin with. */
interface Usual {
  readonly blocks: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
}

/** Fails where a file is read otherwise than it was written. */
function assertRead(artifacts: readonly Artifact[], { blocks, keywords }: Usual, path: Path): void {
  // Blocks that are not closed, and ids that stand twice, are errors of the parser.
  for (const { id, on, as } of blocksOf(artifacts)) expect(blocks).toContain(`${id} ${on} ${as}`);
  const own = path.flatMap((part) => String(part).split(' '));
  for (const keyword of keywordsOf(artifacts))
    if (!own.includes(keyword)) expect(keywords, path.join('.')).toContain(keyword);
  const page = fileOf(artifacts, 'certificates.md');
  expect((page.match(/^```/gm) ?? []).length % 2).toBe(0);
  for (const artifact of artifacts) {
    if (artifact.path.endsWith('.yml')) read(artifact);
    // An openssl configuration: comments, sections, and names with values; `$` would be a variable there.
    if (artifact.path.endsWith('.cnf'))
      for (const line of artifact.text.split('\n').filter(Boolean))
        expect(line).toMatch(/^(?:#.*|\[\w+\]|[\w.]+ = [^$\\]+)$/);
    if (artifact.path.endsWith('.conf'))
      for (const line of artifact.text.split('\n').filter(Boolean))
        expect(line).toMatch(/^(?:#.*|\[\w+\]|[A-Z]\w+=.*[^\\]|[A-Z]\w+=)$/);
  }
}

/** All shell that an estate has, to one `sh` that only reads it. */
function assertShell(artifacts: readonly Artifact[], of: string): void {
  const scripts = artifacts.filter(({ path, text }) => path.endsWith('.sh') || text.startsWith('#!/bin/sh'));
  const input = [...scripts.map(({ text }) => text), ...blocksOf(artifacts).map(({ text }) => text)].join(
    '\n',
  );
  const { status, stderr } = spawnSync('sh', ['-n'], { input, encoding: 'utf8' });
  expect({ status, stderr }, of).toEqual({ status: 0, stderr: '' });
}

/** What estates without such values have, of any version. */
async function usual(): Promise<Usual> {
  const all = await Promise.all([BASE, replaced(BASE, ['software'], { patroni: '3.0' })].map(rendered));
  return {
    blocks: new Set(
      all.flatMap((artifacts) => blocksOf(artifacts ?? [])).map(({ id, on, as }) => `${id} ${on} ${as}`),
    ),
    keywords: new Set(all.flatMap((artifacts) => keywordsOf(artifacts ?? []))),
  };
}

describe('a value cannot write anything but itself', () => {
  const strings = LANGUAGE.filter((key) => typesOf(key).includes('string')).map(({ path }) => path);
  const values = [...PRINTABLE, ...BLOCKS];

  it('whatever is printable, or would be a block, wherever it stands', async () => {
    const known = await usual();
    expect(known.blocks.size).toBeGreaterThan(30);
    expect(known.keywords.size).toBeGreaterThanOrEqual(20);
    const all = [...strings, ...(await mapping())];
    expect(all.length).toBeGreaterThan(450);
    const places = all.filter((_, at) => at % EVERY === 0);
    let written = 0;
    for (const [index, path] of places.entries()) {
      const turn = <T>(list: readonly T[]): readonly T[] =>
        list.filter((_, at) => at === index % list.length);
      // Each place meets what would be a block, and one of the others; all of them where PGDR_FUZZ is 2 or more.
      for (const value of FUZZ >= 2 ? values : [...turn(BLOCKS), ...turn(PRINTABLE)]) {
        const artifacts = await rendered(replaced(BASE, path, value));
        if (!artifacts) continue;
        written += 1;
        assertRead(artifacts, known, path);
        assertShell(artifacts, `${path.join('.')}: ${value}`);
      }
    }
    expect(written).toBeGreaterThan(places.length / 4);
  }, 600_000);

  it('the word that a block is given is the word that was written', async () => {
    const words = PRINTABLE.map((text) => `/${text}`);
    for (const word of words) {
      const artifacts = await rendered(
        replaced(BASE, ['overrides', 'patroni', 'postgresql', 'data_dir'], word),
      );
      const block = blocksOf(artifacts ?? []).find(({ id }) => id === 'prepare.seoul');
      const line = /^data_dir=.*$/m.exec(block?.text ?? '')?.[0];
      const { stdout } = spawnSync('sh', ['-c', `${line}\nprintf %s "$data_dir"`], { encoding: 'utf8' });
      expect(stdout).toBe(word);
    }
  });
});

/** Places whose values go to paths, names, addresses, lists and keys of each program. */
const OVERRIDES: readonly Path[] = [
  ['patroni', 'postgresql', 'data_dir'],
  ['patroni', 'scope'],
  ['patroni', 'postgresql', 'authentication', 'superuser', 'username'],
  ['patroni', 'postgresql', 'pg_hba', 0],
  ['patroni', 'postgresql', 'parameters', 'log_line_prefix'],
  ['patroni', 'bootstrap', 'dcs', 'postgresql', 'parameters', 'archive_command'],
  ['patroni', 'bootstrap', 'dcs', 'standby_cluster', 'restore_command'],
  ['patroni', 'watchdog', 'device'],
  ['etcd', 'data-dir'],
  ['haproxy', 'defaults', 'log-tag'],
];

describe('a character that cannot be seen', () => {
  /** Findings of the schema at these places, and how many files are left. */
  async function refused(places: readonly Path[], value: string) {
    const data = places.reduce<Data>((all, path) => replaced(all, path, value), BASE);
    const { diagnostics, artifacts } = await compileData(data);
    return {
      errors: diagnostics.filter(({ rule }) => rule === 'schema/value').length,
      files: artifacts.length,
    };
  }

  it.each(UNSEEN.map((character) => [JSON.stringify(character), character] as const))(
    '%s is refused in every override but a tab where it is a blank',
    async (_, character) => {
      const places = OVERRIDES.map((path): Path => ['overrides', ...path]);
      const errors = places.length - (character === '\t' ? 3 : 0);
      expect(await refused(places, `/a${character}b`)).toEqual({ errors, files: 0 });
    },
  );

  it.each(UNSEEN.map((character) => [JSON.stringify(character), character] as const))(
    '%s is refused in a key',
    async (_, character) => {
      const slots: Path = ['overrides', 'patroni', 'bootstrap', 'dcs', 'slots', `a${character}b`, 'type'];
      expect(await refused([slots], 'physical')).toEqual({ errors: 1, files: 0 });
    },
  );

  it('is refused in every text of the language', async () => {
    const strings = LANGUAGE.filter((key) => typesOf(key).includes('string'));
    for (const [index, { path, schema }] of strings.entries()) {
      const example = schema.examples?.find((one) => typeof one === 'string') ?? 'x';
      const hidden = UNSEEN.filter((one) => one !== '\t')[(index * 7) % (UNSEEN.length - 1)];
      const { artifacts, diagnostics } = await compileData(replaced(BASE, path, `${example}${hidden}x`));
      expect(artifacts.length, `${path.join('.')} ${JSON.stringify(hidden)}`).toBe(0);
      expect(
        diagnostics.some(({ rule, severity }) => /^(?:schema|lint)\//.test(rule) && severity === 'error'),
      ).toBe(true);
    }
  });

  it.each([
    [['bootstrap', 'post_init']],
    [['bootstrap', 'from_archive', 'command']],
    [['postgresql', 'callbacks', 'on_role_change']],
    [['postgresql', 'pgbackrest', 'command']],
    [['log', 'format']],
  ])('but a line break is none where Patroni reads lines: %j', async (path) => {
    const value = '/usr/local/bin/x \\\n  --one\n';
    const { diagnostics } = await compileData(replaced(BASE, ['overrides', 'patroni', ...path], value));
    expect(diagnostics.filter(({ rule }) => rule === 'schema/value')).toEqual([]);
  });
});
