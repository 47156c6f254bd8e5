import type { Host } from '../cli/host.ts';
import { text } from '../compiler/report/text.ts';
import { decode } from '../compiler/text/source.ts';
import type { Starter } from '../compiler/topology/starter.ts';
import { starterText } from '../compiler/topology/starter.ts';
import { VERSION } from '../version.ts';
import type { Analysis } from '../workspace/workspace.ts';
import { analyse } from '../workspace/workspace.ts';
import type { InitOptions } from './init-answers.ts';
import { starterOf } from './init-answers.ts';
import type { Status } from './run.ts';
import { schemaFor } from './schema-for.ts';
import { UsageError } from './usage-error.ts';

export type { InitOptions } from './init-answers.ts';

/** Findings without places, because no file holds the lines. */
const withoutPlaces = ({ diagnostics }: Analysis): string =>
  diagnostics
    .map(({ severity, message, help }) => `${severity}: ${message}\n${help ? `  help: ${help}\n` : ''}`)
    .join('');

async function judgedOf(starter: Starter, file: string, schema: string) {
  const topology = starterText(starter, schema);
  const source = decode(file === '-' ? 'topology.yaml' : file, Buffer.from(topology));
  if ('rule' in source) throw new UsageError(source.message);
  return { topology, analysis: await analyse(source) };
}

/** `pgdr-compile init`: writes a topology to start from, without errors. */
export async function init(host: Host, file: string, options: InitOptions): Promise<Status> {
  if (file !== '-' && !options.force && host.exists(file))
    throw new UsageError(`${file} already exists: name another file, or overwrite it with --force`);
  const starter = await starterOf(host, options);
  const { topology, analysis } = await judgedOf(starter, file, schemaFor(host, file));
  if (analysis.diagnostics.some(({ severity }) => severity === 'error')) {
    host.stderr(withoutPlaces(analysis));
    throw new UsageError('these sites and nodes make an unsafe estate: nothing was written');
  }
  if (file === '-') host.stdout(topology);
  else {
    try {
      host.writeFile(file, topology);
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    host.stdout(`wrote ${file}; review it, then run "pgdr-compile ${file}"\n`);
  }
  if (analysis.diagnostics.length === 0) return 0;
  host.stderr(
    file === '-'
      ? withoutPlaces(analysis)
      : await text({ version: VERSION, files: [analysis] }, { color: false }),
  );
  return 0;
}
