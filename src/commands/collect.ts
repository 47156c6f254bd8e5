import type { Host } from '../cli/host.ts';
import { COLLECT_SCRIPT } from '../compiler/generated/collect.ts';

/**
 * `pgdr-compile collect`: prints a script for a POSIX shell. Run on a node, it writes the files that `lint` reads of that node
 * as a tar, with every secret masked.
 */
export function collect(host: Host): void {
  host.stdout(COLLECT_SCRIPT);
}
