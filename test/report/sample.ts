import type { Report } from '../../src/compiler/report/report.ts';
import type { Diagnostic, Position, Related, Span } from '../../src/compiler/text/finding.ts';

function positionAt(source: string, offset: number): Position {
  const lines = source.slice(0, offset).split('\n');
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1, offset };
}

/** The span of `part`, the `nth` (from 0) in the source. */
export function at(source: string, part: string, nth = 0): Span {
  let offset = -1;
  for (let found = 0; found <= nth; found += 1) {
    offset = source.indexOf(part, offset + 1);
    if (offset < 0) throw new Error(`${JSON.stringify(part)} does not occur that often`);
  }
  return { start: positionAt(source, offset), end: positionAt(source, offset + part.length) };
}

/** A span from the start of one to the end of another. */
export const through = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });

export const related = (span: Span, message: string): Related => ({ span, message });

export const finding = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  rule: 'test/rule',
  severity: 'error',
  message: 'it is wrong',
  related: [],
  ...more,
});

/** A report on one file. */
export const report = (source: string, ...diagnostics: Diagnostic[]): Report => ({
  version: '1.2.3',
  files: [{ file: 't.yaml', text: source, diagnostics }],
});

const SLOTS = `sites:
  - name: seoul
    slots: [standby_busan]
  - name: busan
    scope: pg-busan
    standby:
      slot: standby_cluster_busan
`;

/** What a run may well find. */
export const SAMPLE: Report = {
  version: '1.2.3',
  files: [
    {
      file: 'topology.yaml',
      text: SLOTS,
      diagnostics: [
        finding({
          rule: 'replication/slot-mismatch',
          message: 'busan streams from slot "standby_cluster_busan", which seoul does not keep',
          span: at(SLOTS, 'standby_cluster_busan'),
          related: [related(at(SLOTS, 'standby_busan'), 'seoul keeps this slot')],
          why: 'busan asks seoul for a slot that does not exist: streaming never starts, and nothing but the log of one node says so until the day of the disaster.',
          help: 'write `slot: standby_busan`',
          fix: {
            title: 'write "standby_busan"',
            edits: [{ span: at(SLOTS, 'standby_cluster_busan'), text: 'standby_busan' }],
          },
        }),
        finding({ rule: 'naming/scope', severity: 'warning', span: at(SLOTS, 'pg-busan') }),
      ],
      suppressed: [
        {
          diagnostic: finding({ rule: 'naming/site', severity: 'warning', span: at(SLOTS, 'seoul') }),
          reason: 'it has always been called so',
          span: at(SLOTS, 'sites:'),
        },
      ],
    },
    { file: 'sound.yaml', text: 'version: 1\n', diagnostics: [] },
    {
      file: 'gone.yaml',
      text: '',
      diagnostics: [finding({ rule: 'source/unreadable', message: 'no such file' })],
    },
  ],
};

const UPSTREAM = 'standby_cluster:\n  primary_slot_name: busan\n';

/** A finding in one file about a place in another, where its fix is made too. */
export const TWO_FILES: Report = {
  version: '1.2.3',
  files: [
    { file: 'seoul/dcs.yml', text: SLOTS, diagnostics: [] },
    {
      file: 'busan/dcs.yml',
      text: UPSTREAM,
      diagnostics: [
        finding({
          rule: 'replication/slot-mismatch',
          message: 'busan streams from a slot that seoul does not keep',
          span: at(UPSTREAM, 'busan'),
          related: [
            { ...related(at(SLOTS, 'standby_busan'), 'seoul keeps this slot'), file: 'seoul/dcs.yml' },
          ],
          help: 'keep the slot at seoul',
          fix: {
            title: 'write "busan"',
            edits: [{ file: 'seoul/dcs.yml', span: at(SLOTS, 'standby_busan'), text: 'busan' }],
          },
        }),
      ],
    },
  ],
};
