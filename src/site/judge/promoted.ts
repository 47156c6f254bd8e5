import { edited } from '../../compiler/lint/fix.ts';
import { textEdits } from '../../compiler/yaml/edit/text-edits.ts';
import { filesOf } from './compiled.ts';
import type { Promoted } from './messages.ts';
import { judgedOf, read } from './read.ts';

/**
 * What the estate is once another site takes writes. After a role change, `primary` is the one word of a topology that
 * changes: so it is changed, and the topology judged and compiled anew.
 */
export async function promoted(text: string, site: string): Promise<Promoted> {
  const now = await read(text);
  const edits = 'parsed' in now && textEdits(now.parsed)([{ kind: 'set', at: ['primary'], value: site }]);
  if (!edits) return { ...judgedOf(now), text: undefined, files: undefined };
  const changed = edited(text, edits);
  const then = await read(changed);
  return { ...judgedOf(then), text: changed, files: await filesOf(then) };
}
