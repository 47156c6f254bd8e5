import { useState } from 'preact/hooks';
import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import { Files } from './files.tsx';
import { Findings } from './findings.tsx';
import { useAnswer } from './use-answer.ts';

interface WhatIfProps {
  readonly engine: Engine;
  readonly text: string;
  readonly sites: readonly string[];
  readonly primary: string | undefined;
}

function Promoted({ engine, text, site }: Pick<WhatIfProps, 'engine' | 'text'> & { readonly site: string }) {
  const then = useAnswer(engine, 'promote', { text, site });
  const now = useAnswer(engine, 'compile', { text });
  const { answer } = then;
  const failure = then.failure ?? now.failure;
  if (!answer || then.isAsking || !now.answer)
    return failure === undefined ? <p class="note">Judging…</p> : <Failure text={failure} />;
  if (answer.text === undefined)
    return <p class="note">The text cannot be changed for this: mend its syntax first.</p>;
  const { findings, files } = answer;
  return (
    <>
      <h3>
        {findings.length === 0
          ? `No findings once ${site} is the primary`
          : `Findings once ${site} is the primary`}
      </h3>
      <Findings findings={findings} />
      <h3>Files once {site} is the primary</h3>
      {files ? (
        <Files before={now.answer.files ?? []} after={files} />
      ) : (
        <p class="note">A topology with errors is not compiled.</p>
      )}
    </>
  );
}

/** What the estate is once another site takes writes. */
export function WhatIfPanel({ engine, text, sites, primary }: WhatIfProps) {
  const [asked, setAsked] = useState<string | undefined>();
  const others = sites.filter((site) => site !== primary);
  const site = others.find((one) => one === asked);
  if (others.length === 0)
    return <p class="note">The topology names no other site that could be the primary.</p>;
  return (
    <>
      <p class="note">
        After a role change, <code>primary</code> is the one word of a topology that changes. What would be
        found and compiled then?
      </p>
      <fieldset class="bar">
        <legend>What if this site is promoted</legend>
        {others.map((one) => (
          <button key={one} type="button" aria-pressed={one === site} onClick={() => setAsked(one)}>
            {one}
          </button>
        ))}
      </fieldset>
      {site === undefined ? null : <Promoted key={site} engine={engine} text={text} site={site} />}
    </>
  );
}
