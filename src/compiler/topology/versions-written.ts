import { isSupported, versionOf } from '../facts/version.ts';
import type { Finding, Pointer } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';
import { isValueMap } from '../yaml/value.ts';

/** Products whose versions have two or three numbers. PostgreSQL's major version is one number. */
const EXAMPLES = { patroni: '4.1', etcd: '3.5', haproxy: '3.2' } as const;

type Product = keyof typeof EXAMPLES;

/** A topology with versions as text, and findings about versions that cannot be read. */
export interface Versions {
  readonly value: Value;
  readonly findings: readonly Finding[];
}

/** YAML reads `3.10` as the number 3.1: either version may be intended. */
const isAmbiguous = (written: string): boolean => /^\d+\.\d+0$/.test(written);

function refusal(product: Product, pointer: Pointer, number: number, written: string): Finding {
  const isVersion = isAmbiguous(written);
  return {
    rule: 'schema/type',
    severity: 'error',
    message: isVersion
      ? `"${product}" is ${written} without quotes, which YAML reads as the number ${number}`
      : `"${product}" is the number ${written}, but a version has two numbers with a dot between them`,
    at: valueAt(...pointer),
    help: isVersion ? `put it in quotes: "${written}"` : `for example: "${EXAMPLES[product]}"`,
    // A fix must not lead to another finding.
    ...(isVersion && isSupported(product, versionOf(written))
      ? { fix: { title: `write "${written}"`, edits: [{ kind: 'set', at: pointer, value: written }] } }
      : {}),
  };
}

/**
 * Reads `patroni: 3.3` as a version, although YAML reads it as a number, and `4.0` as 4.
 * @param written returns the text of a value
 */
export function versionsAsText(value: Value, written: (pointer: Pointer) => string | undefined): Versions {
  const software = isValueMap(value) ? value.software : undefined;
  if (!isValueMap(value) || !isValueMap(software)) return { value, findings: [] };
  const findings: Finding[] = [];
  const read: { [key: string]: Value } = Object.create(null);
  for (const product of Object.keys(EXAMPLES) as Product[]) {
    const number = software[product];
    if (typeof number !== 'number') continue;
    const pointer: Pointer = ['software', product];
    const text = written(pointer) ?? String(number);
    // For an alias, or a number in another notation, use the value.
    const plain = Number(text) === number && /^[\d.]+$/.test(text) ? text : String(number);
    if (/^\d+\.\d+$/.test(plain) && !isAmbiguous(plain)) read[product] = plain;
    else findings.push(refusal(product, pointer, number, plain));
  }
  if (Object.keys(read).length === 0) return { value, findings };
  const changed: { [key: string]: Value } = Object.assign(Object.create(null), value);
  changed.software = Object.assign(Object.create(null), software, read);
  return { value: changed, findings };
}
