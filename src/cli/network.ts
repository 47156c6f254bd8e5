/** The command's only access to the network. It asks with GET, and knocks at ports: nothing it sends changes anything. */

import { X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { connect, isIP } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { connect as connectTls, createSecureContext } from 'node:tls';
import type { Certificate, Knock, Reply, Silence } from '../compiler/live/answer.ts';
import { codeOf } from '../compiler/text/error-code.ts';

/** With what a server is trusted, and what we show it. PEM texts. */
export interface Trust {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

export interface Network {
  /**
   * Asks with GET. It follows no redirect, reads at most `most` bytes, and ends at the deadline.
   * @param deadline when to give up, in milliseconds since 1970
   */
  get(url: string, deadline: number, most: number): Promise<Reply>;
  /** Knocks at a port of PostgreSQL: asks for TLS, looks at the certificate, and hangs up. Nobody logs in. */
  knock(host: string, port: number, deadline: number): Promise<Knock>;
}

/** What the system's and Node's words for a failure mean. */
const SILENCES: readonly (readonly [RegExp, Silence])[] = [
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'name'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EACCES|EPERM|EADDRNOTAVAIL|EINVAL)$/, 'unreachable'],
  [/^(?:ETIMEDOUT|ABORT_ERR)$/, 'timeout'],
  // Older versions of Node have one code for all of TLS, and OpenSSL's words behind it.
  [
    /^(?:EPROTO|ERR_SSL_\w+) .*\balert (?:certificate|bad certificate|unknown ca|unsupported certificate|no certificate)/i,
    'client-certificate',
  ],
  [/^(?:EPROTO|ERR_SSL_\w+) .*(?:wrong version|packet length|http request)/i, 'no-tls'],
  [/CERT|_ISSUER|_SIGNATURE|^ERR_TLS_/, 'certificate'],
  [/^HPE_/, 'no-http'],
  [/^(?:ECONNRESET|EPIPE)$/, 'closed'],
];

const silenceOf = (code: string, words: string): Silence =>
  SILENCES.find(([pattern]) => pattern.test(code) || pattern.test(`${code} ${words}`))?.[1] ?? 'other';

