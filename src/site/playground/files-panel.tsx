import { useState } from 'preact/hooks';
import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import { Files } from './files.tsx';
import type { SoundStates } from './sound.ts';
import { useAnswer } from './use-answer.ts';

/** What the files are compared with. */
type Base = 'before' | 'start';

/** The compiled files of the topology, or of its last sound state while it has errors. */
export function FilesPanel({
  engine,
  states,
  start,
}: {
  readonly engine: Engine;
  readonly states: SoundStates;
  readonly start: string;
}) {
  const [base, setBase] = useState<Base>('before');
  const from = base === 'start' ? start : states.before;
  const now = useAnswer(
    engine,
    'compile',
    states.current === undefined ? undefined : { text: states.current },
  );
  const then = useAnswer(engine, 'compile', from === undefined ? undefined : { text: from });
  const failure = now.failure ?? then.failure;
  if (states.current === undefined)
    return <p class="note">A topology with errors is not compiled. Its files are here once it is sound.</p>;
  return (
    <>
      {states.isSound ? null : (
        <p class="note warning">
          The topology has errors, and is not compiled. These are the files of its last sound state.
        </p>
      )}
      <p class="bar">
        <label>
          Compare with{' '}
          <select value={base} onChange={({ currentTarget }) => setBase(currentTarget.value as Base)}>
            <option value="before">the last sound state</option>
            <option value="start">the topology as loaded</option>
          </select>
        </label>
      </p>
      <Failure text={failure} />
      {then.answer && !then.answer.files ? (
        <p class="note">What it is compared with has errors, and compiles to no files.</p>
      ) : null}
      {now.answer?.files && then.answer ? (
        <Files before={then.answer.files ?? []} after={now.answer.files} />
      ) : (
        <p class="note">{failure === undefined ? 'Compiling…' : ''}</p>
      )}
    </>
  );
}
