import fnv1a from '@sindresorhus/fnv1a';
import type { Diagnostic } from '../text/finding.ts';

/** The identity of a finding, whatever its line: its rule and its route, or its message if it has no route. */
export const identityOf = ({ rule, route, message }: Diagnostic): string =>
  `${rule} ${route ?? `"${message}"`}`;

/**
 * A fingerprint for each finding of a file, in their order: 16 hexadecimal digits. Edits elsewhere in the file do not
 * change it, and it is unique within the file.
 */
export function fingerprintsOf(file: string, diagnostics: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const identity = identityOf(diagnostic);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    const text = `${file}\n${identity}${before > 0 ? `\n${before}` : ''}`;
    return fnv1a(text, { size: 64 }).toString(16).padStart(16, '0');
  });
}
