import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/compiler/render/render.ts';
import { lint } from '../../src/index.ts';
import { command } from './host.ts';

let compiled: Record<string, string>;
beforeAll(async () => {
  const { estate } = await lint(readFileSync('fixtures/seoul-busan/topology.yaml'));
  if (!estate) throw new Error('the sample is an estate');
  compiled = Object.fromEntries(Array.from(render(estate), ({ path, text }) => [`estate/${path}`, text]));
});

const PATRONI = 'estate/busan/pg-busan-2/etc/patroni/patroni.yml';

/** The files as they are, but for one. */
const edited = (path: string, from: string | RegExp, to: string): Record<string, string> => ({
  ...compiled,
  [path]: (compiled[path] ?? '').replace(from, to),
});

describe('adopt', () => {
  it('writes the topology, and says that nothing changes where the files are compiled ones', async () => {
    const { status, stdout, stderr, written } = await command(['adopt', 'estate'], { files: compiled });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^wrote topology\.yaml\n\nWhat compiling this topology changes:\n/);
    expect(stdout).toContain('seoul, pg-seoul-1, pg-seoul-2 and pg-seoul-3:\n  etcd: nothing changes\n');
    expect(written.get('topology.yaml')).toContain('\nname: orders\n');
  });

  it('prints the topology alone on standard output', async () => {
    const { stdout, stderr, written } = await command(['adopt', 'estate', '-'], { files: compiled });
    expect(stdout).toMatch(/^# yaml-language-server: [\s\S]*\nversion: 1\nname: orders\n/);
    expect(stderr).toMatch(/^What compiling this topology changes:\n/);
    expect(written.size).toBe(0);
  });

  it('does not overwrite a file unless it is told to', async () => {
    const files = { ...compiled, 'topology.yaml': 'mine' };
    const refused = await command(['adopt', 'estate'], { files });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('topology.yaml already exists');
    expect(refused.written.size).toBe(0);
    expect((await command(['adopt', '--force', 'estate'], { files })).written.size).toBe(1);
  });

  it('keeps a value of one node at that node', async () => {
    const files = edited(PATRONI, /data_dir: .*/, 'data_dir: /srv/pg');
    const { stdout } = await command(['adopt', 'estate', '-'], { files });
    expect(stdout).toMatch(/name: pg-busan-2[\s\S]*?postgresql: \{ data_dir: \/srv\/pg \}/);
    expect(stdout.match(/srv\/pg/g)).toHaveLength(1);
  });

  it('marks a value from which collect has taken a secret, and takes no maintenance mode over', async () => {
    const files = edited(
      'estate/busan/dcs.yml',
      /^ttl: .*$/m,
      'ttl: 30\npause: true\nnote: "fetch with PGPASSWORD=abc %f"',
    );
    const { stdout } = await command(['adopt', 'estate', '-'], { files });
    expect(stdout).toMatch(/# "\*\*\*" stands for a secret that was blanked out[^\n]*\n *note: /);
    expect(stdout).not.toContain('abc');
    expect(stdout).not.toContain('pause');
  });

  it('shows no secret of any file', async () => {
    const files = edited(PATRONI, 'scope:', 'bootstrap_user: { password: s3cret-1 }\nscope:');
    const cfg = 'estate/busan/haproxy-busan/etc/haproxy/haproxy.cfg';
    files[cfg] = (files[cfg] ?? '').replace('stats enable', 'stats enable\n    stats auth admin:s3cret-2');
    const { stdout, stderr } = await command(['adopt', 'estate', '-'], { files });
    expect(stdout).toContain('"***" stands for a secret');
    expect(stdout + stderr).not.toContain('s3cret');
  });

  it('takes versions from flags before those of the files', async () => {
    const { stdout } = await command(['adopt', '--patroni', '4.0.6', 'estate', '-'], { files: compiled });
    expect(stdout).toContain('patroni: "4.0.6"');
  });

  it('adopts no file that is broken, and names it', async () => {
    const files = edited(PATRONI, 'scope:', '\tscope: [');
    const { status, stderr, written } = await command(['adopt', 'estate'], { files });
    expect(status).toBe(2);
    expect(stderr).toContain(
      `${PATRONI} cannot be adopted: a tab cannot indent. "pgdr-compile lint estate" shows the place`,
    );
    expect(written.size).toBe(0);
  });

  it('says what a folder should look like where it has no file of a node', async () => {
    const { status, stderr } = await command(['adopt', 'estate'], { files: { 'estate/a.txt': 'nothing' } });
    expect(status).toBe(2);
    expect(stderr).toContain('no file of a node is in estate');
  });

  it('wants a folder', async () => {
    const { status, stderr } = await command(['adopt', 'topology.yaml', '-']);
    expect(status).toBe(2);
    expect(stderr).toContain('topology.yaml is no folder');
  });
});
