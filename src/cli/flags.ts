import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { InitOptions } from '../commands/init.ts';
import type { Output } from '../commands/publish.ts';
import { assertApart, outputOf, usualOutputs } from '../commands/publish.ts';
import type { JudgeOptions } from '../commands/run.ts';
import { FAIL_ON } from '../commands/run.ts';
import { amountOf } from '../compiler/facts/number.ts';
import { DEFAULT_SOFTWARE } from '../compiler/facts/version.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import { FORMAT_NAMES } from '../compiler/report/formats.ts';
import type { FailOn } from '../compiler/text/finding.ts';
import type { Host } from './host.ts';

/** Flags that lint and build share, as commander gives them. */
export interface JudgeFlags {
  readonly format?: readonly Output[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
}

/** Versions of what runs on nodes. */
export interface VersionFlags {
  readonly patroni?: string;
  readonly postgresql?: string;
  readonly etcd?: string;
  readonly haproxyVersion?: string;
}

export interface LintFlags extends JudgeFlags, VersionFlags {
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

/** @throws UsageError when two reports would go to the same place */
export function judgeOptions(host: Host, { format, failOn, stdinFilename }: JudgeFlags): JudgeOptions {
  assertApart(format ?? []);
  return { formats: format ?? usualOutputs(host), failOn, stdinFilename };
}

function formatOption(): Option {
  return new Option(
    '--format <format>',
    `${FORMAT_NAMES.join(', ')}; with =FILE, written to that file; repeatable`,
  ).argParser((value: string, previous?: Output[]) => {
    try {
      return [...(previous ?? []), outputOf(value)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

export const stdinOption = (): Option =>
  new Option('--stdin-filename <name>', 'name that findings show for a topology read from -').default(
    '<stdin>',
  );

const failOnOption = (): Option =>
  new Option('--fail-on <severity>', 'lowest severity that makes the exit status 1')
    .choices(FAIL_ON)
    .default('error');

/** Adds the flags of a command that lints topologies. */
export const judging = (command: Command): Command =>
  command.addOption(formatOption()).addOption(failOnOption()).addOption(stdinOption());

const VERSION = /^\d+(?:\.\d+){0,2}$/;

function versionOption(flag: string, product: string): Option {
  return new Option(`${flag} <version>`, `version of ${product} on the nodes, for a folder`).argParser(
    (value: string) => {
      if (!VERSION.test(value)) throw new InvalidArgumentError('a version is numbers with dots, like 3.5.16');
      return value;
    },
  );
}

/** Adds the flags that say versions where files of nodes do not. */
export const sayingVersions = (command: Command): Command =>
  command
    .addOption(versionOption('--patroni', 'Patroni'))
    .addOption(versionOption('--postgresql', 'PostgreSQL'))
    .addOption(versionOption('--etcd', 'etcd'))
    .addOption(versionOption('--haproxy-version', 'HAProxy'));

/** Versions by product, as far as flags say them. */
export const saidVersions = ({ patroni, postgresql, etcd, haproxyVersion }: VersionFlags): SaidVersions => ({
  ...(patroni === undefined ? {} : { patroni }),
  ...(postgresql === undefined ? {} : { postgresql }),
  ...(etcd === undefined ? {} : { etcd }),
  ...(haproxyVersion === undefined ? {} : { haproxy: haproxyVersion }),
});

export type InitFlags = InitOptions;

/** Flags of `adopt`. */
export type AdoptFlags = VersionFlags & {
  readonly name?: string;
  readonly force?: boolean;
  readonly compare?: boolean;
};

/** Flags of `plan`. */
export type PlanFlags = VersionFlags & {
  readonly format?: readonly string[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
  readonly from?: string;
  readonly out: string;
  readonly accept?: readonly string[];
};

/** Flags of `verify`. */
export interface VerifyFlags extends JudgeFlags {
  readonly site?: readonly string[];
  readonly timeout: number;
  readonly lag: number;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly psql?: string;
  readonly watch?: boolean;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/** Adds the flags that answer the questions of init. */
export const initFlags = (command: Command): Command =>
  command
    .option('--name <name>', 'name of the estate')
    .option(
      '--site <name=addresses>',
      'site and its nodes: seoul=10.1.0.10,10.1.0.11,10.1.0.12; repeatable, primary site first',
      collect,
    )
    .option(
      '--haproxy <name=addresses>',
      'nodes of a site that run HAProxy; they may be database nodes: seoul=10.1.0.20; repeatable',
      collect,
    )
    .option(
      '--witness <name=addresses>',
      'nodes that run only etcd, for a site with two PostgreSQL nodes: seoul=10.1.0.30; repeatable',
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

/** An amount with a unit. */
function amountOption(flags: string, said: string, unit: 'B' | 's', most: number): Option {
  const examples = unit === 's' ? '5s, or 500ms' : '100MB, or 2GB';
  return new Option(flags, said).argParser((value: string) => {
    const amount = amountOf(value, unit, 'ten');
    if (amount === undefined || amount <= 0 || amount > most)
      throw new InvalidArgumentError(`it is an amount with a unit, like ${examples}`);
    return amount;
  });
}

/** Adds the flags of the command that asks the running estate. */
export const verifying = (command: Command): Command =>
  judging(command)
    .option('--site <name>', 'ask this site alone; repeatable', collect)
    .addOption(
      amountOption('--timeout <time>', 'who has not answered by then does not answer', 's', 3600).default(
        5,
        '5s',
      ),
    )
    .addOption(
      amountOption('--lag <size>', 'WAL that a standby may be behind', 'B', 2 ** 60).default(
        100 * 2 ** 20,
        '100MB',
      ),
    )
    .option('--ca <file>', 'certificate of the authority that signed those of the REST API (PEM)')
    .option('--cert <file>', 'certificate to show to the REST API, where verify_client is "required" (PEM)')
    .option('--key <file>', 'its key (PEM)')
    .option(
      '--psql <service>',
      'ask the leaders for their replication slots too, with psql and this service of pg_service.conf',
    )
    .option('--watch', 'draw the table again and again, until it is stopped');

/** What shows the plan; other formats show its hazards alone. */
const PLAN_FORMATS = ['text', 'markdown', 'comment', ...FORMAT_NAMES.filter((name) => name !== 'text')].join(
  ', ',
);

/** Adds the flags of a command that plans a change. */
export const planning = (command: Command): Command =>
  sayingVersions(command)
    .option(
      '--from <file|folder|git-ref>',
      'what runs now: a topology, a compiled tree or the files of nodes, or a commit (default: the tree in --out, else HEAD)',
    )
    .option('-o, --out <dir>', 'folder of the compiled tree', 'build')
    .option('--accept <rule>', 'a rule about changes that finds nothing in this run; repeatable', collect)
    .option('--format <format>', `${PLAN_FORMATS}; with =FILE, written to that file; repeatable`, collect)
    .addOption(failOnOption())
    .addOption(stdinOption());
