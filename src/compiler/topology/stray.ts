import type { Finding } from '../text/finding.ts';

/** Rules about keys in places where nothing reads them. */
const STRAY: readonly string[] = ['schema/unknown-key', 'placement/unknown-key', 'placement/key-misplaced'];

/** Whether a finding is about a key in a place where nothing reads it. */
export const isStray = ({ rule }: Finding): boolean => STRAY.includes(rule);
