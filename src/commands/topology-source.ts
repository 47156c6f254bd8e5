import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import type { Source } from '../compiler/text/source.ts';
import { UsageError } from './usage-error.ts';

/**
 * The text of the one topology that a command is about.
 * @throws UsageError where it cannot be read
 */
export async function topologySource(host: Host, file: string, stdinName: string): Promise<Source> {
  const { source, finding, missing } = await readTopology(host, file, stdinName);
  if (source) return source;
  throw new UsageError(`${file} ${missing ? 'cannot be read' : 'is no topology'}: ${finding?.message ?? ''}`);
}
