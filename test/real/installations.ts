import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tools } from './tools.ts';

/** A PostgreSQL that can be started: of this machine, or of a Debian that lies in a folder. */
export interface Installation {
  readonly major: number;
  /** Where its programs are, as seen from its root. */
  readonly bin: string;
  readonly root?: string;
}

const PACKAGED = '/usr/lib/postgresql';
/** The lab keeps the file systems of its suites here: one has the newest PostgreSQL. */
const LAB = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/lab');

/**
 * Every PostgreSQL at hand, oldest first: those of this machine, those of the lab's suites once it has built them, and
 * those under the folders that PGDR_POSTGRES_ROOTS names (made by debootstrap, say). One of each major is enough.
 */
export function installations(): readonly Installation[] {
  const own = tools.postgres === undefined ? [] : packagedIn('');
  const others = [
    ...(process.env.PGDR_POSTGRES_ROOTS ?? '').split(delimiter).filter(Boolean),
    ...foldersIn(LAB).map((suite) => join(suite, 'root')),
  ];
  const found = new Map<number, Installation>();
  for (const one of [...own, ...others.flatMap(packagedIn)])
    if (!found.has(one.major)) found.set(one.major, one);
  return [...found.values()].sort((a, b) => a.major - b.major);
}

function packagedIn(root: string): Installation[] {
  return foldersIn(join(root, sep, PACKAGED)).flatMap((folder) => {
    const major = Number(folder.split(sep).at(-1));
    const bin = join(PACKAGED, String(major), 'bin');
    if (!existsSync(join(root, sep, bin, 'postgres'))) return [];
    return [{ major, bin, ...(root !== '' && { root }) }];
  });
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

/** User and group of `postgres`, who runs it: root may not. The same name may be another number in another root. */
export function serverUser({ root = '' }: Installation): { readonly uid: number; readonly gid: number } {
  const line = readFileSync(join(root, sep, 'etc/passwd'), 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (line === null) throw new Error(`there is no user postgres in ${root || 'this machine'}`);
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

/**
 * Runs a program in another root, where a folder of this machine is found at the same path; the network and the
 * processes are those of this machine. What it mounts is gone with it, and nothing is written into the root.
 */
const INSIDE = `
root=$1 folder=$2 user=$3
shift 3
mount -t tmpfs none "$root/tmp"
mkdir -p "$root$folder"
mount --bind "$folder" "$root$folder"
mount --rbind /dev "$root/dev"
exec chroot --userspec="$user" "$root" "$@"
`;

/** The command line that runs one of its programs as the user it belongs to, with a folder that both know. */
export function commandOf(
  installation: Installation,
  folder: string,
  [program = '', ...args]: readonly string[],
): [string, string[]] {
  const argv = [join(installation.bin, program), ...args];
  if (installation.root === undefined)
    return process.getuid?.() === 0
      ? ['runuser', ['-u', 'postgres', '--', ...argv]]
      : [argv[0] ?? '', argv.slice(1)];
  const { uid, gid } = serverUser(installation);
  return [
    'unshare',
    ['--mount', 'sh', '-ec', INSIDE, 'sh', installation.root, folder, `${uid}:${gid}`, ...argv],
  ];
}
