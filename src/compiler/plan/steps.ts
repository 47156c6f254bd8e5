import type { Node } from '../estate/estate.ts';
import {
  ETCD_DROP_IN,
  ETCD_FILE,
  GUARD_FILE,
  HAPROXY_FILE,
  PATRONI_DROP_IN,
  PATRONI_FILE,
} from '../facts/files.ts';
import { mayLead } from '../render/reach.ts';
import { wordOf } from '../text/json.ts';
import { allTogether } from '../text/together.ts';
import type { Place } from './blocks.ts';
import * as make from './blocks.ts';
import { placeOf } from './blocks.ts';
import type { EstateChange } from './compare.ts';
import type { Block, Draft, Step } from './step.ts';
import { numbered } from './step.ts';
import type { ValueChange } from './value-change.ts';
import type { Setting, SiteWork } from './work.ts';
import { workIn } from './work.ts';

/** Every file that is deployed. */
const FILES: readonly string[] = [
  ETCD_FILE,
  PATRONI_FILE,
  HAPROXY_FILE,
  GUARD_FILE,
  PATRONI_DROP_IN,
  ETCD_DROP_IN,
];

/** The work at one site, with what its blocks know of the site before and after. */
interface Work extends SiteWork {
  readonly now: Place | undefined;
  readonly was: Place | undefined;
}

const nodeNames = (nodes: readonly { readonly name: string }[]): string =>
  allTogether(nodes.map(({ name }) => name));

const step = (title: string, about: string, blocks: readonly Block[], undo?: string): Draft[] =>
  blocks.length === 0 ? [] : [{ title, about, blocks, undo }];

/** The machines of a site that stay and have changed values of some kinds. */
const touched = ({ staying, values }: Work, is: (value: ValueChange) => boolean): Node[] =>
  staying.filter(({ name }) => values.some((value) => value.node === name && is(value)));

const staysAt = (work: Work): boolean => work.now !== undefined && work.was !== undefined;

const DEPLOYED_AGAIN =
  'Check out the old topology, compile it, and run these blocks again. deploy keeps each old file below /var/backups/pgdr-compile/ on its machine, too.';

function checks(all: readonly Work[]): Draft[] {
  const running = all.flatMap(({ was }) => was ?? []);
  return step(
    'Make sure that all is well',
    'Nothing is changed. Each site must have a leader, all its members, and no change that still waits.',
    running.flatMap((place) => [make.check(place), ...(place.site.streams ? [make.follows(place)] : [])]),
  );
}

/** Packages that are upgraded by the ways of the operating system. */
function upgrades({ values }: EstateChange): Draft[] {
  const products = values.filter(({ what }) => what === 'software');
  if (products.length === 0) return [];
  const names = products.map(({ path, to }) => `${path.join()} ${wordOf(to)}`);
  return [
    {
      title: `Change the packages to ${allTogether(names)} (by hand)`,
      about:
        'Upgrade the packages at every site with the files that are there now: the standby sites first, one machine after the other. Patroni is restarted in maintenance mode (the blocks `restart-SITE` of RUNBOOK.md), etcd one member after the other, its leader last. Do not go on before the new version runs everywhere: the steps below bring what only it knows.',
      blocks: [],
      undo: 'Put the old packages back, as long as none of the steps below is done. Once all members of a ring of etcd run the new version, it goes back only by "etcdctl downgrade".',
    },
  ];
}

/** Whether a value is a path of a certificate, a key or a CA: the file must be there before a program is told of it. */
const namesFile = ({ path, to }: ValueChange): boolean =>
  typeof to === 'string' &&
  /^\//.test(to) &&
  /^(?:certfile|keyfile|cafile|cacert|cert|key|ssl_\w+_file|sslrootcert|cert-file|key-file|trusted-ca-file)$/.test(
    path.at(-1) ?? '',
  );

/** Machines that need a new certificate, or other files of certificates. */
function certificates(all: readonly Work[]): Draft[] {
  const machines = [
    ...new Set(
      all.flatMap(({ values, joining }) => [
        ...values.flatMap((value) =>
          value.what === 'certificate' || namesFile(value) ? (value.node ?? []) : [],
        ),
        ...joining.map(({ node }) => node.name),
      ]),
    ),
  ];
  if (machines.length === 0) return [];
  return [
    {
      title: 'Make certificates, and bring them to the machines',
      about: `Compile the topology. Then make the certificates of ${allTogether(machines)} as certificates.md says, and copy them to the machines as RUNBOOK.md says ("Renewal of certificates and passwords"). Their names or their places changed, or a machine is new. Without TLS there is nothing to do.`,
      blocks: [],
      undo: undefined,
    },
  ];
}

