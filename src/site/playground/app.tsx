import { useState } from 'preact/hooks';
import type { Diagnostic, Span } from '../../compiler/text/finding.ts';
import { plural } from '../../compiler/text/words.ts';
import type { Engine } from './engine.ts';
import { Results } from './results.tsx';
import { Toolbar } from './toolbar.tsx';
import { useEditor } from './use-editor.ts';
import { useJudged } from './use-judged.ts';

interface AppProps {
  readonly engine: Engine;
  readonly sample: string;
  /** The topology to begin with. */
  readonly text: string;
  /** The topology that counts as loaded: plan and files are compared with it. */
  readonly start: string;
  /** What the page has to say of the address it was opened with. */
  readonly notice: string | undefined;
}

/** The playground: the editor, and what is said of the text in it. */
export function App({ engine, sample, text: first, start: begun, notice }: AppProps) {
  const [text, setText] = useState(first);
  const [start, setStart] = useState(begun);
  const [failure, setFailure] = useState<string | undefined>();
  const [said, setSaid] = useState(notice ?? '');

  const fix = ({ fix: made, rule }: Diagnostic): void => {
    // Offsets are those of the text that was judged.
    if (!editor.current || knowledge.known?.text !== editor.current.text()) {
      setSaid('The topology has changed: it is judged first');
      return;
    }
    editor.current.edit(made?.edits.filter(({ file }) => file === undefined) ?? []);
    setSaid(`Fixed: ${made?.title ?? rule}`);
  };
  const { host, editor } = useEditor(first, setText, fix);
  const knowledge = useJudged(engine, text, ({ findings }) => editor.current?.underline(findings));

  const go = ({ start: { offset: from }, end: { offset: to } }: Span): void => {
    const length = editor.current?.text().length ?? 0;
    editor.current?.select(Math.min(from, length), Math.min(to, length));
  };
  const fixAll = async (): Promise<void> => {
    const { text: fixed, count } = await engine.ask('fix', { text });
    if (editor.current?.text() !== text) return;
    editor.current.replace(fixed);
    // The button has gone.
    editor.current.focus();
    setSaid(`Fixed: ${plural(count, 'finding')}`);
  };
  const toSample = (): void => {
    editor.current?.replace(sample);
    setStart(sample);
    setSaid('The sample is in the editor');
  };
  const startHere = (): void => {
    setStart(text);
    setSaid('The plan begins with the topology as it is now');
  };

  return (
    <>
      <section class="pane" aria-label="Editor">
        <Toolbar
          text={text}
          start={start === sample ? undefined : start}
          judged={knowledge.known?.judged}
          onFixAll={() => void fixAll().catch((error: Error) => setFailure(error.message))}
          onStart={startHere}
          onSample={toSample}
          onSay={setSaid}
        />
        {notice === undefined ? null : <p class="note warning">{notice}</p>}
        <div class="editor" ref={host} />
      </section>
      <Results engine={engine} knowledge={knowledge} start={start} failure={failure} onGo={go} onFix={fix} />
      <p class="only-read" role="status">
        {said}
      </p>
    </>
  );
}
