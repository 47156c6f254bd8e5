import { ACCESS } from './access.ts';
import { DUTIES } from './duties.ts';
import { LANGUAGE } from './language.ts';
import type { Mistake } from './mistake.ts';
import { PARAMETERS } from './parameters.ts';
import { PLACEMENT, PROGRAMS } from './programs.ts';
import { REPLICATION } from './replication.ts';
import { TOPOLOGY } from './topology.ts';

export { SYNTAX } from './syntax.ts';
export { UNSEEN } from './unseen.ts';

/** Every mistake that a rule claims to find, except typos of the text. */
export const MISTAKES: readonly Mistake[] = [
  ...LANGUAGE,
  ...TOPOLOGY,
  ...REPLICATION,
  ...DUTIES,
  ...ACCESS,
  ...PARAMETERS,
  ...PROGRAMS,
  ...PLACEMENT,
];
