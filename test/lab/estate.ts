import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { render } from '../../src/compiler/render/render.ts';
import type { Artifact, Estate } from '../../src/index.ts';
import { compile } from '../../src/index.ts';
import { SOFTWARE, type Suite } from './suite.ts';

/** An estate as the compiler sees it, and the files it wrote. */
export interface CompiledEstate {
  readonly suite: Suite;
  /** The topology file, and the changes to its text before it was compiled. */
  readonly file: string;
  readonly options: CompileOptions;
  /** The topology that was compiled. */
  readonly text: string;
  readonly estate: Estate;
  readonly artifacts: readonly Artifact[];
  /** The first client that connects through HAProxy: the lab's writer connects as this client. */
  readonly application: Application | undefined;
}

export interface Application {
  readonly user: string;
  readonly database: string;
}

export interface CompileOptions {
  /** Changes to the topology's text, made before it is compiled. */
  readonly edit?: (topology: string) => string;
  /** The rules that must refuse the estate, and no others. It is compiled anyway, to show what they prevent. */
  readonly force?: readonly string[];
}

/**
 * Compiles a topology for the software of a suite.
 * @throws with the findings of every rule that refuses it, except the rules in `force`
 */
export async function compileFor(
  suite: Suite,
  file: string,
  options: CompileOptions = {},
): Promise<CompiledEstate> {
  const { edit = (text) => text } = options;
  return compileText(suite, file, withSoftware(edit(await readFile(file, 'utf8')), suite), options);
}

/** Compiles a topology as it is, like {@link compileFor}. */
export async function compileText(
  suite: Suite,
  file: string,
  text: string,
  options: CompileOptions = {},
): Promise<CompiledEstate> {
  const { force = [] } = options;
  const { clients = [] } = parse(text) as { clients?: readonly (Application & { from: unknown })[] };
  const { diagnostics, estate, artifacts } = await compile(Buffer.from(text), file);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const refused = errors.filter(({ rule }) => !force.includes(rule));
  if (!estate || refused.length > 0)
    throw new Error(
      `${file} does not compile:\n${refused.map(({ rule, message }) => `${rule}: ${message}`).join('\n')}`,
    );
  const idle = force.find((rule) => !errors.some((one) => one.rule === rule));
  if (idle !== undefined) throw new Error(`${idle} does not refuse ${file}`);
  return {
    suite,
    file,
    options,
    text,
    estate,
    artifacts: errors.length > 0 ? [...render(estate)] : artifacts,
    application: clients.find(({ from }) => from === 'haproxy'),
  };
}

/** The topology with the software that the suite ships. */
export function withSoftware(topology: string, suite: Suite): string {
  const { patroni, postgresql, etcd, haproxy } = SOFTWARE[suite];
  const block = `software:\n  patroni: "${patroni}"\n  postgresql: ${postgresql}\n  etcd: "${etcd}"\n  haproxy: "${haproxy}"\n`;
  const written = /^software:.*\n(?:[ \t]+.*\n|\n(?=[ \t]))*/m;
  return written.test(topology) ? topology.replace(written, block) : `${topology.trimEnd()}\n\n${block}`;
}
