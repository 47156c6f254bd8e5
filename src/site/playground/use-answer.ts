import { useEffect, useState } from 'preact/hooks';
import type { Kind, Questions } from '../judge/messages.ts';
import type { Engine } from './engine.ts';

/** What is known of a question. */
export interface Known<One extends Kind> {
  /** The newest answer; while another question is on its way, that to the one before. */
  readonly answer: Questions[One]['answers'] | undefined;
  /** Why the newest question was not answered. */
  readonly failure: string | undefined;
  readonly isAsking: boolean;
}

/**
 * Asks the worker whenever the question changes.
 * @param asks undefined: nothing is asked
 */
export function useAnswer<One extends Kind>(
  engine: Engine,
  kind: One,
  asks: Questions[One]['asks'] | undefined,
): Known<One> {
  const [known, setKnown] = useState<Known<One>>({ answer: undefined, failure: undefined, isAsking: false });
  const key = asks === undefined ? undefined : JSON.stringify(asks);
  useEffect(() => {
    if (key === undefined) {
      setKnown({ answer: undefined, failure: undefined, isAsking: false });
      return;
    }
    let isCurrent = true;
    setKnown((before) => ({ ...before, isAsking: true }));
    engine.ask(kind, JSON.parse(key) as Questions[One]['asks']).then(
      (answer) => isCurrent && setKnown({ answer, failure: undefined, isAsking: false }),
      (error: Error) => isCurrent && setKnown({ answer: undefined, failure: error.message, isAsking: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, kind, key]);
  return known;
}
