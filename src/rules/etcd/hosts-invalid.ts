import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { isPort } from '../common/listeners.ts';
import { leaveOut } from '../common/remedies.ts';
import { shown } from '../common/words.ts';
import { hostsKey, ownHosts } from './owners.ts';

/** What is wrong with one host as Patroni takes it apart (patroni/utils.py, split_host_port); undefined where nothing is. */
function mistakeIn(text: string): string | undefined {
  if (/^\s*\w+:\/\//.test(text))
    return 'is a URL: Patroni takes the scheme for a part of the host and never finds etcd';
  if (/["']/.test(text)) return 'contains quotes: Patroni does not start';
  const trimmed = text.trim();
  const [, host = trimmed, port] = /^(.*):([^:]*)$/.exec(trimmed) ?? [];
  if (port !== undefined && !isPort(port)) return 'does not end in a port: Patroni does not start';
  return parseAddress(host.replace(/^\[|\]$/g, ''))
    ? undefined
    : 'is not a host and port: Patroni never finds etcd';
}

interface Item {
  readonly value: Json;
  readonly index: number | undefined;
}

const itemsOf = (value: Json): Item[] =>
  Array.isArray(value)
    ? value.map((item, index) => ({ value: item, index }))
    : String(value)
        .split(',')
        .map((item) => ({ value: item, index: undefined }));

function* judge(site: Site, member: Member): Generator<Draft> {
  const { patroni: tree, name } = member;
  const key = hostsKey(member);
  const value = get(tree.value, 'etcd3', key);
  if ((key !== 'hosts' && key !== 'host') || value === undefined || value === null) return;
  if (!tree.isWritten('etcd3', key)) return;
  const whole = tree.at('etcd3', key);
  const draft = (what: string, at = whole): Draft => ({
    message: `etcd3.${key} of ${name} ${what}`,
    at,
    remedy: leaveOut(whole, 'etcd3.hosts', { ...ownHosts(site), sure: key === 'hosts' }),
  });
  const isList = Array.isArray(value);
  if (key === 'host' ? typeof value !== 'string' : !isList && typeof value !== 'string') {
    yield draft(`is ${shown(value)}, which is not text: Patroni does not start`);
    return;
  }
  if (isList && value.length === 0) yield draft('is empty: Patroni never finds etcd');
  for (const item of itemsOf(value)) {
    const at = item.index === undefined ? whole : tree.at('etcd3', key, item.index);
    const mistake =
      typeof item.value === 'string' ? mistakeIn(item.value) : 'is not text: Patroni ignores it';
    if (mistake)
      yield draft(
        `has ${shown(typeof item.value === 'string' ? item.value.trim() : item.value)}, which ${mistake}`,
        at,
      );
  }
}

export const hostsInvalid: Rule = {
  id: 'etcd/hosts-invalid',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'Patroni cannot read a host of etcd3',
  why: 'Patroni splits each host at its last colon and expects a number after it: with quotes inside the text it exits with an exception at every start. Patroni tries a host that does not exist again and again, and the site has no leader.',
  references: [
    'patroni/utils.py: split_host_port, uri',
    'patroni/dcs/etcd.py: AbstractEtcd.get_etcd_client',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#etcdv3',
  ],
  afterPromotion: false,
  check: (estate: Estate) =>
    estate.sites.flatMap((site) => members(site).flatMap((member) => [...judge(site, member)])),
};
