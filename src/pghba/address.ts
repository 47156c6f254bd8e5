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
const IPV4 =
  /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
/** What may be IPv6: nothing that would end the host of a URL. */
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*$/i;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/**
 * Reads an IP address as strictly as inet_pton(3) does: four decimal parts without leading zeros, or IPv6 in any
 * of its spellings. No brackets, no mask, no zone.
 * @returns undefined for anything else; never throws.
 */
export function parseNumeric(text: string): Numeric | undefined {
  const parts = IPV4.exec(text);
  if (parts)
    return { family: 4, value: BigInt(parts.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0)) };
  const groups = IPV6.test(text) ? canonicalIPv6(text) : undefined;
  return groups === undefined ? undefined : { family: 6, value: valueOfIPv6(groups) };
}

/** Node's own reader of addresses, as quick as it is strict; `node:net`, which has another, takes long to load. */
function canonicalIPv6(text: string): string | undefined {
  const url = `http://[${text}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

/** The number behind canonical IPv6 text, whose `::` stands for the groups that are not there. */
function valueOfIPv6(canonical: string): bigint {
  const [head = '', tail] = canonical.split('::').map((half) =>
    half
      .split(':')
      .map((group) => group.padStart(4, '0'))
      .join(''),
  );
  return BigInt(`0x${tail === undefined ? head : head + tail.padStart(32 - head.length, '0')}`);
}

/** The canonical text of an IP address: dotted decimal, or IPv6 as in RFC 5952 without the dotted tail. */
export function numericText({ family, value }: Numeric): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const groups = value.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
  return canonicalIPv6(groups.join(':')) ?? '';
}

/**
 * Classifies an address as a person writes it: `10.0.0.1`, `fd00::1`, `db1.example.com`.
 * @returns undefined for what is none of them, such as `10.0.0.300`, `[::1]`, `10.0.0.0/8`, `fe80::1%eth0`.
 */
export function parseAddress(text: string): Address | undefined {
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

/** What a pg_hba line takes for this host alone: `10.0.0.1/32`, `fd00::1/128`, or the name. */
export function hostCidr({ kind, key }: Address): string {
  if (kind === 'hostname') return key;
  return kind === 'ipv4' ? `${key}/32` : `${key}/128`;
}

/** The address as the host part of a URL or of `host:port`: IPv6 in brackets. */
export function bracketed({ text }: Address): string {
  return text.includes(':') ? `[${text}]` : text;
}

/** Whether the address never leaves the machine: 127.0.0.0/8, `::1`, `localhost` and names under it (RFC 6761). */
export function isLoopback({ kind, key }: Address): boolean {
  if (kind === 'hostname') return key === 'localhost' || key.endsWith('.localhost');
  return kind === 'ipv4' ? key.startsWith('127.') : key === '::1';
}

/** Whether the address means "every address": `0.0.0.0` or `::`. */
export function isUnspecified({ kind, key }: Address): boolean {
  return kind !== 'hostname' && (key === '0.0.0.0' || key === '::');
}
