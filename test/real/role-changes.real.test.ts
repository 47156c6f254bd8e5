import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changingEstate, roleChangesOf, said } from '../generate/role-changes.ts';
import type { Data } from '../hostile/support.ts';
import { patroniPython } from './python.ts';
import { realDescribe } from './tools.ts';

/** What `patronictl edit-config --set …` makes of each configuration, by Patroni's own function. */
const APPLY = `
import json, sys
from patroni.ctl import apply_config_changes
print(json.dumps([apply_config_changes('', one['before'], one['settings'])[1] for one in json.load(sys.stdin)]))
`;

const ESTATES = 40;

realDescribe('the blocks of a change of role', ['patroni'], () => {
  it('leave in etcd what is compiled for the new roles, by the Patroni that is installed', {
    timeout: 300_000,
  }, async () => {
    const estates = fc.sample(changingEstate, { numRuns: ESTATES, seed: 2 });
    const changes = (await Promise.all(estates.map(roleChangesOf))).flatMap((some) => some ?? []);
    expect(changes.length).toBeGreaterThan(ESTATES * 3);
    const output = execFileSync(patroniPython(), ['-c', APPLY], {
      encoding: 'utf8',
      input: JSON.stringify(changes),
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 2 ** 27,
    });
    const results: Data[] = JSON.parse(output);
    changes.forEach(({ what, after }, at) => {
      expect({ what, dcs: said(results[at] ?? null) }).toEqual({ what, dcs: said(after) });
    });
  });
});
