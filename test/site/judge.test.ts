import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/index.ts';
import { answerOf } from '../../src/site/judge/answer.ts';
import type { Kind, Question, Questions } from '../../src/site/judge/messages.ts';
import { diagramIn } from '../../src/site/playground/diagram.ts';
import { BROKEN, command } from '../cli/host.ts';

const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');
const MORE = SAMPLE.replace('max_connections: 200', 'max_connections: 300');
const MOVED = SAMPLE.replace('scope: pg-busan-standby', 'scope: pg-busan');

const ask = async <One extends Kind>(
  kind: One,
  asks: Questions[One]['asks'],
): Promise<Questions[One]['answers']> =>
  (await answerOf({ id: 1, kind, asks } as Question)) as Questions[One]['answers'];

const printed = async (from: string, to: string): Promise<string> => {
  const files = { 'loaded.yaml': from, 'topology.yaml': to };
  return (await command(['plan', '--from', 'loaded.yaml', 'topology.yaml'], { files })).stdout;
};

describe('what the worker answers', () => {
  it('judges as the library does', async () => {
    const { diagnostics } = await compile(Buffer.from(BROKEN));
    expect(await ask('judge', { text: BROKEN })).toEqual({
      findings: diagnostics,
      suppressed: 0,
      isSound: false,
      sites: ['seoul', 'busan'],
      primary: 'seoul',
    });
    expect(await ask('judge', { text: SAMPLE })).toMatchObject({ findings: [], isSound: true });
  });

  it('compiles as the library does, and nothing with errors', async () => {
    const { artifacts } = await compile(Buffer.from(SAMPLE));
    const { files } = await ask('compile', { text: SAMPLE });
    expect(files).toEqual(artifacts);
    expect(diagramIn(files ?? [])).toMatch(/^flowchart LR\n/);
    expect(await ask('compile', { text: BROKEN })).toEqual({ files: undefined });
  });

  it('refuses what no file may hold', async () => {
    for (const text of ['a\0b', 'a\rb', ' '.repeat(3 * 1024 * 1024)])
      expect(await ask('judge', { text })).toMatchObject({
        findings: [{ rule: 'syntax/unreadable' }],
        isSound: false,
        sites: [],
      });
  });

  it('makes every fix', async () => {
    const { text, count } = await ask('fix', { text: SAMPLE.replace('timing:', 'timng:') });
    expect({ text, count }).toEqual({ text: SAMPLE, count: 1 });
  });

  it('promotes by the one word', async () => {
    const text = SAMPLE.replace('primary: seoul', 'primary: busan');
    const promoted = await ask('promote', { text: SAMPLE, site: 'busan' });
    expect(promoted).toMatchObject({ text, primary: 'busan', isSound: true });
    expect(promoted.files).toEqual((await ask('compile', { text })).files);
  });

  it('promotes nothing where the syntax is broken', async () => {
    expect(await ask('promote', { text: `${SAMPLE}  - {`, site: 'busan' })).toMatchObject({
      text: undefined,
      files: undefined,
    });
  });

  it.each([
    ['nothing changes', SAMPLE],
    ['there are warnings', MORE],
    ['a hazard is an error', MOVED],
    [
      'a hazard is accepted',
      MOVED.replace(
        '    scope: pg-busan\n',
        '    # pgdr-ignore change/scope-renamed: it is new\n    scope: pg-busan\n',
      ),
    ],
  ])('plans in the words of the command where %s', async (_, to) => {
    expect((await ask('plan', { from: SAMPLE, to })).text).toBe(await printed(SAMPLE, to));
  });

  it('says why there is no plan', async () => {
    expect((await ask('plan', { from: SAMPLE, to: BROKEN })).text).toContain('nothing was planned');
    expect((await ask('plan', { from: 'text', to: SAMPLE })).text).toContain(
      'loaded.yaml cannot be compared',
    );
  });
});
