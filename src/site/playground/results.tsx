import { useState } from 'preact/hooks';
import type { Engine } from './engine.ts';
import { Failure } from './failure.tsx';
import { FilesPanel } from './files-panel.tsx';
import type { FindingActions } from './findings.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { PicturePanel } from './picture-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import type { Tab } from './tabs.tsx';
import { Tabs } from './tabs.tsx';
import { useDark } from './use-dark.ts';
import type { Knowledge } from './use-judged.ts';
import { WhatIfPanel } from './what-if-panel.tsx';

type TabId = 'findings' | 'files' | 'picture' | 'what-if' | 'plan';

const TABS: readonly Tab<TabId>[] = [
  { id: 'findings', title: 'Findings' },
  { id: 'files', title: 'Files' },
  { id: 'picture', title: 'Picture' },
  { id: 'what-if', title: 'What if' },
  { id: 'plan', title: 'Plan' },
];

interface ResultsProps extends FindingActions {
  readonly engine: Engine;
  readonly knowledge: Knowledge;
  /** The topology that counts as loaded. */
  readonly start: string;
  /** What went wrong elsewhere. */
  readonly failure: string | undefined;
}

/** Everything that is said of the topology, one panel at a time. */
export function Results({ engine, knowledge, start, failure, ...actions }: ResultsProps) {
  const { known, states } = knowledge;
  const [chosen, setChosen] = useState<TabId>('findings');
  const isDark = useDark();
  const count = known?.judged.findings.length;
  return (
    <section class="pane" aria-label="Results">
      <Tabs
        tabs={TABS.map((tab) => (tab.id === 'findings' ? { ...tab, count } : tab))}
        chosen={chosen}
        onChoose={setChosen}
      >
        <Failure text={knowledge.failure ?? failure} />
        {chosen === 'findings' ? <FindingsPanel judged={known?.judged} {...actions} /> : null}
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
  );
}
