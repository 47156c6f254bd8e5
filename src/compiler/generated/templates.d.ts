// Made by scripts/generate.mjs. Do not edit.
import type { HELPERS } from '../render/helpers.ts';

/** Templates by name, each a function of its context. */
export const templatesOf: (helpers: typeof HELPERS) => Readonly<Record<string, (context: object) => string>>;