function newMachines(all: readonly Work[]): Draft[] {
  return all.flatMap(({ now, joining }) => {
    if (!now || joining.length === 0) return [];
    const nodes = joining.map(({ node }) => node);
    return step(
      `Prepare ${nodeNames(nodes)}`,
      `Do the section "Before the first start" of the new RUNBOOK.md for ${nodes.length === 1 ? 'this machine' : 'these machines'}: software, certificates, passwords. Then run these blocks. Nothing starts yet. A machine that was in use before has to be emptied first: the blocks refuse data directories that are not empty.`,
      make.prepare(now, nodes),
      'Nothing runs there: leave the machine alone, or take it away.',
    );
  });
}

/** Where the members of a ring answer that stay, by the files of before and after the change. */
const ringClients = ({ pair, staying }: Work, others: readonly Node[] = []): string[] => {
  const stays = new Set(staying.map(({ name }) => name));
  const old = pair.nodes.flatMap(({ was, now }) => (was && now && stays.has(now.name) ? [was] : []));
  return make.clientUrls([...staying, ...old, ...others]);
};

/** A machine stops for good: its proxy, its member of the cluster, then that of the ring. */
function leavingBlocks(work: Work, goers: SiteWork['leaving'], ofRing: Place | undefined): Block[] {
  const { was, staying, joining } = work;
  if (!was) return [];
  const of = (service: 'patroni' | 'etcd' | 'haproxy'): Node[] =>
    goers.filter((one) => one[service]).map(({ node }) => node);
  const members = of('patroni');
  const heirs = [...staying, ...joining.map(({ node }) => node)].filter(
    (node) => mayLead(node) && node.patroni && !members.some(({ name }) => name === node.name),
  );
  const clients = ringClients(work);
  return [
    ...of('haproxy').map(make.stopHaproxy),
    ...(members.length > 0 ? [make.switchAway(was, members, heirs)] : []),
    ...members.map((node) => make.leave(was, node, false)),
    ...of('etcd').flatMap((node) => make.leaveRing(ofRing ?? was, was, node, clients)),
  ];
}

const LEAVING_UNDO =
  'The data is left on the machine. "systemctl enable --now patroni" brings a member back; a member of etcd has to be added to the ring again, with an empty folder.';

/** Machines whose names other machines get: the old ones go first. */
function replacedMachines(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const goers = work.leaving.filter(({ isReplaced }) => isReplaced);
    return step(
      `${nodeNames(goers.map(({ node }) => node))} goes, to be replaced`,
      'The new machine has the name of the old one, so the old one leaves first. Leave out a block if its machine is dead. Afterwards let the name lead to the new machine: every block from here on means that one. If the member leads, another one takes over, which stops writes for some seconds.',
      leavingBlocks(work, goers, work.was),
      LEAVING_UNDO,
    );
  });
}

/** Whether a value decides how HAProxy asks a member for its role. */
const isOfChecks = ({ what, path }: ValueChange): boolean =>
  what === 'patroni' &&
  path[0] === 'restapi' &&
  /^(?:listen|connect_address|certfile|keyfile|verify_client)$/.test(path[1] ?? 'certfile');

const proxiesOf = (all: readonly Work[]): Node[] =>
  all.flatMap(({ staying }) => staying.filter(({ haproxy }) => haproxy));

/** Whether HAProxy would take members for dead that are well: their REST API moves, or is away for some seconds. */
const blinds = (all: readonly Work[]): boolean =>
  all.some((work) => work.values.some(isOfChecks) || restarted(work).length > 0);

function unchecked(all: readonly Work[]): Draft[] {
  if (!blinds(all)) return [];
  return step(
    'HAProxy: health checks off, until HAProxy is reloaded',
    'The REST API of members moves or restarts, and HAProxy asks it who leads. Until HAProxy is reloaded below, it takes each server for what it is now: a failover in between is not noticed. Go on without delay.',
    proxiesOf(all).flatMap((node) => make.uncheckedHaproxy(node) ?? []),
    '"systemctl reload haproxy" makes it ask again.',
  );
}

