import { useEffect, useRef, useState } from 'preact/hooks';
import { pictureIn } from '../common/picture-frame.ts';
import { diagramIn } from './diagram.ts';
import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import type { SoundStates } from './sound.ts';
import { useAnswer } from './use-answer.ts';

function Picture({ diagram, isDark }: { readonly diagram: string; readonly isDark: boolean }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const picture = useRef<ReturnType<typeof pictureIn> | undefined>(undefined);
  const [failure, setFailure] = useState<string | undefined>();
  useEffect(() => {
    if (!frame.current) return undefined;
    const made = pictureIn(frame.current, setFailure);
    // Only now: what the frame says first must not be missed.
    frame.current.src = 'picture.html';
    picture.current = made;
    return made.destroy;
  }, []);
  useEffect(() => {
    setFailure(undefined);
    picture.current?.draw({
      draw: diagram,
      label: 'The sites of the estate, and how WAL flows between them',
      isDark,
    });
  }, [diagram, isDark]);
  return (
    <>
      <Failure text={failure} />
      <iframe ref={frame} class="picture" title="Picture of the estate" />
      <details>
        <summary>The picture as text (Mermaid)</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, which the keyboard has to reach */}
        <pre class="code" tabIndex={0}>
          {diagram}
        </pre>
      </details>
    </>
  );
}

/** The picture of the estate that topology.md holds. */
export function PicturePanel({
  engine,
  states,
  isDark,
}: {
  readonly engine: Engine;
  readonly states: SoundStates;
  readonly isDark: boolean;
}) {
  const { answer, failure } = useAnswer(
    engine,
    'compile',
    states.current === undefined ? undefined : { text: states.current },
  );
  const diagram = answer?.files && diagramIn(answer.files);
  if (states.current === undefined)
    return <p class="note">A topology with errors has no picture. It is here once it is sound.</p>;
  return (
    <>
      {states.isSound ? null : (
        <p class="note warning">The topology has errors. This is the picture of its last sound state.</p>
      )}
      <Failure text={failure} />
      {diagram === undefined ? null : <Picture diagram={diagram} isDark={isDark} />}
    </>
  );
}
