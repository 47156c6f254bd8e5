/** Code of a module with all templates as functions, by name and source. */
export function templatesModule(sources: Readonly<Record<string, string>>): string;
