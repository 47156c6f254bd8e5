import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import type { SaidVersions } from '../../src/compiler/nodes/said-versions.ts';
import { lint } from '../../src/index.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';
import { foundIn, nodeFilesOf, versionsIn } from './read-back.ts';

/** The files of a compiled fixture, and its versions. */
async function compiled(name: string): Promise<{ files: GivenFile[]; versions: SaidVersions }> {
  const { estate } = await lint(readFileSync(`fixtures/${name}/topology.yaml`));
  if (!estate) throw new Error(name);
  return { files: nodeFilesOf(estate), versions: versionsIn(estate) };
}

type Change = (files: readonly GivenFile[]) => readonly GivenFile[];

/** Changes the text of the files whose paths match. */
const inFiles =
  (path: RegExp, change: (text: string) => string): Change =>
  (files) =>
    files.map((one) => (path.test(one.path) ? { ...one, text: change(one.text) } : one));

const without =
  (path: RegExp): Change =>
  (files) =>
    files.filter((one) => !path.test(one.path));

const withFile =
  (path: string, text: string): Change =>
  (files) => [...files, { file: path, path, text }];

interface Case {
  readonly of?: string;
  readonly change: Change;
  readonly said?: SaidVersions;
  readonly message: RegExp;
  /** The file and the line that it is shown at. */
  readonly at: RegExp;
}

const PG_HBA = /^ {2}pg_hba:\n(?: {4}.*\n)+/m;

const CASES: Readonly<Record<string, Case>> = {
  'files/bootstrap-differs': {
    change: inFiles(/busan\/dcs\.yml/, (text) => text.replace('loop_wait: 5', 'loop_wait: 10')),
    message: /^bootstrap\.dcs has loop_wait: 5, and what is in force at busan says 10$/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/not-in-force': {
    change: without(/busan\/dcs\.yml/),
    message: /^bootstrap\.dcs stands in for the dynamic configuration of busan/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/pg-hba-assumed': {
    change: inFiles(/busan\/.*patroni\.yml/, (text) => {
      const list = PG_HBA.exec(text)?.[0] ?? '';
      return text.replace(list, '').replace('bootstrap:\n', `bootstrap:\n${list}`);
    }),
    message: /^bootstrap\.pg_hba stands in for pg_hba\.conf of pg-busan-1/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/store-unjudged': {
    change: inFiles(/busan\/.*patroni\.yml/, (text) =>
      text.replace(/^etcd3:\n(?: .*\n)+/m, 'consul:\n  host: 127.0.0.1:8500\n'),
    ),
    message: /^Patroni of busan keeps its state in Consul/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/etcd-2-api': {
    change: inFiles(/busan\/.*patroni\.yml/, (text) => text.replace(/^etcd3:/m, 'etcd:')),
    message: /^Patroni of busan uses the API of etcd 2/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/ring-incomplete': {
    change: without(/busan\/pg-busan-3\/etc\/etcd\//),
    message: /^no file of etcd-busan-3 of etcd at busan/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/two-primaries': {
    change: inFiles(/busan\/dcs\.yml/, (text) => text.replace(/^standby_cluster:\n(?: .*\n)+/m, '')),
    message: /^busan and seoul take writes|^seoul and busan take writes/,
    at: /\/dcs\.yml:\d+$/,
  },
  'files/outer-address-unknown': {
    of: 'nat',
    change: inFiles(/seoul\/.*patroni\.yml/, (text) =>
      text.replace(/^ *- host.* replication .*198\.51\.100.*\n/gm, ''),
    ),
    message: /^other sites reach busan by addresses that no file says/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/unrendered': {
    change: inFiles(/pg-busan-1\/etc\/patroni\/patroni\.yml/, (text) =>
      text.replace(/^name: .*$/m, 'name: {{ inventory_hostname }}'),
    ),
    message: /^this file is a template: nobody has filled in "\{\{ inventory_hostname \}\}"$/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.yml:\d+$/,
  },
  'files/variable-ignored': {
    change: withFile(
      'busan/pg-busan-1/etc/patroni/patroni.env',
      'PATRONI_POSTGRESQL_PARAMETERS_MAX_CONNECTIONS=500\n',
    ),
    message: /^Patroni reads no variable PATRONI_POSTGRESQL_PARAMETERS_MAX_CONNECTIONS$/,
    at: /busan\/pg-busan-1\/etc\/patroni\/patroni\.env:1$/,
  },
  'files/version-unknown': {
    change: (files) => files,
    said: { patroni: '4.1' },
    message: /^nobody says which version of etcd and HAProxy runs/,
    at: /./,
  },
  'files/versions-differ': {
    change: (files) =>
      withFile(
        'seoul/pg-seoul-2/versions',
        'etcd 3.5.9\n',
      )(withFile('seoul/pg-seoul-1/versions', 'etcd 3.5.16\n')(files)),
    said: { patroni: '4.1', postgresql: '18', haproxy: '3.2' },
    message:
      /^pg-seoul-1 runs etcd 3\.5\.16, and pg-seoul-2 runs 3\.5\.9: the files are judged by the oldest$/,
    at: /seoul\/pg-seoul-2\/versions:1$/,
  },
};

describe('what is said of the files themselves', () => {
  it('has a case for each', () => {
    const ids = CATALOGUE.filter(({ only }) => only === 'files of nodes').map(({ id }) => id);
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });

  it.each(Object.entries(CASES))('%s', async (id, { of = 'seoul-busan', change, said, message, at }) => {
    const { files, versions } = await compiled(of);
    const told = async (given: readonly GivenFile[], by: SaidVersions) =>
      foundIn(await analyseNodes('estate', given, by))
        .filter(({ rule }) => rule === id)
        .map((one) => ({ message: one.message, at: `${one.file}:${one.span?.start.line ?? ''}` }));
    expect(await told(files, versions)).toEqual([]);
    const found = await told(change(files), said ?? versions);
    expect(found).toEqual([{ message: expect.stringMatching(message), at: expect.stringMatching(at) }]);
    const severity = CATALOGUE.find((one) => one.id === id)?.severity;
    const [first] = foundIn(await analyseNodes('estate', change(files), said ?? versions)).filter(
      ({ rule }) => rule === id,
    );
    expect(first?.severity).toBe(severity);
  });
});
