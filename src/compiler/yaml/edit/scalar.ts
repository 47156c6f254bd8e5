import type { Scalar } from 'yaml';
import { flow } from '../write/flow.ts';

/** Several words, such as a command, without characters that have a meaning in YAML. */
const LINE = /^[A-Za-z/][\w./%+=@ -]*[\w/%]$/;

const hasControls = (text: string): boolean => /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text);

/**
 * A value in the style of the value that it replaces: text in the same quotes, or without quotes if the old text had none and
 * the new text needs none.
 */
export function inStyleOf(old: Pick<Scalar, 'type'>, value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  if (old.type === 'QUOTE_SINGLE' && !hasControls(value)) return `'${value.replaceAll("'", "''")}'`;
  if (old.type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  return LINE.test(value) && /[ %+=@]/.test(value) ? value : flow(value);
}
