import type { Place } from '../../compiler/text/finding.ts';
import type { Choice, Declaration, Declared, LeaveOut, Remedy } from '../../compiler/text/remedy.ts';

/** What is written at a place is to be what the estate implies. */
export const leaveOut = (
  at: Place,
  key: string,
  more: Omit<LeaveOut, 'do' | 'at' | 'key'> = {},
): LeaveOut => ({ do: 'leave out', at, key, ...more });

/** What is written at a place is to be what the estate implies, and no other answer is right: the fix does it. */
export const surelyLeaveOut = (
  at: Place,
  key: string,
  more: Omit<LeaveOut, 'do' | 'at' | 'key' | 'sure'> = {},
): LeaveOut => leaveOut(at, key, { ...more, sure: true });

/** One of several remedies is enough. */
export const oneOf = (...remedies: readonly Remedy[]): Choice => ({ do: 'one of', remedies });

/** All of several remedies are needed. */
export const allOf = (...remedies: readonly Remedy[]): Choice => ({ do: 'all of', remedies });

/** The estate is to say something of itself, where its front end has the place for that. */
export const declare = <What extends keyof Declared>(what: What, details: Declared[What]): Declaration =>
  ({ do: 'declare', what, ...details }) as Declaration;
