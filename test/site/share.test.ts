import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shared } from '../../src/site/playground/share.ts';
import { decodeShared, encodeShared } from '../../src/site/playground/share.ts';

/** Any bytes as a fragment of the right form, compressed. */
async function fragmentOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const compressed = Buffer.from(await new Response(stream).arrayBuffer());
  return `#1.${compressed.toString('base64url')}`;
}

const ofJson = (value: unknown): Promise<string> =>
  fragmentOf(Uint8Array.from(Buffer.from(JSON.stringify(value))));

describe('what an address holds', () => {
  it('is what was put into it', async () => {
    const shared = fc.oneof(
      fc.record({ text: fc.string({ unit: 'grapheme' }) }),
      fc.record({ text: fc.string({ unit: 'grapheme' }), start: fc.string({ unit: 'grapheme' }) }),
    );
    await fc.assert(
      fc.asyncProperty(shared, async (one: Shared) => {
        expect(await decodeShared(await encodeShared(one))).toEqual(one);
      }),
      { numRuns: 100 },
    );
  });

  it('needs no escape in an address, and is shorter than its text', async () => {
    const text = 'nodes:\n'.repeat(2000);
    const fragment = await encodeShared({ text });
    expect(fragment).toMatch(/^#1\.[\w-]+$/);
    expect(fragment.length).toBeLessThan(text.length / 10);
    expect(await decodeShared(fragment)).toEqual({ text });
  });

  it('is nothing where anybody wrote anything else', async () => {
    const garbage = fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(garbage, async (words) => {
        for (const fragment of [words, `#${words}`, `#1.${words}`]) {
          const found = await decodeShared(fragment);
          expect(found === undefined || typeof found.text === 'string').toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['no object', 'text'],
    ['nothing', null],
    ['a list', ['text']],
    ['a text that is none', { text: 7 }],
    ['a start that is none', { text: 'a', start: {} }],
  ])('is nothing if its JSON has %s', async (_, value) => {
    expect(await decodeShared(await ofJson(value))).toBeUndefined();
  });

  it('has nothing but texts, whatever else its JSON has', async () => {
    const value = { text: 'a', start: 'b', html: '<script>', __proto__: { evil: true } };
    expect(await decodeShared(await ofJson(value))).toEqual({ text: 'a', start: 'b' });
  });

  it('is nothing if its bytes are no UTF-8, or its JSON is cut off', async () => {
    expect(await decodeShared(await fragmentOf(Uint8Array.from([0xff, 0xfe])))).toBeUndefined();
    expect(await decodeShared(await fragmentOf(Uint8Array.from(Buffer.from('{"text":"a'))))).toBeUndefined();
  });

  it('is nothing if it would fill the memory: it is not expanded beyond a limit', async () => {
    const bomb = await ofJson({ text: ' '.repeat(16 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await decodeShared(bomb)).toBeUndefined();
    expect(await decodeShared(`#1.${'A'.repeat(2_000_000)}`)).toBeUndefined();
  });
});
