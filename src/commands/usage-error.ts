/** The command cannot run: a message for the user, and exit status 2. */
export class UsageError extends Error {}
