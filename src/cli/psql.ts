/** Asks PostgreSQL with psql, by a service name of libpq: who logs in, and how, is the user's matter. */

import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import type { SqlAsker } from '../compiler/live/ask-slots.ts';
import { codeOf } from '../compiler/text/error-code.ts';

/** Bytes of an answer: a thousand slots take some 200,000. */
const MOST = 1_048_576;

/** A word of a connection string (libpq, "Keyword/Value Connection Strings"). */
const word = (key: string, value: string): string => `${key}='${value.replace(/[\\']/g, '\\$&')}'`;

/**
 * The connection string for one server. What it says counts more than what the service says, an empty word included. The session
 * cannot write.
 */
export function conninfo(service: string, host: string, port: string, seconds: number): string {
  const whole = Math.max(2, Math.ceil(seconds));
  return [
    word('service', service),
    word('host', host),
    word('hostaddr', isIP(host) === 0 ? '' : host),
    word('port', port),
    word('target_session_attrs', 'any'),
    word('connect_timeout', String(whole)),
    word('application_name', 'pgdr-compile verify'),
    word('options', `-c default_transaction_read_only=on -c statement_timeout=${whole * 1000}`),
  ].join(' ');
}

/** psql's own words, without the name of the program. The rest of its lines repeats the address. */
const said = (stderr: string): string =>
  stderr
    .split('\n')
    .map((line) => line.replace(/^psql: (?:error: )?/, '').trim())
    .filter(Boolean)
    .slice(0, 2)
    .join(' ');

/** Whether psql is installed. */
export const hasPsql = (): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('psql', ['--version'], (error) => resolve(!error));
  });

/** @param service the name of a service in pg_service.conf: user, database, TLS, and with a password file the password */
export const psql =
  (service: string): SqlAsker =>
  (host, port, query, deadline) =>
    new Promise((resolve) => {
      const left = deadline - Date.now();
      if (left <= 0) {
        resolve({ kind: 'silence', detail: 'nothing came in time' });
        return;
      }
      // No file of the user is read (-X), nobody is asked for a password (-w), and nothing but the answer is printed.
      const words = ['-X', '-w', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', query];
      const options = { timeout: left, maxBuffer: MOST, killSignal: 'SIGKILL' } as const;
      const child = execFile(
        'psql',
        [...words, '-d', conninfo(service, host, port, left / 1000)],
        options,
        (error, stdout, stderr) => {
          if (!error) resolve({ kind: 'answer', text: stdout });
          else if (codeOf(error) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
            resolve({ kind: 'silence', detail: `its answer is longer than ${MOST} bytes` });
          else if (error.killed) resolve({ kind: 'silence', detail: 'nothing came in time' });
          else resolve({ kind: 'silence', detail: said(stderr) || error.message.split('\n')[0] || '' });
        },
      );
      child.stdin?.end();
    });
