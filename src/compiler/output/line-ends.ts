const CR = 0x0d;

/**
 * The bytes with Unix line ends, which this tool writes: git may check a tree out with Windows line ends.
 * @returns the same buffer if there is nothing to change
 */
export function withUnixLineEnds(bytes: Buffer): Buffer {
  if (!bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
