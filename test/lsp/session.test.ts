import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  type Hover,
  type Location,
} from 'vscode-languageserver';
import { type Client, type ClientOptions, cursorIn, startClient } from './client.ts';

const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');
const URI = 'file:///estate/topology.yaml';

let client: Client | undefined;
afterEach(() => ended());

/** Ends the one that runs, if any. */
async function ended(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function started(options: ClientOptions = {}): Promise<Client> {
  client = await startClient(options);
  return client;
}

/** The sample with something else in it. */
function withText(from: string | RegExp, to: string): string {
  const text = SAMPLE.replace(from, to);
  if (text === SAMPLE) throw new Error(`the sample has no ${from}`);
  return text;
}

/** Opens a text and asks about the place of `|`. */
async function askAt<T>(marked: string, method: string, more: object = {}): Promise<T> {
  const { text, position } = cursorIn(marked);
  const one = await started();
  await one.open(URI, text);
  return one.ask<T>(`textDocument/${method}`, { textDocument: { uri: URI }, position, ...more });
}

/** The stretch of a text that a range is. */
function sliceOf(text: string, { start, end }: Location['range']): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}

describe('findings', () => {
  it('come with their page, their help and related places, and go when they are mended', async () => {
    const one = await started();
    const broken = withText('token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1');
    await one.open(URI, broken);
    const found = await one.findings(URI);
    expect(found).toHaveLength(1);
    const [first] = found;
    expect(first).toMatchObject({ severity: 1, code: 'etcd/token-shared', source: 'pgdr-compile' });
    expect(first?.codeDescription?.href).toMatch(/\/docs\/rules\/etcd\/token-shared\.md$/);
    expect(first?.message).toMatch(/\nhelp: /);
    expect(first && sliceOf(broken, first.range)).toBe('pg-seoul-etcd-v1');
    expect(first?.relatedInformation?.map(({ location }) => sliceOf(broken, location.range))).toContain(
      'pg-seoul-etcd-v1',
    );
    await one.change(URI, SAMPLE);
    expect(await one.findings(URI)).toEqual([]);
  });

  it('follow small changes, in Windows too', async () => {
    const one = await started();
    const text = SAMPLE.replace(/\n/g, '\r\n');
    await one.open(URI, text);
    const line = text.split('\r\n').findIndex((words) => words.startsWith('primary:'));
    const range = { start: { line, character: 9 }, end: { line, character: 14 } };
    await one.change(URI, 'nobody', range);
    const [found] = await one.findings(URI);
    expect(found?.range).toEqual({ start: { line, character: 9 }, end: { line, character: 15 } });
  });

  it('are those of a text without a name, and of one with a byte order mark', async () => {
    const one = await started();
    await one.open('untitled:Untitled-1', withText('primary: seoul', 'primary: nobody'));
    expect((await one.findings('untitled:Untitled-1')).length).toBeGreaterThan(0);
    const marked = `\ufeff${withText('primary: seoul', 'primary: nobody')}`;
    await one.open(URI, marked);
    const found = (await one.findings(URI)).find(({ message }) => String(message).includes('nobody'));
    expect(found && sliceOf(marked, found.range)).toBe('nobody');
  });

  it('are none of a file that is no topology', async () => {
    const one = await started();
    await one.open('file:///x/compose.yaml', 'services: { a: { image: b } }\n');
    await one.open(URI, withText('primary: seoul', 'primary: nobody'));
    expect(await one.findings(URI)).not.toEqual([]);
    expect(
      await one.ask('textDocument/diagnostic', { textDocument: { uri: 'file:///x/compose.yaml' } }),
    ).toEqual({
      kind: 'full',
      items: [],
    });
  });

  it('say what cannot be read at all', async () => {
    const one = await started();
    await one.open(URI, 'version: 1\rname: x\n');
    expect((await one.findings(URI))[0]?.message).toContain('carriage return');
  });

  it('are given to editors that ask', async () => {
    const one = await started({ capabilities: { textDocument: { diagnostic: {} } } });
    await one.open(URI, withText('primary: seoul', 'primary: nobody'));
    const report = await one.ask<{ items: unknown[] }>('textDocument/diagnostic', {
      textDocument: { uri: URI },
    });
    expect(report.items.length).toBeGreaterThan(0);
  });
});

