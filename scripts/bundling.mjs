// How everything is bundled.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** Options of esbuild. */
export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
  alias: {
    // Of the two builds of `yaml` the one made of modules, so that only its parser is bundled.
    yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/index.js'),
    // Of tinyglobby the other one: what it stands on asks import.meta.url, which CommonJS has not.
    tinyglobby: require.resolve('tinyglobby'),
  },
};

/** commander would load node:child_process for commands in files of their own, of which there are none. */
export const withoutChildProcess = {
  name: 'without-child-process',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'none', namespace: 'none' } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};
