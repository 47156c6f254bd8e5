import { configDefaults, defineConfig } from 'vitest/config';
import { FUZZ } from './test/fuzz.ts';

/** Tests that put something in the place of a module, count what one did, or keep daemons: nothing of another test may be there. */
const APART = ['test/rules/linear.test.ts', 'test/report/text.lazy.test.ts', 'test/lab/**'];

/** Checks by real daemons and by a browser. `npm run test:real` has them, and the processes below. */
const DAEMONS = ['test/real/**', 'test/site/**/*.real.test.ts'];

/** Scenarios of the lab, which `npm run lab` plays. */
const SCENARIOS = 'test/lab/*.lab.test.ts';

/** What takes minutes of processes: blocks of the runbook in a shell, the built command. */
const PROCESSES = [
  'test/runbook/played/**',
  'test/cli/bundle.test.ts',
  'test/cli/launcher.test.ts',
  'test/nodes/collect.test.ts',
  'test/nodes/collect-mask.test.ts',
  'test/output/crash.test.ts',
  'test/output/fresh.test.ts',
  'test/editor/**',
  'test/speed/**',
  'test/ci/**',
];

/** Whether it is the checks by real programs that are run, and nothing else. */
const REAL = process.env.PGDR_REAL === '1';
const LAB = process.env.PGDR_LAB === '1';

/** A folder's tests, as a pattern of files. */
const testsOf = (paths: readonly string[]): string[] =>
  paths.map((path) => path.replace(/\*\*$/, '**/*.test.ts'));

export default defineConfig({
  test: {
    // Properties that are tried more often take longer. Set here: a module that tests share is read once per worker.
    testTimeout: 60_000 * Math.max(1, 5 * FUZZ),
    hookTimeout: 120_000,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Said once, not once for each project.
          globalSetup: ['test/left-out.ts'],
          include: testsOf(REAL ? PROCESSES : ['test/**']),
          exclude: [...configDefaults.exclude, ...DAEMONS, ...APART, ...(REAL ? [] : PROCESSES)],
          // The compiler is read once per worker, not once per file: a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: testsOf(REAL ? DAEMONS : APART),
          exclude: [...configDefaults.exclude, ...(LAB ? [] : [SCENARIOS])],
        },
      },
    ],
  },
});
