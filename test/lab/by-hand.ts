/** The files of an estate that somebody set up by hand, after the article that this project automates. */
import type { Estate, Node, Site } from '../../src/compiler/estate/estate.ts';
import { members, ring } from '../../src/compiler/estate/estate.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import { yamlBlock } from '../../src/compiler/yaml/write/yaml.ts';
import type { NodeFile } from './node.ts';
import type { Passwords } from './provision.ts';

/** What lies on a node of what is compiled, and is not part of an estate by hand. */
export const COMPILED = [
  '/etc/patroni/patroni.yml',
  '/etc/etcd/etcd.conf.yml',
  '/etc/haproxy/haproxy.cfg',
  '/etc/systemd/system/*.service.d/pgdr-compile.conf',
  '/usr/local/sbin/pgdr-start-guard',
];

const host = ({ address }: Node): string => address?.text ?? '';
const etcdName = ({ etcd, name }: Node): string => textAt(etcd?.value, 'name') ?? name;

/** etcd by variables, as Debian's unit reads them. */
function etcdDefaults(site: Site, node: Node): string {
  const [own, name] = [host(node), etcdName(node)];
  const cluster = ring(site).map((one) => `${etcdName(one)}=https://${host(one)}:2380`);
  const ssl = `/etc/etcd/ssl/${name}`;
  return `ETCD_NAME=${name}
ETCD_DATA_DIR=/var/lib/etcd/data
ETCD_LISTEN_CLIENT_URLS=https://${own}:2379,https://127.0.0.1:2379
ETCD_ADVERTISE_CLIENT_URLS=https://${own}:2379
ETCD_LISTEN_PEER_URLS=https://${own}:2380
ETCD_INITIAL_ADVERTISE_PEER_URLS=https://${own}:2380
ETCD_INITIAL_CLUSTER=${cluster.join(',')}
ETCD_INITIAL_CLUSTER_STATE=new
ETCD_INITIAL_CLUSTER_TOKEN=by-hand-${site.name}
ETCD_CERT_FILE=${ssl}.pem
ETCD_KEY_FILE=${ssl}-key.pem
ETCD_TRUSTED_CA_FILE=/etc/etcd/ssl/ca.pem
ETCD_CLIENT_CERT_AUTH=true
ETCD_PEER_CERT_FILE=${ssl}.pem
ETCD_PEER_KEY_FILE=${ssl}-key.pem
ETCD_PEER_TRUSTED_CA_FILE=/etc/etcd/ssl/ca.pem
ETCD_PEER_CLIENT_CERT_AUTH=true
`;
}

const slotOf = (site: Site): string => `standby_cluster_${site.name}`;

/** The dynamic configuration that a cluster is made with. */
const dcsOf = (site: Site, others: readonly Site[]) => ({
  ttl: 30,
  loop_wait: 10,
  retry_timeout: 10,
  maximum_lag_on_failover: 104857600,
  ...(site.upstream
    ? {
        standby_cluster: {
          host: members(site.upstream).map(host).join(','),
          port: 5432,
          primary_slot_name: slotOf(site),
          create_replica_methods: ['basebackup'],
        },
      }
    : { slots: Object.fromEntries(others.map((other) => [slotOf(other), { type: 'physical' }])) }),
  postgresql: {
    use_pg_rewind: true,
    use_slots: true,
    parameters: {
      wal_level: 'replica',
      hot_standby: 'on',
      max_wal_senders: 10,
      max_replication_slots: 10,
      wal_log_hints: 'on',
      max_slot_wal_keep_size: '1GB',
    },
  },
});

function patroniYml({ sites, software }: Estate, site: Site, node: Node, passwords: Passwords): string {
  const major = software.postgresql.text;
  const login = (username: string, password: string) => ({ username, password });
  return yamlBlock(
    {
      scope: `pg-${site.name}`,
      namespace: '/db/',
      name: node.name,
      restapi: {
        listen: '0.0.0.0:8008',
        connect_address: `${host(node)}:8008`,
        certfile: '/etc/patroni/ssl/patroni.pem',
        keyfile: '/etc/patroni/ssl/patroni-key.pem',
        cafile: '/etc/patroni/ssl/ca.pem',
        authentication: login('patroni', passwords.restapi),
      },
      ctl: { insecure: false, cacert: '/etc/patroni/ssl/ca.pem' },
      etcd3: {
        hosts: ring(site).map((one) => `${host(one)}:2379`),
        protocol: 'https',
        cacert: '/etc/etcd/ssl/ca.pem',
        cert: `/etc/etcd/ssl/${etcdName(node)}.pem`,
        key: `/etc/etcd/ssl/${etcdName(node)}-key.pem`,
      },
      bootstrap: {
        dcs: dcsOf(
          site,
          sites.filter((other) => other !== site),
        ),
        initdb: [{ encoding: 'UTF8' }, 'data-checksums'],
        // Patroni 3.0 asks for it, and nothing reads it.
        pg_hba: ['local all all peer'],
      },
      postgresql: {
        listen: '0.0.0.0:5432',
        connect_address: `${host(node)}:5432`,
        data_dir: `/var/lib/postgresql/${major}/main`,
        bin_dir: `/usr/lib/postgresql/${major}/bin`,
        authentication: {
          replication: login('replicator', passwords.replication),
          superuser: login('postgres', passwords.superuser),
          rewind: login('rewind_user', passwords.rewind),
        },
        pg_hba: [
          'local all all scram-sha-256',
          'host all all 127.0.0.1/32 scram-sha-256',
          'host replication replicator 127.0.0.1/32 scram-sha-256',
          'host replication replicator 10.0.0.0/8 scram-sha-256',
          'host postgres rewind_user 10.0.0.0/8 scram-sha-256',
          'host orders orders_app 10.0.0.0/8 scram-sha-256',
        ],
      },
      tags: { nofailover: false, noloadbalance: false, dc: site.name },
    },
    0,
  );
}

function haproxyCfg(site: Site): string {
  const servers = members(site)
    .map((node) => `    server ${node.name} ${host(node)}:5432 check port 8008`)
    .join('\n');
  const pool = (name: string, port: number, path: string): string => `
listen ${name}
    bind *:${port}
    option httpchk OPTIONS ${path}
    http-check expect status 200
    default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions check-ssl verify required ca-file /etc/haproxy/ssl/ca.pem
${servers}
`;
  return `global
    user haproxy
    group haproxy
    maxconn 500

defaults
    mode tcp
    retries 2
    timeout connect 4s
    timeout client 30m
    timeout server 30m
    timeout check 5s
${pool('postgres_write', 5000, '/primary')}${pool('postgres_read', 5001, '/replica')}`;
}

/** The files of a node that somebody wrote, where Debian's units look for them. */
export function byHand(estate: Estate, site: Site, node: Node, passwords: Passwords): NodeFile[] {
  const files: NodeFile[] = [];
  if (node.etcd) files.push({ path: '/etc/default/etcd', text: etcdDefaults(site, node) });
  if (node.patroni)
    files.push({
      path: '/etc/patroni/config.yml',
      text: patroniYml(estate, site, node, passwords),
      owner: 'root:postgres',
      mode: '640',
    });
  if (node.haproxy) files.push({ path: '/etc/haproxy/haproxy.cfg', text: haproxyCfg(site) });
  return files;
}
