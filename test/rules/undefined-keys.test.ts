import { expect, test } from 'vitest';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import { buildEstate } from '../../src/compiler/topology/build.ts';
import type { PartialTopology } from '../../src/compiler/topology/inherited.ts';
import { keyUnsupported } from '../../src/rules/placement/key-unsupported.ts';

/** An estate of one node, whose restapi has one more key. */
function withKey(value: string | undefined): Estate {
  const topology: PartialTopology = {
    version: 1,
    name: 'orders',
    primary: 'seoul',
    software: { patroni: '3.0' },
    sites: [{ name: 'seoul', scope: 'pg-seoul', nodes: [{ name: 'pg-seoul-1', address: '10.1.0.10' }] }],
  } as PartialTopology;
  const estate = buildEstate(topology);
  const sites = estate.sites.map((site) => ({
    ...site,
    nodes: site.nodes.map((node) => {
      const { patroni } = node;
      if (!patroni) return node;
      const restapi = { ...(patroni.value.restapi as object), server_tokens: value };
      return { ...node, patroni: { ...patroni, value: { ...patroni.value, restapi } } } as typeof node;
    }),
  }));
  return { ...estate, sites };
}

test('a key that a version lacks, and that is left out there, is not told', () => {
  const told = (value: string | undefined): string[] =>
    [...keyUnsupported.check(withKey(value))].map(({ message }) => message);
  expect(told('Minimal')).toMatchObject([expect.stringContaining('restapi.server_tokens')]);
  expect(told(undefined)).toEqual([]);
});
