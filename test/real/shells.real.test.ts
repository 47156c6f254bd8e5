import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../ci/blocks.ts';
import { realDescribe } from './tools.ts';

/** Has zsh print what it would offer, and say when it has. */
const ZSHRC = `
PS1= ; unset zle_bracketed_paste
autoload -U compinit; compinit -D; source ./zsh
compadd() {
  # Asked for an array, it offers nothing.
  if [[ " \${@[1,(i)--]} " == *' -'[OAD]' '* ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -O hits "$@"
  (($#hits)) && print -l -- $hits
  builtin compadd "$@"
}
done-completing() { print DONE }
comppostfuncs=(done-completing)
zle-line-init() { print READY }; zle -N zle-line-init
`;

realDescribe('completion in the real shells', ['zsh', 'fish', 'man'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-shells-'));
  const cli = join(ROOT, 'dist/cli.cjs');
  beforeAll(() => {
    for (const shell of ['bash', 'zsh', 'fish'])
      writeFileSync(join(folder, shell), execFileSync(process.execPath, [cli, 'completion', shell]));
    writeFileSync(join(folder, 'topology.yaml'), '');
    writeFileSync(join(folder, '.zshrc'), ZSHRC);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a shell offers for the last of the words. */
  const COMPLETE: Readonly<Record<string, (words: readonly string[]) => string[]>> = {
    bash: (words) => [
      '-c',
      // As bash does it, with the files it falls back to.
      `source ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pgdr_compile
       ((\${#COMPREPLY[@]})) || mapfile -t COMPREPLY < <(compgen -f -- "\${!#}")
       printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      ...words,
    ],
    fish: (words) => ['-c', `source ./fish; complete -C '${words.join(' ')}'`],
    // zsh completes on a terminal alone: one is made for it, and a Tab typed there.
    zsh: (words) => [
      '-f',
      '-c',
      `zmodload zsh/zpty
       zpty shell ZDOTDIR=. zsh -i
       while zpty -r shell line; do [[ $line == *READY* ]] && break; done
       zpty -w -n shell "$1"$'\\t'
       while zpty -r shell line; do [[ $line == *DONE* ]] && break; print -r -- "$line"; done
       zpty -d shell`,
      'zsh',
      words.join(' '),
    ],
  };

  function offered(shell: string, ...words: readonly string[]): string {
    const { stdout, stderr, error } = spawnSync(shell, COMPLETE[shell]?.(['pgdr-compile', ...words]) ?? [], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, TERM: 'xterm', HOME: folder, XDG_CONFIG_HOME: folder },
    });
    if (error) throw new Error(`${shell}: ${error.message}\n${stdout}${stderr}`);
    return stdout;
  }

  it.each(['bash', 'zsh', 'fish'])('%s completes commands, flags, values, rules and files', (shell) => {
    expect(offered(shell, 'comp')).toContain('completion');
    expect(offered(shell, '')).toContain('explain');
    expect(offered(shell, 'lint', '--ba')).toContain('--baseline');
    expect(offered(shell, 'lint', '--fail-on', 'w')).toContain('warning');
    expect(offered(shell, 'explain', 'etcd/token-sh')).toContain('etcd/token-shared');
    expect(offered(shell, 'lint', 'topo')).toContain('topology.yaml');
  });

  it('the manual is one, says man', () => {
    const page = join(ROOT, 'dist/pgdr-compile.1');
    const { stdout, stderr, status } = spawnSync('man', ['--warnings', '-l', page], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const words of ['--write-baseline', 'pgdr-compile lint', 'EXIT STATUS'])
      expect(stdout).toContain(words);
  });
});
