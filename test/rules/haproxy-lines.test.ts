import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import { SHORT, topology } from './estates.ts';

const REST = 'check-ssl verify required ca-file /etc/haproxy/ssl/ca.pem on-marked-down shutdown-sessions';

/** What the rule says of a default-server with these words, and how to mend it. */
async function told(words: string): Promise<readonly string[]> {
  const text = topology({
    top: `overrides: { haproxy: { primary: { default-server: "${words} ${REST}" } } }`,
    nodes: { 'pg-seoul-3': 'runs: [postgresql, etcd, haproxy]' },
  });
  const { diagnostics } = await lint(Buffer.from(text), 'topology.yaml', SHORT);
  return diagnostics
    .filter(({ rule }) => rule === 'haproxy/line-invalid')
    .map(({ message, help }) => `${message}; ${help}`);
}

describe('haproxy/line-invalid', () => {
  test.each(['rise', 'fall'])(
    'the help for %s is about a number of checks, not about a time',
    async (word) => {
      for (const value of ['0', '-1', 'two', '0x3'])
        expect(await told(`inter 2s ${word} ${value}`), value).toEqual([
          expect.stringMatching(
            new RegExp(
              `does not start: ${word} is "${value}", but must be 1 or more; write a number of checks`,
            ),
          ),
        ]);
    },
  );

  // Tried with HAProxy 2.6: atol() reads the digits that come first.
  test.each(['3', '03', '+3', '3s'])('HAProxy reads fall %s', async (value) => {
    expect(await told(`inter 2s fall ${value}`)).toEqual([]);
  });

  // Tried with HAProxy 2.6 and 3.2: `haproxy -c` warns, and takes an hour.
  test('a time of two parts is read in part', async () => {
    expect(await told('inter 1h30m fall 3')).toEqual([
      expect.stringMatching(/HAProxy of \S+ reads only "1h" of inter "1h30m"; write the time in one unit/),
    ]);
  });

  // Tried with HAProxy 2.6 and 3.2.
  test.each([
    ['inter 0', /does not start: inter is 0;/],
    ['inter 2s fastinter 0s', /does not start: fastinter is 0;/],
    ['inter 2s downinter 25d', /does not start: downinter is 25d, more than 24\.8 days;/],
  ])('HAProxy refuses %s', async (words, message) => {
    expect(await told(words)).toEqual([expect.stringMatching(message)]);
  });

  test('slowstart may be 0', async () => {
    expect(await told('inter 2s slowstart 0')).toEqual([]);
  });

  test('the help for inter is about a time', async () => {
    expect(await told('inter 2x fall 3')).toEqual([
      expect.stringMatching(/inter is "2x", which is not a time; write a time as a number followed by us/),
    ]);
  });
});
