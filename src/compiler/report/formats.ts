import type { Format } from './format.ts';

/** A report format: how to load it, and who reads it. */
export interface FormatEntry {
  /** Called if the format is requested. */
  readonly load: () => Promise<Format>;
  /** Whether people read it, so that other lines for people may follow it. People read GitHub's log too. */
  readonly isForPeople: boolean;
}

/** The one table of report formats, by name. */
export const FORMATS = {
  text: { load: async () => (await import('./text.ts')).text, isForPeople: true },
  json: { load: async () => (await import('./json.ts')).json, isForPeople: false },
  sarif: { load: async () => (await import('./sarif.ts')).sarif, isForPeople: false },
  github: { load: async () => (await import('./github.ts')).github, isForPeople: true },
  gitlab: { load: async () => (await import('./gitlab.ts')).gitlab, isForPeople: false },
  junit: { load: async () => (await import('./junit.ts')).junit, isForPeople: false },
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatName = keyof typeof FORMATS;

/** The names of all formats, in the order in which help lists them. */
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

/** Whether a word is the name of a format. */
export const isFormat = (word: string): word is FormatName => Object.hasOwn(FORMATS, word);
