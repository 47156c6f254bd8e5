import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Address } from '../../pghba/address.ts';
import { isLoopback, isUnspecified, parseAddress, specialUse } from '../../pghba/address.ts';

function judge(
  owner: string,
  text: string | undefined,
  address: Address | undefined,
  at: Place,
  help?: string,
): Draft | undefined {
  // What is missing, and what the schema refused, is told already.
  if (text === undefined) return undefined;
  if (!address)
    return {
      message: `${owner} has the address "${text}", which is neither an IP address nor a host name`,
      at,
      help: help ?? 'write an IPv4 address, an IPv6 address without brackets, or a host name',
    };
  if (isLoopback(address))
    return {
      message: `${owner} has the loopback address ${address.text}`,
      at,
      help: 'write the address that other machines reach it by',
    };
  if (isUnspecified(address))
    return {
      message: `${address.text} is not the address of a machine`,
      at,
      help: 'write the address that other machines reach it by',
    };
  const use = specialUse(address);
  return use === undefined
    ? undefined
    : {
        message: `${owner} has the address ${address.text}, ${use}`,
        at,
        help: 'write the address that other machines reach it by',
      };
}

/** An endpoint that is written as address and port in one. */
function portHelp(text: string): string | undefined {
  const [, host = '', port] = /^([^:]+):(\d{1,5})$/.exec(text) ?? [];
  return port !== undefined && parseAddress(host)
    ? `write the port separately: endpoint: { address: ${host}, port: ${port} }`
    : undefined;
}

function* check(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap((site) => site.nodes)) {
    const own = judge(node.name, node.written.address, node.address, node.addressAt);
    if (own) yield own;
    const wan =
      node.wanAt === node.addressAt ? undefined : judge(node.name, node.written.wan, node.wan, node.wanAt);
    if (wan) yield wan;
  }
  for (const { name, endpoint } of estate.sites) {
    const draft =
      endpoint &&
      judge(
        `the endpoint of ${name}`,
        endpoint.text,
        endpoint.address,
        endpoint.at,
        portHelp(endpoint.text ?? ''),
      );
    if (draft) yield draft;
  }
}

export const addressInvalid: Rule = {
  id: 'topology/address-invalid',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'no other machine can connect to an address of the topology',
  why: 'Other machines connect to this address. To each of them, a loopback or "any" address means the machine itself: a replica would follow itself, and an etcd member would talk to nobody. Multicast, broadcast, reserved and link-local addresses lead to no machine in another network.',
  references: ['patroni/validator.py: validate_connect_address', 'https://etcd.io/docs/v3.5/faq/'],
  afterPromotion: false,
  check,
};
