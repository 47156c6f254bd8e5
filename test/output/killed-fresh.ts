/** A run that kills itself before the n-th file of a large new tree: `node <bundle> <root> <n>`; never, if n is -1. */
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { largeTree } from './tree.ts';

const [root = '', at = ''] = process.argv.slice(2);

function* dyingAt(n: number): Generator<Artifact> {
  for (const [index, artifact] of largeTree().entries()) {
    if (index === n) {
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    }
    yield artifact;
  }
}

writeTree(root, { [Symbol.iterator]: () => dyingAt(Number(at)) }, { many: 1 });
