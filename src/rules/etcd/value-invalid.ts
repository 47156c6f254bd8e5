import type { Estate, EtcdMember } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { type Kind, kindOf, SECTIONS } from '../../compiler/facts/etcd-keys.ts';
import { knows, type Software } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { isMap, mapAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { listed, onlySuggestion } from '../../compiler/text/suggest.ts';
import { parseAddress } from '../../pghba/address.ts';
import { withoutKey, withValue } from '../common/fixes.ts';
import { boundBy } from '../common/listeners.ts';
import { shown } from '../common/words.ts';
import { numberAt } from './ring-setting.ts';

const isWhole = (value: Json): boolean => Number.isSafeInteger(value);

/** Whether Go puts a value of YAML into a field of this kind; a number or a boolean is text as well. */
const FITS: Readonly<Record<Kind, (value: Json) => boolean>> = {
  text: (value) => ['string', 'number', 'boolean'].includes(typeof value),
  flag: (value) => typeof value === 'boolean',
  count: (value) => isWhole(value) && Number(value) >= 0,
  integer: isWhole,
  list: (value) => Array.isArray(value),
  map: isMap,
  any: () => true,
};

const WANTED: Readonly<Record<Kind, string>> = {
  text: 'text on one line',
  flag: 'true or false, without quotes',
  count: 'a whole number without unit or quotes, 0 or more',
  integer: 'a whole number without unit or quotes; a duration is in nanoseconds',
  list: 'a list',
  map: 'a map',
  any: '',
};

/** Words of which a key takes no other; an empty one is the default. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'initial-cluster-state': ['new', 'existing'],
  'auto-compaction-mode': ['periodic', 'revision'],
  'tls-min-version': ['TLS1.2', 'TLS1.3'],
  'tls-max-version': ['TLS1.2', 'TLS1.3'],
};

const BINDS = ['listen-peer-urls', 'listen-client-urls', 'listen-client-http-urls', 'listen-metrics-urls'];

/** etcd binds to addresses and to localhost; the name of a machine it refuses (embed/config.go, checkBindURLs). */
const badHost = (urls: string): string | undefined =>
  boundBy(urls)
    .map(({ host }) => host)
    .find((host) => host !== 'localhost' && parseAddress(host)?.kind === 'hostname');

function wordsOf(key: string, software: Software): readonly string[] | undefined {
  if (key === 'logger') return knows(software, 'etcd.zap-only') ? ['zap'] : ['zap', 'capnslog'];
  return Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
}

/** What is wrong with one value by itself: what was written, and what it has to be. */
function wrong(
  software: Software,
  section: string | undefined,
  key: string,
  value: Json,
): string | undefined {
  const kind = kindOf(section, key);
  if (!kind) return undefined;
  if (!FITS[kind](value)) return WANTED[kind];
  const words = section === undefined ? wordsOf(key, software) : undefined;
  return words && value !== '' && !words.includes(wordOf(value)) ? listed(words) : undefined;
}

/** Switches in quotes, and in the words of YAML 1.1. */
const SWITCHES: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** Keys that count milliseconds. */
const MILLISECONDS = ['heartbeat-interval', 'election-timeout'];

/** The same value in the form that etcd wants it in. */
function fixOf(
  software: Software,
  section: string | undefined,
  key: string,
  value: Json,
  at: Place,
): Fix | undefined {
  if (typeof value !== 'string') return undefined;
  const kind = kindOf(section, key);
  const suggestion = wordsOf(key, software) && onlySuggestion(value, wordsOf(key, software) ?? []);
  if (kind === 'text' && suggestion !== undefined) return withValue(at, suggestion);
  const isOn = SWITCHES[value.toLowerCase()];
  if (kind === 'flag' && isOn !== undefined) return withValue(at, isOn);
  const [, count] = /^(\d{1,12})(?: ?ms)?$/.exec(value) ?? [];
  const isNumber = /^\d+$/.test(value) || MILLISECONDS.includes(key);
  return (kind === 'count' || kind === 'integer') && isNumber && count !== undefined
    ? withValue(at, Number(count))
    : undefined;
}

function* judgeValues(software: Software, { name, etcd }: EtcdMember): Generator<Draft> {
  for (const section of [undefined, ...SECTIONS]) {
    const path = section === undefined ? [] : [section];
    for (const [key, value] of Object.entries(mapAt(etcd.value, ...path))) {
      if (value === undefined) continue;
      const wanted = wrong(software, section, key, value);
      if (wanted !== undefined)
        yield {
          message: `etcd of ${name} does not start: ${key} is ${shown(value)}`,
          at: etcd.at(...path, key),
          help: `write ${wanted}`,
          fix: fixOf(software, section, key, value, etcd.at(...path, key)),
        };
    }
  }
}

function* judgeBinds({ name, etcd }: EtcdMember): Generator<Draft> {
  for (const key of BINDS) {
    const host = badHost(textAt(etcd.value, key) ?? '');
    if (host !== undefined)
      yield {
        message: `etcd of ${name} does not start: ${key} has the host name "${host}", but etcd listens only on addresses`,
        at: etcd.at(key),
        help: 'write an IP address, or 0.0.0.0 for all addresses',
      };
  }
}

/** etcd's own limits (embed/config.go, Validate), in milliseconds. */
function* judgeElection(node: EtcdMember): Generator<Draft> {
  const { name, etcd } = node;
  const beat = numberAt(node, 'heartbeat-interval') ?? 100;
  const election = numberAt(node, 'election-timeout') ?? 1000;
  const at = etcd.isWritten('election-timeout') ? etcd.at('election-timeout') : etcd.at('heartbeat-interval');
  const zero = beat === 0 ? 'heartbeat-interval' : election === 0 ? 'election-timeout' : undefined;
  if (zero)
    yield {
      message: `etcd of ${name} does not start: ${zero} is 0`,
      at: etcd.at(zero),
      help: 'write milliseconds',
    };
  else if (election < 5 * beat)
    yield {
      message: `etcd of ${name} does not start: election-timeout is ${election}, less than five times heartbeat-interval (${beat})`,
      at,
      help: `write an election-timeout of ${10 * beat}, ten times the heartbeat-interval`,
    };
  else if (election > 50_000)
    yield {
      message: `etcd of ${name} does not start: election-timeout is ${election}, but the maximum is 50000`,
      at,
      help: 'write milliseconds: 1000 inside one site',
    };
}

function* judgeTogether({ name, etcd }: EtcdMember): Generator<Draft> {
  const found = ['discovery', 'discovery-srv'].find((key) => textAt(etcd.value, key));
  if (found && textAt(etcd.value, 'initial-cluster'))
    yield {
      message: `etcd of ${name} does not start: it has both ${found} and initial-cluster`,
      at: etcd.at(found),
      help: `remove ${found}: initial-cluster already names the members of the ring`,
      fix: withoutKey(etcd.at(found)),
    };
  const ciphers = etcd.value['cipher-suites'];
  if (textAt(etcd.value, 'tls-min-version') === 'TLS1.3' && Array.isArray(ciphers) && ciphers.length > 0)
    yield {
      message: `etcd of ${name} does not start: it has cipher-suites, which TLS1.3 does not allow`,
      at: etcd.at('cipher-suites'),
      help: 'remove cipher-suites, or write tls-min-version: TLS1.2',
    };
}

function* all({ software, sites }: Estate): Generator<Draft> {
  for (const site of sites)
    for (const node of ring(site)) {
      yield* judgeValues(software, node);
      yield* judgeBinds(node);
      yield* judgeElection(node);
      yield* judgeTogether(node);
    }
}

export const valueInvalid: Rule = {
  id: 'etcd/value-invalid',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a value of etcd.conf.yml with which etcd does not start',
  why: 'etcd reads its file only when it starts. The mistake shows as members are restarted one by one, until the ring has no quorum and the site no leader lock.',
  references: [
    'etcd server/embed/config.go: configFromFile, Validate',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  afterPromotion: false,
  check: all,
};
