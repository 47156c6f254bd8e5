import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'yaml';
import { read } from './blocks.ts';

export interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action = (): Action => parse(read('action.yml')) as Action;

/** The step that is there whatever the inputs are. */
export const LINTS = 'Lint, and compare the compiled tree';

/** The step of this name. */
export function stepNamed(name: string): Step {
  const step = action().runs.steps.find((one) => one.name === name);
  if (!step) throw new Error(`the action has no step ${name}`);
  return step;
}

type Inputs = Readonly<Record<string, string>>;

/**
 * Runs a step of the action as GitHub would: inputs put in for expressions, in bash as it is set up there.
 * @param path the folder of the action
 * @param env what GitHub puts in for other expressions, too
 * @param step the one that lints, unless told
 */
export function runAction(
  path: string,
  cwd: string,
  inputs: Inputs,
  env: Inputs = {},
  step = stepNamed(LINTS),
) {
  const { inputs: known } = action();
  const filled = (text: string): string =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => {
      const value = inputs[name] ?? known[name]?.default;
      if (value === undefined) throw new Error(`no input ${name}`);
      return value;
    });
  const variables = Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value)]);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run ?? 'exit 99'],
    {
      cwd: join(cwd, filled(step['working-directory'] ?? '.')),
      encoding: 'utf8',
      timeout: 300_000,
      env: {
        ...process.env,
        ...Object.fromEntries(variables),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: path,
        GITHUB_WORKSPACE: cwd,
        ...env,
      },
    },
  );
  return { status, stdout, stderr };
}
