/** The command cannot do what it was asked: a message for people, and exit status 2. */
export class UsageError extends Error {}
