/** One word of a line of haproxy.cfg, as HAProxy makes it: without quotes and escapes. */
export interface Word {
  readonly text: string;
  /** Where it is written, quotes included: offsets in the file. */
  readonly start: number;
  readonly end: number;
  /** Whether an environment variable is in it, so that nobody knows it here. */
  readonly isVariable: boolean;
}

/** Why HAProxy refuses a line as a whole. */
export interface BadLine {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What a backslash makes of the character behind it; what is not among them stays as it is, with the backslash. */
const ESCAPES: Readonly<Record<string, string>> = {
  ' ': ' ',
  '\\': '\\',
  t: '\t',
  n: '\n',
  r: '\r',
  '#': '#',
  "'": "'",
  '"': '"',
};

const VARIABLE = /^\$(?:\{([A-Za-z_.]\w*)(\[\*\])?(-[^}]*)?\}|([A-Za-z_.]\w*))/;

/** Reads one line from its first character to its last. */
class LineReader {
  readonly #text: string;
  readonly #end: number;
  #at: number;
  #quote: { readonly by: '"' | "'"; readonly at: number } | undefined;
  #word: { text: string; start: number; isVariable: boolean } | undefined;
  readonly words: Word[] = [];
  bad: BadLine | undefined;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  read(): this {
    while (this.#at < this.#end && !this.bad && !this.#isComment()) this.#step();
    if (this.#quote && !this.bad) this.#refuse('a quote is not closed', this.#quote.at);
    this.#close();
    return this;
  }

  #isComment(): boolean {
    return this.#text[this.#at] === '#' && !this.#quote;
  }

  #step(): void {
    const char = this.#text.charAt(this.#at);
    if ((char === '"' || char === "'") && (!this.#quote || this.#quote.by === char)) {
      // Quotes make a word, even of nothing.
      this.#open();
      this.#quote = this.#quote ? undefined : { by: char, at: this.#at };
      this.#at += 1;
    } else if (this.#quote?.by === "'") this.#take(char, 1);
    else if (char === '\\') this.#escape();
    else if (char === '$' && this.#quote) this.#variable();
    else if (/\s/.test(char) && !this.#quote) {
      this.#close();
      this.#at += 1;
    } else this.#take(char, 1);
  }

  #open(): { text: string; start: number; isVariable: boolean } {
    this.#word ??= { text: '', start: this.#at, isVariable: false };
    return this.#word;
  }

  #close(): void {
    if (this.#word) this.words.push({ ...this.#word, end: this.#at });
    this.#word = undefined;
  }

  #take(text: string, length: number): void {
    this.#open().text += text;
    this.#at += length;
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === 'x') {
      const digits = this.#text.slice(this.#at + 2, Math.min(this.#at + 4, this.#end));
      if (/^[\da-f]{2}$/i.test(digits)) this.#take(String.fromCharCode(Number.parseInt(digits, 16)), 4);
      else this.#refuse('\\x is not followed by two hexadecimal digits', this.#at);
    } else if (next === '$' && this.#quote) this.#take('$', 2);
    else {
      const made = this.#at + 1 < this.#end ? ESCAPES[next] : undefined;
      if (made === undefined) this.#take('\\', 1);
      else this.#take(made, 2);
    }
  }

  #variable(): void {
    const found = VARIABLE.exec(this.#text.slice(this.#at, this.#end));
    if (!found) {
      this.#refuse('a variable has no name, or its brace is not closed', this.#at);
      return;
    }
    this.#open().isVariable = true;
    this.#take(found[0], found[0].length);
  }

  #refuse(message: string, start: number): void {
    this.bad = { message, start, end: this.#end };
  }
}

/**
 * The words of a line, as `parse_line` of HAProxy makes them (src/tools.c): blanks part words unless a backslash or quotes
 * hold them together, `#` outside of quotes begins a comment, environment variables are known by HAProxy alone and count
 * within double quotes only.
 * @param start offset of the first character of the line, `end` of the line feed behind it
 */
export function wordsOf(
  text: string,
  start: number,
  end: number,
): { readonly words: readonly Word[]; readonly bad?: BadLine } {
  const { words, bad } = new LineReader(text, start, end).read();
  return bad ? { words, bad } : { words };
}
