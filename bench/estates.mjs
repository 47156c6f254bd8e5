// Topologies of any size: two sites, as many nodes as asked for, three of each site in its etcd ring.

const site = (estate, name, net, other, nodes) => `  - name: ${name}
    scope: ${estate}-${name}
    etcd: { token: ${estate}-${name}-etcd }
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
 * @param number of the estate, below 10,000: estates of different numbers share no machine
 */
export function topology(name, members, number = 1) {
  const [first, second] = [10 + 2 * Math.floor(number / 250), number % 250];
  const nodes = Array.from({ length: members / 2 }, (_, index) => index + 1);
  return `version: 1
name: ${name}
primary: seoul
sites:
${site(name, 'seoul', `${first}.${second}`, 'busan', nodes)}
${site(name, 'busan', `${first + 1}.${second}`, 'seoul', nodes)}
clients:
  - { user: app, database: orders, from: haproxy }
  - { user: reporting, database: orders, from: [10.9.0.0/16] }
postgresql:
  parameters: { max_connections: 200, max_slot_wal_keep_size: 64GB }
`;
}

/** The same with a mistake in every node: a key that there is none of. */
export const mistaken = (text) => text.replaceAll('{ name: pg-', '{ adress: typo, name: pg-');
