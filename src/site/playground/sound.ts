/** Which states of the edited topology were sound, and which of them the files are compared with. */
export interface SoundStates {
  /** The newest sound text: its files are shown. Undefined as long as there was none. */
  readonly current: string | undefined;
  /** The sound text before the last errors: what the files are compared with. Undefined as long as there was none. */
  readonly before: string | undefined;
  /** Whether the text is sound as it is now. */
  readonly isSound: boolean;
}

/** Before anything was judged. */
export const NOTHING_JUDGED: SoundStates = { current: undefined, before: undefined, isSound: true };

/**
 * The states after a text was judged. While edits keep the topology sound, the state that files are compared with stays:
 * it moves on when errors came between.
 */
export function afterJudging(states: SoundStates, text: string, isSound: boolean): SoundStates {
  if (!isSound) return { ...states, isSound };
  const before = (states.isSound ? states.before : states.current) ?? text;
  return { current: text, before, isSound };
}
