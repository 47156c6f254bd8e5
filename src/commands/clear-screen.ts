/** Clears the screen of a terminal, and moves the cursor to its top. */
export const CLEAR = '\u001b[2J\u001b[H';
