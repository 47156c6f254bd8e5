/** The declarations of the module that `templatesModule` makes, from the templates' texts by name. */
export function templatesTypes(sources: Readonly<Record<string, string>>): string;
