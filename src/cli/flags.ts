import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { InitOptions } from '../commands/init.ts';
import type { Output } from '../commands/publish.ts';
import { assertApart, outputOf, usualOutputs } from '../commands/publish.ts';
import type { JudgeOptions } from '../commands/run.ts';
import { FAIL_ON } from '../commands/run.ts';
import { DEFAULT_SOFTWARE } from '../compiler/facts/version.ts';
import { FORMAT_NAMES } from '../compiler/report/formats.ts';
import type { FailOn } from '../compiler/text/finding.ts';
import type { Host } from './host.ts';

/** Flags that lint and build share, as commander gives them. */
export interface JudgeFlags {
  readonly format?: readonly Output[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
}

export interface LintFlags extends JudgeFlags {
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly against?: string;
  readonly watch?: boolean;
  readonly onlyTopologies?: boolean;
  readonly fix?: boolean;
  readonly diff?: boolean;
}

export interface BuildFlags extends JudgeFlags {
  readonly out: string;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly baseline?: string;
  readonly against?: string;
}

/** @throws UsageError when two reports would run into each other */
export function judgeOptions(host: Host, { format, failOn, stdinFilename }: JudgeFlags): JudgeOptions {
  assertApart(format ?? []);
  return { formats: format ?? usualOutputs(host), failOn, stdinFilename };
}

function formatOption(): Option {
  return new Option(
    '--format <format>',
    `${FORMAT_NAMES.join(', ')}; with =FILE, written there; repeatable`,
  ).argParser((value: string, previous?: Output[]) => {
    try {
      return [...(previous ?? []), outputOf(value)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

export const stdinOption = (): Option =>
  new Option('--stdin-filename <name>', 'what findings call a topology read from -').default('<stdin>');

/** A command that judges topologies. */
export const judging = (command: Command): Command =>
  command
    .addOption(formatOption())
    .addOption(
      new Option('--fail-on <severity>', 'findings that make the exit status 1')
        .choices(FAIL_ON)
        .default('error'),
    )
    .addOption(stdinOption());

export type InitFlags = InitOptions;

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/** What init can be told instead of being asked. */
export const initFlags = (command: Command): Command =>
  command
    .option('--name <name>', 'name of the estate')
    .option(
      '--site <name=addresses>',
      'a site and its nodes: seoul=10.1.0.10,10.1.0.11,10.1.0.12; repeatable, the primary first',
      collect,
    )
    .option(
      '--haproxy <name=addresses>',
      'nodes of a site that run HAProxy, its database nodes among them: seoul=10.1.0.20; repeatable',
      collect,
    )
    .option(
      '--witness <name=addresses>',
      'nodes of a site that run etcd alone, where it has two for PostgreSQL: seoul=10.1.0.30; repeatable',
      collect,
    )
    .option('--patroni <version>', `version of Patroni (default: ${DEFAULT_SOFTWARE.patroni})`)
    .option('--postgresql <version>', `major version of PostgreSQL (default: ${DEFAULT_SOFTWARE.postgresql})`)
    .option('--etcd <version>', `version of etcd (default: ${DEFAULT_SOFTWARE.etcd})`)
    .option('--haproxy-version <version>', `version of HAProxy (default: ${DEFAULT_SOFTWARE.haproxy})`)
    .option('--force', 'overwrite the file')
    .addHelpText(
      'after',
      `
example:
  pgdr-compile init --site seoul=10.1.0.10,10.1.0.11,10.1.0.12 --haproxy seoul=10.1.0.20 \\
      --site busan=10.2.0.10,10.2.0.11,10.2.0.12`,
    );
