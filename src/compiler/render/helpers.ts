import { haproxyWord } from '../emit/haproxy.ts';
import type { Json } from '../emit/json.ts';
import { shared } from '../emit/shared.ts';
import { yamlBlock } from '../emit/yaml.ts';
import type { JsonMap } from '../estate/tree.ts';

/** A configuration whose keys a template writes section by section; what no section names comes last. */
export interface Sections {
  readonly value: JsonMap;
  readonly written: Set<string>;
}

export const sectionsOf = (value: JsonMap): Sections => ({ value, written: new Set() });

/** Every line a comment. Line breaks of other kinds would end it early, and never get here: names have none. */
const comment = (text: unknown): string =>
  String(text)
    .split('\n')
    .map((line) => `# ${line.replace(/[\r\u0085\u2028\u2029]/g, ' ')}`)
    .join('\n');

function part(config: Sections, about: string, keys: readonly string[]): string {
  const value: { [key: string]: Json | undefined } = {};
  for (const key of keys) {
    config.written.add(key);
    if (config.value[key] !== undefined) value[key] = config.value[key];
  }
  return Object.keys(value).length === 0 ? '' : `${comment(about)}\n${yamlBlock(value, 0)}`;
}

/** `{{section config "about" "key" …}}`: these keys of a YAML configuration, under a comment. */
const section = (config: Sections, about: string, ...keys: readonly string[]): string =>
  part(config, about, keys);

/** `{{rest config "about"}}`: the keys that no section named. */
function rest(config: Sections, about: string): string {
  return part(
    config,
    about,
    Object.keys(config.value).filter((key) => !config.written.has(key)),
  );
}

/** `{{block value}}`: a whole YAML value. */
const block = (value: JsonMap): string => yamlBlock(value, 0).trimEnd();

/** `{{word value}}`: one word of haproxy.cfg. */
const word = (value: unknown): string => haproxyWord(String(value));

/** A word in which HAProxy puts a variable of its environment, which it does within double quotes alone. */
const FROM_ENVIRONMENT = /^"[\w@.:/-]*\$\{?[A-Za-z_]\w*\}?[\w@.:/-]*"$/;

const argument = (word: string): string => (FROM_ENVIRONMENT.test(word) ? word : haproxyWord(word));

/** `{{lines section}}`: keywords of haproxy.cfg and the words behind them, each escaped by itself. */
function lines(settings: JsonMap): string {
  return Object.entries(settings)
    .filter(([, words]) => words !== undefined && words !== false)
    .map(([keyword, words]) => {
      const rest = words === true ? [] : String(words).split(' ').filter(Boolean).map(argument);
      return `    ${[...keyword.split(' ').map(haproxyWord), ...rest].join(' ')}`;
    })
    .join('\n');
}

/** `{{text value}}`: words of Markdown and Mermaid; what either would read as markup becomes `_`. */
const text = (value: unknown): string => {
  const words = String(value);
  const ascii = words.replace(/[^\w .,:;/()+@=-]/g, '_');
  // Most texts are ASCII, and spare a run the tables of all letters, which take longer to make than all else here.
  return ascii === words || /^[\0-\x7f]*$/.test(words)
    ? ascii
    : words.replace(/[^\p{L}\p{N} .,:;/_()+@=-]/gu, '_');
};

/** `{{sh value}}`: one word of a shell command, whatever is in it. */
export const sh = (value: unknown): string =>
  /^[A-Za-z0-9_.,:/=@%+-]+$/.test(String(value))
    ? String(value)
    : `'${shared(String(value).replaceAll("'", `'\\''`))}'`;

/** `{{words list}}`: words of a shell command. */
const words = (values: readonly string[]): string => values.map(sh).join(' ');

/** The only ways from a value to the output: the generator refuses templates that use another. */
export const HELPERS = { sh, words, section, rest, block, lines, word, text, comment };