/** Node tries several addresses of a name, and tells of each. */
function firstError(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

const silent = (error: unknown, certificate?: Certificate): Reply & { readonly kind: 'silence' } => {
  const first = firstError(error);
  const code = codeOf(first) ?? '';
  const text = first instanceof Error ? first.message : String(first);
  // OpenSSL says where in its source it failed; the reason is one part of it.
  const detail = /SSL routines:[^:]*:([^:]+)/.exec(text)?.[1] ?? text;
  return { kind: 'silence', why: silenceOf(code, text), detail: detail.slice(0, 200), certificate };
};

const LATE: Reply & Knock = { kind: 'silence', why: 'timeout', detail: 'nothing came in time' };

/** How many names of a certificate are looked at. */
const MOST_NAMES = 100;

function certificateOf(peer: PeerCertificate | undefined): Certificate | undefined {
  const until = Date.parse(peer?.valid_to ?? '') / 1000;
  if (!peer || Number.isNaN(until)) return undefined;
  const common = peer.subject?.CN;
  const names = (peer.subjectaltname ?? '')
    .split(', ', MOST_NAMES)
    .flatMap((one) => /^(?:DNS|IP Address):(.{1,255})$/.exec(one)?.[1] ?? []);
  return { until, names: [...(typeof common === 'string' ? [common] : []), ...names] };
}

const clockOf = (date: string | undefined): number | undefined => {
  const clock = Date.parse(date ?? '') / 1000;
  return Number.isNaN(clock) ? undefined : clock;
};

/** Names are looked up in threads of libuv, four by default: one site whose names nobody answers for must not hold up the others. */
const THREADS = '64';

/**
 * @param trust for every server that is asked
 * @throws what OpenSSL says of a certificate or a key that it does not take
 */
export function network(trust: Trust): Network {
  if (trust.ca !== undefined) new X509Certificate(trust.ca);
  // OpenSSL would not even be asked.
  if (trust.cert === '' || trust.key === '') throw new Error('the file is empty');
  createSecureContext(trust);
  process.env.UV_THREADPOOL_SIZE ??= THREADS;
  const get: Network['get'] = (url, deadline, most) =>
    new Promise((resolve) => {
      let certificate: Certificate | undefined;
      const left = deadline - Date.now();
      if (left <= 0) {
        resolve(LATE);
        return;
      }
      const options = {
        agent: false,
        ...trust,
        // Whatever the environment says.
        rejectUnauthorized: true,
        headers: { accept: 'application/json', connection: 'close' },
      };
      const request = (url.startsWith('https:') ? https : http).get(url, options);
      const timer = setTimeout(() => {
        resolve({ ...LATE, certificate });
        request.destroy();
      }, left);
      const end = (reply: Reply): void => {
        clearTimeout(timer);
        resolve(reply);
        request.destroy();
      };
      request.on('socket', (socket) => {
        socket.on('secureConnect', () => {
          certificate = certificateOf((socket as TLSSocket).getPeerCertificate());
        });
      });
      request.on('error', (error) => end(silent(error, certificate)));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > most)
            end({ kind: 'silence', why: 'too-long', detail: `more than ${most} bytes`, certificate });
          else chunks.push(chunk);
        });
        response.on('error', (error) => end(silent(error, certificate)));
        response.on('aborted', () =>
          end({ kind: 'silence', why: 'closed', detail: 'the answer was cut off', certificate }),
        );
        response.on('end', () =>
          end({
            kind: 'answer',
            status: response.statusCode ?? 0,
            clock: clockOf(response.headers.date),
            body: Buffer.concat(chunks).toString('utf8'),
            certificate,
          }),
        );
      });
    });

  const knock: Network['knock'] = (host, port, deadline) =>
    new Promise((resolve) => {
      const left = deadline - Date.now();
      if (left <= 0) {
        resolve(LATE);
        return;
      }
      const socket = connect({ host, port });
      let isOpen = false;
      const timer = setTimeout(() => end(LATE), left);
      const end = (outcome: Knock): void => {
        clearTimeout(timer);
        resolve(outcome);
        socket.destroy();
      };
      socket.on('error', (error) =>
        end(isOpen ? { kind: 'closed', certificate: undefined } : (silent(error) as Knock)),
      );
      socket.on('close', () => end({ kind: 'closed', certificate: undefined }));
      socket.on('connect', () => {
        isOpen = true;
        socket.write(SSL_REQUEST);
      });
      socket.once('data', (answer) => {
        const word = String.fromCharCode(answer[0] ?? 0);
        // No, or an error message: both come from a server of PostgreSQL.
        if (word === 'N' || word === 'E') {
          end({ kind: 'answer', certificate: undefined });
          return;
        }
        if (word !== 'S') {
          end({ kind: 'silence', why: 'no-postgresql', detail: '' });
          return;
        }
        // From here on, somebody is behind the port, whatever comes.
        clearTimeout(timer);
        const rest = setTimeout(() => end({ kind: 'answer', certificate: undefined }), deadline - Date.now());
        socket.once('close', () => clearTimeout(rest));
        const name = isIP(host) === 0 ? { servername: host } : {};
        // Its certificate is only looked at: nothing is sent, and nothing believed.
        const tls = connectTls({ socket, rejectUnauthorized: false, ...name });
        tls.on('error', () => end({ kind: 'answer', certificate: undefined }));
        tls.on('secureConnect', () =>
          end({ kind: 'answer', certificate: certificateOf(tls.getPeerCertificate()) }),
        );
      });
    });

  return { get, knock };
}

/** `SSLRequest`: eight bytes long, code 80877103 (PostgreSQL, Frontend/Backend Protocol, "Message Formats"). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
