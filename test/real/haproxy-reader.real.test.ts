import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sectionsOf } from '../../src/compiler/nodes/haproxy/sections.ts';
import { finish } from './programs.ts';
import { realDescribe, tools } from './tools.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-haproxy-reader-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What HAProxy says of a file. */
async function judge(text: string): Promise<{ isTaken: boolean; output: string }> {
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, text);
  const { status, output } = await finish(
    ['timeout', '10', tools.haproxy ?? 'haproxy', '-c', '-f', path],
    { PATH: process.env.PATH ?? '' },
    '',
  );
  return { isTaken: status === 0, output };
}

/** Pieces of a line that quotes, escapes and comments are made of. */
const piece = fc.constantFrom(
  'a',
  'b',
  ' ',
  '\t',
  "'",
  '"',
  '\\',
  '\\ ',
  "\\'",
  '\\"',
  '#',
  '\\#',
  '\\t',
  '\\\\',
  '$',
  '\\$',
  '{',
  '}',
  '\\x41',
  '-',
  '.',
  '=',
);
const line = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));

const HEAD =
  'defaults\n  mode tcp\n  timeout connect 1s\n  timeout client 1s\n  timeout server 1s\nlisten a\n  bind 127.0.0.1:1\n';

realDescribe('the reader of haproxy.cfg', ['haproxy'], () => {
  it('takes every line that HAProxy takes', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(line, async (words) => {
        const text = `${HEAD}  description x${words}\n`;
        const { isTaken } = await judge(text);
        const { bad, sections } = sectionsOf(text);
        if (!isTaken) return;
        taken += 1;
        expect({ bad, sections: sections.map(({ keyword }) => keyword) }).toEqual({
          bad: [],
          sections: ['defaults', 'listen'],
        });
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(taken).toBeGreaterThan(30);
  });

  it('makes of the first word what HAProxy makes of it', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(line, async (words) => {
        const text = `${HEAD}  zz${words}\n`;
        const { output } = await judge(text);
        const said = /unknown keyword '(.*)' in 'listen' section/s.exec(output)?.[1];
        if (said === undefined) return;
        compared += 1;
        const { sections } = sectionsOf(text);
        expect(sections.at(-1)?.lines.at(-1)?.words[0]?.text).toBe(said);
      }),
      { numRuns: 100, seed: 2 },
    );
    expect(compared).toBeGreaterThan(30);
  });

  it('reads what people write: quotes, comments, named defaults, default-server, conditions', async () => {
    const text = `# of the team
global
  log /dev/log local0   # "not a quote
  .if version_atleast(2.4)
  maxconn 1000
  .endif
defaults tcp
  mode tcp
  timeout connect 5s
  timeout client 30m
  timeout server 30m
  default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions
frontend pg_write from tcp
  bind :5000
  default_backend pg\\_write
backend pg\\_write from tcp
  option httpchk
  http-check send meth GET uri '/primary'
  http-check expect status 200
  server pg\\ 1 10.0.0.1:5432 check port 8008
listen stats from tcp
  bind 127.0.0.1:7000
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
  stats enable
`;
    const usual = text.replace('server pg\\ 1', 'server pg1').replaceAll('pg\\_write', 'pg_write');
    const { isTaken, output } = await judge(usual);
    expect(output).not.toContain('[ALERT]');
    expect(isTaken).toBe(true);
    const { bad, stray, sections } = sectionsOf(usual);
    expect({ bad, stray }).toEqual({ bad: [], stray: [] });
    expect(sections.map(({ keyword, name, from }) => [keyword, name, from])).toEqual([
      ['global', undefined, undefined],
      ['defaults', 'tcp', undefined],
      ['frontend', 'pg_write', 'tcp'],
      ['backend', 'pg_write', 'tcp'],
      ['listen', 'stats', 'tcp'],
    ]);
  });
});
