import { expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { findings, told, topology } from '../rules/estates.ts';

test('topologies that are judged at the same time keep their own findings', async () => {
  const bad = Buffer.from(topology({ top: 'lnit: {}' }));
  const worse = Buffer.from(topology({ top: 'lnit: {}\ntsl: {}' }));
  const sound = Buffer.from(topology());
  const found = await Promise.all([bad, sound, worse, sound, bad].map((source) => lint(source)));
  expect(found.map(({ diagnostics }) => diagnostics.length)).toEqual([1, 0, 2, 0, 1]);
});

test('a mistake in a block that has aliases is told once, with every use of it', async () => {
  const nodes = {
    'pg-seoul-1': 'postgresql: &p { port: 70000 }',
    'pg-seoul-2': 'postgresql: *p',
    'pg-seoul-3': 'postgresql: *p',
  };
  expect(await findings(topology({ nodes }))).toMatchObject([{ at: '70000', related: ['*p', '*p'] }]);
});

test('what is found before any rule is asked can be told, and not be switched off', async () => {
  const rules = (id: string, severity: string) => told({ top: `lint: { rules: { ${id}: ${severity} } }` });
  expect(await rules('syntax/yaml', 'off')).toEqual([
    'lint/not-waivable «off» the severity of "syntax/yaml" cannot be changed',
  ]);
  expect(await rules('syntax/yaml', 'error')).toEqual([]);
  expect(await rules('syntax/yml', 'off')).toEqual([
    'lint/unknown-rule «syntax/yml» there is no rule "syntax/yml"',
  ]);
});
