import { hash } from 'node:crypto';
import { byPath, isSafePath } from './path.ts';

/** SHA-256 in hexadecimal; a string counts as its UTF-8 bytes. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** The manifest's text: path to hash, sorted, so that a change of one file is a change of one line. */
export function renderManifest(hashes: ReadonlyMap<string, string>): string {
  // Not JSON.stringify of an object: that would put names that look like numbers first.
  const lines = [...hashes]
    .map(([path, hash]) => ({ path, hash }))
    .sort(byPath)
    .map(({ path, hash }) => `    ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  const files = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "version": 1,\n  "tool": "pgdr-compile",\n  "files": ${files}\n}\n`;
}

/**
 * Path to hash; undefined unless the text is, byte for byte, one that {@link renderManifest} makes from safe paths.
 * The paths of an accepted manifest may be deleted, so one wrong entry makes the whole manifest invalid.
 */
export function parseManifest(text: string): ReadonlyMap<string, string> | undefined {
  const files = filesOf(text);
  if (files === undefined) return undefined;
  const hashes = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (!isSafePath(path) || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return undefined;
    hashes.set(path, hash);
  }
  return renderManifest(hashes) === text ? hashes : undefined;
}

function filesOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('files' in value)) return undefined;
    return typeof value.files === 'object' && value.files !== null ? value.files : undefined;
  } catch {
    return undefined;
  }
}
