import type { Diagnostic } from '../text/finding.ts';

/**
 * The places of a finding in other files, a line each, for formats that show one place alone.
 * `see 2/pg-1/etc/patroni/dcs.yml:12: the slot is kept here`
 * @param pathOf what a file is called in its repository
 */
export const elsewhere = ({ related }: Diagnostic, pathOf: (file: string) => string): readonly string[] =>
  related.flatMap(({ file, span, message }) =>
    file === undefined ? [] : [`see ${pathOf(file)}:${span.start.line}: ${message}`],
  );
