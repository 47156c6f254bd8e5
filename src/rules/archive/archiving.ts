import type { Effective } from '../../compiler/estate/effective.ts';
import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Member, Site } from '../../compiler/estate/estate.ts';
import { postgresqlBool } from '../../compiler/facts/boolean.ts';
import { wordOf } from '../../compiler/text/json.ts';

/** How a member archives its WAL. */
export interface Archiving {
  readonly mode: 'off' | 'on' | 'always';
  /** Where the mode is written, if it is. */
  readonly written: Effective | undefined;
  /** What is not empty of the two that may do it. */
  readonly command: Effective | undefined;
  readonly library: Effective | undefined;
}

function modeOf(written: Effective | undefined): Archiving['mode'] {
  if (wordOf(written?.value).toLowerCase() === 'always') return 'always';
  return postgresqlBool(written?.value) ? 'on' : 'off';
}

const filled = (parameter: Effective | undefined): Effective | undefined =>
  parameter && wordOf(parameter.value).trim() !== '' ? parameter : undefined;

export function archivingOf(site: Site, member: Member): Archiving {
  const written = parameterOf(site, member, 'archive_mode');
  return {
    mode: modeOf(written),
    written,
    command: filled(parameterOf(site, member, 'archive_command')),
    library: filled(parameterOf(site, member, 'archive_library')),
  };
}

/** The stanza of a command of pgBackRest; undefined when it is none, or does not say it. */
export const stanzaOf = (command: string): string | undefined =>
  /\bpgbackrest\b/.test(command) ? /--stanza[= ]\s*["']?([\w.-]+)/.exec(command)?.[1] : undefined;
