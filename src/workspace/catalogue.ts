/** The rules by name, for commands that list, explain or compare them. */
export { ALL_RULES } from '../rules/all.ts';
export { CATALOGUE } from '../rules/catalogue.ts';
export { CHANGE_RULES } from '../rules/generated/changes.ts';
