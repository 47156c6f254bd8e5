/** The page of a rule, from the playground. */
export const rulePage = (rule: string): string => `docs/rules/${rule}.html`;
