import { describe, expect, it } from 'vitest';
import { BROKEN, command, SOUND } from './host.ts';

describe('lint --watch', () => {
  it('judges again with each change', async () => {
    const ran = await command(['lint', '--watch', 'topology.yaml'], { edits: [BROKEN, SOUND] });
    const summaries = ran.stdout.match(/^.* in 1 file/gm);
    expect(summaries).toEqual(['no findings in 1 file', '1 error in 1 file', 'no findings in 1 file']);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  it('begins at the top of a screen', async () => {
    const ran = await command(['lint', '--watch', 'topology.yaml'], { isTerminal: true, edits: [SOUND] });
    expect(ran.stdout.split('\u001b[2J\u001b[H')).toHaveLength(3);
    expect(ran.stderr).toContain('waiting for a change');
  });

  it('waits for files alone', async () => {
    expect((await command(['lint', '--watch', '-'])).status).toBe(2);
  });
});

describe('progress', () => {
  const many = (count: number) => {
    const files = Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.yaml`, SOUND]));
    return command(['lint', '--format', 'json', ...Object.keys(files)], { files });
  };

  it('is told of long work, and taken away at its end', async () => {
    const { told } = await many(60);
    expect(told[0]).toBe('linting 1 of 60: 0.yaml');
    expect(told).toHaveLength(7);
    expect(told.at(-1)).toBe('');
  });

  it('is not told of short work', async () => expect((await many(5)).told).toEqual([]));
});