/** A line of pg_hba that members of a site get: it shows that a file was taken. */
const newLine = ({ values }: Work): string | undefined =>
  values
    .filter(({ what, path, to }) => what === 'patroni' && path.at(-1) === 'pg_hba' && typeof to === 'string')
    .map(({ to }) => wordOf(to))[0];

/** Lines of pg_hba that go, of machines of the estate: they are needed until those machines have gone, or have another address. */
function keptLines({ values }: Work, { before }: EstateChange): string[] {
  const machines = new Set(
    before.seen.flatMap(({ nodes }) => nodes.flatMap(({ address, wan }) => [address?.text, wan?.text])),
  );
  const gone = values.filter(
    ({ what, path, from, to }) =>
      what === 'patroni' && path.at(-1) === 'pg_hba' && typeof from === 'string' && to === undefined,
  );
  const isOfMachine = (line: string): boolean =>
    line.split(/\s+/).some((word) => machines.has(word.replace(/\/\d+$/, '')));
  return [...new Set(gone.map(({ from }) => wordOf(from)))].filter(isOfMachine);
}

/** Members whose Patroni has to read its file, or its certificates, again. */
const reloaded = (work: Work): Node[] =>
  touched(
    work,
    ({ what, path }) => what === 'patroni' || (what === 'certificate' && path[0] !== 'etcd'),
  ).filter(({ patroni }) => patroni);

/** Whether machines go or move, so that lines of pg_hba for them are needed for some time yet. */
const someMove = (all: readonly Work[]): boolean =>
  all.some(({ now, leaving, dynamic }) => !now || leaving.length > 0 || dynamic.following.length > 0);

/** Members that must not lead any more: those that go, and those whose new file says so. */
function switches(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { was, staying, leaving } = work;
    if (!was || !staysAt(work)) return [];
    const barred = staying.filter((node) => {
      const old = work.pair.nodes.find(({ now }) => now === node)?.was;
      return node.patroni && old && !mayLead(node) && mayLead(old);
    });
    const goers: Node[] = [
      ...barred,
      ...leaving.filter(({ patroni, isReplaced }) => patroni && !isReplaced).map(({ node }) => node),
    ];
    const heirs = staying.filter((node) => node.patroni && mayLead(node));
    return step(
      `${was.spec.name}: ${nodeNames(goers)} must not lead`,
      'If it leads, another member takes over, which stops writes for some seconds at the primary site. If it does not lead, nothing happens.',
      goers.length === 0 ? [] : [make.switchAway(was, goers, heirs)],
      'patronictl switchover makes it lead again.',
    );
  });
}

function reloads(all: readonly Work[], change: EstateChange): Draft[] {
  const moves = someMove(all);
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work)) return [];
    const nodes = reloaded(work);
    if (nodes.length === 0) return [];
    const required = work.values.some(
      ({ what, path, to }) =>
        what === 'patroni' && path.join('.') === 'watchdog.mode' && /^require/i.test(wordOf(to)),
    );
    const keep = moves ? keptLines(work, change) : [];
    return step(
      `${now.spec.name}: Patroni gets its new files, and is reloaded`,
      `Patroni and PostgreSQL are reloaded, the leader last. Nothing stops; sessions that are open stay.${keep.length > 0 ? ' Machines that go are still let in: the lines for them go in a later step.' : ''}`,
      [
        make.deploy(now.spec.name, nodes),
        make.units(nodes),
        ...make.reload(now, 'reload', nodes, { hbaLine: newLine(work), required, keep }),
      ],
      DEPLOYED_AGAIN,
    );
  });
}

/** The lines of pg_hba for machines that have gone. */
function goneAccess(all: readonly Work[], change: EstateChange): Draft[] {
  if (!someMove(all)) return [];
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work) || keptLines(work, change).length === 0) return [];
    const nodes = reloaded(work);
    return step(
      `${now.spec.name}: machines that have gone are let in no more`,
      'The compiled files come again, without the lines that were kept for them.',
      [
        make.deploy(`gone.${now.spec.name}`, nodes),
        ...make.reload(now, 'gone', nodes, { hbaLine: undefined, required: false, keep: [] }),
      ],
      DEPLOYED_AGAIN,
    );
  });
}

const isOfRing = ({ what, effect }: ValueChange): boolean =>
  (what === 'etcd' && (effect.kind === 'restart-etcd' || effect.kind === 'ring')) || what === 'etcd-unit';

