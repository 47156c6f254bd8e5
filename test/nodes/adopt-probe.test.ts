import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adopt } from '../../src/compiler/adopt/adopt.ts';
import { topologyOf } from '../../src/compiler/adopt/draft.ts';
import { render } from '../../src/compiler/render/render.ts';
import { lint } from '../../src/index.ts';
import { soundEstate } from '../generate/estate.ts';
import { versionsIn } from './read-back.ts';

it('generated', async () => {
  await fc.assert(
    fc.asyncProperty(soundEstate, async (topology) => {
      const { estate } = await lint(Buffer.from(JSON.stringify(topology)));
      if (!estate) throw new Error('no');
      const before = new Map(Array.from(render(estate), ({ path, text }) => [path, text]));
      const given = [...before].map(([path, text]) => ({ file: path, path, text }));
      const adopted = adopt('x', given, versionsIn(estate));
      if (!adopted) throw new Error('none');
      const after = new Map(Array.from(render(adopted.estate), ({ path, text }) => [path, text]));
      const wrong = [...new Set([...before.keys(), ...after.keys()])].filter(
        (p) => before.get(p) !== after.get(p),
      );
      if (wrong.length) {
        const p = wrong[0] ?? '';
        const a = (before.get(p) ?? '').split('\n'),
          b = (after.get(p) ?? '').split('\n');
        const i = a.findIndex((l, n) => l !== b[n]);
        throw new Error(
          `${wrong.slice(0, 5).join(' ')}\n${JSON.stringify(topologyOf(adopted.draft))}\n${JSON.stringify(topology)}\n-${a.slice(i, i + 6).join('\n-')}\n+${b.slice(i, i + 6).join('\n+')}`,
        );
      }
    }),
    { numRuns: Number(process.env.N ?? 60), seed: Number(process.env.SEED ?? 1), endOnFailure: true },
  );
}, 300000);
for (const name of readdirSync('fixtures').filter((n) => existsSync(`fixtures/${n}/topology.yaml`)))
  it(name, async () => {
    const { estate } = await lint(readFileSync(`fixtures/${name}/topology.yaml`));
    if (!estate) throw new Error('no');
    const before = new Map(Array.from(render(estate), ({ path, text }) => [path, text]));
    const given = [...before].map(([path, text]) => ({ file: path, path, text }));
    const adopted = adopt('x', given, versionsIn(estate));
    if (!adopted) throw new Error('none');
    const after = new Map(Array.from(render(adopted.estate), ({ path, text }) => [path, text]));
    const wrong = [...new Set([...before.keys(), ...after.keys()])].filter(
      (p) => before.get(p) !== after.get(p),
    );
    if (wrong.length) {
      console.log(name, wrong.join(' '), JSON.stringify(topologyOf(adopted.draft)));
      const p = wrong[0] ?? '';
      const a = (before.get(p) ?? '').split('\n'),
        b = (after.get(p) ?? '').split('\n');
      const i = a.findIndex((l, n) => l !== b[n]);
      console.log(p, i, '\n-', a.slice(i, i + 6).join('\n-'), '\n+', b.slice(i, i + 6).join('\n+'));
    }
    expect(wrong).toEqual([]);
  });
