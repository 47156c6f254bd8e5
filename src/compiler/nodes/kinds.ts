import type { Value } from '../yaml/value.ts';
import { isValueMap } from '../yaml/value.ts';

/** What a file of a node is to the programs that run there. */
export type Kind =
  /** A file that Patroni is given, or one of a directory of them. */
  | 'patroni'
  /** The dynamic configuration of a site: what `patronictl show-config` prints. */
  | 'dcs'
  | 'etcd'
  | 'haproxy'
  | 'pg_hba'
  /** Variables that a daemon gets. */
  | 'environment'
  /** A unit of systemd, or a drop-in of one. */
  | 'unit'
  /** Which versions run there: `collect` writes it. */
  | 'versions';

/** Keys at the top of patroni.yml that the dynamic configuration does not have (patroni/validator.py, schema). */
const OF_PATRONI = [
  'scope',
  'name',
  'restapi',
  'bootstrap',
  'etcd',
  'etcd3',
  'consul',
  'zookeeper',
  'kubernetes',
  'raft',
  'ctl',
];

/** Keys of the dynamic configuration alone (patroni/dynamic_loader.py and docs/dynamic_configuration.rst). */
const OF_DCS = [
  'ttl',
  'loop_wait',
  'retry_timeout',
  'maximum_lag_on_failover',
  'standby_cluster',
  'synchronous_mode',
  'slots',
];

/** Keys of etcd's file (etcd server/embed/config.go, configYAML). */
const OF_ETCD = [
  'initial-cluster',
  'initial-cluster-token',
  'listen-client-urls',
  'listen-peer-urls',
  'advertise-client-urls',
  'data-dir',
];

/** Keys by which a piece of Patroni's configuration is known, in a directory of its files. */
const OF_POSTGRESQL = ['data_dir', 'pg_hba', 'authentication', 'connect_address'];

const hasAny = (map: object, keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(map, key));

/** What a YAML file is, by its keys; undefined where it is none of them. */
export function kindOfYaml(value: Value | undefined): Kind | undefined {
  // A topology has words of Patroni and etcd too, and is no file of a node.
  if (!isValueMap(value) || Object.hasOwn(value, 'sites')) return undefined;
  if (hasAny(value, OF_ETCD)) return 'etcd';
  if (hasAny(value, OF_PATRONI)) return 'patroni';
  if (hasAny(value, OF_DCS)) return 'dcs';
  const { postgresql } = value;
  return isValueMap(postgresql) && hasAny(postgresql, OF_POSTGRESQL) ? 'patroni' : undefined;
}

const SECTION = /^(?:global|defaults|frontend|backend|listen)(?:\s|$)/;
const UNIT = /^\[(?:Unit|Service|Install)\]\s*$/;
const HBA = /^(?:local|host|hostssl|hostnossl|hostgssenc|hostnogssenc)\s+\S+\s+\S+/;
const VARIABLE = /^(?:export\s+)?[A-Za-z_]\w*\s*=/;

/** What a file that is no YAML is, by its first line that says anything. */
export function kindOfText(text: string): Kind | undefined {
  const first = text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !/^[#;]/.test(line));
  if (first === undefined) return undefined;
  if (UNIT.test(first)) return 'unit';
  if (SECTION.test(first)) return 'haproxy';
  if (HBA.test(first)) return 'pg_hba';
  return VARIABLE.test(first) ? 'environment' : undefined;
}

/** Names that say what a file is whatever it holds: an empty one, a broken one. */
const BY_NAME: readonly (readonly [Kind, RegExp])[] = [
  ['dcs', /(?:^|\/)dcs\.ya?ml$/],
  ['haproxy', /(?:^|\/)haproxy[^/]*\.cfg$|(?:^|\/)haproxy(?:\.d|\/conf\.d)\/[^/]+\.cfg$/],
  ['pg_hba', /(?:^|\/)pg_hba\.conf$/],
  ['versions', /(?:^|\/)(?:versions|topology\.md)$/],
  ['unit', /\.service$|\.service\.d\/[^/]+\.conf$/],
  ['etcd', /(?:^|\/)etcd(?:\.conf)?\.ya?ml$/],
  ['patroni', /(?:^|\/)patroni[^/]*\.ya?ml$|(?:^|\/)patroni\/(?:[^/]+\/)?[^/]+\.ya?ml$/],
  [
    'environment',
    /(?:^|\/)default\/(?:etcd|patroni)$|(?:^|\/)etcd(?:\/etcd)?\.(?:conf|env)$|(?:^|\/)patroni[^/]*\.env$/,
  ],
];

/**
 * What is no file of a program: editors and packages leave such copies beside those that are, and Debian's packages the
 * sources of patroni.yml (config.yml.in).
 */
const LEFT_BEHIND =
  /~$|\.(?:bak|old|orig|save|sw[op]|in|dist|sample|example|rpm(?:new|save|orig)|dpkg-\w+|ucf-\w+)$/;

/** Whether no program reads a file of this name. */
export const isLeftBehind = (path: string): boolean => LEFT_BEHIND.test(path);

/** Behind the name of a template. */
const OF_TEMPLATE = /\.(?:j2|jinja2?|tmpl|tpl|erb)$/;

/** What a file is by its path; undefined where that does not say it. */
export const kindOfName = (path: string): Kind | undefined => {
  const name = path.replace(OF_TEMPLATE, '');
  return BY_NAME.find(([, words]) => words.test(name))?.[0];
};

/** Words of a template that was not rendered: of Jinja and its kin, of ERB. */
const TEMPLATE = /\{\{.*\}\}|\{%.*%\}|<%.*%>/;

/** A value that begins with a variable of a shell: envsubst was to fill it in. Commands have such words for good. */
const SHELL_VALUE = /^\s*(?:-\s+)?(?:([\w.-]+):\s+)?["']?[^\s"'#$]*(\$\{[A-Za-z_]\w*\})/;
const SHELL_LINE = /^\s*-\s+(?:local|host\w*)\s.*?(\$\{[A-Za-z_]\w*\})/;
const COMMAND = /command|method|callback|^on_|^post_|^pre_|^before_|^pg_ctl|^bin_/;

function shellWordIn(line: string): string | undefined {
  const [, key = '', word] = SHELL_VALUE.exec(line) ?? [];
  return word !== undefined && !COMMAND.test(key) ? word : SHELL_LINE.exec(line)?.[1];
}

/**
 * The first line with words of a template, and those words; undefined where the file is as a program reads it.
 * @param kind what the file is by its name
 */
export function templateIn(
  text: string,
  kind: Kind | undefined,
): { readonly line: number; readonly word: string } | undefined {
  // HAProxy, systemd and shells fill in such words themselves.
  const isYaml = kind === 'patroni' || kind === 'dcs' || kind === 'etcd';
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*#/.test(line)) continue;
    const word = TEMPLATE.exec(line)?.[0] ?? (isYaml ? shellWordIn(line) : undefined);
    if (word !== undefined) return { line: index + 1, word };
  }
  return undefined;
}
