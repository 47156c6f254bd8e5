import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strayIn } from '../../src/compiler/facts/haproxy-keywords.ts';
import { finish, type Verdict } from './programs.ts';
import { realDescribe, tools } from './tools.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-haproxy-keywords-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const haproxy = (...args: readonly string[]): Promise<Verdict> =>
  finish(['timeout', '10', tools.haproxy ?? 'haproxy', ...args], { PATH: process.env.PATH ?? '' }, '');

const PROXY = ['defaults', '    mode tcp'];
const GLOBAL = ['global'];

/** What HAProxy says of a file that ends in this line. */
async function judge(section: readonly string[], line: string): Promise<string> {
  const path = join(folder, 'haproxy.cfg');
  writeFileSync(path, `${[...section, `    ${line}`].join('\n')}\n`);
  return (await haproxy('-c', '-f', path)).output;
}

/** The lines that HAProxy's own list has of a section. */
function registered(list: string, section: string): string[] {
  const lines = list.split('\n');
  const from = lines.indexOf(section) + 1;
  const to = lines.findIndex((line, index) => index >= from && !line.startsWith('\t'));
  return lines.slice(from, to).map((line) => line.trim());
}

realDescribe('keywords of HAProxy', ['haproxy'], () => {
  it('all that the installed one registers are in the table', async () => {
    const { output } = await haproxy('-dKcfg', '-q', '-c', '-f', '/dev/null');
    for (const [section, kind] of [
      ['global', 'global'],
      ['listen', 'proxy'],
    ] as const) {
      const lines = registered(output, section);
      expect(lines.length).toBeGreaterThan(60);
      expect(lines.filter((line) => strayIn(kind, line.split(' ')) !== undefined)).toEqual([]);
    }
  });

  describe.each([
    ['global', GLOBAL, ['maxconn', 'stats', 'spread-checks', 'tune.bufsize', 'nbthread', 'log']],
    ['proxy', PROXY, ['maxconn', 'balance', 'retries', 'fullconn', 'http-check', 'stick-table']],
  ] as const)('what stands in no table is refused: %s', (kind, section, words) => {
    it.each(words)('%s, with a typo', async (word) => {
      const typo = `${word}x`;
      expect(strayIn(kind, [typo])?.word).toBe(typo);
      expect(await judge(section, `${typo} 1`)).toContain(`unknown keyword '${typo}'`);
      expect(await judge(section, `${word} 1`)).not.toContain('unknown keyword');
    });
  });

  it.each(['option tcplogg', 'no option tcplogg', 'option log-health-check', 'timeout clinet 5s'])(
    '%s is refused',
    async (line) => {
      expect(strayIn('proxy', line.split(' '))).toBeDefined();
      expect(await judge(PROXY, line)).toMatch(
        /unknown option|negation.default is not supported|'timeout' supports/,
      );
    },
  );
});
