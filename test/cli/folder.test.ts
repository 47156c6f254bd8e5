import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';
import { nodeFilesOf } from '../nodes/read-back.ts';
import { command, SOUND } from './host.ts';

/** A folder with the files of a sound estate's nodes. */
async function folder(
  change = (files: Record<string, string>): void => void files,
): Promise<Record<string, string>> {
  const { estate } = await lint(readFileSync('fixtures/seoul-busan/topology.yaml'));
  if (!estate) throw new Error('the sample is an estate');
  const files = Object.fromEntries(nodeFilesOf(estate).map(({ path, text }) => [`estate/${path}`, text]));
  change(files);
  return files;
}

const VERSIONS = ['--patroni', '4.1', '--postgresql', '18', '--etcd', '3.5', '--haproxy-version', '3.2'];

const edited = (path: string, from: string | RegExp, to: string) => (files: Record<string, string>) => {
  files[path] = (files[path] ?? '').replace(from, to);
};

describe('lint of a folder', () => {
  it('has no findings where the files are those of a sound estate, and counts the files', async () => {
    const { status, stdout } = await command(['lint', ...VERSIONS, 'estate/'], { files: await folder() });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^no findings in \d+ files\n$/),
    });
  });

  it('shows a finding in the file that has it', async () => {
    const files = await folder(
      edited('estate/busan/dcs.yml', 'standby_cluster_busan', 'standby_cluster_bussan'),
    );
    const { status, stdout } = await command(['lint', ...VERSIONS, 'estate'], { files });
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error[replication/slot-mismatch]: busan streams from slot "standby_cluster_bussan"',
    );
    expect(stdout).toMatch(/(?:-->|:::) estate\/busan\/dcs\.yml:\d+:\d+/);
    // Copies are not edited.
    expect(stdout).not.toContain('--fix');
  });

  it('tells a mistake of several nodes once, with the names of the others', async () => {
    const files = await folder((all) => {
      for (const path of Object.keys(all))
        if (/patroni\.yml$/.test(path)) edited(path, /^ {2}listen: .*:8008$/m, '  listn: 0.0.0.0:8008')(all);
    });
    const { stdout } = await command(['lint', '--format', 'json', ...VERSIONS, 'estate'], { files });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
    const unknown = findings.filter(({ rule }) => rule === 'placement/unknown-key');
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.message).toMatch(/ pg-busan-1; the same holds for pg-busan-2, .* and pg-seoul-3$/);
  });

  it('goes on in the other files where one is broken', async () => {
    const files = await folder((all) => {
      edited('estate/busan/pg-busan-2/etc/patroni/patroni.yml', /^scope: /m, 'scope: "')(all);
      edited(
        'estate/busan/pg-busan-1/etc/patroni/patroni.yml',
        /^ {2}listen: .*:8008$/m,
        '  listn: 0.0.0.0:8008',
      )(all);
      edited('estate/seoul/dcs.yml', /^ttl: .*$/m, 'ttl: 20')(all);
    });
    const { stdout } = await command(['lint', ...VERSIONS, 'estate'], { files });
    expect(stdout).toContain('error[syntax/yaml]: ');
    expect(stdout).toMatch(/error\[placement\/unknown-key\]: .*listn/);
    expect(stdout).toContain('error[timing/ttl-too-short]: ');
  });

  it('shows no secret of any file', async () => {
    const files = await folder((all) => {
      all['estate/seoul/pg-seoul-1/etc/patroni/patroni.env'] =
        'PATRONI_REPLICATION_PASSWORD=gLob3rtrotter\nPATRONI_POSTGRESQL_PARAMETERS_X=1\n';
      edited(
        'estate/seoul/pg-seoul-1/etc/patroni/patroni.yml',
        /username: replicator/,
        'username: replicator\n      password: gLob3rtrotter\n      pasword: gLob3rtrotter',
      )(all);
      edited(
        'estate/seoul/haproxy-seoul/etc/haproxy/haproxy.cfg',
        /^listen stats$/m,
        'listen stats\n  stats auth admin:gLob3rtrotter\n  stats authh admin:gLob3rtrotter',
      )(all);
    });
    for (const format of ['text', 'json', 'sarif']) {
      const { stdout } = await command(['lint', '--format', format, ...VERSIONS, 'estate'], { files });
      expect(stdout).toContain('files/variable-ignored');
      expect(stdout).not.toContain('gLob3rtrotter');
    }
  });

  it('is refused where no file is one of a node', async () => {
    const { status, stderr } = await command(['lint', 'estate'], { files: { 'estate/README.md': 'hello' } });
    expect(status).toBe(2);
    expect(stderr).toBe(
      'pgdr-compile: no file of a node is in estate: it should look like estate/SITE/NODE/etc/patroni/patroni.yml (see docs/node-files.md)\n',
    );
  });

  it('goes with topologies in one run', async () => {
    const files = { ...(await folder()), 'orders.yaml': SOUND };
    const { status, stdout } = await command(['lint', ...VERSIONS, 'orders.yaml', 'estate'], { files });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^no findings in \d+ files\n$/);
  });

  it('a comment in a file suppresses what is found there', async () => {
    const files = await folder((all) => {
      edited('estate/seoul/dcs.yml', /max_slot_wal_keep_size: .*$/m, '')(all);
    });
    const before = await command(['lint', '--format', 'json', ...VERSIONS, 'estate'], { files });
    const [found] = (JSON.parse(before.stdout) as { findings: { rule: string; file: string }[] }).findings;
    expect(found).toMatchObject({ rule: 'replication/slot-unbounded', file: 'estate/seoul/dcs.yml' });
    edited(
      'estate/seoul/dcs.yml',
      /^postgresql:/m,
      '# pgdr-ignore replication/slot-unbounded: the disk is watched\npostgresql:',
    )(files);
    const { status, stdout } = await command(['lint', ...VERSIONS, 'estate'], { files });
    expect(status).toBe(0);
    expect(stdout).toContain('1 suppressed');
  });

  it('refuses a version that is none', async () => {
    const { status, stderr } = await command(['lint', '--etcd', 'new', 'estate'], { files: await folder() });
    expect(status).toBe(2);
    expect(stderr).toContain('a version is numbers with dots, like 3.5.16');
  });
});
