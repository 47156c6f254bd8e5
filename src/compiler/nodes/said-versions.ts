import type { Software } from '../facts/version.ts';

/** What somebody says of versions, by product. */
export type SaidVersions = Partial<Record<keyof Software, string>>;

/** A line of the file `versions`, which `collect` writes: `postgresql 16.4`. */
const LINE = /^(patroni|postgresql|etcd|haproxy)\s+v?(\d+(?:\.\d+)*)/;

/** What a file of versions says. */
export function versionsIn(text: string): SaidVersions {
  const said: SaidVersions = {};
  for (const line of text.split('\n')) {
    const [, product, version] = LINE.exec(line.trim()) ?? [];
    if (product !== undefined && version !== undefined) said[product as keyof Software] ??= version;
  }
  return said;
}
