import type { parseWorkflow as Parse } from '@actions/workflow-parser';
import { build } from 'esbuild';
import { ROOT } from './blocks.ts';

interface Parser {
  readonly parseWorkflow: typeof Parse;
  readonly parseAction: typeof Parse;
}

/** Bundled first: the package imports JSON as Node no longer does. */
async function load(): Promise<Parser> {
  const contents = `
    export { parseWorkflow } from '@actions/workflow-parser';
    export { parseAction } from '@actions/workflow-parser/actions/index';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Parser;
}

const { parseWorkflow, parseAction } = await load();

const trace = { error: () => undefined, info: () => undefined, verbose: () => undefined };

/** What GitHub's own parser has against a workflow, or an action. */
export const githubErrors = (kind: 'workflow' | 'action', name: string, content: string): string[] =>
  (kind === 'action' ? parseAction : parseWorkflow)({ name, content }, trace)
    .context.errors.getErrors()
    .map((error) => error.message);
