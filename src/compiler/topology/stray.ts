import type { Finding } from '../text/finding.ts';

/** What is said of a key that stands where nobody reads it. */
const STRAY: readonly string[] = ['schema/unknown-key', 'placement/unknown-key', 'placement/key-misplaced'];

/** Whether a finding is about a key that nobody reads where it stands. */
export const isStray = ({ rule }: Finding): boolean => STRAY.includes(rule);
