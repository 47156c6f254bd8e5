import { once } from 'node:events';
import { type Daemon, finish, spawnProgram, type Verdict, watch } from './programs.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Seconds until it is killed. */
  readonly timeout?: number;
}

/**
 * A machine of its own as far as its programs can tell: a file system that starts as a copy of this one, where
 * any file can be put at the very path a configuration names, and a network with nothing but its own addresses.
 * All of it is gone when it stops, and it stops with the process that started it.
 */
export interface Machine {
  run(argv: readonly string[], options?: RunOptions): Promise<Verdict>;
  start(argv: readonly string[], env?: Readonly<Record<string, string>>): Daemon;
  /** The command line that runs a program in here, for callers that spawn it themselves. */
  enter(argv: readonly string[]): string[];
  /** Puts a file there, folders included. Throws when it cannot. */
  write(path: string, text: string, mode?: string): Promise<void>;
  /** An empty folder there, whatever this machine's own file system has in that place. */
  emptyFolder(path: string): Promise<void>;
  /** Its cable to the network; none where there is no network. */
  readonly cable: Cable | undefined;
  stop(): Promise<void>;
}

/** A switch that machines are plugged into. */
export interface Network {
  /** Plugs in the machine that has this process, as its network device of this name. */
  plug(pid: number, device: string): Promise<Cable>;
  stop(): Promise<void>;
}

/** What connects a machine to the switch. Pulled out, packets are lost in silence, both ways. */
export interface Cable {
  pull(): Promise<void>;
  plug(): Promise<void>;
}

export interface MachineOptions {
  /** The folder whose content its file system starts as: this machine's own, unless said otherwise. */
  readonly root?: string;
  /** Its host name. */
  readonly name?: string;
  /** IPv4 and IPv6 addresses: on the network where there is one, else on loopback. */
  readonly addresses?: readonly string[];
  /** Host names and their addresses, for /etc/hosts. */
  readonly hosts?: ReadonlyMap<string, string>;
  readonly network?: Network;
  /** A second network, and its addresses there: everything is reached over this one but the neighbours. */
  readonly uplink?: Uplink;
}

export interface Uplink {
  readonly network: Network;
  readonly addresses: readonly string[];
  /** Addresses that are reached over the first network. */
  readonly neighbours: readonly string[];
}

/**
 * First process of a machine: an overlay over the root `$1`, thrown away with the namespace, becomes the root.
 * Of the devices it has only those that are the same for everybody: a watchdog, say, would reset this machine.
 * It tells its pid as this machine counts them, then waits for its input to end; the kernel takes
 * every other process of the pid namespace down with it. As it ignores SIGCHLD, orphans leave no zombies.
 */
const MACHINE = `
set -e
read -r pid _ < /proc/self/stat
hostname "$2"
mount -t tmpfs none /mnt
mkdir /mnt/lower /mnt/upper /mnt/work /mnt/root
mount --bind "$1" /mnt/lower
mount -t overlay none -o lowerdir=/mnt/lower,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
mount -t proc none /mnt/root/proc
mount -t tmpfs -o mode=755 none /mnt/root/dev
for device in null zero full random urandom tty; do
  : > /mnt/root/dev/$device
  mount --bind /dev/$device /mnt/root/dev/$device
done
ln -s /proc/self/fd /mnt/root/dev/fd
mkdir /mnt/root/dev/shm
mount -t tmpfs none /mnt/root/dev/shm
mount -t tmpfs none /mnt/root/tmp
mount -t tmpfs -o mode=755 none /mnt/root/run
ip link set lo up
echo "$pid"
exec chroot /mnt/root env --ignore-signal=CHLD cat
`;

/** `$1` is the path, `$2` its mode. Not bash: on a socket as its input, as here, that would read ~/.bashrc. */
const WRITE = `mkdir -p "$(dirname "$1")"; cat > "$1"; chmod "$2" "$1"`;

const SWITCH = `
set -e
read -r pid _ < /proc/self/stat
ip link add switch type bridge mcast_snooping 0
ip link set switch up
echo "$pid"
exec cat
`;

/** Programs get this environment and no more: what the caller's shell exports must not decide a verdict. */
const ENV = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  HOME: '/root',
};

