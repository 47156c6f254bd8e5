import type { Claim } from '../../compiler/estate/claim.ts';
import { type Taken, takenOf } from '../../compiler/estate/claims.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

/** Finds what an estate claims that another estate of the same run has already. */
export const takenByAnother =
  (
    claimed: (estate: Estate) => readonly Claim[],
    does: (taken: Taken) => string,
    help: string,
  ): Rule['check'] =>
  (estate) =>
    takenOf(estate, claimed(estate)).map((taken): Draft => {
      const { estate: name, file } = taken.owner;
      return { message: `the estate "${name}" of ${file} ${does(taken)}, too`, at: taken.at, help };
    });
