/** Commands that a person pastes into a shell, as the blocks of RUNBOOK.md. */
export interface Block {
  /** `plan.4.reload.busan`: unique in its plan. */
  readonly id: string;
  /** Where to run it, in the words of RUNBOOK.md; `operator` for the machine that reaches all nodes. */
  readonly on: string;
  /** The system user who runs it. */
  readonly as: string;
  readonly text: string;
}

/** One step of a plan. A step may be run again, and is not begun before the one above it is done. */
export interface Step {
  readonly title: string;
  /** What the step is for, and what it costs, in sentences. */
  readonly about: string;
  readonly blocks: readonly Block[];
  /** How to take it back, in sentences; undefined for a step that changes nothing. */
  readonly undo: string | undefined;
}

/** A step before its blocks are numbered: their ids are without `plan.N.`. */
export type Draft = Step;

/** Numbers the blocks of steps: `check.busan` of the first step becomes `plan.1.check.busan`. */
export const numbered = (steps: readonly Draft[]): Step[] =>
  steps.map((step, index) => ({
    ...step,
    blocks: step.blocks.map((block) => ({ ...block, id: `plan.${index + 1}.${block.id}` })),
  }));
