/** The rules by name, for who lists, explains or compares them. */
export { ALL_RULES } from '../rules/all.ts';
export { CATALOGUE } from '../rules/catalogue.ts';
