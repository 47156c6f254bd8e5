// Topologies of any size: two sites, as many nodes as asked for, three of each site in its etcd ring.

const site = (name, net, other, nodes) => `  - name: ${name}
    scope: pg-${name}
    etcd: { token: pg-${name}-etcd }
    standby: { slot: standby_cluster_${name}, follow: ${other} }
    slots: [standby_cluster_${other}]
    nodes:
${nodes
  .map(
    (n) =>
      `      - { name: pg-${name}-${n}, address: ${net}.${n >> 8}.${n & 255}${n > 3 ? ', runs: [postgresql]' : ''} }\n`,
  )
  .join('')}      - { name: haproxy-${name}, address: ${net}.255.1, runs: [haproxy] }
`;

/**
 * A topology as YAML.
 * @param name of the estate
 * @param members PostgreSQL nodes of both sites together, an even number from 6
 * @param net second number of the addresses, so that estates differ
 */
export function topology(name, members, net = 1) {
  const nodes = Array.from({ length: members / 2 }, (_, index) => index + 1);
  return `version: 1
name: ${name}
primary: seoul
sites:
${site('seoul', `10.${net}`, 'busan', nodes)}
${site('busan', `11.${net}`, 'seoul', nodes)}
clients:
  - { user: app, database: orders, from: haproxy }
  - { user: reporting, database: orders, from: [10.9.0.0/16] }
postgresql:
  parameters: { max_connections: 200, max_slot_wal_keep_size: 64GB }
`;
}

/** The same with a mistake in every node: a key that there is none of. */
export const mistaken = (text) => text.replaceAll('{ name: pg-', '{ adress: typo, name: pg-');
