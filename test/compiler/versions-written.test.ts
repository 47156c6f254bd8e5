import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';
import { topology } from '../rules/estates.ts';

async function read(software: string) {
  const { diagnostics, estate } = await lint(Buffer.from(topology({ top: `software: { ${software} }` })));
  return {
    found: diagnostics.map(({ message, help }) => `${message} | ${help}`),
    versions: estate && [
      estate.software.patroni.text,
      estate.software.etcd.text,
      estate.software.haproxy.text,
    ],
  };
}

describe('versions without quotes', () => {
  it.each([
    ['patroni: 3.3', ['3.3', '3.5', '3.2']],
    ['patroni: 4.0, etcd: 3.6, haproxy: 2.6', ['4.0', '3.6', '2.6']],
    ['patroni: 4.1.3', ['4.1.3', '3.5', '3.2']],
  ])('%s is what was meant', async (software, versions) => {
    expect(await read(software)).toEqual({ found: [], versions });
  });

  it.each([
    [
      'patroni: 3.10',
      '"patroni" is 3.10 without quotes, which YAML reads as the number 3.1 | put it in quotes: "3.10"',
    ],
    [
      'etcd: 3',
      '"etcd" is the number 3, but a version has two numbers with a dot between them | for example: "3.5"',
    ],
    ['haproxy: true', '"haproxy" must be text or a number, not true or false | for example: "3.2"'],
  ])('%s is one finding', async (software, found) => {
    expect((await read(software)).found).toEqual([found]);
  });

  it.each([
    ['3.10', 'write "3.10"'],
    // It is not supported.
    ['4.10', undefined],
  ])('%s is ambiguous, and mended where the version is one that is known', async (version, title) => {
    const text = topology({ top: `software: { patroni: ${version} }` });
    const { diagnostics } = await lint(Buffer.from(text));
    expect(diagnostics.map(({ fix }) => fix?.title)).toEqual([title]);
  });

  it('through an alias, too', async () => {
    const text = topology({ top: 'software: { patroni: &v 3.3, etcd: *v }' });
    const { diagnostics } = await lint(Buffer.from(text));
    expect(diagnostics.filter(({ rule }) => rule.startsWith('schema/'))).toEqual([]);
  });
});