/** Members of rings that restart: before Patroni reads files that say their new ports. */
function ringRestarts(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work)) return [];
    const moved = (node: Node): boolean =>
      work.values.some(
        (value) => value.node === node.name && value.what === 'etcd' && value.effect.kind === 'ring',
      );
    return step(
      `${now.spec.name}: etcd restarts, one member after the other`,
      'Each block waits until the ring is whole again. Patroni rides over the change of a leader of etcd. Run no other block of this site before all are done: files of Patroni come with those of etcd, and may name ports that are not there yet.',
      touched(work, isOfRing)
        .filter(({ etcd }) => etcd)
        .flatMap((node) => make.restartEtcd(now, node, ringClients(work), moved(node))),
      DEPLOYED_AGAIN,
    );
  });
}

function ringJoins(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, joining } = work;
    if (!now || !staysAt(work)) return [];
    const added = joining.filter(({ etcd }) => etcd).map(({ node }) => node);
    return step(
      `${now.spec.name}: ${nodeNames(added)} ${added.length === 1 ? 'joins' : 'join'} the etcd ring`,
      'The ring is told of each new member before that starts, one at a time.',
      added.flatMap((node) =>
        make.joinRing(
          now,
          node,
          ringClients(
            work,
            added.filter((one) => one !== node),
          ),
        ),
      ),
      '"etcdctl member remove" takes a new member out again, as long as more than half of the ring answers; then stop it, and empty its folder.',
    );
  });
}

const dynamicUndo = (place: Place, settings: readonly Setting[]): string => {
  const command = make.undoing(place, settings);
  return command === undefined
    ? 'Set the old value by hand: it holds a secret, which is not shown here.'
    : `As postgres, on a member: \`${command}\``;
};

function slots(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    return step(
      `${now.spec.name}: new replication slots`,
      'The primary keeps WAL for a new slot from now on: go on soon, or take it back.',
      dynamic.slots.length === 0
        ? []
        : [make.dynamic(now, 'slots', dynamic.slots, 'the slot is there: see patronictl list')],
      dynamicUndo(now, dynamic.slots),
    );
  });
}

const restartsOf = (settings: readonly Setting[], { values }: Work): boolean =>
  settings.some(({ path }) =>
    values.some(
      (value) =>
        value.what === 'dynamic' &&
        value.path.join('.') === path.join('.') &&
        value.effect.kind === 'restart-postgresql',
    ),
  );

const RESTART_ABOUT =
  'PostgreSQL restarts, one member after the other, the leader last. At the primary site, writes stop while the leader restarts: some seconds, or as long as a checkpoint takes.';

function settings(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    const changed = [...dynamic.raised, ...dynamic.others];
    const local = work.values.some(
      ({ what, effect }) => what === 'patroni' && effect.kind === 'restart-postgresql',
    );
    const restarts = restartsOf(changed, work) || local;
    return [
      ...step(
        `${now.spec.name}: the dynamic configuration is changed`,
        'Every member takes it within loop_wait. What needs a restart of PostgreSQL is marked, and waits for the next step.',
        changed.length === 0
          ? []
          : [make.dynamic(now, 'settings', changed, 'the new configuration is in force')],
        dynamicUndo(now, changed),
      ),
      ...step(
        `${now.spec.name}: PostgreSQL restarts, the leader last`,
        RESTART_ABOUT,
        restarts ? [make.restartPostgresql(now, false)] : [],
        'Take back the configuration, and run this block again.',
      ),
    ];
  });
}

/** Members whose Patroni takes a value only when it restarts. */
const restarted = (work: Work): Node[] =>
  touched(work, ({ what, effect }) => what === 'patroni' && effect.kind === 'restart-patroni').filter(
    ({ patroni }) => patroni,
  );

function patroniRestarts(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now } = work;
    if (!now || !staysAt(work) || restarted(work).length === 0) return [];
    const members = work.staying.filter(({ patroni }) => patroni);
    return step(
      `${now.spec.name}: Patroni restarts in maintenance mode`,
      'PostgreSQL runs on. Meanwhile there is no failover at this site: end the maintenance mode soon.',
      make.restartPatroni(now, members),
      DEPLOYED_AGAIN,
    );
  });
}

