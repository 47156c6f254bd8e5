import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../../src/index.ts';

const minimal = readFileSync(join(import.meta.dirname, '../../fixtures/minimal/topology.yaml'), 'utf8');

const withCa = (path: string): Promise<Awaited<ReturnType<typeof compile>>> =>
  compile(Buffer.from(`${minimal}\ntls:\n  haproxy: { ca: ${JSON.stringify(path)} }\n`));

// haproxy.cfg is words: a path with a blank would add options to the line, `verify none` among them.
it.each([
  '/etc/ca.pem verify none',
  '/etc/a"b.pem',
  '/etc/a#b.pem',
  '/etc/$HOME/ca.pem',
  '/etc/a\\b',
  '/etc/a\u2028b',
])('a path is one word in every file: %j is refused', async (path) => {
  const { diagnostics, artifacts } = await withCa(path);
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['schema/value']);
  expect(artifacts).toEqual([]);
});

it('a path without blanks is taken', async () => {
  const { diagnostics } = await withCa('/etc/pki/orders+{site}@1/ca.pem');
  expect(diagnostics).toEqual([]);
});
