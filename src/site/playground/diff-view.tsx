import type { DiffLine } from './tree.ts';

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '-', gap: ' ' };

/** What a screen reader says before a line: colour and sign alone do not reach it. */
const WORDS: Readonly<Record<DiffLine['kind'], string>> = {
  same: '',
  added: 'added: ',
  removed: 'removed: ',
  gap: 'lines that are the same are left out',
};

/** The lines in which two texts differ. */
export function DiffView({ lines, label }: { readonly lines: readonly DiffLine[]; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, which the keyboard has to reach
    <section class="code diff" aria-label={label} tabIndex={0}>
      <ol>
        {lines.map(({ kind, text, before, after }) => (
          <li key={`${kind} ${before} ${after}`} class={kind}>
            <span class="number" aria-hidden="true">
              {before ?? ''}
            </span>
            <span class="number" aria-hidden="true">
              {after ?? ''}
            </span>
            <span class="sign" aria-hidden="true">
              {SIGNS[kind]}
            </span>
            <code>
              {WORDS[kind] ? <span class="only-read">{WORDS[kind]}</span> : null}
              {kind === 'gap' ? '⋯' : text}
            </code>
          </li>
        ))}
      </ol>
    </section>
  );
}
