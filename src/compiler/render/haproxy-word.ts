/** Characters that end a word, begin a comment, or are a quote or an escape for HAProxy. `$` is plain text outside double quotes. */
const SPECIAL = /[ #"'\\]/;

/** Control characters, which HAProxy reads as blanks or line ends, and half surrogate pairs, which have no UTF-8. */
const UNWRITABLE = /[^ -~\u00a0-\ud7ff\ue000-\u{10ffff}]/u;

/**
 * One argument of a line in haproxy.cfg, written so that HAProxy reads exactly this word (configuration
 * manual 2.2): as it is when nothing in it is special, else in single quotes, where nothing is interpreted,
 * else (a single quote in it) with backslashes. `$` takes no backslash: outside double quotes HAProxy would keep it,
 * whatever the manual's table says (`parse_line` in tools.c).
 *
 * Log formats, ACL patterns and the arguments of sample converters have further rules, which this function does not know.
 * Throws RangeError for the empty word, at which HAProxy stops reading a line's arguments, for
 * control characters and for half a surrogate pair.
 */
export function haproxyWord(text: string): string {
  if (text === '') throw new RangeError('an empty word ends the line for HAProxy');
  if (UNWRITABLE.test(text))
    throw new RangeError(`control character or half a surrogate pair in ${JSON.stringify(text)}`);
  if (!SPECIAL.test(text)) return text;
  return text.includes("'") ? text.replace(/[ #"'\\]/g, '\\$&') : `'${text}'`;
}
