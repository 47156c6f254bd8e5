import type { Finding, Pointer } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';

/** Digits with a leading zero: decimal in YAML 1.2, octal or text in YAML 1.1, which Patroni and etcd read. */
const LEADING_ZERO = /^[-+]?0\d+$/;

/** A quick check whether a text may contain such a number: nearly no text does. */
const MAY_HAVE_ONE = /(?<![\w.:/"'-])[-+]?0\d+(?![\w.:/"'-])/;

/** Permissions, the only values that people write in octal: Patroni accepts them as text. */
const PERMISSIONS = /^0[0-7]{3}$/;

/**
 * Finds numbers with a leading zero.
 * @param text of the topology
 * @param written returns the text at a place
 */
export function octals(
  root: Value,
  text: string,
  written: (pointer: Pointer) => string | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const judge = (value: number, pointer: Pointer): void => {
    const digits = written(pointer) ?? '';
    if (!LEADING_ZERO.test(digits)) return;
    const name = pointer.findLast((part) => typeof part === 'string') ?? '';
    findings.push({
      rule: 'syntax/octal',
      severity: 'error',
      message: `"${name}" is ${digits}: that is ${value} in YAML 1.2, but an octal number in the YAML of Patroni and etcd`,
      at: valueAt(...pointer),
      why: 'A topology is YAML 1.2, where 0644 is the number 644. Patroni and etcd read YAML 1.1, where the same digits are octal: copied from a patroni.yml they become another number.',
      help: PERMISSIONS.test(digits)
        ? `write "${digits}", in quotes`
        : 'write the intended number, without the leading zero',
      ...(PERMISSIONS.test(digits) && name === 'mode'
        ? { fix: { title: `write "${digits}"`, edits: [{ kind: 'set', at: pointer, value: digits }] } }
        : {}),
    });
  };
  const visit = (value: Value, pointer: Pointer): void => {
    if (typeof value === 'number') judge(value, pointer);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value))
        visit(member, [...pointer, Array.isArray(value) ? Number(key) : key]);
  };
  if (MAY_HAVE_ONE.test(text)) visit(root, []);
  return findings;
}
