import type { Line } from '../estate/haproxy-config.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { shared } from '../text/pieces.ts';
import { yamlBlock } from '../yaml/write/yaml.ts';
import { haproxyWord } from './haproxy-word.ts';

/** A configuration whose keys a template writes section by section; keys that no section names come last. */
export interface Sections {
  readonly value: JsonMap;
  readonly written: Set<string>;
}

export const sectionsOf = (value: JsonMap): Sections => ({ value, written: new Set() });

/** Printable ASCII, as most texts are. */
const ASCII = /^[ -~]*$/;

/** Control and format characters, line and paragraph separators. Made on demand, because its tables load slowly. */
const unseen = (flags = ''): RegExp => new RegExp('[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]', `u${flags}`);

/** Makes every line a comment; characters that some reader takes for a line end, or hides, become blanks. */
const comment = (text: unknown): string =>
  String(text)
    .split('\n')
    .map((line) => `# ${ASCII.test(line) ? line : line.replace(unseen('g'), ' ')}`)
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

/** A word with an environment variable, which HAProxy expands only inside double quotes. */
const FROM_ENVIRONMENT = /^"[\w@.:/-]*\$\{?[A-Za-z_]\w*\}?[\w@.:/-]*"$/;

const argument = (word: string): string => (FROM_ENVIRONMENT.test(word) ? word : haproxyWord(word));

/** `{{lines section}}`: lines of haproxy.cfg, each word escaped by itself. */
const lines = (section: readonly Line[]): string =>
  section.map(({ words }) => `    ${words.map(argument).join(' ')}`).join('\n');

/** `{{text value}}`: text in Markdown and Mermaid; characters that either could read as markup become `_`. */
const text = (value: unknown): string => {
  const words = String(value);
  const ascii = words.replace(/[^\w .,:;/()+@=-]/g, '_');
  // Most texts are ASCII and need no Unicode tables, which take longer to make than everything else here.
  return ascii === words || /^[\0-\x7f]*$/.test(words)
    ? ascii
    : words.replace(/[^\p{L}\p{N} .,:;/_()+@=-]/gu, '_');
};

/**
 * `{{sh value}}`: one word of a shell command.
 * Throws RangeError for invisible characters. The shell would keep them inside quotes, but they do not survive reading
 * and pasting: a line break ends a block of Markdown, and a terminal acts on the others.
 */
export function sh(value: unknown): string {
  const word = String(value);
  if (/^[A-Za-z0-9_.,:/=@%+-]+$/.test(word)) return word;
  if (!ASCII.test(word) && unseen().test(word))
    throw new RangeError(`a character that cannot be seen in ${JSON.stringify(word)}`);
  return `'${shared(word.replaceAll("'", `'\\''`))}'`;
}

/**
 * `{{unit value}}`: one word of a command in a systemd unit, where `%` and `$` begin substitutions
 * (systemd.service(5), "Command lines"). Throws RangeError for invisible characters.
 */
export function unit(value: unknown): string {
  const word = String(value);
  if (/^[A-Za-z0-9_.,:/=@+-]+$/.test(word)) return word;
  if (!ASCII.test(word) && unseen().test(word))
    throw new RangeError(`a character that cannot be seen in ${JSON.stringify(word)}`);
  return `"${word.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}

/** `{{words list}}`: words of a shell command. */
const words = (values: readonly string[]): string => values.map(sh).join(' ');

/** The only ways from a value to the output: the generator refuses templates that use another. */
export const HELPERS = { sh, words, section, rest, block, lines, word, text, comment, unit };