describe('files of nodes', () => {
  const tree = (path: string): string => readFileSync(`fixtures/seoul-busan/expected/${path}`, 'utf8');
  const PATHS = ['seoul', 'busan'].flatMap((site) => [
    `${site}/dcs.yml`,
    ...[1, 2, 3].flatMap((number) => [
      `${site}/pg-${site}-${number}/etc/patroni/patroni.yml`,
      `${site}/pg-${site}-${number}/etc/etcd/etcd.conf.yml`,
    ]),
  ]);
  const FILES = Object.fromEntries(PATHS.map((path) => [`/w/build/${path}`, tree(path)]));
  const uriOf = (path: string): string => `file:///w/build/${path}`;

  it('are judged together, with what the editor has open', async () => {
    const one = await started({ files: FILES, folders: ['file:///w'] });
    const path = 'busan/dcs.yml';
    await one.open(uriOf(path), tree(path).replace(/primary_slot_name: .*/, 'primary_slot_name: other'));
    // The slot that busan asks for is missing at seoul: the finding is in a file that the editor does not have open.
    const seoul = uriOf('seoul/dcs.yml');
    const found = (await one.findings(seoul)).filter(({ code }) => code === 'replication/slot-mismatch');
    expect(found).toHaveLength(1);
    expect(found[0]?.relatedInformation?.map(({ location }) => location.uri)).toContain(uriOf(path));
  });

  it('are told apart by the folders that the editor works in', async () => {
    const two = Object.fromEntries(
      ['one', 'two'].flatMap((root) => PATHS.map((path) => [`/${root}/${path}`, tree(path)])),
    );
    const broken = tree('busan/dcs.yml').replace(/primary_slot_name: .*/, 'primary_slot_name: other');
    const one = await started({
      files: { ...two, '/two/busan/dcs.yml': broken },
      folders: ['file:///one', 'file:///two'],
    });
    const found = async (root: string): Promise<unknown[]> => {
      const uri = `file:///${root}/seoul/dcs.yml`;
      await one.open(uri, tree('seoul/dcs.yml'));
      const params = { textDocument: { uri } };
      return (await one.ask<{ items: unknown[] }>('textDocument/diagnostic', params)).items;
    };
    expect(await found('one')).toEqual([]);
    expect(await found('two')).toContainEqual(expect.objectContaining({ code: 'replication/slot-mismatch' }));
  });

  it('tell at a slot where else it is written, and are not renamed', async () => {
    const one = await started({ files: FILES, folders: ['file:///w'] });
    const path = 'busan/dcs.yml';
    const text = tree(path);
    await one.open(uriOf(path), text);
    const line = text.split('\n').findIndex((words) => words.includes('primary_slot_name:'));
    const position = { line, character: (text.split('\n')[line] ?? '').length - 3 };
    const places = await one.ask<Location[]>('textDocument/references', {
      textDocument: { uri: uriOf(path) },
      position,
      context: { includeDeclaration: true },
    });
    expect(places.map(({ uri }) => uri).sort()).toEqual([uriOf('busan/dcs.yml'), uriOf('seoul/dcs.yml')]);
    await expect(
      one.ask('textDocument/prepareRename', { textDocument: { uri: uriOf(path) }, position }),
    ).rejects.toThrow('copies of those on the nodes');
  });

  it('say of a line what is in force there and elsewhere, and what a change takes', async () => {
    const one = await started({ files: FILES, folders: ['file:///w'] });
    const path = 'busan/dcs.yml';
    const text = tree(path);
    await one.open(uriOf(path), text);
    const line = text.split('\n').findIndex((words) => words.includes('max_connections:'));
    const hover = await one.ask<Hover>('textDocument/hover', {
      textDocument: { uri: uriOf(path) },
      position: { line, character: 8 },
    });
    const { value } = hover.contents as { value: string };
    expect(value).toContain('postgresql.parameters.max_connections');
    expect(value).toContain('restart of PostgreSQL');
    expect(value).toContain('- seoul: dynamic configuration');
  });
});

