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
    // Uses the module build of `yaml`, so that only its parser is bundled.
    yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/index.js'),
    // Uses the CommonJS build of tinyglobby: the module build depends on import.meta.url, which CommonJS lacks.
    tinyglobby: require.resolve('tinyglobby'),
  },
};

/** commander would load node:child_process for commands in separate executables, which do not exist here. */
export const withoutChildProcess = {
  name: 'without-child-process',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'none', namespace: 'none' } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};
