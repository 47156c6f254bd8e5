import { Argument, Command, CommanderError, type CommandOptions, Option } from 'commander';
import type { BuildOptions } from '../commands/build.ts';
import { usualOutputs } from '../commands/publish.ts';
import type { Status } from '../commands/run.ts';
import { UsageError } from '../commands/usage-error.ts';
import { VERSION } from '../version.ts';
import type {
  AdoptFlags,
  BuildFlags,
  InitFlags,
  JudgeFlags,
  LintFlags,
  PlanFlags,
  VerifyFlags,
} from './flags.ts';
import {
  initFlags,
  judgeOptions,
  judging,
  planning,
  saidVersions,
  sayingVersions,
  stdinOption,
  verifying,
} from './flags.ts';
import type { Host } from './host.ts';

const BASELINE = 'file of known findings, which are neither reported nor counted';
const AGAINST = 'report only findings that the files do not have in this commit';

/** The command that lint's flags select. */
async function lintCommand({ fix = false, diff = false, watch = false }: LintFlags) {
  if (diff && !fix) throw new UsageError('--diff shows what --fix would do: write --fix --diff');
  if (fix && watch)
    throw new UsageError('--fix and --watch cannot be used together: each fix would trigger the watch');
  if (fix) return (await import('../commands/fix.ts')).fix;
  if (watch) return (await import('../commands/watch.ts')).watch;
  return (await import('../commands/lint.ts')).lint;
}

/**
 * The command line.
 * @param done gets the exit status of the command that ran
 */
