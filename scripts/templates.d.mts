/** Code of a module that has all templates as functions, from their names and sources. */
export function templatesModule(sources: Readonly<Record<string, string>>): string;
