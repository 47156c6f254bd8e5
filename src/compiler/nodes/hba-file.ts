/**
 * The lines of pg_hba.conf, each at its own number: a line that goes on behind a backslash has all of it, and the lines that
 * it goes on in are empty here (PostgreSQL's documentation, "The pg_hba.conf File").
 */
export function hbaLines(text: string): string[] {
  const lines: string[] = [];
  let open: number | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const goesOn = line.endsWith('\\');
    const said = (goesOn ? line.slice(0, -1) : line).trim();
    if (open === undefined) lines.push(said);
    else {
      lines[open] += ` ${said}`;
      lines.push('');
    }
    open = goesOn ? (open ?? lines.length - 1) : undefined;
  }
  return lines;
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
