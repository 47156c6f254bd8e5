import { expect, test, vi } from 'vitest';
import { text } from '../../src/compiler/report/text.ts';
import { at, finding, report } from './sample.ts';

const loaded = vi.hoisted(() => vi.fn());

vi.mock('get-east-asian-width', async (original) => {
  loaded();
  return original();
});

/** Loading the table costs time that most runs need not spend. */
test('the table of wide characters is loaded for a line that needs it, and for no other', async () => {
  const source = '# 서울\na: 1\nb: 서\n';
  await text(report(source, finding({ span: at(source, 'a'), help: 'no' })), { color: false });
  expect(loaded).not.toHaveBeenCalled();
  await text(report(source, finding({ span: at(source, 'b') })), { color: false });
  expect(loaded).toHaveBeenCalledOnce();
});
