/** Targets of Debian's links from older paths: /usr since the merge of /bin and /lib, and /run. */
const LINKS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].map((name): [string, readonly string[]] => [
    `/${name}`,
    ['usr', name],
  ]),
  ['/var/run', ['run']],
  ['/var/lock', ['run', 'lock']],
]);

/** The components of a path, without `.`, `..` and doubled slashes, with the links of every Debian resolved. */
export function componentsOf(path: string): readonly string[] {
  let names: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      names.pop();
      continue;
    }
    names.push(part);
    // A link is one name or two.
    if (names.length <= 2) names = [...(LINKS.get(`/${names.join('/')}`) ?? names)];
  }
  return names;
}

/** The shortest form of an absolute path: `/var/lib/../../etc/` is `/etc`. */
export const normalised = (path: string): string => `/${componentsOf(path).join('/')}`;

/** Whether an absolute path equals another, or is below it. */
export function isWithin(inner: string, outer: string): boolean {
  const names = componentsOf(inner);
  return componentsOf(outer).every((name, depth) => names[depth] === name);
}

/** Directories of the system that no program may use as a whole; directories below them may belong to anybody. */
const SHARED = new Set(
  [
    '/ /home /media /mnt /opt /srv /usr/local /var /var/lib /var/opt /var/mail /var/www',
    '/usr/local/bin /usr/local/etc /usr/local/games /usr/local/include /usr/local/lib /usr/local/man /usr/local/sbin',
    '/usr/local/share /usr/local/src',
  ].flatMap((line) => line.split(' ')),
);

/** Directories that belong to the system with everything below; not /usr/local, see {@link SHARED}. */
const SYSTEM = [
  '/boot /dev /efi /etc /lost+found /proc /root /run /sys /tmp /usr',
  '/var/backups /var/cache /var/crash /var/local /var/log /var/spool /var/tmp',
  '/var/lib/apt /var/lib/dpkg /var/lib/systemd /var/lib/dbus /var/lib/pam /var/lib/private',
].flatMap((line) => line.split(' '));

/** Home directories of package users, which no program may use as a whole: etcd makes a directory inside its home. */
const HOMES: readonly (readonly [path: string, owner: string])[] = [
  ['/var/lib/postgresql', 'the packages of PostgreSQL'],
  ['/var/lib/pgsql', 'the packages of PostgreSQL'],
  ['/var/lib/etcd', 'the package of etcd'],
  ['/var/lib/haproxy', 'the package of HAProxy'],
];

/** The packages whose home directory this is. */
const homeOf = (plain: string): string | undefined => HOMES.find(([one]) => one === plain)?.[1];

/**
 * The owner of an absolute path, by the Filesystem Hierarchy Standard and Debian's packages; undefined if there is none.
 */
export function ownerOf(path: string): string | undefined {
  const plain = normalised(path);
  if (SHARED.has(plain)) return 'the system';
  const home = homeOf(plain);
  if (home) return home;
  const isLocal = plain.startsWith('/usr/local/');
  return !isLocal && SYSTEM.some((one) => plain === one || plain.startsWith(`${one}/`))
    ? 'the system'
    : undefined;
}

/** Whether an absolute path is one of the system's directories, in which only root makes files. */
export const isOfRoot = (path: string): boolean => {
  const plain = normalised(path);
  return SHARED.has(plain) || (SYSTEM.includes(plain) && !/\/tmp$/.test(plain));
};

/** The owner of this directory itself; directories below it may belong to anybody. Undefined if unknown. */
export const makerOf = (path: string): string | undefined =>
  isOfRoot(path) ? 'the system' : homeOf(normalised(path));
