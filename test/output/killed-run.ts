/** A run that kills itself, bundled and started by the test: `node <bundle> <root> <scenario> <operation>`. */
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { dyingAt } from './intercept.ts';
import { SCENARIOS } from './scenarios.ts';

const [root = '', scenario = '', operation = ''] = process.argv.slice(2);
const { wanted, force } = SCENARIOS[Number(scenario)] ?? { wanted: [], force: false };

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

writeTree(root, wanted, { force, fs: dyingAt(nodeFileSystem, Number(operation), die) });
