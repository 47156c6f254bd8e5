import { useEffect, useRef, useState } from 'preact/hooks';
import type { Judged } from '../judge/messages.ts';
import type { Engine } from './engine.ts';
import type { SoundStates } from './sound.ts';
import { afterJudging, NOTHING_JUDGED } from './sound.ts';

/** Milliseconds without a keystroke after which the topology is judged. */
const PAUSE = 200;

/** A text that was judged, and what was said of it. */
export interface Known {
  readonly text: string;
  readonly judged: Judged;
}

/** What is known of the topology in the editor. */
export interface Knowledge {
  /** Of the newest text that was judged; undefined before the first. */
  readonly known: Known | undefined;
  /** Why the newest text was not judged. */
  readonly failure: string | undefined;
  readonly states: SoundStates;
}

const NOTHING: Knowledge = { known: undefined, failure: undefined, states: NOTHING_JUDGED };

/**
 * Judges a text whenever it has changed and nobody types.
 * @param onJudged is told of each judgement of the newest text
 */
export function useJudged(engine: Engine, text: string, onJudged: (judged: Judged) => void): Knowledge {
  const [knowledge, setKnowledge] = useState(NOTHING);
  const last = useRef<Promise<void>>(Promise.resolve());
  const tell = useRef(onJudged);
  tell.current = onJudged;
  useEffect(() => {
    let isCurrent = true;
    const judge = async (): Promise<void> => {
      try {
        const judged = await engine.ask('judge', { text });
        if (!isCurrent) return;
        setKnowledge(({ states }) => ({
          known: { text, judged },
          failure: undefined,
          states: afterJudging(states, text, judged.isSound),
        }));
        tell.current(judged);
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        if (isCurrent) setKnowledge((before) => ({ ...before, failure }));
      }
    };
    const timer = setTimeout(() => {
      // One at a time: of the texts that are typed meanwhile, only the last is judged.
      last.current = last.current.then(() => (isCurrent ? judge() : undefined));
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, text]);
  return knowledge;
}