/** Whether the safety margin of the watchdog rises: ttl, which has to be there before it, comes first. */
const marginRises = ({ values }: Work): boolean =>
  values.some(
    ({ what, path, from, to }) =>
      what === 'patroni' &&
      path.join('.') === 'watchdog.safety_margin' &&
      Number(to ?? 5) > Number(from ?? 5),
  );

/** What falls: the primary first, for no standby may have less than it. */
function lowered(all: readonly Work[]): Draft[] {
  return all.toReversed().flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work) || dynamic.lowered.length === 0) return [];
    return step(
      `${now.spec.name}: lower ${allTogether(dynamic.lowered.map(({ path }) => path.at(-1) ?? ''))}; PostgreSQL restarts, the leader first`,
      `${RESTART_ABOUT.replace('the leader last', 'the leader first')} A standby takes a lower value only after its primary has it. Until this step is done at all sites, a failover would bring the old value back.`,
      [
        make.dynamic(now, 'lower', dynamic.lowered, 'the new configuration is in force'),
        make.restartPostgresql(now, true),
      ],
      dynamicUndo(now, dynamic.lowered),
    );
  });
}

function starts(all: readonly Work[]): Draft[] {
  return all.toReversed().flatMap((work) => {
    const { now, was, joining } = work;
    if (!now) return [];
    if (!was)
      return step(
        `${now.spec.name} starts`,
        `The site copies the cluster from ${now.site.upstream}: the copy takes what the link allows.`,
        make.startSite(now),
        'Stop Patroni on all members of the site. Then drop its slot, or its upstream keeps WAL until its disk is full.',
      );
    const members = joining.filter(({ patroni }) => patroni).map(({ node }) => node);
    return step(
      `${now.spec.name}: ${nodeNames(members)} ${members.length === 1 ? 'starts' : 'start'}`,
      'Each new member copies the cluster from the leader of its site.',
      members.map((node) => make.startMember(now, node)),
      '"systemctl disable --now patroni" on the new member.',
    );
  });
}

/** What a setting of standby_cluster is called. */
const FOLLOWING: Readonly<Record<string, string>> = {
  host: 'upstream',
  port: 'upstream',
  primary_slot_name: 'slot',
};

function following(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    return step(
      `${now.spec.name}: the new ${allTogether([...new Set(dynamic.following.map(({ path }) => FOLLOWING[path[1] ?? ''] ?? 'way of following'))])} in use`,
      'The standby leader connects anew. Its slot keeps WAL until it does.',
      dynamic.following.length === 0
        ? []
        : [
            make.dynamic(now, 'follow', dynamic.following, 'the new configuration is in force'),
            ...(now.site.streams ? [make.follows(now)] : []),
          ],
      dynamicUndo(now, dynamic.following),
    );
  });
}

function proxies(all: readonly Work[]): Draft[] {
  const changed = all.flatMap((work) => [
    ...(staysAt(work)
      ? touched(work, ({ what }) => what === 'haproxy').filter(({ haproxy }) => haproxy)
      : []),
    ...work.joining.filter(({ haproxy }) => haproxy).map(({ node }) => node),
  ]);
  const first = blinds(all) ? proxiesOf(all) : [];
  const nodes = [...new Set([...changed, ...first])];
  return step(
    'HAProxy is reloaded, one proxy after the other',
    'A new worker takes over the ports. Sessions that are open stay with the old worker until hard-stop-after.',
    nodes.length === 0 ? [] : [make.deploy('haproxy', nodes), ...nodes.map(make.reloadHaproxy)],
    DEPLOYED_AGAIN,
  );
}

function leavers(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { was, now } = work;
    if (!was) return [];
    if (!now) return siteLeaves(work, was);
    const goers = work.leaving.filter(({ isReplaced }) => !isReplaced);
    return step(
      `${was.spec.name}: ${nodeNames(goers.map(({ node }) => node))} ${goers.length === 1 ? 'leaves' : 'leave'}`,
      'Leave out a block if its machine is dead. If a member leads that goes, another one takes over, which stops writes for some seconds at the primary site.',
      leavingBlocks(work, goers, now),
      LEAVING_UNDO,
    );
  });
}

function siteLeaves({ leaving }: Work, was: Place): Draft[] {
  const of = (service: 'patroni' | 'etcd' | 'haproxy'): Node[] =>
    leaving.filter((one) => one[service]).map(({ node }) => node);
  return step(
    `${was.spec.name} stops`,
    'From now on the site cannot take over. Leave out a block if its machine is dead.',
    [
      make.siteFollows(was),
      ...of('haproxy').map(make.stopHaproxy),
      ...of('patroni').map((node) => make.leave(was, node, true)),
      ...of('etcd').map((node) => make.stopRing(was, node, [])),
    ],
    'Until the next step, starting etcd and Patroni on its machines brings the site back. After it, the site has to be copied anew.',
  );
}

