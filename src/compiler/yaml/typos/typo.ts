/**
 * A typo: a blank, a colon, a dash or a comma that is missing, a line that begins in a column of its own.
 * Its words quote nothing: the text may hold a password.
 */
export interface Typo {
  /** Offsets of what to underline. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

/** What a typo says of a stretch of text. */
export type Words = readonly [message: string, help: string];

export const typo = (start: number, length: number, [message, help]: Words): Typo => ({
  start,
  end: start + length,
  message,
  help,
});