describe('hover', () => {
  it('says what a key means, what it compiles to, and what a change takes', async () => {
    const hover = await askAt<Hover>(withText('max_connections: 200', 'max_con|nections: 200'), 'hover');
    const { value } = hover.contents as { value: string };
    expect(value).toContain('**postgresql.parameters.max_connections**: `200`');
    expect(value).toContain('A parameter of PostgreSQL: 1 to 262143. Context `postmaster`');
    expect(value).toContain(
      '- seoul, busan: dynamic configuration: `postgresql.parameters.max_connections: 200`',
    );
    expect(value).toContain('**A change takes**');
    expect(value).toContain('restart of PostgreSQL');
  });

  it('says where another line wins', async () => {
    const text = withText(
      '{ name: pg-busan-3, address: 10.2.0.12,',
      '{ name: pg-busan-3, address: 10.2.0.12, postgresql: { parameters: { work_mem: 8MB } },',
    ).replace('  parameters:\n', '  parameters:\n    work_m|em: 4MB\n');
    const { value } = (await askAt<Hover>(text, 'hover')).contents as { value: string };
    expect(value).toContain('**Elsewhere**, by other lines');
    expect(value).toContain('- pg-busan-3: patroni.yml: `postgresql.parameters.work_mem: 8MB`');
  });

  it('shows no secret', async () => {
    const secret = 'hunter2secret';
    const text = `${SAMPLE}overrides: { patroni: { postgresql: { authentication: { superuser: { passw|ord: ${secret} } } } } }\n`;
    expect(JSON.stringify(await askAt(text, 'hover'))).not.toContain(secret);
  });

  it('says nothing between the words', async () => {
    expect(await askAt(withText('\nprimary:', '\n|\nprimary:'), 'hover')).toBeNull();
  });
});

describe('completion', () => {
  const labels = async (marked: string): Promise<string[]> =>
    (await askAt<CompletionItem[]>(marked, 'completion')).map(({ label }) => label);

  it('has the keys that are not written yet, with what they mean', async () => {
    const items = await askAt<CompletionItem[]>(
      withText('\ntiming: norm', '\n|\ntiming: norm'),
      'completion',
    );
    const names = items.map(({ label }) => label);
    expect(names).toContain('tls');
    expect(names).not.toContain('primary');
    expect(items.find(({ label }) => label === 'monitoring')?.documentation).toMatchObject({
      value: expect.stringContaining('Prometheus'),
    });
  });

  it('has sites for primary and follow, and not the site itself', async () => {
    expect(await labels(withText('primary: seoul', 'primary: |'))).toEqual(['seoul', 'busan']);
    expect(await labels(withText('follow: busan', 'follow: |'))).toEqual(['busan']);
  });

  it('has slots of this estate', async () => {
    expect(await labels(withText('      - standby_cluster_busan\n', '      - |\n'))).toEqual(
      expect.arrayContaining(['standby_cluster_seoul', 'standby_cluster_busan']),
    );
  });

  it('has parameters of this PostgreSQL with their contexts, and their values', async () => {
    const items = await askAt<CompletionItem[]>(
      withText('    max_connections: 200\n', '    max_c|\n'),
      'completion',
    );
    expect(items.find(({ label }) => label === 'max_connections')?.detail).toBe('restart of PostgreSQL');
    expect(items.find(({ label }) => label === 'io_method')).toBeDefined();
    await ended();
    const old = withText('postgresql: 18', 'postgresql: 15').replace('    max_connections: 200\n', '    |\n');
    const older = await labels(old);
    expect(older).not.toContain('io_method');
    await ended();
    expect(await labels(withText('    max_connections: 200\n', '    wal_level: |\n'))).toEqual([
      'minimal',
      'replica',
      'logical',
    ]);
  });

  it('has members of the site for replicatefrom, services for runs, presets for timing', async () => {
    const node = '{ name: pg-busan-3, address: 10.2.0.12,';
    expect(
      await labels(withText(node, '{ name: pg-busan-3, tags: { replicatefrom: | }, address: 10.2.0.12,')),
    ).toEqual(['pg-busan-1', 'pg-busan-2', 'pg-busan-3']);
    await ended();
    expect(await labels(withText('runs: [haproxy]', 'runs: [|]'))).toEqual(['postgresql', 'etcd', 'haproxy']);
    await ended();
    expect(await labels(withText('timing: norm', 'timing: |'))).toEqual(['fast', 'norm', 'safe', 'wide']);
  });

  it('has paths of certificates with what is filled in', async () => {
    expect(await labels(`${SAMPLE}tls: { etcd: { cert: | } }\n`)).toContain('/etc/etcd/ssl/{node}.pem');
  });

  it('has keys of Patroni below overrides', async () => {
    expect(await labels(`${SAMPLE}overrides:\n  patroni:\n    postgresql:\n      |\n`)).toContain(
      'callbacks',
    );
  });

  it('replaces what is typed', async () => {
    const items = await askAt<CompletionItem[]>(withText('primary: seoul', 'primary: bu|'), 'completion');
    expect(items.find(({ label }) => label === 'busan')?.textEdit).toMatchObject({
      newText: 'busan',
      range: { start: { character: 9 }, end: { character: 11 } },
    });
  });
});

