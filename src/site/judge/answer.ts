import { fixAll } from '../../workspace/workspace.ts';
import { filesOf } from './compiled.ts';
import type { Fixed, Kind, Question, Questions } from './messages.ts';
import { promoted } from './promoted.ts';
import { EDITED, judgedOf, read, sourceOf } from './read.ts';

async function fixed(text: string): Promise<Fixed> {
  const source = sourceOf(EDITED, text);
  if ('rule' in source) return { text, count: 0 };
  const { text: better, fixed: findings } = await fixAll(source);
  return { text: better, count: findings.length };
}

/** Answers a question of the page. */
export async function answerOf({ kind, asks }: Question): Promise<Questions[Kind]['answers']> {
  switch (kind) {
    case 'judge':
      return judgedOf(await read(asks.text));
    case 'compile':
      return { files: await filesOf(await read(asks.text)) };
    case 'fix':
      return fixed(asks.text);
    case 'promote':
      return promoted(asks.text, asks.site);
    case 'plan': {
      const { planned } = await import('./planned.ts');
      return { text: await planned(asks.from, asks.to) };
    }
  }
}
