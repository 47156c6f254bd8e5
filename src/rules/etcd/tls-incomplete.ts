import type { Estate, EtcdMember } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';
import { surelyLeaveOut } from '../common/remedies.ts';

const SECTIONS = [
  { section: 'client-transport-security', urls: 'listen-client-urls' },
  { section: 'peer-transport-security', urls: 'listen-peer-urls' },
] as const;

type Section = (typeof SECTIONS)[number];

function mistake(
  { etcd }: EtcdMember,
  { section, urls }: Section,
): readonly [key: string, what: string] | undefined {
  const has = (key: string): boolean => Boolean(textAt(etcd.value, section, key));
  const is = (key: string): boolean => get(etcd.value, section, key) === true;
  if (!/\bhttps:/.test(textAt(etcd.value, urls) ?? '')) return undefined;
  const missing = ['cert-file', 'key-file'].find((key) => !has(key));
  if (missing && !is('auto-tls'))
    return [missing, `does not start: ${urls} requires TLS, but ${section} has no ${missing}`];
  return is('client-cert-auth') && !has('trusted-ca-file')
    ? [
        'trusted-ca-file',
        `rejects your own certificates: ${section} asks for certificates but has no trusted-ca-file`,
      ]
    : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const node of ring(site))
      for (const one of SECTIONS) {
        const found = mistake(node, one);
        if (!found) continue;
        const [key, what] = found;
        const at = node.etcd.at(one.section, key);
        yield {
          message: `etcd of ${node.name} ${what}`,
          at,
          remedy: surelyLeaveOut(at, `${one.section}.${key}`),
        };
      }
}

export const tlsIncomplete: Rule = {
  id: 'etcd/tls-incomplete',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'etcd is set to use TLS, but a file is missing',
  why: 'Without a certificate or key etcd exits when it starts. Without a CA of its own it trusts the authorities of the operating system, and rejects the certificates of Patroni and of the other members.',
  references: [
    'etcd client/pkg/transport/listener.go: baseConfig, ServerConfig',
    'etcd server/embed/etcd.go: configureClientListeners',
    'https://etcd.io/docs/v3.5/op-guide/security/',
  ],
  afterPromotion: false,
  check: all,
};
