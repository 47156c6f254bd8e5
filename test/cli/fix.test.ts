import { describe, expect, it } from 'vitest';
import { BROKEN, command, SOUND } from './host.ts';

/** Two mistakes, one of which has one right answer. */
const TWO = BROKEN.replace('primary: seoul', 'primary: sejong');
const MENDED = SOUND.replace('pg-busan-etcd-v1', 'pg-seoul-etcd-v1-busan');

describe('lint --fix', () => {
  it('mends the file and says what it did', async () => {
    const { status, stdout, stderr, written } = await command(['lint', '--fix', 'topology.yaml'], {
      files: { 'topology.yaml': BROKEN },
    });
    expect(written.get('topology.yaml')).toBe(MENDED);
    expect(stdout).toMatch(
      /^topology\.yaml:\d+: etcd\/token-shared: write "pg-seoul-etcd-v1-busan"\nfixed 1 finding in 1 file\nno findings in 1 file\n$/,
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  it('reports what is left', async () => {
    const { status, stdout, written } = await command(['lint', '--fix', 'topology.yaml'], {
      files: { 'topology.yaml': TWO },
    });
    expect(written.get('topology.yaml')).toBe(MENDED.replace('primary: seoul', 'primary: sejong'));
    expect(stdout).toContain('error[topology/site-unknown]');
    expect(stdout).toMatch(/1 error in 1 file\n$/);
    expect(status).toBe(1);
  });

  it('mends a section whose name hid its mistakes, and those', async () => {
    const section = (name: string, key: string) =>
      `${SOUND}overrides:\n  ${name}:\n    restapi: { ${key}: /x }\n    ctl: { certfile: /x }\n`;
    const { status, stdout, written } = await command(['lint', '--fix', 'topology.yaml'], {
      files: { 'topology.yaml': section('ptroni', 'keyfil') },
    });
    expect(written.get('topology.yaml')).toBe(section('patroni', 'keyfile'));
    expect(stdout).toContain('fixed 2 findings in 1 file');
    expect(status).toBe(0);
  });

  it('leaves what would bring another finding, and sends nobody to --fix again', async () => {
    const text = `${SOUND}overrides:\n  ptroni: { restapi: { nothing_like_it: 1 } }\n`;
    const { status, stdout, written } = await command(['lint', '--fix', 'topology.yaml'], {
      files: { 'topology.yaml': text },
    });
    expect(written.size).toBe(0);
    expect(stdout).toContain('did you mean "patroni"?');
    expect(stdout).toMatch(/1 error in 1 file\n$/);
    expect(status).toBe(1);
  });

  it('writes nothing where nothing is to be mended', async () => {
    const { status, stdout, written } = await command(['lint', '--fix', 'topology.yaml']);
    expect(written.size).toBe(0);
    expect([status, stdout]).toEqual([0, 'no findings in 1 file\n']);
  });

  it('keeps a byte order mark and Windows line ends', async () => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const { written } = await command(['lint', '--fix', 'topology.yaml'], {
      files: { 'topology.yaml': windows(BROKEN) },
    });
    expect(written.get('topology.yaml')).toBe(windows(MENDED));
  });

  it('gives back what comes in by standard input, and reports beside it', async () => {
    const { status, stdout, stderr, written } = await command(['lint', '--fix', '-'], { stdin: TWO });
    expect(stdout).toBe(MENDED.replace('primary: seoul', 'primary: sejong'));
    expect(stderr).toContain('error[topology/site-unknown]');
    expect([status, written.size]).toEqual([1, 0]);
    expect((await command(['lint', '--fix', '-'], { stdin: SOUND })).stdout).toBe(SOUND);
  });

  it('gives back what cannot be read as it came', async () => {
    const { status, stdout } = await command(['lint', '--fix', '-'], { stdin: 'a: [' });
    expect([status, stdout]).toEqual([1, 'a: [']);
  });

  it('leaves standard output to a machine’s format', async () => {
    const { stdout, stderr } = await command(['lint', '--fix', 'topology.yaml', '--format', 'json'], {
      files: { 'topology.yaml': BROKEN },
    });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 0, fixable: 0 }, findings: [] });
    expect(stderr).toContain('fixed 1 finding in 1 file');
  });

  it('mends several files, and says so of each', async () => {
    const { stdout, written } = await command(['lint', '--fix', 'a.yaml', 'b.yaml', 'c.yaml'], {
      files: { 'a.yaml': BROKEN, 'b.yaml': SOUND, 'c.yaml': BROKEN },
    });
    expect([...written.keys()]).toEqual(['a.yaml', 'c.yaml']);
    expect(stdout).toContain('fixed 2 findings in 2 files');
  });

  it('says when the file cannot be written', async () => {
    const { status, stderr } = await command(['lint', '--fix', 'nowhere/t.yaml'], {
      files: { 'nowhere/t.yaml': BROKEN },
    });
    expect([status, stderr]).toEqual([2, 'pgdr-compile: cannot write nowhere/t.yaml: EACCES\n']);
  });

  it('says when there is no such file', async () => {
    const { status, stdout } = await command(['lint', '--fix', 'gone.yaml']);
    expect(status).toBe(2);
    expect(stdout).toContain('no such file');
  });
});

