import type { Rule } from '../compiler/lint/rule.ts';
import { ONLY_OVERRIDES } from './generated/only-overrides.ts';
import { USUAL_RULES } from './generated/usual.ts';

/** Every rule that judges an estate, sorted by id. */
export const ALL_RULES: readonly Rule[] = [...USUAL_RULES, ...ONLY_OVERRIDES].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
