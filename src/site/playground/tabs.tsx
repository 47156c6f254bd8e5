import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** A panel of the page, and the tab that shows it. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** A number beside the title, as of findings; none for undefined. */
  readonly count?: number | undefined;
}

interface TabsProps<Id extends string> {
  readonly tabs: readonly Tab<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** What is in the panel of the chosen tab. */
  readonly children: ComponentChildren;
}

/** How far each key moves in the row of tabs. */
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs as WAI-ARIA has them: arrows move between tabs, Tab leads into the panel. */
export function Tabs<Id extends string>({ tabs, chosen, onChoose, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const index = move(
      tabs.findIndex(({ id }) => id === chosen),
      tabs.length,
    );
    const next = tabs[index];
    if (next) onChoose(next.id);
    list.current?.querySelectorAll('button')[index]?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Results" ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === chosen}
            aria-controls="panel"
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {title} {count === undefined ? null : <span class="count">{count}</span>}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls has to be reached by keyboard */}
      <div class="panel" role="tabpanel" id="panel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
