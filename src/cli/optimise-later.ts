/** Bytes that a function of usual size runs through before V8 of Node 20 thinks of optimising it; its own number is 67584. */
const BUDGET = 300_000;

/** V8's own number. */
const USUAL = 67_584;

/** The V8 of Node 20. Later ones have a quick compiler before the thorough one, and the flag is not called so. */
const isSlowToOptimise = (): boolean => process.versions.v8.startsWith('11.');

let isLater = false;

/**
 * Has V8 optimise fewer functions, those that really run long. A run of half a second over a large estate is over before
 * the rest pays, and the threads that compile and write take the same processors: a quarter of a build of 600 nodes is
 * saved (`npm run bench`). It has a price: the module that says so takes three milliseconds to load, and V8 takes up no
 * compiled code of chunks that are loaded from here on, for that was made with another budget. A watch keeps it.
 */
export function optimiseLater(): void {
  if (isLater || !isSlowToOptimise()) return;
  isLater = true;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString(`--interrupt-budget=${BUDGET}`);
  // What src/launcher.cjs keeps of compiled code at the end counts for runs with the same flags alone.
  process.prependListener('exit', () => setFlagsFromString(`--interrupt-budget=${USUAL}`));
}
