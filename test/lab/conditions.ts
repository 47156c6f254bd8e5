/** Seconds between two looks at a condition: probes start programs, and the daemons need the processor too. */
const PAUSE_SECONDS = 0.3;

export interface UntilOptions {
  /** More to show in addition to the last observation, such as logs. */
  readonly evidence?: () => Promise<string>;
}

/** A condition that did not come true in time. */
export class Unmet extends Error {}

const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Waits until a probe returns without throwing, and returns its result. A probe checks a condition with `expect`, or
 * throws an error that says what it saw instead. Every probe must end by itself.
 * @param what the condition in words
 * @throws Unmet after the deadline: with the condition, the last observation, and the evidence
 */
export async function until<T>(
  what: string,
  deadlineSeconds: number,
  probe: () => Promise<T>,
  { evidence }: UntilOptions = {},
): Promise<T> {
  const deadline = Date.now() + deadlineSeconds * 1000;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() < deadline) {
        await pause(PAUSE_SECONDS);
        continue;
      }
      const seen = error instanceof Error ? error.message : String(error);
      const more = evidence ? `\n\n${await evidence().catch(String)}` : '';
      throw new Unmet(`not within ${deadlineSeconds} s: ${what}\nlast seen: ${seen}${more}`, {
        cause: error,
      });
    }
  }
}

/**
 * Holds that something stays true for a while: the probe must not throw once.
 * @throws what the probe threw
 */
export async function throughout(seconds: number, probe: () => Promise<void>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  do {
    await probe();
    await pause(PAUSE_SECONDS);
  } while (Date.now() < end);
}
