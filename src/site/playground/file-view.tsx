import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { DiffView } from './diff-view.tsx';
import type { MarkedFile } from './tree.ts';
import { diffLines } from './tree.ts';

/** A file of the tree: what changed in it, or its whole text. */
export function FileView({ file }: { readonly file: MarkedFile }) {
  const { path, mark, before, after } = file;
  const [isWhole, setWhole] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // It is below the tree: whoever opens it by keyboard, or on a narrow screen, is led there.
  useEffect(() => title.current?.focus(), []);
  const hasDiff = mark !== 'same';
  const lines = useMemo(() => diffLines(before ?? '', after ?? ''), [before, after]);
  return (
    <section class="file" aria-label={path}>
      <header class="bar">
        <h3 ref={title} tabIndex={-1}>
          {path}
        </h3>
        {hasDiff ? (
          <label>
            <input
              type="checkbox"
              checked={isWhole}
              onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
            />{' '}
            whole file
          </label>
        ) : null}
      </header>
      {hasDiff && !isWhole ? (
        <DiffView lines={lines} label={`Changes of ${path}`} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, which the keyboard has to reach
        <pre class="code" tabIndex={0}>
          {after ?? before}
        </pre>
      )}
    </section>
  );
}
