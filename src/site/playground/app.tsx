import { useEffect, useRef, useState } from 'preact/hooks';
import type { Diagnostic, Span } from '../../compiler/text/finding.ts';
import type { Judged } from '../judge/messages.ts';
import type { Editor } from './editor.ts';
import { createEditor } from './editor.ts';
import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import { FilesPanel } from './files-panel.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { PicturePanel } from './picture-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ShareLink } from './share-link.tsx';
import { afterJudging, NOTHING_JUDGED } from './sound.ts';
import { summaryOf } from './summary.ts';
import type { Tab } from './tabs.tsx';
import { Tabs } from './tabs.tsx';
import { useDark } from './use-dark.ts';
import { WhatIfPanel } from './what-if-panel.tsx';

/** Milliseconds without a keystroke after which the topology is judged. */
const PAUSE = 200;

type TabId = 'findings' | 'files' | 'picture' | 'what-if' | 'plan';

const TABS: readonly Tab<TabId>[] = [
  { id: 'findings', title: 'Findings' },
  { id: 'files', title: 'Files' },
  { id: 'picture', title: 'Picture' },
  { id: 'what-if', title: 'What if' },
  { id: 'plan', title: 'Plan' },
];

interface AppProps {
  readonly engine: Engine;
  readonly sample: string;
  /** The topology to begin with. */
  readonly text: string;
  /** The topology that plan and files are compared with. */
  readonly start: string;
  /** What the page has to say of the address it was opened with. */
  readonly notice: string | undefined;
}

/** What is known of the topology: the text that was judged, and what was said of it. */
interface Known {
  readonly text: string;
  readonly judged: Judged;
}

/** The playground. */
export function App({ engine, sample, text: first, start: begun, notice }: AppProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const [text, setText] = useState(first);
  const [start, setStart] = useState(begun);
  const [known, setKnown] = useState<Known | undefined>();
  const [failure, setFailure] = useState<string | undefined>();
  const [states, setStates] = useState(NOTHING_JUDGED);
  const [chosen, setChosen] = useState<TabId>('findings');
  const [said, setSaid] = useState(notice ?? '');
  const isDark = useDark();
  const newest = useRef(known);
  newest.current = known;

  const fix = (finding: Diagnostic): void => {
    const edits = finding.fix?.edits.filter(({ file }) => file === undefined) ?? [];
    if (!editor.current) return;
    // Offsets are those of the text that was judged.
    if (newest.current?.text !== editor.current.text()) {
      setSaid('The topology has changed: it is judged first');
      return;
    }
    editor.current.edit(edits);
    setSaid(`Fixed: ${finding.fix?.title ?? finding.rule}`);
  };
  const newestFix = useRef(fix);
  newestFix.current = fix;

  useEffect(() => {
    if (!host.current) return undefined;
    const made = createEditor(host.current, first, setText, (finding) => newestFix.current(finding));
    editor.current = made;
    return made.destroy;
  }, [first]);

  useEffect(() => {
    let isCurrent = true;
    const judge = async (): Promise<void> => {
      try {
        const judged = await engine.ask('judge', { text });
        if (!isCurrent) return;
        setKnown({ text, judged });
        setFailure(undefined);
        setStates((before) => afterJudging(before, text, judged.isSound));
        editor.current?.underline(judged.findings);
      } catch (error) {
        if (isCurrent) setFailure(error instanceof Error ? error.message : String(error));
      }
    };
    const timer = setTimeout(() => void judge(), PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, text]);

  const go = ({ start: { offset: from }, end: { offset: to } }: Span): void => {
    const length = editor.current?.text().length ?? 0;
    editor.current?.select(Math.min(from, length), Math.min(to, length));
  };
  const fixAll = async (): Promise<void> => {
    const { text: fixed, count } = await engine.ask('fix', { text });
    if (editor.current?.text() !== text) return;
    editor.current.replace(fixed);
    setSaid(count === 1 ? '1 finding was fixed' : `${count} findings were fixed`);
  };
  const reset = (): void => {
    editor.current?.replace(sample);
    setStart(sample);
    setSaid('The sample is in the editor');
  };
  const startHere = (): void => {
    setStart(text);
    setSaid('The plan begins with the topology as it is now');
  };

  const judged = known?.judged;
  const fixable = judged?.findings.filter((finding) => finding.fix).length ?? 0;
  return (
    <>
      <section class="pane" aria-label="Editor">
        <div class="bar toolbar">
          <h2>topology.yaml</h2>
          <output class={`state ${judged ? (judged.isSound ? 'sound' : 'unsound') : ''}`}>
            {judged ? summaryOf(judged.findings) : 'judging…'}
          </output>
          <span class="space" />
          {fixable > 0 ? (
            <button
              type="button"
              class="primary"
              onClick={() => fixAll().catch((error: Error) => setFailure(error.message))}
            >
              Fix all ({fixable})
            </button>
          ) : null}
          <ShareLink text={text} start={start === sample ? undefined : start} onSay={setSaid} />
          <button
            type="button"
            title="Plan and files are compared with the topology as it is now"
            onClick={startHere}
          >
            Start from here
          </button>
          <button type="button" onClick={reset}>
            Sample
          </button>
        </div>
        {notice === undefined ? null : <p class="note warning">{notice}</p>}
        <div class="editor" ref={host} />
      </section>
      <section class="pane" aria-label="Results">
        <Tabs
          tabs={TABS.map((tab) => (tab.id === 'findings' ? { ...tab, count: judged?.findings.length } : tab))}
          chosen={chosen}
          onChoose={setChosen}
        >
          <Failure text={failure} />
          {chosen === 'findings' ? <FindingsPanel judged={judged} onGo={go} onFix={fix} /> : null}
          {chosen === 'files' ? <FilesPanel engine={engine} states={states} start={start} /> : null}
          {chosen === 'picture' ? <PicturePanel engine={engine} states={states} isDark={isDark} /> : null}
          {chosen === 'what-if' && known ? (
            <WhatIfPanel
              engine={engine}
              text={known.text}
              sites={known.judged.sites}
              primary={known.judged.primary}
            />
          ) : null}
          {chosen === 'plan' && known ? <PlanPanel engine={engine} start={start} text={known.text} /> : null}
        </Tabs>
      </section>
      <p class="only-read" role="status">
        {said}
      </p>
    </>
  );
}
