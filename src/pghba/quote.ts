const KEYWORDS: readonly string[] = ['all', 'sameuser', 'samerole', 'samegroup', 'replication'];

/**
 * Quotes the name of a database or user, if necessary, so that a pg_hba line means exactly this name. From PostgreSQL 16
 * on, even a quoted name that begins with `/` is a regular expression; it becomes one that matches only the name.
 * @returns undefined for a name that no line can contain, because it has a line break or a NUL
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