describe('names', () => {
  const wordsAt = async (marked: string, method: string, more = {}): Promise<string[]> => {
    const { text } = cursorIn(marked);
    const found = await askAt<Location[] | Location>(marked, method, more);
    return [found].flat().map(({ range }) => {
      const before = text.split('\n')[range.start.line] ?? '';
      return `${before.trim()}@${sliceOf(text, range)}`;
    });
  };

  it('lead to where they are defined', async () => {
    expect(await wordsAt(withText('follow: busan', 'follow: bu|san'), 'definition')).toEqual([
      '- name: busan@busan',
    ]);
    await ended();
    expect(
      await wordsAt(
        withText('      - standby_cluster_busan', '      - standby_cl|uster_busan'),
        'definition',
      ),
    ).toEqual(['slot: standby_cluster_busan@standby_cluster_busan']);
  });

  it('are found everywhere', async () => {
    const context = { context: { includeDeclaration: true } };
    expect(await wordsAt(withText('- name: seoul', '- name: se|oul'), 'references', context)).toEqual([
      '- name: seoul@seoul',
      'primary: seoul@seoul',
    ]);
  });

  it('are renamed everywhere, with the hazard as a warning', async () => {
    const marked = withText('slot: standby_cluster_busan', 'slot: stand|by_cluster_busan');
    const { text, position } = cursorIn(marked);
    const one = await started({
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
      },
    });
    await one.open(URI, text);
    const params = { textDocument: { uri: URI }, position };
    expect(await one.ask('textDocument/prepareRename', params)).toMatchObject({
      placeholder: 'standby_cluster_busan',
    });
    const edit = await one.ask<{
      documentChanges: { edits: { newText: string }[] }[];
      changeAnnotations: object;
    }>('textDocument/rename', { ...params, newName: 'dr_busan' });
    expect(edit.documentChanges[0]?.edits.map(({ newText }) => newText)).toEqual(['dr_busan', 'dr_busan']);
    expect(edit.changeAnnotations).toMatchObject({
      hazard: { needsConfirmation: true, description: expect.stringContaining('change/slot-in-use') },
    });
    await expect(one.ask('textDocument/rename', { ...params, newName: 'a b' })).rejects.toThrow(
      'is no name of a slot',
    );
    await expect(
      one.ask('textDocument/rename', { ...params, newName: 'standby_cluster_seoul' }),
    ).rejects.toThrow('already');
  });

  it('are renamed in editors that know no annotations', async () => {
    const edit = await askAt<{ changes: Record<string, { newText: string }[]> }>(
      withText('- name: busan', '- name: bus|an'),
      'rename',
      { newName: 'daegu' },
    );
    expect(edit.changes[URI]?.map(({ newText }) => newText)).toEqual(['daegu', 'daegu']);
  });
});