describe('lint --fix --diff', () => {
  it('shows what would change, writes nothing, and fails', async () => {
    const { status, stdout, stderr, written } = await command(['lint', '--fix', '--diff', 'topology.yaml'], {
      files: { 'topology.yaml': BROKEN },
    });
    expect(stdout).toMatch(/^--- a\/topology\.yaml\n\+\+\+ b\/topology\.yaml\n@@ -\d+,7 \+\d+,7 @@\n/);
    expect(stdout).toContain('-      token: pg-seoul-etcd-v1\n+      token: pg-seoul-etcd-v1-busan\n');
    expect(stderr).toContain('would fix 1 finding in 1 file\nno findings in 1 file\n');
    expect([status, written.size]).toEqual([1, 0]);
  });

  it('shows nothing where nothing would', async () => {
    const { status, stdout, stderr } = await command(['lint', '--fix', '--diff', 'topology.yaml']);
    expect([status, stdout, stderr]).toEqual([0, '', 'no findings in 1 file\n']);
  });

  it('keeps the carriage returns that belong to the lines', async () => {
    const { stdout } = await command(['lint', '--fix', '--diff', 'topology.yaml'], {
      files: { 'topology.yaml': BROKEN.replaceAll('\n', '\r\n') },
    });
    expect(stdout).toContain('+      token: pg-seoul-etcd-v1-busan\r\n');
  });

  it('shows no secret that stands near', async () => {
    const { stdout } = await command(['lint', '--fix', '--diff', 'topology.yaml'], {
      files: {
        'topology.yaml': BROKEN.replace('token: pg-seoul-etcd-v1\n    nodes', '$&').replace(
          /(token: pg-seoul-etcd-v1\n)(?![\s\S]*token: pg-seoul-etcd-v1\n)/,
          '$1      password: hunter2hunter2\n',
        ),
      },
    });
    expect(stdout).toContain('password: ***');
    expect(stdout).not.toContain('hunter2');
  });

  it('is nothing without --fix', async () => {
    const { status, stderr } = await command(['lint', '--diff', 'topology.yaml']);
    expect(status).toBe(2);
    expect(stderr).toContain('write --fix --diff');
  });
});

describe('what a comment says to ignore', () => {
  const OFF = 'overrides: { patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } } }';
  const ignored = `${SOUND}# pgdr-ignore recovery/rewind-off: the storage clones volumes\n${OFF}\n`;
  const world = { files: { 'topology.yaml': ignored } };

  it('is counted', async () => {
    const { status, stdout } = await command(['lint', '--fail-on', 'info', 'topology.yaml'], world);
    expect([status, stdout]).toEqual([0, 'no findings in 1 file; 1 suppressed\n']);
  });

  it('is in the report for programs, with the reason', async () => {
    const { stdout } = await command(['lint', 'topology.yaml', '--format', 'json'], world);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { warnings: 0, suppressed: 1 },
      findings: [],
      suppressed: [{ finding: { rule: 'recovery/rewind-off' }, reason: 'the storage clones volumes' }],
    });
  });

  it('is told by a build too', async () => {
    const { stdout } = await command(['build', 'topology.yaml', '--check', '--out', 'nowhere/none'], world);
    expect(stdout).toContain('no findings in 1 file; 1 suppressed\n');
  });
});
