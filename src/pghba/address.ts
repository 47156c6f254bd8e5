// Imports only this module of ip-num: its index computes a table of well-known ranges at import, 15 ms of every run.
import { collapseIPv6Number, expandIPv6Number } from 'ip-num/dist/src/IPv6Utils.js';

/**
 * Where a machine can be reached: an IP address or a host name.
 * An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) is of kind `ipv4`: a connection to or from it is an IPv4
 * connection, and PostgreSQL, whose IPv6 sockets take IPv6 only, sees it as one.
 */
export interface Address {
  readonly kind: 'ipv4' | 'ipv6' | 'hostname';
  /** As it was written. */
  readonly text: string;
  /** Canonical: two spellings of one address have one key. Dotted decimal, RFC 5952, or the lower-case name. */
  readonly key: string;
}

/** An IP address as a number of its family: 32 or 128 bits. */
export interface Numeric {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const MAPPED_PREFIX = 0xffffn;

/**
 * Every derived pg_hba contains `::1`, and most estates have no other IPv6 address. With these two known, most runs need not
 * compile ip-num's pattern for IPv6, which takes 3 ms.
 */
const WELL_KNOWN: readonly (readonly [text: string, value: bigint])[] = [
  ['::1', 1n],
  ['::', 0n],
];
/** Four decimal parts from 0 to 255 without leading zeros, as a number; undefined for anything else. */
function dottedDecimal(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    const number = Number(part);
    if (String(number) !== part || !(number >= 0 && number <= 255)) return undefined;
    value = value * 256 + number;
  }
  return value;
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/**
 * Reads an IP address as strictly as inet_pton(3) does: four decimal parts without leading zeros, or IPv6 in any
 * of its spellings. No brackets, no mask, no zone.
 * @returns undefined for anything else; never throws.
 */
export function parseNumeric(text: string): Numeric | undefined {
  const dotted = dottedDecimal(text);
  if (dotted !== undefined) return { family: 4, value: BigInt(dotted) };
  const known = WELL_KNOWN.find(([name]) => name === text);
  if (known) return { family: 6, value: known[1] };
  // ip-num accepts prefixes (`/64`) as part of an address, and drops zones, so that two interfaces would be one address.
  if (!text.includes(':') || !/^[0-9a-f:.]+$/i.test(text)) return undefined;
  try {
    return { family: 6, value: BigInt(`0x${expandIPv6Number(text).replaceAll(':', '')}`) };
  } catch {
    return undefined;
  }
}

/** The canonical text of an IP address: dotted decimal, or IPv6 as in RFC 5952 without the dotted tail. */
export function numericText({ family, value }: Numeric): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const known = WELL_KNOWN.find(([, number]) => number === value);
  if (known) return known[0];
  const groups = value.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
  return collapseIPv6Number(groups.join(':'));
}

/**
 * Classifies an address as a person writes it: `10.0.0.1`, `fd00::1`, `db1.example.com`.
 * @returns undefined for anything else, such as `10.0.0.300`, `[::1]`, `10.0.0.0/8`, `fe80::1%eth0`.
 */
export function parseAddress(text: string): Address | undefined {
  // Dotted decimal is canonical as it is written.
  if (dottedDecimal(text) !== undefined) return { kind: 'ipv4', text, key: text };
  const number = parseNumeric(text);
  if (number !== undefined) {
    const mapped = number.family === 6 && number.value >> 32n === MAPPED_PREFIX;
    const plain: Numeric = mapped ? { family: 4, value: number.value & 0xffffffffn } : number;
    return { kind: plain.family === 4 ? 'ipv4' : 'ipv6', text, key: numericText(plain) };
  }
  if (!isHostName(text)) return undefined;
  return { kind: 'hostname', text, key: text.toLowerCase().replace(/\.$/, '') };
}

/** Whether a text can be a host name: RFC 1123 labels (and `_`), and the last one not a number (RFC 3696, 2). */
function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  return (
    text.length <= 254 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** The address field of a pg_hba line for only this host: `10.0.0.1/32`, `fd00::1/128`, or the name. */
export function hostCidr({ kind, key }: Address): string {
  if (kind === 'hostname') return key;
  return kind === 'ipv4' ? `${key}/32` : `${key}/128`;
}

/** The address as the host part of a URL or of `host:port`: IPv6 in brackets. */
export function bracketed({ text }: Address): string {
  return text.includes(':') ? `[${text}]` : text;
}

/** Names of loopback in hosts files of Debian (netbase) and of Red Hat and its derivatives (setup). */
const LOOPBACK_NAMES: readonly string[] = [
  'localhost',
  'localhost.localdomain',
  'localhost4',
  'localhost4.localdomain4',
  'localhost6',
  'localhost6.localdomain6',
  'ip6-localhost',
  'ip6-loopback',
];

/** Whether a host name, or the end of one (`.localhost`), means loopback: RFC 6761, 6.3, and the hosts files above. */
export function isLoopbackName(name: string): boolean {
  const lower = name.toLowerCase().replace(/\.$/, '');
  return LOOPBACK_NAMES.includes(lower) || lower.endsWith('.localhost');
}

/** Whether the address never leaves the machine: 127.0.0.0/8, `::1`, `localhost` and names under it (RFC 6761). */
export function isLoopback({ kind, key }: Address): boolean {
  if (kind === 'hostname') return isLoopbackName(key);
  return kind === 'ipv4' ? key.startsWith('127.') : key === '::1';
}

/** Ranges in which no machine can be reached from another network, and their names (RFC 1112, 3927, 4291, 6890). */
const SPECIAL: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a multicast address', /^(?:22[4-9]|23\d)\.|^ff[0-9a-f]{2}:/],
  ['the broadcast address', /^255\.255\.255\.255$/],
  ['a reserved address', /^(?:24\d|25[0-5])\.|^0\./],
  ['a link-local address, which no other network reaches', /^169\.254\.|^fe[89ab][0-9a-f]:/],
];

/** The special use of an IP address that no machine can have as its own; undefined for all other addresses. */
export const specialUse = ({ kind, key }: Address): string | undefined =>
  kind === 'hostname' ? undefined : SPECIAL.find(([, pattern]) => pattern.test(key))?.[0];

/** Whether the address means "every address": `0.0.0.0` or `::`. */
export function isUnspecified({ kind, key }: Address): boolean {
  return kind !== 'hostname' && (key === '0.0.0.0' || key === '::');
}
