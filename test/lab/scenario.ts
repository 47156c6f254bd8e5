import { basename, dirname, join, resolve } from 'node:path';
import { describe } from 'vitest';
import { Unmet } from './conditions.ts';
import { type CompileOptions, compileFor } from './estate.ts';
import { type Lab, startLab } from './lab.ts';
import { type Report, report, versionsOf } from './report.ts';
import { isSuite } from './suite.ts';

/** The default estate of the scenarios. */
const ARTICLE = 'fixtures/seoul-busan/topology.yaml';

/** Time limit of a scenario on a busy machine; each of its conditions has its own, much shorter deadline. */
export const SCENARIO_TIMEOUT_MS = 30 * 60_000;

/** A suite of tests that runs in the lab, and only there: `npm run lab`. */
export const labDescribe = describe.skipIf(process.env.PGDR_LAB !== '1');

export interface ScenarioOptions extends CompileOptions {
  /** A topology of the scenario's own. */
  readonly file?: string;
}

/**
 * Runs a scenario against the estate and the suite that `npm run lab` was given, on machines of its own.
 * In any case, the machines are removed and the report is printed afterwards.
 */
export async function scenario(
  name: string,
  play: (lab: Lab, report: Report) => Promise<void>,
  options: ScenarioOptions = {},
): Promise<void> {
  const suite = process.env.PGDR_LAB_SUITE ?? 'forky';
  if (!isSuite(suite)) throw new Error(`the lab has no suite ${suite}`);
  const tried = resolve(process.env.PGDR_LAB_ESTATE ?? ARTICLE);
  const file = options.file ?? tried;
  const folder = process.env.PGDR_LAB_KEEP_LOGS;
  const logs = folder && join(folder, name);
  // The report of an estate that somebody tries does not replace the report of the default estate.
  const isTried = options.file === undefined && tried !== resolve(ARTICLE);
  const kept = report(name, isTried ? basename(dirname(tried)) : '');
  try {
    const compiled = await compileFor(suite, file, options);
    const lab = await kept.step('machines with the compiled files', () => startLab(compiled, logs));
    kept.lab = lab;
    try {
      kept.versions = await versionsOf(lab);
      await play(lab, kept);
    } catch (error) {
      kept.fail(error);
      // An unmet condition shows the logs itself.
      if (!(error instanceof Unmet)) console.log(await lab.logs());
      throw error;
    } finally {
      await kept.step('everything gone', () => lab.stop());
    }
  } finally {
    await kept.print();
  }
}