describe('quick fixes', () => {
  const actionsFor = async (text: string, word: string, only?: string[]): Promise<CodeAction[]> => {
    const one = await started();
    await one.open(URI, text);
    const line = text.split('\n').findIndex((words) => words.includes(word));
    const position = { line, character: (text.split('\n')[line] ?? '').indexOf(word) };
    return one.ask('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  };

  it('do what --fix does, and ignore with a reason', async () => {
    const actions = await actionsFor(withText('primary: seoul', 'primray: seoul'), 'primray');
    expect(actions.find(({ isPreferred }) => isPreferred)?.edit?.changes?.[URI]).toMatchObject([
      { newText: 'primary' },
    ]);
  });

  it('write a comment above the line', async () => {
    const text = withText('max_slot_wal_keep_size: 64GB', 'max_slot_wal_keep_size: -1');
    const actions = await actionsFor(text, 'max_slot_wal_keep_size: -1');
    const ignore = actions.find(({ title }) => title.startsWith('ignore '));
    expect(ignore?.edit?.changes?.[URI]?.[0]?.newText).toMatch(
      /^ {4}# pgdr-ignore [\w/-]+: TODO: say why\n$/,
    );
  });

  it('make every fix of a file, for who asks', async () => {
    const text = withText('primary: seoul', 'primray: seoul');
    const actions = await actionsFor(text, 'primray', ['source.fixAll']);
    expect(actions).toHaveLength(1);
    expect(actions[0]?.edit?.changes?.[URI]?.[0]?.newText).toBe(SAMPLE);
  });

  it('write what is derived', async () => {
    const text = withText('    standby:\n      slot: standby_cluster_busan\n', '');
    const actions = await actionsFor(text, 'name: busan');
    const write = actions.find(
      ({ title }) => title === 'write the slot that is derived: standby_cluster_busan',
    );
    expect(write?.edit?.changes?.[URI]?.[0]?.newText).toContain('slot: standby_cluster_busan');
  });
});

describe('a request that is given up', () => {
  it('has no answer, and the next one has', async () => {
    const one = await started();
    await one.open(URI, SAMPLE);
    const params = { textDocument: { uri: URI }, position: { line: 0, character: 0 } };
    const given = new CancellationTokenSource();
    const first = one.connection.sendRequest('textDocument/documentSymbol', params, given.token);
    given.cancel();
    await first.catch((error: { code?: number }) => expect(error.code).toBe(-32800));
    expect(await one.ask('textDocument/documentSymbol', params)).not.toEqual([]);
  });
});

describe('the text as a whole', () => {
  it('has an outline, folds, hints, and lenses with the files of its machines', async () => {
    const text = withText('    standby:\n      slot: standby_cluster_busan\n', '');
    const one = await started();
    await one.open(URI, text);
    const params = { textDocument: { uri: URI } };
    const symbols = await one.ask<{ name: string; children: { name: string }[] }[]>(
      'textDocument/documentSymbol',
      params,
    );
    expect(symbols.find(({ name }) => name === 'sites')?.children.map(({ name }) => name)).toEqual([
      'seoul',
      'busan',
    ]);
    const folds = await one.ask<{ startLine: number }[]>('textDocument/foldingRange', params);
    const sites = text.split('\n').indexOf('sites:');
    expect(folds.map(({ startLine }) => startLine)).toContain(sites);
    const hints = await one.ask<{ label: string }[]>('textDocument/inlayHint', {
      ...params,
      range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
    });
    expect(hints.map(({ label }) => label)).toEqual([
      'takes writes',
      'follows seoul, streams from 10.1.0.10,10.1.0.11,10.1.0.12, slot standby_cluster_busan',
    ]);
    const lenses = await one.ask<{ command: { title: string; arguments: string[] } }[]>(
      'textDocument/codeLens',
      params,
    );
    expect(lenses.map(({ command }) => command.title)).toContain('haproxy.cfg');
  });

  it('is compiled for a preview, unless it has errors', async () => {
    const one = await started();
    await one.open(URI, SAMPLE);
    const command = (name: string, ...args: string[]) =>
      one.ask('workspace/executeCommand', { command: `pgdr-compile.${name}`, arguments: args });
    const path = 'seoul/haproxy-seoul/etc/haproxy/haproxy.cfg';
    expect(await command('files', URI)).toContain(path);
    expect(await command('preview', URI, path)).toBe(
      readFileSync(`fixtures/seoul-busan/expected/${path}`, 'utf8'),
    );
    await one.change(URI, withText('primary: seoul', 'primary: nobody'));
    expect(await command('preview', URI, path)).toBeNull();
    expect(await command('preview', 'file:///nowhere.yaml', path)).toBeNull();
  });
});
