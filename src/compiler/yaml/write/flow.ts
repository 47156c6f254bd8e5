/** Text that YAML reads as text without quotes: words, paths, IPv4 addresses and networks, amounts with a unit. */
const PLAIN = /^(?:[A-Za-z_/][\w./-]*|\d+(?:\.\d+){3}(?:\/\d+)?|\d+(?:ms|s|min|h|d|kB|MB|GB|TB))$/;

/** Words that YAML 1.2 does not read as text. */
const WORDS = /^(?:true|false|null)$/i;

/** Whether text means the same with quotes and without. */
export const isPlain = (text: string): boolean => PLAIN.test(text) && !WORDS.test(text);

/** A value as people would write it in a topology, on one line. */
export function flow(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${flow(key)}: ${flow(member)}`)
    .join(', ')} }`;
}
