/** How much of what can be tried a run of the tests tries: PGDR_FUZZ says. */

/**
 * How many times as often as listed properties are tried. When nobody says, once in fifty: `npm test` takes two minutes
 * at most. PGDR_FUZZ=1 tries them as listed, as CI does; PGDR_FUZZ=20 is for an hour's run.
 */
export const FUZZ = Number(process.env.PGDR_FUZZ ?? '0.02');

/** Runs of a property. */
export const runs = (usual: number): { numRuns: number } => ({
  numRuns: Math.max(1, Math.round(usual * FUZZ)),
});

/**
 * Every so manieth of a long list, another part for another turn; all of it where PGDR_FUZZ is 1 or more.
 * @param every which part `npm test` alone tries: one of so many
 */
export const partOf = <T>(all: readonly T[], every: number, turn = 0): readonly T[] =>
  FUZZ >= 1 ? all : all.filter((_, at) => (at + turn) % every === 0);
