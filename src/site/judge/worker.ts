/** The worker of the playground: it judges and compiles, so that typing stays smooth. */

import { answerOf } from './answer.ts';
import type { Question, Reply } from './messages.ts';

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const reply = await answerOf(data).then(
    (answers): Reply => ({ id: data.id, answers }),
    (error: unknown): Reply => ({ id: data.id, failure: String(error) }),
  );
  postMessage(reply);
});
