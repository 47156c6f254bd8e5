import { FORMAT_NAMES, isFormat } from '../compiler/report/formats.ts';
import type { Output } from './publish.ts';
import { outputOf } from './publish.ts';
import { UsageError } from './usage-error.ts';

/** Formats that show the plan; all others show its hazards alone. */
const OF_PLAN = ['text', 'markdown', 'comment', 'json'] as const;

export type PlanFormat = (typeof OF_PLAN)[number];

/** One `--format name[=FILE]` of a plan. */
export type PlanOutput = Output | { readonly format: PlanFormat; readonly file: string | undefined };

const isPlanFormat = (word: string): word is PlanFormat => (OF_PLAN as readonly string[]).includes(word);

/** Whether an output shows the plan. */
export const isOfPlan = (
  output: PlanOutput,
): output is { readonly format: PlanFormat; readonly file: string | undefined } =>
  isPlanFormat(output.format);

/** @throws UsageError if the format is unknown, or the file name is empty */
export function planOutputOf(option: string): PlanOutput {
  const [format = '', ...file] = option.split('=');
  if (!isPlanFormat(format) && !isFormat(format))
    throw new UsageError(`unknown format "${format}": use ${PLAN_FORMATS.join(', ')}`);
  // The name of the file is judged as for other formats.
  const { file: name } = outputOf(['text', ...file].join('='));
  return isPlanFormat(format) ? { format, file: name } : outputOf(option);
}

/** The formats of `plan`: those that show the plan, then those that show its hazards alone. */
export const PLAN_FORMATS: readonly string[] = [
  ...OF_PLAN,
  ...FORMAT_NAMES.filter((name) => !isPlanFormat(name)),
];
