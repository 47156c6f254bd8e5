import type { Estate, EtcdMember, Member } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { surelyLeaveOut } from '../common/remedies.ts';

const CLIENTS = 'client-transport-security';

const schemeOf = (urls: string | undefined): string | undefined => /^\s*(\w+):/.exec(urls ?? '')?.[1];

/** How clients speak to a member; undefined where topology/endpoint-mismatch tells of it. */
function schemeAt({ etcd }: EtcdMember): string | undefined {
  const scheme = schemeOf(textAt(etcd.value, 'advertise-client-urls'));
  return scheme === schemeOf(textAt(etcd.derived, 'advertise-client-urls')) ? scheme : undefined;
}

/** A CA alone makes etcd ask for a certificate (client/pkg/transport/listener.go, ServerConfig). */
const asksForCertificate = ({ etcd }: EtcdMember): boolean =>
  textAt(etcd.value, CLIENTS, 'trusted-ca-file') !== undefined ||
  get(etcd.value, CLIENTS, 'client-cert-auth') === true;

function* judge(member: Member, nodes: readonly EtcdMember[]): Generator<Draft> {
  const { name, patroni } = member;
  // A URL brings a protocol of its own.
  if (['url', 'proxy'].some((key) => get(patroni.value, 'etcd3', key) !== undefined)) return;
  if (get(patroni.value, 'etcd3') === undefined) return;
  const protocol = textAt(patroni.value, 'etcd3', 'protocol') ?? 'http';
  const other = nodes.find((node) => (schemeAt(node) ?? protocol) !== protocol);
  const place = (key: string): Draft['at'] => patroni.at('etcd3', key);
  if (other) {
    yield {
      message: `Patroni of ${name} speaks ${protocol} to the etcd of ${other.name}, which speaks ${schemeAt(other)}`,
      at: place('protocol'),
      remedy: surelyLeaveOut(place('protocol'), 'etcd3.protocol', { value: schemeAt(other) ?? 'https' }),
    };
    return;
  }
  const asking = nodes.find(asksForCertificate);
  if (protocol === 'https' && asking && textAt(patroni.value, 'etcd3', 'cert') === undefined)
    yield {
      message: `Patroni of ${name} has no certificate, but the etcd of ${asking.name} asks for one`,
      at: place('cert'),
      remedy: surelyLeaveOut(place('cert'), 'etcd3.cert', {
        because: 'etcd asks for a certificate as soon as it has a trusted-ca-file',
      }),
    };
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // What holds for one holds for all but those that differ: a few of them tell.
    const distinct = new Map<string, EtcdMember>();
    for (const node of ring(site)) {
      const kind = `${schemeAt(node)} ${asksForCertificate(node)}`;
      if (!distinct.has(kind)) distinct.set(kind, node);
    }
    for (const member of members(site)) yield* judge(member, [...distinct.values()]);
  }
}

export const clientRefused: Rule = {
  id: 'etcd/client-refused',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'Patroni connects to etcd in a way that etcd refuses',
  why: 'A Patroni that cannot reach etcd never gets the leader lock, and a leader that cannot reach etcd steps down.',
  references: [
    'patroni/dcs/etcd.py: AbstractEtcd.get_etcd_client',
    'etcd client/pkg/transport/listener.go: ServerConfig',
    'https://github.com/patroni/patroni/issues/2036',
  ],
  afterPromotion: false,
  check: all,
};
