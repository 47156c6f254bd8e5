import type { Member } from '../../compiler/estate/estate.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, textAt } from '../../compiler/text/json.ts';

export type VerifyClient = 'none' | 'optional' | 'required';

const WORDS: readonly string[] = ['none', 'optional', 'required'] satisfies VerifyClient[];
const isWord = (word: string): word is VerifyClient => WORDS.includes(word);

/** What a REST API asks of its callers. */
export interface CertificateRequest {
  /** What Patroni makes of the word: of any but the three, in whatever case, nothing. */
  readonly word: VerifyClient;
  /** As it was written; undefined where nothing was. */
  readonly written: Json | undefined;
  /** Whether it speaks TLS: without, nobody is asked (patroni/api.py, RestApiServer.__initialize). */
  readonly tls: boolean;
  readonly at: Place;
}

/** Whether a REST API asks for client certificates, and of whom. */
export function askedBy({ patroni }: Member): CertificateRequest {
  const value = get(patroni.value, 'restapi', 'verify_client');
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return {
    word: isWord(word) ? word : 'none',
    written: value,
    tls: textAt(patroni.value, 'restapi', 'certfile') !== undefined,
    at: patroni.at('restapi', 'verify_client'),
  };
}
