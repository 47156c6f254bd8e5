import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { haproxyWord } from '../../src/compiler/render/haproxy-word.ts';
import type { Json } from '../../src/compiler/text/json.ts';
import { yamlBlock, yamlScalar } from '../../src/compiler/yaml/write/yaml.ts';
import { anyJson, anyText, NASTY } from '../emit/samples.ts';
import { patroniPython } from './python.ts';
import { realDescribe, tools } from './tools.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pgdr-emit-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Runs a program to its end, bounded. Returns what it wrote to both streams. */
function run(program: string, args: readonly string[], input = ''): string {
  const { error, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 2 ** 28,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });
  if (error) throw error;
  return stdout + stderr;
}

realDescribe('PyYAML, as Patroni loads its file', ['patroni'], () => {
  /** Floats come back as `{"float": "hex"}` and integers as `{"int": "digits"}`: JSON has one number type. */
  const LOAD_ALL = `
import json, sys, yaml
def typed(v):
    if isinstance(v, dict): return {'map': [[k, typed(m)] for k, m in v.items()]}
    if isinstance(v, list): return [typed(i) for i in v]
    if isinstance(v, bool) or v is None or isinstance(v, str): return v
    return {type(v).__name__: repr(v)}
print(json.dumps([typed(yaml.safe_load(text)) for text in json.load(sys.stdin)]))
`;
  const load = (texts: readonly string[]): unknown[] =>
    JSON.parse(run(patroniPython(), ['-c', LOAD_ALL], JSON.stringify(texts)));

  const untyped = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(untyped);
    const [[type, content] = []] = Object.entries(value);
    if (type === 'map')
      return Object.fromEntries(content.map(([k, v]: [string, unknown]) => [k, untyped(v)]));
    if (type === 'int' || type === 'float') return Number(content);
    throw new Error(`PyYAML made a ${type} of it`);
  };

  it('reads every string and every key back', () => {
    const texts = [...NASTY, ...fc.sample(anyText, 3000)];
    const read = load(texts.map((text) => `${yamlScalar(text)}: ${yamlScalar(text)}\n`));
    read.forEach((value, i) => {
      deepStrictEqual(value, { map: [[texts[i], texts[i]]] });
    });
  });

  it('reads any value back', () => {
    const values = fc.sample(anyJson, 1500);
    const read = load(values.map((value) => `before: 1\nvalue:\n${yamlBlock(value, 2)}after: 2\n`));
    read.forEach((document, i) => {
      deepStrictEqual(untyped(document), { before: 1, value: values[i], after: 2 });
    });
  });

  it('tells integers from floats', () => {
    const numbers = [0, -7, 9007199254740991, 0.5, 1e-7, -2.5e-10, 5e-324, -0];
    expect(load(numbers.map(yamlScalar))).toEqual([
      ...[{ int: '0' }, { int: '-7' }, { int: '9007199254740991' }, { float: '0.5' }],
      ...[{ float: '1e-07' }, { float: '-2.5e-10' }, { float: '5e-324' }, { float: '-0.0' }],
    ]);
  });

  it('follows the deepest nesting that is written', () => {
    const nested = (levels: number): Json => (levels === 0 ? 'x' : { k: [nested(levels - 2)] });
    expect(load([yamlBlock(nested(100), 0)]).map(untyped)).toEqual([nested(100)]);
  });
});

realDescribe('go-yaml, as etcd loads its file', ['etcd'], () => {
  /**
   * etcd logs its settings as it starts, before it finds that `initial-cluster` lacks it and exits: port 0
   * and that refusal keep the run short and off the network.
   */
  const started = (name: string, token: string): Record<string, unknown> => {
    const settings = { 'listen-peer-urls': 'http://127.0.0.1:0', 'listen-client-urls': 'http://127.0.0.1:0' };
    const rest = {
      'initial-cluster': 'elsewhere=http://localhost:2380',
      logger: 'zap',
      'log-outputs': ['stderr'],
    };
    const odd = { name, 'initial-cluster-token': token, 'data-dir': join(dir, 'etcd') };
    const file = join(dir, 'etcd.conf.yml');
    writeFileSync(file, yamlBlock({ ...odd, ...settings, ...rest }, 0));
    const log = run(tools.etcd ?? '', ['--config-file', file]);
    const line = log.split('\n').find((text) => text.includes('"starting an etcd server"'));
    if (line === undefined) throw new Error(log);
    return JSON.parse(line);
  };

  it('reads every string back', { timeout: 120_000 }, () => {
    const texts = NASTY.filter((text) => text !== '');
    for (const [i, name] of texts.entries()) {
      const token = texts.at(-1 - i) ?? '';
      expect(started(name, token)).toMatchObject({ name, 'initial-cluster-token': token });
    }
  });
});

realDescribe('HAProxy, reading a word', ['haproxy'], () => {
  const writable = (text: string): boolean => text !== '' && !/[\p{Cc}\p{Surrogate}]/u.test(text);

  it('sees exactly one word, the one that was meant', () => {
    const odd = fc.string({ unit: fc.constantFrom(...' #"\'\\$${}xnrt09a-%,()'), minLength: 1 });
    const words = [...NASTY, ...fc.sample(anyText, 1000), ...fc.sample(odd, 2000)].filter(writable);
    const file = join(dir, 'haproxy.cfg');
    // `.notice` prints its one argument and refuses a second one. HAProxy reads it as it reads every line.
    writeFileSync(file, `global\n${words.map((word) => `    .notice ${haproxyWord(word)}\n`).join('')}`);
    const output = run(tools.haproxy ?? '', ['-c', '-f', file]);
    const seen = output
      .split('\n')
      .flatMap((line) => /^\[NOTICE\].*?\d+\]: '(.*)'\.$/s.exec(line)?.[1] ?? []);
    expect(output).not.toMatch(/ALERT.*haproxy\.cfg:/);
    expect(seen).toEqual(words);
  });
});
