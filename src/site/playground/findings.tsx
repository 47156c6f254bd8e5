import type { Diagnostic, Span } from '../../compiler/text/finding.ts';
import { NewTab } from './new-tab.tsx';
import { rulePage } from './rule-page.ts';

/** What can be done about a finding. */
export interface FindingActions {
  /** Shows a place in the editor; undefined where the findings are about another text. */
  readonly onGo?: ((span: Span) => void) | undefined;
  /** Makes the fix of a finding; undefined where nothing can be fixed. */
  readonly onFix?: ((finding: Diagnostic) => void) | undefined;
}

function Place({ span, onGo }: { readonly span: Span } & Pick<FindingActions, 'onGo'>) {
  const text = `line ${span.start.line}, column ${span.start.column}`;
  if (!onGo) return <span class="place">{text}</span>;
  return (
    <button type="button" class="link place" onClick={() => onGo(span)}>
      {text}
    </button>
  );
}

function Finding({ finding, onGo, onFix }: { readonly finding: Diagnostic } & FindingActions) {
  const { rule, severity, message, span, related, why, help, fix } = finding;
  return (
    <li class={`finding ${severity}`}>
      <p class="finding-head">
        <span class={`badge ${severity}`}>{severity}</span> <NewTab href={rulePage(rule)}>{rule}</NewTab>{' '}
        {span ? <Place span={span} onGo={onGo} /> : null}
      </p>
      <p class="message">{message}</p>
      {related.length > 0 ? (
        <ul class="related">
          {related.map((one) => (
            <li key={`${one.span.start.offset} ${one.message}`}>
              <Place span={one.span} onGo={onGo} />: {one.message}
            </li>
          ))}
        </ul>
      ) : null}
      {why === undefined ? null : (
        <p>
          <b>Why:</b> {why}
        </p>
      )}
      {help === undefined ? null : (
        <p>
          <b>Help:</b> {help}
        </p>
      )}
      {fix && onFix ? (
        <p>
          <button
            type="button"
            class="primary"
            onClick={({ currentTarget }) => {
              // The button goes with its finding: the focus stays in the list.
              currentTarget.closest<HTMLElement>('[role=tabpanel]')?.focus();
              onFix(finding);
            }}
          >
            Fix: {fix.title}
          </button>
        </p>
      ) : null}
    </li>
  );
}

/** Findings as a list, each with its page, its place and its fix. */
export function Findings({
  findings,
  ...actions
}: { readonly findings: readonly Diagnostic[] } & FindingActions) {
  return (
    <ol class="findings">
      {findings.map((finding) => (
        <Finding
          key={`${finding.rule} ${finding.route ?? finding.span?.start.offset} ${finding.message}`}
          finding={finding}
          {...actions}
        />
      ))}
    </ol>
  );
}
