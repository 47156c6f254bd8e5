import { printedPlan } from '../../commands/plan-text.ts';
import { planOf } from '../../compiler/plan/plan.ts';
import type { FileReport } from '../../compiler/report/report.ts';
import { text as reportText } from '../../compiler/report/text.ts';
import { VERSION } from '../../version.ts';
import { sideOfTopology } from '../../workspace/side-of-topology.ts';
import { analyseChange, readTopologySource } from '../../workspace/workspace.ts';
import { isSound, LOADED, read, sourceOf } from './read.ts';

const reported = (file: FileReport): Promise<string> =>
  reportText({ version: VERSION, files: [file] }, { color: false });

/**
 * What `pgdr-compile plan --from loaded.yaml topology.yaml` prints, without colours.
 * @returns also for a topology with errors: then the text says so, as the command does
 */
export async function planned(from: string, to: string): Promise<string> {
  const after = await read(to);
  const side = 'parsed' in after ? sideOfTopology(after) : undefined;
  if (!('parsed' in after) || !side || !isSound(after))
    return 'nothing was planned: a topology with errors is not compiled\n';
  const source = sourceOf(LOADED, from);
  const earlier = 'rule' in source ? undefined : await readTopologySource(source);
  const before = earlier && sideOfTopology(earlier);
  if (!before) return `${LOADED} cannot be compared: it describes no estate\n`;
  const plan = planOf(before, side);
  const hazards = await analyseChange(after.parsed, plan.change, []);
  const { diagnostics, suppressed } = hazards;
  const accepted = suppressed.map(({ diagnostic, reason }) => ({ diagnostic, reason }));
  const report = diagnostics.length > 0 ? await reported(hazards) : '';
  return printedPlan(plan, diagnostics, { from: LOADED, to: after.file, accepted }, report);
}
