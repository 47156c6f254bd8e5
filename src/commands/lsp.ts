import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from '../cli/host.ts';
import { serve } from '../lsp/server.ts';
import { VERSION } from '../version.ts';
import { CATALOGUE } from '../workspace/catalogue.ts';
import type { Status } from './run.ts';

/** `pgdr-compile lsp`: answers an editor on standard input and output, until it hangs up. */
export function lsp(host: Host): Promise<Status> {
  const waivable: ReadonlySet<string> = new Set(
    CATALOGUE.filter((rule) => rule.waivable).map(({ id }) => id),
  );
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, {
    disk: { filesBelow: host.filesBelow, readFile: host.readFile },
    version: VERSION,
    isWaivable: (rule) => waivable.has(rule),
  });
  // The connection ends the process, when the editor says so or is gone.
  return new Promise(() => undefined);
}
