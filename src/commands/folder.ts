import { basename, join, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import { analyseNodes } from '../workspace/workspace.ts';
import type { Judged } from './run.ts';

/** The files that lie on the nodes of an estate, read and judged as one. */
export async function judgeFolder(host: Host, folder: string, below: readonly string[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const files: { readonly file: string; readonly path: string; readonly text: string }[] = [];
  for (const path of below) {
    const { file, source, finding, missing } = await readTopology(host, join(folder, path), '');
    if (source) files.push({ file, path, text: source.text });
    // What is no text is no file of a node: a database, a key in DER.
    else if (missing) judged.push({ report: { file, text: '', diagnostics: finding ? [finding] : [] }, analysis: undefined, missing });
  }
  const { files: analyses } = await analyseNodes(basename(resolve(host.cwd, folder)), files);
  for (const { file, text, diagnostics, suppressed } of analyses)
    judged.push({
      report: { file, text: diagnostics.length > 0 ? text : '', diagnostics, suppressed },
      analysis: undefined,
      missing: false,
    });
  return judged;
}
