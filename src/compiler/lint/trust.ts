import type { Finding } from '../text/finding.ts';
import type { Recovery } from '../yaml/recovery.ts';
import { recoveryOf } from '../yaml/recovery.ts';
import type { Document, Documents } from './documents.ts';

/** Rules that look a name up in the whole estate: what they miss may be in what was lost. */
const LOOKS_UP: readonly string[] = ['topology/site-unknown'];

/** Which findings can be told of documents with syntax errors. */
export interface Trust {
  /** Whether no place of a finding is where a syntax error may have made anything of the text. */
  isReadable(finding: Finding): boolean;
  /**
   * Whether a rule's finding can be trusted. One that names a single place may be about what is missing beside it (a site
   * that no node of runs etcd), and is not told when the block around that place reaches up to an error; one that names
   * two places is about what is there.
   */
  isTrusted(finding: Finding): boolean;
}

/** What is known of a document's text. */
interface State {
  readonly recovery: Recovery;
  readonly hasErrors: boolean;
}

export function trustIn(documents: Documents): Trust {
  const states = new Map<Document, State>();
  const stateAt = (place: Finding['at']): State => {
    const document = documents.of(place);
    const { parsed } = document;
    const state = states.get(document) ?? {
      recovery: recoveryOf(parsed),
      hasErrors: parsed.diagnostics.length > 0,
    };
    states.set(document, state);
    return state;
  };
  const isReadable = ({ at, related = [] }: Finding): boolean =>
    [at, ...related.map((one) => one.at)].every((place) => !stateAt(place).recovery.isLost(place));
  const isBroken = (): boolean =>
    documents.all.some(({ parsed }) => parsed.damaged.some(({ structural }) => structural));
  return {
    isReadable,
    isTrusted(finding) {
      const { recovery, hasErrors } = stateAt(finding.at);
      if (finding.absent && hasErrors) return false;
      if (LOOKS_UP.includes(finding.rule) && isBroken()) return false;
      if (!isReadable(finding)) return false;
      return !recovery.isBroken || (finding.related ?? []).length > 0 || recovery.isWhole(finding.at);
    },
  };
}
