import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMap } from 'yaml';
import type { Dialect } from '../dialect.ts';
import { Refusal } from '../dialect.ts';
import type { Value } from '../value.ts';
import { characterIn } from './characters.ts';
import { mapOf } from './maps.ts';
import { CONSTRUCTORS } from './scalars.ts';
import { tagOf } from './tags.ts';

/** Tags of Python values that JSON has no kind for, which no setting takes. */
const PYTHONS_OWN: readonly string[] = ['binary', 'omap', 'pairs', 'set'];

const UNKNOWN_TAG = new Refusal(
  'the program refuses the whole file because of this tag (!name)',
  'remove the tag; put text that begins with ! in quotes',
);

const USELESS_TAG = new Refusal('no setting takes a value with this tag', 'remove the tag');

const NO_VALUE = new Refusal(
  'the program refuses the whole file because of this value: a plain << or = is a key only',
  'put it in quotes',
);

const UNFIT = new Refusal(
  'the program refuses the whole file because of this value: it looks like a number or a date, or has such a tag, and is none',
  'put it in quotes, without a tag',
);

const TAKEN_ANCHOR = new Refusal(
  'the program refuses the whole file because an anchor (&name) above has the same name',
  'give one of the two another name',
);

const BAD_ANCHOR = new Refusal(
  'the program refuses the whole file because of the name of this anchor (&name)',
  'name it with letters, digits, - and _ only',
);

const refusalOfTag = (tag: string): Refusal => (PYTHONS_OWN.includes(tag) ? USELESS_TAG : UNKNOWN_TAG);

function scalarOf(node: Scalar): Value | Refusal {
  const tag = tagOf(node);
  if (tag === 'merge' || tag === 'value') return NO_VALUE;
  const construct = CONSTRUCTORS.get(tag);
  if (construct) return construct(node.source ?? '') ?? (tag === 'null' ? null : UNFIT);
  return tag === 'map' || tag === 'seq' ? UNFIT : refusalOfTag(tag);
}

function refusalOf(node: YAMLMap | YAMLSeq): Refusal | undefined {
  const tag = tagOf(node);
  if (tag === (isMap(node) ? 'map' : 'seq')) return undefined;
  return CONSTRUCTORS.has(tag) || tag === 'map' || tag === 'seq' ? UNFIT : refusalOfTag(tag);
}

/**
 * A file that PyYAML's `safe_load` reads: YAML 1.1 as it has it. Patroni reads its files, `PATRONI_CONFIGURATION` and
 * lists in its variables so (`patroni/config.py` of 3.0.2 and of 4.1.4), and refuses a file that is no map.
 *
 * - `yes`, `no`, `on`, `off` are truth values, `y` and `n` text; 0644 is 420, 1:30 is 90, 1_000 is 1000; 1e3 is text.
 * - Merge keys: a map's own members count first, then those of the last `<<`, and in a list those of its first map.
 * - Of a key that is written twice, the last counts. That is a warning.
 * - An anchor may not have the name of one above.
 * - Keys that are no text are called as JSON calls them, as in Patroni's dynamic configuration: `on:` is `true`, `1:` is
 *   `1`. The program itself does not find them under these names.
 * - A date is text here, as it is written. PyYAML makes an object of it, which no setting takes.
 * - A number has no kind: 1.0 is 1. Integers above 2^53 are rounded.
 *
 * Where it differs from PyYAML, which takes `!!binary`, `!!set`, `!!omap`, `!!pairs`, maps and lists that hold themselves,
 * and a key "__proto__": they are refused here. The parser also refuses flow collections and quoted text whose next lines
 * are not indented below their key, and takes the colon of `&a:b` for a part of the anchor's name. It takes two `%YAML`
 * lines, and a tag right before a comma or a bracket, which PyYAML refuses. `1:` and `on:` in one map are one key to
 * Python, and two here.
 *
 * etcd reads its file by sigs.k8s.io/yaml (1.1.0 in etcd 3.4, 1.2.0 in 3.5, 1.4.0 in 3.6; `Unmarshal`, not the strict one),
 * which is go-yaml 2 and then JSON. It agrees in truth values, octal numbers, underscores, and that the last of two counts.
 * What differs is of no use in such a file, or keeps etcd from starting: `y` and `n` are truth values, 1e3 and 0o17
 * numbers, 1:30 and dates text; a `<<` wins over own keys above it; a second document is not read; `%YAML 1.2` is an error.
 */
export const PYYAML: Dialect = {
  noun: 'configuration',
  // Every scalar comes as text: what it is decides `scalarOf`.
  options: { schema: 'failsafe', resolveKnownTags: false, keepSourceTokens: true },
  takesNothing: true,
  heeds({ code, message }) {
    // Of tags, only a handle without a prefix is an error of syntax; of directives, an unknown one is passed over.
    if (code === 'TAG_RESOLVE_FAILED') return message.startsWith('Could not resolve tag');
    return code !== 'BAD_DIRECTIVE' || !/^Unknown directive|version 1\./.test(message);
  },
  characterIn,
  refusalOfAnchor(name, isTaken) {
    if (!/^[-\w]+$/.test(name)) return BAD_ANCHOR;
    return isTaken ? TAKEN_ANCHOR : undefined;
  },
  scalar: scalarOf,
  refusalOf,
  map: mapOf,
};
