/** Bytes of bytecode that a function of usual size executes before V8 of Node 20 considers optimising it. */
const BUDGET = 300_000;

/** V8's default for that budget. */
const USUAL = 67_584;

/** Node 20 has V8 11. Later versions have a quick compiler before the optimising one, and the flag has another name. */
const isSlowToOptimise = (): boolean => process.versions.v8.startsWith('11.');

let isLater = false;

/**
 * Has V8 optimise only the functions that run longest. A run of half a second over a large estate ends before other
 * optimisations pay off, and V8's compiler threads compete with the writer thread for processors. This saves a quarter
 * of a build of 600 nodes (`npm run bench`). The price: loading `node:v8` takes three milliseconds, and V8 ignores the
 * cached code of chunks that are loaded later, because the cache was made with another budget. A watch keeps the budget.
 */
export function optimiseLater(): void {
  if (isLater || !isSlowToOptimise()) return;
  isLater = true;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString(`--interrupt-budget=${BUDGET}`);
  // The compiled code that src/launcher.cjs caches at exit is valid only for runs with the same flags.
  process.prependListener('exit', () => setFlagsFromString(`--interrupt-budget=${USUAL}`));
}
