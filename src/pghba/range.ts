import { type Numeric, numericText, parseNumeric } from './address.ts';

/** A range of addresses: those that equal `address` in every bit that is set in `mask`. The mask may have holes. */
export interface Range {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly mask: bigint;
}

const WIDTH = { 4: 32n, 6: 128n } as const;
const allOnes = (family: 4 | 6): bigint => (1n << WIDTH[family]) - 1n;

/**
 * Reads an address as PostgreSQL does for pg_hba.conf: getaddrinfo(3) with AI_NUMERICHOST. It accepts the old forms of
 * inet_aton(3) too: `10.1` is 10.0.0.1, and `010.0.0.1` is 8.0.0.1, because a leading zero means octal.
 * @returns undefined if the text is not an address; PostgreSQL then takes it as a host name
 */
export function parseLenientNumeric(text: string): Numeric | undefined {
  const strict = parseNumeric(text);
  if (strict !== undefined) return strict;
  const parts = text.split('.').map(parsePart);
  const last = parts.at(-1);
  if (parts.length > 4 || last === undefined || last >= 1n << BigInt(8 * (5 - parts.length)))
    return undefined;
  let value = last;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    if (part === undefined || part > 255n) return undefined;
    value |= part << BigInt(8 * (3 - index));
  }
  return { family: 4, value };
}

/** A number as strtoul(3) reads it in base 0: hexadecimal after `0x`, octal after `0`, else decimal. */
function parsePart(text: string): bigint | undefined {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return BigInt(text);
  if (/^0[0-7]{0,11}$/.test(text)) return BigInt(`0o${text}`);
  return /^[1-9]\d{0,9}$/.test(text) ? BigInt(text) : undefined;
}

/**
 * A range from an address and a prefix length, as text: `10.0.0.0`, `8`. Bits after the prefix may be set.
 * @returns undefined if the length is not a number from 0 to 32 (IPv6: 128)
 */
export function rangeOfPrefix({ family, value }: Numeric, length: string): Range | undefined {
  // PostgreSQL reads the length with strtol(3), which skips blanks and takes a sign.
  if (!/^[ \t]*[+-]?\d{1,9}$/.test(length)) return undefined;
  const bits = BigInt(Number(length));
  if (bits < 0n || bits > WIDTH[family]) return undefined;
  return { family, address: value, mask: allOnes(family) ^ ((1n << (WIDTH[family] - bits)) - 1n) };
}

/** The narrowest range that contains all of these; undefined for no addresses, or for addresses of two families. */
export function rangeAround([first, ...others]: readonly Numeric[]): Range | undefined {
  if (first === undefined || others.some(({ family }) => family !== first.family)) return undefined;
  const differing = others.reduce((bits, { value }) => bits | (value ^ first.value), 0n);
  return { family: first.family, address: first.value, mask: allOnes(first.family) ^ differing };
}

/** A range from an address and a mask of the same family; undefined when the families differ. */
export function rangeOfMask(address: Numeric, mask: Numeric): Range | undefined {
  if (address.family !== mask.family) return undefined;
  return { family: address.family, address: address.value, mask: mask.value };
}

/** A range in CIDR notation, or a single address, as people write it; undefined for anything else. */
export function parseCidr(text: string): Range | undefined {
  const [address = '', length, ...more] = text.split('/');
  const number = parseNumeric(address);
  if (number === undefined || more.length > 0) return undefined;
  if (length === undefined)
    return { family: number.family, address: number.value, mask: allOnes(number.family) };
  return /^\d{1,3}$/.test(length) ? rangeOfPrefix(number, length) : undefined;
}

/** Whether the range contains the address. Families never mix: `::/0` contains no IPv4 address. */
export function containsAddress(range: Range, { family, value }: Numeric): boolean {
  return range.family === family && ((range.address ^ value) & range.mask) === 0n;
}

/** Whether `outer` contains every address of `inner`. */
export function containsRange(outer: Range, inner: Range): boolean {
  const maskCovered = (outer.mask & inner.mask) === outer.mask;
  return maskCovered && containsAddress(outer, { family: inner.family, value: inner.address });
}

/** Whether both ranges contain a common address. */
export function overlaps(one: Range, other: Range): boolean {
  return one.family === other.family && ((one.address ^ other.address) & one.mask & other.mask) === 0n;
}

/**
 * The canonical text of the only address in a range; undefined for wider ranges.
 * An IPv4-mapped IPv6 address keeps its IPv6 text, which is no host's key: PostgreSQL never sees such a client.
 */
export function soleHostKey({ family, address, mask }: Range): string | undefined {
  return mask === allOnes(family) ? numericText({ family, value: address }) : undefined;
}
