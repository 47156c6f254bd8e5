import type { Estate } from '../../compiler/estate/estate.ts';
import type { OncePer } from '../../compiler/text/once.ts';
import { oncePer } from '../../compiler/text/once.ts';

/** Works out something of an estate once, for all rules that ask. */
export const memoized = <Result>(work: (estate: Estate) => Result): OncePer<Estate, Result> => oncePer(work);
