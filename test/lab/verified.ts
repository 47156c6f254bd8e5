/** The running estate, asked by `pgdr-compile verify` from the client's machine. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CA_FILE } from './certificates.ts';
import { runProgram } from './exec.ts';
import type { Lab } from './lab.ts';
import { APPLICATION_PASSWORD } from './provision.ts';

/** One finding, as `--format json` has it. */
export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

export interface VerifyRun {
  readonly status: number;
  readonly findings: readonly Found[];
}

/** The command line that runs a program of this machine on the network of the client. */
export function onNetworkOf(lab: Lab, argv: readonly string[]): string[] {
  const target = lab.client.enter([]).find((word) => word.startsWith('--target='));
  if (target === undefined) throw new Error('the client is a namespace of a process');
  return ['nsenter', target, '--net', ...argv];
}

/** Asks for replication slots, too, as the application: it may reach members with `letClientIn`. */
export const WITH_SLOTS: readonly string[] = ['--psql', 'application'];

/** The service by which the application logs in. */
function serviceText({ application }: Lab, ca: string): string {
  if (!application) return '';
  const words = [
    `user=${application.user}`,
    `dbname=${application.database}`,
    `password=${APPLICATION_PASSWORD}`,
    'sslmode=verify-full',
    `sslrootcert=${ca}`,
  ];
  return `[application]\n${words.join('\n')}\n`;
}

/**
 * Asks the estate with the built command.
 * @param topology the one of the lab, unless it is said
 * @param withAuthority whether the command is told of the estate's authority
 */
export async function verifyRun(
  lab: Lab,
  args: readonly string[] = [],
  topology = lab.text,
  withAuthority = true,
): Promise<VerifyRun> {
  const command = process.env.PGDR_LAB_COMMAND;
  if (!command) throw new Error('npm run lab builds the command');
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-verify-'));
  try {
    const [ca, file, services] = ['ca.pem', 'topology.yaml', 'services.conf'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(ca, await lab.client.sh(`cat ${CA_FILE}`));
    writeFileSync(file, topology);
    writeFileSync(services, serviceText(lab, ca));
    const words = [
      process.execPath,
      command,
      'verify',
      ...(withAuthority ? ['--ca', ca] : []),
      '--format',
      'json',
      ...args,
      file,
    ];
    const { status, stdout, stderr } = await runProgram(
      onNetworkOf(lab, words),
      { PATH: process.env.PATH ?? '', HOME: folder, PGSERVICEFILE: services },
      '',
    );
    if (status > 1) throw new Error(`verify could not run (${status}): ${stderr}`);
    return { status, findings: JSON.parse(stdout).findings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const linesOf = ({ findings }: VerifyRun): string[] =>
  findings.map(({ rule, message }) => `${rule}: ${message}`);

/** Waits until `verify` has nothing to say. An estate that rules refuse is not compared. */
export async function untilWell(lab: Lab, args: readonly string[] = [], topology = lab.text): Promise<void> {
  if ((lab.options.force ?? []).length > 0) return;
  await lab.until('verify finds nothing', 60, async () => {
    const run = await verifyRun(lab, args, topology);
    expect(linesOf(run)).toEqual([]);
    expect(run.status).toBe(0);
  });
}

/**
 * Waits until `verify` has nothing to say of the sites that are left.
 * @param lab with the topology as it is after a change of roles
 * @param lost the site that has no power
 */
export const untilOthersWell = (lab: Lab, lost: string): Promise<void> =>
  untilWell(
    lab,
    lab.sites.filter(({ name }) => name !== lost).flatMap(({ name }) => ['--site', name]),
  );

/** Waits until `verify` says all of this. */
export const untilFound = (
  lab: Lab,
  wanted: readonly string[],
  args: readonly string[] = [],
  topology = lab.text,
): Promise<VerifyRun> =>
  lab.until(`verify finds ${wanted.join(' and ')}`, 90, async () => {
    const run = await verifyRun(lab, args, topology);
    const rules = [...new Set(run.findings.map(({ rule }) => rule))];
    expect(rules, linesOf(run).join('\n')).toEqual(expect.arrayContaining([...wanted]));
    return run;
  });
