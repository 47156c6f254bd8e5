const CR = 0x0d;

/**
 * The bytes with the line ends that this tool writes: git may check a tree out with those of Windows.
 * @returns the same bytes where there is nothing to change
 */
export function withUnixLineEnds(bytes: Buffer): Buffer {
  if (!bytes.includes(CR)) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
