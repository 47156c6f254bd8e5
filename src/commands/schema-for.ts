import type { Host } from '../cli/host.ts';
import { SCHEMA_URL } from '../version.ts';

/** Where the editor finds the schema: in the package, if it is installed below the topology's folder. */
export function schemaFor(host: Host, file: string): string {
  const path = 'node_modules/pgdr-compile/schema/topology.schema.json';
  return host.exists(`${file.slice(0, file.lastIndexOf('/') + 1)}${path}`) ? `./${path}` : SCHEMA_URL;
}