export function program(host: Host, done: (status: Status) => void): Command {
  const root = new Command('pgdr-compile')
    .description(
      'Compiles topology.yaml into the etcd, Patroni and HAProxy files of every node of a PostgreSQL estate across data centers, and refuses an unsafe estate.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .addHelpText(
      'after',
      `
examples:
  pgdr-compile init                        write a topology to start from
  pgdr-compile lint estate/                check the files that lie on your nodes
  pgdr-compile topology.yaml               lint it, and write the files of every node to build/
  pgdr-compile --check topology.yaml       fail if the files in build/ are not current
  pgdr-compile plan topology.yaml          show what a change takes on the running estate
  pgdr-compile explain etcd/token-shared   explain a finding

exit status: 0 clean, 1 findings at or above --fail-on or a stale tree, 2 the command could not run`,
    );

  const command = (
    name: string,
    description: string,
    define: (command: Command) => void,
    options?: CommandOptions,
  ): void => {
    const one = root.command(name, options).description(description);
    define(one);
    one.showHelpAfterError(
      `usage: pgdr-compile ${one.name()} ${one.usage()}\n(see pgdr-compile ${one.name()} --help)`,
    );
  };

  /** The files that words and globs name. A word that is the name of a file means that file, even if it looks like a glob. */
  const filesOf = async (words: readonly string[]): Promise<string[]> => {
    const { expand } = await import('../commands/inputs.ts');
    return expand(
      host,
      words,
      root.commands.map((command) => command.name()),
    );
  };

  const topologiesOf = async (files: readonly string[]): Promise<string[]> => {
    const { onlyTopologies } = await import('../commands/topologies.ts');
    return onlyTopologies(host, files);
  };

  command(
    'build',
    'lint, then write the files (default); writes nothing if there are errors',
    (one) =>
      judging(one)
        .argument('<topology...>', 'files or globs; - for standard input')
        .option(
          '-o, --out <dir>',
          'folder of the tree; {name} is replaced by the name of the estate; without {name}, each of several estates gets its own subfolder',
          'build',
        )
        .option(
          '--check',
          'write nothing; exit 1 and show a diff if the tree on disk differs from what would be written',
        )
        .option('--force', 'overwrite files that were edited by hand or written by another program')
        .option('--baseline <file>', BASELINE)
        .option('--against <git-ref>', AGAINST)
        .action(async (words: string[], flags: BuildFlags) => {
          const { build } = await import('../commands/build.ts');
          const options: BuildOptions = {
            ...judgeOptions(host, flags),
            out: flags.out,
            check: flags.check ?? false,
            force: flags.force ?? false,
            baseline: flags.baseline,
            against: flags.against,
          };
          done(await build(host, await filesOf(words), options));
        }),
    { isDefault: true },
  );

  command('lint', 'check topologies, or folders with the files of nodes; write nothing', (one) =>
    sayingVersions(judging(one))
      .argument(
        '<path...>',
        'topologies or globs, - for standard input; or folders with the files of nodes, as site/node/etc/…',
      )
      .option('--baseline <file>', BASELINE)
      .option(
        '--write-baseline',
        'write the baseline: create it from the findings of this run, or remove findings that are gone',
      )
      .option('--against <git-ref>', AGAINST)
      .option('--only-topologies', 'skip files that do not look like topologies')
      .option('--watch', 'lint again whenever a file changes')
      .option(
        '--fix',
        'fix findings that have exactly one correct fix, and change nothing else; the result for - goes to standard output',
      )
      .option('--diff', 'with --fix: write nothing, show what would change; exit 1 if anything would change')
      .action(async (words: string[], flags: LintFlags) => {
        const command = await lintCommand(flags);
        const { baseline, writeBaseline = false, against, diff = false } = flags;
        const said = saidVersions(flags);
        const options = { ...judgeOptions(host, flags), baseline, writeBaseline, against, diff, said };
        const files = await filesOf(words);
        done(await command(host, flags.onlyTopologies ? await topologiesOf(files) : files, options));
      }),
  );

  command('show', 'show the estate, or every effective value of one node and the line it comes from', (one) =>
    one
      .addOption(stdinOption())
      .argument('<topology>', 'file; - for standard input')
      .argument('[node]', 'name of a node')
      .action(async (file: string, node: string | undefined, flags: Pick<JudgeFlags, 'stdinFilename'>) => {
        const { show } = await import('../commands/show.ts');
        const [only = file] = await filesOf([file]);
        done(await show(host, only, node, { ...flags, formats: usualOutputs(host), failOn: 'error' }));
      }),
  );

  command('rules', 'list the rules', (one) =>
    one
      .addOption(
        new Option('--format <format>', 'text, or json with every detail of each rule')
          .choices(['text', 'json'])
          .default('text'),
      )
      .action(async ({ format }: { readonly format: 'text' | 'json' }) => {
        const { rules } = await import('../commands/rules.ts');
        done(rules(host, format));
      }),
  );

  command('explain', 'explain what a rule finds and why, with references', (one) =>
    one.argument('<rule>', 'category/name').action(async (id: string) => {
      const { explain } = await import('../commands/rules.ts');
      done(explain(host, id));
    }),
  );

  command('init', 'write a topology to start from; asks questions, or takes flags', (one) =>
    initFlags(one)
      .argument('[file]', 'file to write; - for standard output', 'topology.yaml')
      .action(async (file: string, flags: InitFlags) => {
        const { init } = await import('../commands/init.ts');
        done(await init(host, file, flags));
      }),
  );

  command(
    'collect',
    'print a shell script that gathers the files of a running node as a tar, with every secret masked',
    (one) =>
      one
        .addHelpText(
          'after',
          `
examples:
  pgdr-compile collect | ssh root@pg-seoul-1 sh -s -- seoul > pg-seoul-1.tar
  tar -xf pg-seoul-1.tar -C estate             estate/seoul/pg-seoul-1/etc/patroni/patroni.yml, …
  pgdr-compile lint estate`,
        )
        .action(async () => {
          const { collect } = await import('../commands/collect.ts');
          collect(host);
          done(0);
        }),
  );

  command(
    'adopt',
    'write the topology that a folder with the files of nodes says, and show what compiling it would change there',
    (one) =>
      sayingVersions(one)
        .argument('<folder>', 'files of nodes, as site/node/etc/…')
        .argument('[file]', 'topology to write, or to compare; - for standard output', 'topology.yaml')
        .option('--name <name>', 'name of the estate (default: that of the folder)')
        .option('--force', 'overwrite the file')
        .option('--compare', 'write nothing: show what compiling the topology, as it is now, would change')
        .addHelpText(
          'after',
          `
examples:
  pgdr-compile adopt estate                    estate/seoul/pg-seoul-1/etc/patroni/patroni.yml, …
  pgdr-compile adopt --etcd 3.5 estate -       print the topology
  pgdr-compile adopt --compare estate          what would topology.yaml change there, as it is now?
  pgdr-compile topology.yaml                   compile it`,
        )
        .action(async (folder: string, file: string, flags: AdoptFlags) => {
          const { adopt } = await import('../commands/adopt.ts');
          done(await adopt(host, folder, file, { ...flags, said: saidVersions(flags) }));
        }),
  );

  command('plan', 'show what a change of a topology takes on the running estate; changes nothing', (one) =>
    planning(one)
      .argument('<topology>', 'the topology after the change; - for standard input')
      .addHelpText(
        'after',
        `
examples:
  pgdr-compile plan topology.yaml                       against the tree in build/, else against the last commit
  pgdr-compile plan --from main topology.yaml           what does this branch change?
  pgdr-compile plan --from estate/ topology.yaml        against the files that were collected from the nodes
  pgdr-compile plan --format markdown=PLAN.md topology.yaml    with the commands of every step`,
      )
      .action(async (file: string, flags: PlanFlags) => {
        const { plan } = await import('../commands/plan.ts');
        const { format = ['text'], accept = [], ...rest } = flags;
        done(await plan(host, file, { ...rest, formats: format, accept, said: saidVersions(flags) }));
      }),
  );

  command('lsp', 'language server for editors, on standard input and output: docs/editors.md', (one) =>
    // Editors add such a flag to every server.
    one.option('--stdio', 'standard input and output; there is no other way').action(async () => {
      const { lsp } = await import('../commands/lsp.ts');
      done(await lsp(host));
    }),
  );

  command('verify', 'ask the running estate, and compare it with the topology; reads only', (one) =>
    verifying(one)
      .argument('<topology>', 'the topology; - for standard input')
      .addHelpText(
        'after',
        `
examples:
  pgdr-compile verify --ca ca.pem topology.yaml                roles, replication, drift, certificates
  pgdr-compile verify --ca ca.pem --site busan topology.yaml   one site alone
  pgdr-compile verify --ca ca.pem --watch topology.yaml        all sites in one table, drawn again every 2 s
  pgdr-compile verify --ca ca.pem --psql estate topology.yaml  replication slots too, by a service of pg_service.conf
  pgdr-compile verify --ca ca.pem --format json topology.yaml  for a program`,
      )
      .action(async (file: string, flags: VerifyFlags) => {
        const { verify } = await import('../commands/verify.ts');
        const { site = [], watch = false, ...rest } = flags;
        done(await verify(host, file, { ...rest, ...judgeOptions(host, flags), sites: site, watch }));
      }),
  );

  command('completion', 'print a script that completes commands and flags in a shell', (one) =>
    one
      .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
      .addHelpText(
        'after',
        `
examples:
  source <(pgdr-compile completion bash)       in ~/.bashrc; or zsh, in ~/.zshrc below compinit
  pgdr-compile completion fish | source        in ~/.config/fish/config.fish`,
      )
      .action(async (shell: string) => {
        const { SHELLS } = await import('../commands/completion.ts');
        const { commandLines } = await import('../commands/command-line.ts');
        host.stdout(SHELLS[shell]?.(commandLines(root)) ?? '');
        done(0);
      }),
  );

  return root;
}

/**
 * Runs the command line.
 * @param args without node and script
 * @returns the exit status
 */
export async function run(args: readonly string[], host: Host): Promise<Status> {
  let status: Status = 0;
  try {
    const root = program(host, (value) => {
      status = value;
    });
    if (args.length === 0) {
      root.outputHelp({ error: true });
      return 2;
    }
    await root.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    host.stderr(`pgdr-compile: ${error.message}\n`);
    return 2;
  }
}
