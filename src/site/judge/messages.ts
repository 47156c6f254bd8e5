/** What the page and its worker say to each other. Everything in it can be cloned. */

import type { Diagnostic } from '../../compiler/text/finding.ts';

/** A file of the compiled tree. */
export interface TreeFile {
  /** From the root of the tree, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What is said of a topology. */
export interface Judged {
  /** Sorted by position; offsets are those of the text that was judged. */
  readonly findings: readonly Diagnostic[];
  /** How many findings comments suppress. */
  readonly suppressed: number;
  /** Whether it compiles: it describes an estate, and no finding is an error. */
  readonly isSound: boolean;
  /** The sites in the order of the topology; empty if no estate could be made of it. */
  readonly sites: readonly string[];
  /** The name of the site that takes writes, if the topology names one. */
  readonly primary: string | undefined;
}

/** What a topology compiles to. */
export interface Compiled {
  /** Sorted by path; undefined if the topology has errors. */
  readonly files: readonly TreeFile[] | undefined;
}

/** A topology with every fix made. */
export interface Fixed {
  readonly text: string;
  /** How many findings were fixed. */
  readonly count: number;
}

/** What a topology becomes when another site is its primary. */
export interface Promoted extends Judged, Compiled {
  /** The topology with only `primary` changed; undefined if the text is too broken to change it. */
  readonly text: string | undefined;
}

/** The plan as `pgdr-compile plan` prints it. */
export interface Planned {
  readonly text: string;
}

/** What can be asked, and what is answered. */
export interface Questions {
  readonly judge: { readonly asks: { readonly text: string }; readonly answers: Judged };
  readonly compile: { readonly asks: { readonly text: string }; readonly answers: Compiled };
  readonly fix: { readonly asks: { readonly text: string }; readonly answers: Fixed };
  readonly promote: {
    readonly asks: { readonly text: string; readonly site: string };
    readonly answers: Promoted;
  };
  readonly plan: {
    readonly asks: { readonly from: string; readonly to: string };
    readonly answers: Planned;
  };
}

export type Kind = keyof Questions;

/** A question to the worker. */
export type Question = {
  [One in Kind]: { readonly id: number; readonly kind: One; readonly asks: Questions[One]['asks'] };
}[Kind];

/** What the worker says to the question with this id. */
export type Reply =
  | { readonly id: number; readonly answers: Questions[Kind]['answers'] }
  | { readonly id: number; readonly failure: string };
