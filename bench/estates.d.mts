/** A topology of two sites as YAML; `members` is the even number of PostgreSQL nodes, from 6. */
export function topology(name: string, members: number, net?: number): string;
/** The same with a mistake in every node. */
export function mistaken(text: string): string;
