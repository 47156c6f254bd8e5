import type { Rule } from '../compiler/lint/rule.ts';
import { RULES } from './index.ts';
import { OF_OVERRIDES } from './of-overrides.ts';

/** Every rule that judges an estate, sorted by id. */
export const ALL_RULES: readonly Rule[] = [...RULES, ...OF_OVERRIDES].sort((a, b) => (a.id < b.id ? -1 : 1));