/** Starts a machine. Throws when this process is not root or the kernel refuses the namespaces. */
export async function startMachine(options: MachineOptions = {}): Promise<Machine> {
  const { root = '/', name = 'machine', addresses = [], hosts = new Map(), network, uplink } = options;
  const anchor = await startAnchor(['--net', '--mount', '--pid', '--ipc', '--uts'], MACHINE, [root, name]);
  const namespaces = ['--net', '--mount', '--pid', '--ipc', '--uts'];
  const inside = ['nsenter', `--target=${anchor.pid}`, ...namespaces, '--root', '--wd'];
  const run = (argv: readonly string[], { env = {}, input = '', timeout = 20 }: RunOptions = {}) =>
    finish([...inside, 'timeout', '--kill-after=1', String(timeout), ...argv], { ...ENV, ...env }, input);
  let cable: Cable | undefined;
  const machine: Machine = {
    run,
    enter: (argv) => [...inside, ...argv],
    get cable() {
      return cable;
    },
    start: (argv, env = {}) => watch(spawnProgram([...inside, ...argv], { ...ENV, ...env })),
    async write(path, text, mode = '644') {
      must(await run(['sh', '-ec', WRITE, 'write', path, mode], { input: text }));
    },
    async emptyFolder(path) {
      must(await run(['mkdir', '-p', path]));
      must(await run(['mount', '-t', 'tmpfs', '-o', 'mode=700', 'none', path]));
    },
    stop: anchor.stop,
  };
  try {
    const cables = [await network?.plug(anchor.pid, 'eth0'), await uplink?.network.plug(anchor.pid, 'eth1')];
    cable = network && together(cables);
    const device = network === undefined ? 'lo' : 'eth0';
    const commands = [
      networkCommands(device, addresses, network === undefined ? [] : uplink?.neighbours),
      uplink ? networkCommands('eth1', uplink.addresses) : '',
    ];
    must(await run(['ip', '-batch', '-'], { input: commands.join('') }));
    const names = [...hosts].map(([name, address]) => `${address} ${name}\n`).join('');
    await machine.write('/etc/hosts', `127.0.0.1 localhost\n::1 localhost\n${names}`);
    return machine;
  } catch (error) {
    await anchor.stop();
    throw error;
  }
}

/** Several cables as one. */
function together(cables: readonly (Cable | undefined)[]): Cable {
  const all = cables.filter((cable) => cable !== undefined);
  return {
    async pull() {
      await Promise.all(all.map((cable) => cable.pull()));
    },
    async plug() {
      await Promise.all(all.map((cable) => cable.plug()));
    },
  };
}

/** Starts a switch: machines plugged into it reach each other and nothing else. */
export async function startNetwork(): Promise<Network> {
  const anchor = await startAnchor(['--net'], SWITCH);
  let ports = 0;
  const ip = async (commands: string): Promise<void> =>
    must(await finish(['nsenter', `--target=${anchor.pid}`, '--net', 'ip', '-batch', '-'], ENV, commands));
  return {
    async plug(pid, device) {
      const port = `port${++ports}`;
      await ip(
        `link add ${port} type veth peer name ${device} netns ${pid}\nlink set ${port} master switch up\n`,
      );
      return {
        pull: () => ip(`link set ${port} down\n`),
        plug: () => ip(`link set ${port} up\n`),
      };
    },
    stop: anchor.stop,
  };
}

const isIpv6 = (address: string): boolean => address.includes(':');

/** Every address stands alone and every other one is a neighbour, so no topology needs a subnet or a router. */
function networkCommands(
  device: string,
  addresses: readonly string[],
  neighbours: readonly string[] = ['0.0.0.0/0', '::/0'],
): string {
  const lines = [
    `link set ${device} up`,
    ...addresses.map(
      (ip) => `addr add ${ip}${isIpv6(ip) ? '/128' : '/32'} dev ${device}${isIpv6(ip) ? ' nodad' : ''}`,
    ),
    ...neighbours.map((ip) => `route add ${ip} dev ${device}`),
  ];
  return `${lines.join('\n')}\n`;
}

interface Anchor {
  readonly pid: number;
  stop(): Promise<void>;
}

/** A process that holds namespaces open until `stop`, or until its input ends because this process died. */
async function startAnchor(
  namespaces: readonly string[],
  script: string,
  args: readonly string[] = [],
): Promise<Anchor> {
  if (process.getuid?.() !== 0)
    throw new Error('network and mount namespaces need root: run the real-daemon tests as root');
  const child = spawnProgram(
    ['unshare', ...namespaces, '--fork', '--kill-child', 'sh', '-c', script, 'sh', ...args],
    ENV,
  );
  const daemon = watch(child);
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  while (!daemon.log().includes('\n') && daemon.exited() === undefined) {
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
  clearTimeout(late);
  const pid = Number(daemon.log());
  if (!Number.isInteger(pid) || pid <= 0) throw new Error(`no namespaces here: ${daemon.log()}`);
  return {
    pid,
    async stop() {
      if (daemon.exited() !== undefined) return;
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 3000);
      await once(child, 'close');
      clearTimeout(late);
    },
  };
}

function must({ status, output }: Verdict): void {
  if (status !== 0) throw new Error(`exit status ${status}: ${output}`);
}
