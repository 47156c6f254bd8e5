/** Where Debian keeps what older paths lead to by links: /usr since the merge of /bin and /lib, and /run. */
const LINKS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].map((name): [string, readonly string[]] => [
    `/${name}`,
    ['usr', name],
  ]),
  ['/var/run', ['run']],
  ['/var/lock', ['run', 'lock']],
]);

/** The names on the way to a path, without `.`, `..`, doubled slashes, and through the links that every Debian has. */
export function namesOf(path: string): readonly string[] {
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

/** The shortest way to write an absolute path: `/var/lib/../../etc/` is `/etc`. */
export const normalised = (path: string): string => `/${namesOf(path).join('/')}`;

/** Whether an absolute path is another, or leads into it. */
export function isWithin(inner: string, outer: string): boolean {
  const names = namesOf(inner);
  return namesOf(outer).every((name, depth) => names[depth] === name);
}

/** Directories that the system made, and that nothing else may have whole; what is below them may be anybody's. */
const SHARED = new Set(
  [
    '/ /home /media /mnt /opt /srv /usr/local /var /var/lib /var/opt /var/mail /var/www',
    '/usr/local/bin /usr/local/etc /usr/local/games /usr/local/include /usr/local/lib /usr/local/man /usr/local/sbin',
    '/usr/local/share /usr/local/src',
  ].flatMap((line) => line.split(' ')),
);

/** Directories that are the system's, with everything below; /usr/local is not, see {@link SHARED}. */
const SYSTEM = [
  '/boot /dev /efi /etc /lost+found /proc /root /run /sys /tmp /usr',
  '/var/backups /var/cache /var/crash /var/local /var/log /var/spool /var/tmp',
  '/var/lib/apt /var/lib/dpkg /var/lib/systemd /var/lib/dbus /var/lib/pam /var/lib/private',
].flatMap((line) => line.split(' '));

/** Homes of the users that the packages make, by who may not have them whole: etcd makes a directory in its own. */
const HOMES: readonly (readonly [path: string, owner: string])[] = [
  ['/var/lib/postgresql', 'the packages of PostgreSQL'],
  ['/var/lib/pgsql', 'the packages of PostgreSQL'],
  ['/var/lib/etcd', 'the package of etcd'],
  ['/var/lib/haproxy', 'the package of HAProxy'],
];

/** Whose home a directory is, of the packages that make one. */
const homeOf = (plain: string): string | undefined => HOMES.find(([one]) => one === plain)?.[1];

/**
 * Who has an absolute path already; undefined where nobody does. The directory is what the Filesystem Hierarchy Standard
 * and the packages of Debian make.
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

/** Whether an absolute path is itself one of the directories that the system made: root alone makes files there. */
export const isOfRoot = (path: string): boolean => {
  const plain = normalised(path);
  return SHARED.has(plain) || (SYSTEM.includes(plain) && !/\/tmp$/.test(plain));
};

/** Who made this very directory, and fills it: what is below it may be anybody's. Undefined where nobody is known to. */
export const makerOf = (path: string): string | undefined =>
  isOfRoot(path) ? 'the system' : homeOf(normalised(path));
