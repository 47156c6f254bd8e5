/**
 * A typo: a missing blank, colon, dash or comma, or a line with a wrong indentation. Its messages quote nothing, because the
 * text may contain a password.
 */
export interface Typo {
  /** Offsets of what to underline. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
}

/** Message and help of a typo. */
export type Words = readonly [message: string, help: string];

export const typo = (start: number, length: number, [message, help]: Words): Typo => ({
  start,
  end: start + length,
  message,
  help,
});
