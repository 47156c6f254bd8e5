import type { Host } from '../cli/host.ts';
import { looksLikeTopology } from '../workspace/looks-like-topology.ts';

/** The files that look like topologies. Keeps a file that cannot be opened: the linter says why. */
export function onlyTopologies(host: Host, files: readonly string[]): string[] {
  return files.filter((file) => {
    if (file === '-') return true;
    try {
      // The keys are ASCII: without the zeros of UTF-16 they can be read in any encoding.
      return looksLikeTopology(Buffer.from(host.readFile(file)).toString('latin1').replaceAll('\0', ''));
    } catch {
      return true;
    }
  });
}
