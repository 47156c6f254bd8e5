import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Runs `npm run lab` after a command prefix that makes the machine lack something. */
function lab(words: readonly string[], ...args: string[]): { status: number | null; stderr: string } {
  const [program = '', ...rest] = [...words, process.execPath, 'scripts/lab.mjs', ...args];
  const { status, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
  return { status, stderr };
}

/** In a namespace of its own, where nobody is root: files are read as before. */
const NOBODY = process.getuid?.() === 0 ? ['unshare', '--user'] : ['env'];

/** As root of its own namespace, in which a program is not executable. */
const without = (path: string): string[] => {
  const script = `mount --bind /dev/null ${path}; exec "$@"`;
  return existsSync(path)
    ? ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-ec', script, 'sh']
    : ['unshare', '--user', '--map-root-user'];
};

const hasNamespaces = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;

describe('npm run lab', () => {
  it.skipIf(!hasNamespaces)('without root says what it needs, and exits 2', () => {
    expect(lab(NOBODY)).toEqual({
      status: 2,
      stderr: 'lab: needs root, to make its own namespaces and mounts\n',
    });
  });

  it.skipIf(!hasNamespaces)('without debootstrap says what it needs, and exits 2', () => {
    const { status, stderr } = lab(without('/usr/sbin/debootstrap'));
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^lab: needs .*debootstrap.*: a Debian machine, and 'apt-get install .*debootstrap.*'\n$/,
    );
  });

  it.each([
    [['--suite', 'buster'], 'lab: unknown suite buster\nusage: '],
    [['--scenario', 'holiday'], 'lab: there is no test/lab/holiday.lab.test.ts\nusage: '],
    [['--estate', '/nowhere'], 'lab: there is no /nowhere\n'],
    [['--jobs', 'many'], 'lab: invalid number of jobs: many\nusage: '],
    [['--speed'], "lab: Unknown option '--speed'"],
  ])('refuses %j, and exits 2', (args, text) => {
    const { status, stderr } = lab(['env'], ...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(text) });
  });
});
