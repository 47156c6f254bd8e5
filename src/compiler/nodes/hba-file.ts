/** A line of pg_hba.conf that says something. */
export interface HbaLine {
  /** Without its comment; a line that goes on behind a backslash is one with the next. */
  readonly text: string;
  /** The number of its first line, from 1. */
  readonly line: number;
}

/** The records of pg_hba.conf, in their order (PostgreSQL's documentation, "The pg_hba.conf File"). */
export function hbaLines(text: string): HbaLine[] {
  const found: HbaLine[] = [];
  let open: { text: string; readonly line: number } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    const goesOn = line.endsWith('\\');
    const said = goesOn ? line.slice(0, -1) : line;
    if (open) open.text += ` ${said.trim()}`;
    else open = { text: said.trim(), line: index + 1 };
    if (goesOn) continue;
    if (open.text !== '' && !open.text.startsWith('#')) found.push(open);
    open = undefined;
  }
  if (open && open.text !== '' && !open.text.startsWith('#')) found.push(open);
  return found;
}

/**
 * What initdb writes before `bootstrap.pg_hba`: only the machine itself is let in (PostgreSQL, pg_hba.conf.sample). Patroni
 * appends its list (patroni/postgresql/config.py, append_pg_hba).
 */
export const OF_INITDB: readonly string[] = [
  'local all all trust',
  'host all all 127.0.0.1/32 trust',
  'host all all ::1/128 trust',
  'local replication all trust',
  'host replication all 127.0.0.1/32 trust',
  'host replication all ::1/128 trust',
];