function goneSlots(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work) || dynamic.gone.length === 0) return [];
    const names = dynamic.gone.flatMap(({ path }) => path[1] ?? []);
    return step(
      `${now.spec.name}: replication slots that nobody uses any more go`,
      'The block before it makes sure that nobody streams from them.',
      [
        make.slotIdle(now, names),
        make.dynamic(now, 'drop', dynamic.gone, 'the new configuration is in force'),
      ],
      'The slot can be made anew, but the WAL that it kept is gone: who needs it has to be copied anew.',
    );
  });
}

/** Whether any file of a machine has another text than before: bootstrap.dcs follows the dynamic configuration. */
function isRewritten(work: Work, node: Node, { before, after }: EstateChange): boolean {
  const { was, now } = work.pair;
  const old = work.pair.nodes.find((pair) => pair.now === node)?.was;
  return FILES.some((file) => {
    const text = after.textOf(`${now?.name}/${node.name}${file}`);
    return text !== undefined && before.textOf(`${was?.name}/${old?.name}${file}`) !== text;
  });
}

/** Files that nothing reads before its next start, on machines that no other step deployed to. */
function otherFiles(all: readonly Work[], done: ReadonlySet<string>, change: EstateChange): Draft[] {
  const nodes = all.flatMap((work) =>
    work.now ? work.staying.filter((node) => !done.has(node.name) && isRewritten(work, node, change)) : [],
  );
  const unit = all.some(({ values }) =>
    values.some(({ what }) => what === 'patroni-unit' || what === 'etcd-unit'),
  );
  return step(
    'The other files: nothing reads them now',
    'Files that count at the next start, and bootstrap.dcs in patroni.yml, which follows the dynamic configuration.',
    nodes.length === 0 ? [] : [make.deploy('files', nodes), ...(unit ? [make.units(nodes)] : [])],
    DEPLOYED_AGAIN,
  );
}

function verified(all: readonly Work[]): Draft[] {
  const places = all.flatMap(({ now }) => now ?? []);
  return step(
    'Make sure that all is well again',
    'Nothing is changed.',
    places.flatMap((place) => [make.check(place), ...(place.site.streams ? [make.follows(place)] : [])]),
  );
}

const deployedTo = (steps: readonly Draft[]): ReadonlySet<string> =>
  new Set(
    steps.flatMap(({ blocks }) =>
      blocks.flatMap(({ text }) =>
        text.startsWith('deploy ')
          ? text
              .slice(7)
              .split(' ')
              .map((one) => one.replace(/^.*\//, ''))
          : [],
      ),
    ),
  );

/**
 * The steps that bring a running estate to what the new topology says, in an order that is safe: what lets somebody in comes
 * before who comes, standbys before their primary, and what goes comes last.
 */
export function stepsOf(change: EstateChange): Step[] {
  const all = workIn(change).map((work): Work => {
    const { was, now } = work.pair;
    const before = was && change.before.estate.sites.find(({ name }) => name === was.name);
    return {
      ...work,
      now: now && placeOf(change.after.estate, now),
      was: before && placeOf(change.before.estate, before),
    };
  });
  const apart = unchecked(all);
  const early = apart.length > 0;
  const steps = [
    ...upgrades(change),
    ...certificates(all),
    ...replacedMachines(all),
    ...newMachines(all),
    ...switches(all),
    ...ringRestarts(all),
    ...apart,
    ...settings(all.filter(marginRises)),
    ...reloads(all, change),
    ...patroniRestarts(all),
    ...(early ? proxies(all) : []),
    ...ringJoins(all),
    ...settings(all.filter((work) => !marginRises(work))),
    ...lowered(all),
    ...slots(all),
    ...starts(all),
    ...following(all),
    ...(early ? [] : proxies(all)),
    ...leavers(all),
    ...goneSlots(all),
    ...goneAccess(all, change),
  ];
  const others = otherFiles(all, deployedTo(steps), change);
  if (steps.length + others.length === 0) return [];
  return numbered([...checks(all), ...steps, ...others, ...verified(all)]);
}
