import type { Plan } from '../compiler/plan/plan.ts';
import type { Step } from '../compiler/plan/step.ts';
import { markdownCell } from '../compiler/report/markdown-cell.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { docsUrl } from '../version.ts';
import type { Accepted } from './plan-accepted.ts';
import { acceptedText } from './plan-accepted.ts';
import { changesText, effectLines, noSteps, summaryOfPlan, wordText } from './plan-text.ts';

/** By this line a step of CI finds its own comment, and replaces it. */
export const MARK = '<!-- pgdr-compile plan -->';

/** A text in a table, on one line. */
const cell = (text: string): string => markdownCell(text.replaceAll('\n', ' '));

function stepText({ title, about, blocks, undo }: Step, index: number): string[] {
  return [
    `### ${index + 1}. ${title}`,
    '',
    about,
    '',
    ...blocks.flatMap(({ id, on, as, text }) => [`\`\`\`sh id=${id} on=${on} as=${as}`, text, '```', '']),
    ...(undo === undefined ? [] : [`To take it back: ${undo}`, '']),
  ];
}

const hazardRow = ({ rule, severity, message, span }: Diagnostic, file: string): string =>
  `| ${severity} | ${cell(span ? `${file}:${span.start.line}` : file)} | ${cell(message)} | [${cell(rule)}](${docsUrl(rule)}) |`;

/** What the steps say, without their commands. */
const titlesOf = (steps: readonly Step[], to: string): string[] => [
  '### Steps',
  '',
  ...steps.map(({ title, about }, index) => `${index + 1}. **${cell(title)}**: ${cell(about)}`),
  '',
  `\`pgdr-compile plan --format markdown=PLAN.md ${cell(to)}\` writes them with their commands.`,
];

/** How to run the blocks of a plan. */
const HOW = [
  '## Steps',
  '',
  'After this plan is written, compile the new topology. Run the blocks in this order, and as the new RUNBOOK.md says under "How to run a block".',
  "A block with `on=operator` runs on the operator's machine, with the functions that are defined there. Do not begin a step before",
  'the one above it is done. If a block fails, run no further block: read its output first. Every block may be run again.',
  '',
];

/**
 * A plan as a document: what changes, its hazards, and its steps.
 * @param isShort whether to leave out the commands of the steps: a comment in a pull request holds 65,536 characters
 */
export function planMarkdown(
  plan: Plan,
  hazards: readonly Diagnostic[],
  {
    from,
    to,
    accepted,
    isShort = false,
  }: {
    readonly from: string;
    readonly to: string;
    readonly accepted: readonly Accepted[];
    readonly isShort?: boolean;
  },
): string {
  const { groups, steps } = plan;
  const lines = [
    MARK,
    `## pgdr-compile plan: ${cell(summaryOfPlan(plan, hazards))}`,
    '',
    `From ${cell(from)} to ${cell(to)}.`,
    '',
  ];
  if (groups.length > 0) {
    lines.push('| change | what it takes |', '|---|---|');
    for (const group of groups)
      lines.push(
        `| ${cell(wordText(group, plan))} | ${effectLines(group.values, plan).map(cell).join('<br>') || 'nothing to do'} |`,
      );
    lines.push('');
  }
  if (hazards.length > 0)
    lines.push(
      '### Hazards',
      '',
      '| | where | hazard | rule |',
      '|---|---|---|---|',
      ...hazards.map((hazard) => hazardRow(hazard, to)),
      '',
    );
  lines.push(
    '<details><summary>Every value that changes</summary>',
    '',
    '```text',
    changesText(plan).trimEnd(),
    '```',
    '',
    '</details>',
    '',
  );
  if (accepted.length > 0)
    lines.push('### Accepted', '', ...accepted.map((one) => `- ${cell(acceptedText(one))}`), '');
  const why = noSteps(plan);
  if (why !== undefined) lines.push(`**${why.replace(/:$/, '.')}**`, '');
  if (steps.length > 0) lines.push(...(isShort ? titlesOf(steps, to) : [...HOW, ...steps.flatMap(stepText)]));
  return `${lines.join('\n').trimEnd()}\n`;
}
