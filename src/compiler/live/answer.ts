import type { Json } from '../text/json.ts';

/** Why nothing came back. */
export type Silence =
  | 'name' // the host name leads nowhere
  | 'refused' // nobody listens there
  | 'unreachable' // the network knows no way
  | 'timeout' // nothing came in time
  | 'closed' // the connection was closed
  | 'certificate' // its certificate is not trusted
  | 'client-certificate' // it wants a certificate from us
  | 'no-tls' // it speaks no TLS
  | 'no-http' // it speaks something else
  | 'no-postgresql' // it speaks something else, where PostgreSQL should be
  | 'too-long' // the answer has no end
  | 'other';

/** The certificate that a server showed. */
export interface Certificate {
  /** The end of its validity, in seconds since 1970. */
  readonly until: number;
  /** Its common name and its alternative names, as far as they are short. */
  readonly names: readonly string[];
}

/** What one request gave. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The clock of the server, in seconds since 1970. */
      readonly clock: number | undefined;
      readonly body: string;
      readonly certificate: Certificate | undefined;
    }
  | {
      readonly kind: 'silence';
      readonly why: Silence;
      /** The system's own words. */
      readonly detail: string;
      readonly certificate?: Certificate | undefined;
    };

/** What a port of PostgreSQL, or of HAProxy in front of it, did when it was asked for TLS (`SSLRequest`). */
export type Knock =
  | {
      /** `answer`: a server of PostgreSQL is behind it. `closed`: somebody listens, and lets nobody through. */
      readonly kind: 'answer' | 'closed';
      readonly certificate: Certificate | undefined;
    }
  | { readonly kind: 'silence'; readonly why: Silence; readonly detail: string };

/** Deeper answers are no answers of Patroni. */
const DEEPEST = 40;

/** Reads JSON that a stranger may have sent; undefined where it is none, or nested without sense. */
export function readJson(text: string): Json | undefined {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === 92) at += 1;
      else if (code === 34) isText = false;
    } else if (code === 34) isText = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > DEEPEST) return undefined;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
