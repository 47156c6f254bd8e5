const KEYWORDS: readonly string[] = ['all', 'sameuser', 'samerole', 'samegroup', 'replication'];

/**
 * Writes the name of a database or user so that a pg_hba line means just this name: with quotes where it needs them.
 * From PostgreSQL 16 on even a quoted name that begins with `/` is a regular expression; it becomes one that matches
 * only itself.
 * @returns undefined for a name that no line can hold: one with a line break in it
 */
export function quoteHbaName(name: string, major: number): string | undefined {
  if (/[\n\0]/.test(name)) return undefined;
  if (major >= 16 && name.startsWith('/')) {
    const pattern = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return `"/^${pattern.replaceAll('"', '""')}$"`;
  }
  const plain = /^[^\s,"#@+/\\][^\s,"#\\]*$/.test(name) && !KEYWORDS.includes(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
