import type { Judged } from '../judge/messages.ts';
import type { FindingActions } from './findings.tsx';
import { Findings } from './findings.tsx';

/** All that is said of the topology. */
export function FindingsPanel({
  judged,
  ...actions
}: { readonly judged: Judged | undefined } & FindingActions) {
  if (!judged) return <p class="note">Judging…</p>;
  const { findings, suppressed } = judged;
  return (
    <>
      {findings.length === 0 ? (
        <div class="empty">
          <p>
            <b>No findings.</b> The estate is sound as it is, and after each promotion.
          </p>
          <p>
            Make a mistake: delete a slot, write the same <code>token</code> twice, or misspell a key. Or see
            what the topology compiles to under “Files”.
          </p>
        </div>
      ) : null}
      <Findings findings={findings} {...actions} />
      {suppressed > 0 ? <p class="note">Comments suppress {suppressed} more.</p> : null}
    </>
  );
}
