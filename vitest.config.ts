import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that put something in the place of a module, count what one did, or keep daemons: nothing of another test may be there. */
const APART = ['test/rules/linear.test.ts', 'test/report/text.lazy.test.ts', 'test/real/**', 'test/lab/**'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/left-out.ts'],
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...APART],
          // The compiler is read once per worker, not once per file: a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: APART.map((path) => path.replace(/\*\*$/, '**/*.test.ts')) },
      },
    ],
  },
});
