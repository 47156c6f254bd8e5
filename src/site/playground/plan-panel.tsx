import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import { NewTab } from './new-tab.tsx';
import { useAnswer } from './use-answer.ts';

/** The plan from the topology as loaded to the topology as edited, as the command prints it. */
export function PlanPanel({
  engine,
  start,
  text,
}: {
  readonly engine: Engine;
  readonly start: string;
  readonly text: string;
}) {
  const { answer, failure } = useAnswer(engine, 'plan', { from: start, to: text });
  return (
    <>
      <p class="note">
        What the change from the topology as loaded takes on the running estate:{' '}
        <code>pgdr-compile plan --from loaded.yaml topology.yaml</code>.{' '}
        <NewTab href="docs/plan.html">How to read it</NewTab>.
      </p>
      <Failure text={failure} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, which the keyboard has to reach */}
      <pre class="code plan" tabIndex={0}>
        {answer?.text ?? (failure === undefined ? 'Planning…' : '')}
      </pre>
    </>
  );
}
