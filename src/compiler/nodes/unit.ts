/** What a unit of systemd says of the daemon's environment and command, each with its line. */
export interface UnitSettings {
  readonly environment: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  /** Files of variables, in their order; `optional` ones may be missing. */
  readonly environmentFiles: readonly {
    readonly path: string;
    readonly optional: boolean;
    readonly line: number;
  }[];
  /** The words of the command, from the last ExecStart that counts. */
  readonly command: readonly { readonly text: string; readonly line: number }[];
  /** Whether it takes back what the units before it said. */
  readonly resets: ReadonlySet<'Environment' | 'EnvironmentFile' | 'ExecStart'>;
}

/** A value that may go on over several lines: its text, with line feeds between them, and their numbers. */
interface Setting {
  readonly key: string;
  readonly value: string;
  readonly lines: readonly number[];
}

/** A word of a value, and its line. */
interface Word {
  readonly text: string;
  readonly line: number;
}

/** The words of a value: blanks part them, quotes hold them together (systemd.syntax(7)). */
function wordsOf({ value, lines }: Setting): Word[] {
  const words: Word[] = [];
  for (const found of value.matchAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\.)+(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?:[^\s"'\\]|\\.))*)/g,
  ))
    words.push({
      text: (found[1] ?? found[2] ?? found[3] ?? '')
        .replace(/\\(.)/g, '$1')
        .replace(/^(\w+=)["'](.*)["']$/, '$1$2'),
      line: lines[value.slice(0, found.index).split('\n').length - 1] ?? 0,
    });
  return words;
}

/** Lines of the section `[Service]`; a backslash at the end takes the next line in. */
function* settingsIn(text: string): Generator<Setting> {
  let section = '';
  let open: { key: string; value: string; lines: number[] } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    const goesOn = line.endsWith('\\');
    const said = goesOn ? line.slice(0, -1) : line;
    if (open) {
      if (!/^\s*[#;]/.test(line)) {
        open.value += `\n${said.trim()}`;
        open.lines.push(index + 1);
      }
      if (goesOn || /^\s*[#;]/.test(line)) continue;
    } else {
      if (/^\s*(?:[#;]|$)/.test(line)) continue;
      const head = /^\[(.*)\]$/.exec(line.trim());
      if (head) {
        section = head[1] ?? '';
        continue;
      }
      const [, key = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*)$/.exec(said) ?? [];
      open = { key, value, lines: [index + 1] };
      if (goesOn) continue;
    }
    if (section === 'Service' && open.key !== '') yield { ...open, value: open.value.trimEnd() };
    open = undefined;
  }
}

/** Reads a unit, or a drop-in of one (systemd.exec(5), systemd.service(5)). An empty setting takes back those before it. */
export function unitSettings(text: string): UnitSettings {
  let environment: UnitSettings['environment'] = [];
  let environmentFiles: UnitSettings['environmentFiles'] = [];
  let command: UnitSettings['command'] = [];
  const resets = new Set<'Environment' | 'EnvironmentFile' | 'ExecStart'>();
  for (const setting of settingsIn(text)) {
    const { key, value, lines } = setting;
    if (key !== 'Environment' && key !== 'EnvironmentFile' && key !== 'ExecStart') continue;
    if (value.trim() === '') {
      resets.add(key);
      if (key === 'Environment') environment = [];
      else if (key === 'EnvironmentFile') environmentFiles = [];
      else command = [];
    } else if (key === 'Environment')
      environment = [
        ...environment,
        ...wordsOf(setting).flatMap(({ text: word, line }) => {
          const at = word.indexOf('=');
          return at > 0 ? [{ name: word.slice(0, at), value: word.slice(at + 1), line }] : [];
        }),
      ];
    else if (key === 'EnvironmentFile')
      environmentFiles = [
        ...environmentFiles,
        { path: value.trim().replace(/^-/, ''), optional: value.startsWith('-'), line: lines[0] ?? 0 },
      ];
    // What stands before the program says how it is run: @ - : + ! |
    else command = wordsOf({ ...setting, value: value.replace(/^[@\-:+!|]+/, '') });
  }
  return { environment, environmentFiles, command, resets };
}
