import { type Client, converse, errorFields, type Message } from './protocol.ts';

/** What the server says first: that the client is in, what it asks for, or why not. */
export type Answer =
  | 'in'
  | 'asks for a password'
  | 'asks for md5'
  | 'asks for scram-sha-256'
  | 'refuses: no line'
  | 'refuses: reject'
  | 'refuses: method'
  | 'refuses: client certificate';

/** Authentication requests of the protocol by their number. */
const REQUESTS: ReadonlyMap<number, Answer> = new Map([
  [0, 'in'],
  [3, 'asks for a password'],
  [5, 'asks for md5'],
  [10, 'asks for scram-sha-256'],
]);

/** How the server's messages begin (auth.c), with the SQLSTATE "invalid authorization specification". */
const REFUSALS: readonly (readonly [RegExp, Answer])[] = [
  [/^no pg_hba\.conf entry /, 'refuses: no line'],
  [/^pg_hba\.conf rejects /, 'refuses: reject'],
  [/^(?:Peer|Ident) authentication failed /, 'refuses: method'],
  [/^connection requires a valid client certificate$/, 'refuses: client certificate'],
];

/**
 * Learns what pg_hba.conf makes of a client: the first message the server sends is a request for authentication (or
 * that it is done), or an error. Rejects for anything else.
 */
export const askHba = (client: Client): Promise<Answer> =>
  converse(client, async ({ receive }) => {
    const message = await receive();
    const { type, body } = message;
    const answer = type === 'R' ? REQUESTS.get(body.readInt32BE()) : refusalIn(message);
    if (answer === undefined) throw new Error(`unexpected answer ${type}: ${body.toString()}`);
    return answer;
  });

function refusalIn(message: Message): Answer | undefined {
  const fields = errorFields(message);
  if (fields.get('C') !== '28000') return undefined;
  return REFUSALS.find(([text]) => text.test(fields.get('M') ?? ''))?.[1];
}
