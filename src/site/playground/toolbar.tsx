import type { Judged } from '../judge/messages.ts';
import { ShareLink } from './share-link.tsx';
import { summaryOf, worstOf } from './summary.ts';

interface ToolbarProps {
  readonly text: string;
  /** The topology that counts as loaded; undefined for the sample. */
  readonly start: string | undefined;
  readonly judged: Judged | undefined;
  readonly onFixAll: () => void;
  readonly onStart: () => void;
  readonly onSample: () => void;
  /** Is told what a screen reader has to say. */
  readonly onSay: (words: string) => void;
}

/** What is found in short, and what can be done with the whole topology. */
export function Toolbar({ text, start, judged, onFixAll, onStart, onSample, onSay }: ToolbarProps) {
  const fixable = judged?.findings.filter(({ fix }) => fix).length ?? 0;
  return (
    <div class="bar toolbar">
      <h2>topology.yaml</h2>
      <output class={`state ${judged ? (worstOf(judged.findings) ?? 'sound') : ''}`}>
        {judged ? summaryOf(judged.findings) : 'judging…'}
      </output>
      <span class="space" />
      {fixable > 0 ? (
        <button type="button" class="primary" onClick={onFixAll}>
          Fix all ({fixable})
        </button>
      ) : null}
      <ShareLink text={text} start={start} onSay={onSay} />
      <button
        type="button"
        title="Plan and files are compared with the topology as it is now"
        onClick={onStart}
      >
        Start from here
      </button>
      <button type="button" onClick={onSample}>
        Sample
      </button>
    </div>
  );
}
