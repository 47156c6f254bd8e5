import type { FactName } from '../../src/compiler/facts/version.ts';

/**
 * How the Patroni that is installed shows whether it knows something, in Python: by what its functions do where they can be
 * called without a cluster, else by what stands in their source. `text(path)` is the source of a module.
 */
export const PATRONI: Partial<Readonly<Record<FactName, string>>> = {
  'slots.cluster_type': "'cluster_type' in text('dcs/__init__.py')",
  'patronictl.promote-cluster':
    "'def promote_cluster' in text('ctl.py') and 'def demote_cluster' in text('ctl.py')",
  'standby_cluster.cascade': `"',' in primary_conninfo['host']" in text('postgresql/config.py')`,
  'wal_log_hints.settable': "bool(command_line_options()['wal_log_hints'][1]('off'))",
  'ctl.certificate-alone': "'_get_ctl_value' in text('request.py')",
  'list.streaming': "'replication_state' in text('utils.py')",
  'tags.nostream': "'nostream' in text('tags.py')",
  'tags.sync_priority': "'sync_priority' in text('tags.py')",
  'tags.failover_priority': "'failover_priority' in text('tags.py')",
  'bootstrap.optional': `'Optional("initdb")' in text('validator.py')`,
  'patroni.thread_pool_size': "'thread_pool_size' in text('config.py')",
  'log.type': "'DEFAULT_TYPE' in text('log.py')",
  'log.mode': "'set_log_file_mode' in text('log.py')",
  'log.deduplicate': "'deduplicate_heartbeat_logs' in text('log.py')",
  'ctl.authentication': "'authorization' in text('request.py') and 'ctl -> auth' in text('request.py')",
  'restapi.request_queue_size': "'request_queue_size' in text('api.py')",
  'restapi.server_tokens': "'server_tokens' in text('api.py')",
  'restapi.quorum': `"path == '/quorum'" in text('api.py')`,
  'restapi.replication_state': "'replication_state' in text('api.py')",
  'metrics.streaming': "'patroni_postgres_streaming' in text('api.py')",
  'postgresql.bin_name': "'bin_name' in text('postgresql/__init__.py')",
  'postgresql.before_stop': "'before_stop' in text('postgresql/__init__.py')",
  'authentication.sslnegotiation': "'sslnegotiation' in text('config.py')",
  'dcs.member_slots_ttl': "'member_slots_ttl' in text('dcs/__init__.py')",
  'roles.apart': "'pg_hba_' in text('config.py')",
  'bootstrap.users-gone':
    "'postgresql.create_or_update_role' not in text('postgresql/bootstrap.py') and 'self.create_or_update_role(name' not in text('postgresql/bootstrap.py')",
  'dcs.judged-singly': "takes({'watchdog': {'mode': 'required'}})",
  'failsafe.etcd3':
    "'not a primary lessor' in text('dcs/etcd3.py') and 'Etcd3WatchCanceled' in text('dcs/etcd3.py')",
  'failsafe.allowlist-alone': `'allowlist_check_members=False)\\n    def do_POST_failsafe' in text('api.py')`,
  'etcd3.login-for-members': "'authenticate_on_start' in text('dcs/etcd3.py')",
  'slots.failover-left-alone': "'NOT failover' in text('postgresql/slots.py')",
  'slots.on-replicas': "'def has_permanent_slots' in text('dcs/__init__.py')",
  'standby_cluster.sync-ignored':
    "not synchronous({'synchronous_mode': True, 'standby_cluster': {'host': '10.1.0.10'}})",
  'synchronous_standby_names.plain': "'config.synchronous_standby_names' in text('ha.py')",
  'synchronous_mode.quorum': "'is_quorum_commit_mode' in text('global_config.py')",
};

/** Reads expressions by name, prints the version and what they come to. */
export const PROBE = `
import json, os, sys
import patroni
from patroni.version import __version__

root = os.path.dirname(patroni.__file__)

def text(path):
    try:
        with open(os.path.join(root, path), encoding='utf8') as file:
            return file.read()
    except FileNotFoundError:
        return ''

def command_line_options():
    from patroni.postgresql.config import ConfigHandler
    return ConfigHandler.CMDLINE_OPTIONS

def takes(dynamic):
    from patroni.config import Config
    local = {'scope': 'a', 'name': 'b', 'postgresql': {'data_dir': '/nonexistent', 'authentication': {}}}
    Config._load_config_file = lambda self: local
    return bool(Config(sys.executable).set_dynamic_configuration(dynamic))

def synchronous(dynamic):
    from patroni import config
    if hasattr(config, 'GlobalConfig'):
        return config.GlobalConfig(dynamic).is_synchronous_mode
    try:
        from patroni import global_config
    except ImportError:
        # Before 3.0.3 nothing stands between the word and who asks for it (ha.py, is_synchronous_mode).
        return bool(dynamic['synchronous_mode'])
    global_config.update(None, dynamic)
    return global_config.is_synchronous_mode

probes = json.load(sys.stdin)
print(json.dumps({'version': __version__, 'known': {name: bool(eval(probe)) for name, probe in probes.items()}}))
`;
