import type { Finding } from '../text/finding.ts';
import type { Recovery } from '../yaml/recovery.ts';
import { recoveryOf } from '../yaml/recovery.ts';
import type { Document, Documents } from './documents.ts';

/** Rules that look a name up in the whole estate: what they miss may be in what was lost. */
const LOOKS_UP: readonly string[] = ['topology/site-unknown'];

/** Rules that judge values of one file, or of the files of one machine: what another file lost changes nothing there. */
const OF_ONE_FILE = /^(?:placement|timing|watchdog)\//;

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

export function trustIn(documents: Documents): Trust {
  const recovered = new Map<Document, Recovery>();
  const recoveryAt = (place: Finding['at']): Recovery => {
    const document = documents.of(place);
    const recovery = recovered.get(document) ?? recoveryOf(document.parsed);
    recovered.set(document, recovery);
    return recovery;
  };
  const isReadable = ({ at, related = [] }: Finding): boolean =>
    [at, ...related.map((one) => one.at)].every((place) => !recoveryAt(place).isLost(place));
  const broken = documents.all.filter(({ parsed }) => parsed.damaged.some(({ structural }) => structural));
  // What a program reads may be put together from several files: what is missing in one may be lost in another.
  const hasErrors = documents.all.some(({ parsed }) => parsed.diagnostics.length > 0);
  return {
    isReadable,
    isTrusted(finding) {
      if (finding.absent && hasErrors) return false;
      if (broken.length === 0) return isReadable(finding);
      if (LOOKS_UP.includes(finding.rule) || !isReadable(finding)) return false;
      if ((finding.related ?? []).length > 0) return true;
      const home = documents.of(finding.at);
      if (!broken.includes(home) && OF_ONE_FILE.test(finding.rule)) return true;
      return broken.every((one) => one === home) && recoveryAt(finding.at).isWhole(finding.at);
    },
  };
}
