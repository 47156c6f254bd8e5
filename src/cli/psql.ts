/** Asks PostgreSQL with psql, by a service name of libpq: who logs in, and how, is the user's matter. */

import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import type { SqlAsker } from '../compiler/live/ask-slots.ts';
import { codeOf } from '../compiler/text/error-code.ts';

/** Bytes of an answer: a thousand slots take some 200,000. */
const MOST = 1_048_576;

/** A word of a connection string (libpq, "Keyword/Value Connection Strings"). */
const word = (key: string, value: string): string => `${key}='${value.replace(/[\\']/g, '\\$&')}'`;

/** Seconds that libpq and the server get, so that they can say what is wrong before psql is ended. */
const inside = (seconds: number): number => Math.max(2, Math.floor(seconds) - 1);

/**
 * The connection string for one server. What it says counts more than what the service says, an empty word included. The session
 * changes no table, and finds no function but PostgreSQL's own: whoever may create one in a database could lead it astray.
 */
export function conninfo(service: string, host: string, port: string, seconds: number): string {
  const whole = inside(seconds);
  return [
    word('service', service),
    word('host', host),
    word('hostaddr', isIP(host) === 0 ? '' : host),
    word('port', port),
    word('target_session_attrs', 'any'),
    word('replication', 'false'),
    word('connect_timeout', String(whole)),
    word('application_name', 'pgdr-compile verify'),
    word(
      'options',
      `-c search_path= -c default_transaction_read_only=on -c statement_timeout=${whole * 1000}`,
    ),
  ].join(' ');
}

/** psql's own words: without warnings, the name of the program, and the address, which the reader knows. */
const said = (stderr: string): string =>
  stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:WARNING|DETAIL|HINT|NOTICE):/.test(line))
    .map((line) =>
      line
        .replace(/^psql: (?:error: )?/, '')
        .replace(/^connection to server .* failed: /, '')
        .replace(/^(?:ERROR|FATAL): +/, ''),
    )
    .find((line) => line !== '') ?? '';

/** The longest that psql may take to say its version. */
const VERSION_TIMEOUT = 10_000;

/** Whether psql is installed. */
export const hasPsql = (): Promise<boolean> =>
  new Promise((resolve) => {
    const child = execFile(
      'psql',
      ['--version'],
      { timeout: VERSION_TIMEOUT, killSignal: 'SIGKILL' },
      (error) => resolve(!error),
    );
    child.stdin?.end();
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
      const options = {
        timeout: Math.ceil(left),
        maxBuffer: MOST,
        killSignal: 'SIGKILL',
        env: { ...process.env, LC_ALL: 'C' },
      } as const;
      const child = execFile(
        'psql',
        [...words, '-d', conninfo(service, host, port, left / 1000)],
        options,
        (error, stdout, stderr) => {
          if (!error) resolve({ kind: 'answer', text: stdout });
          else if (codeOf(error) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
            resolve({ kind: 'silence', detail: `its answer is longer than ${MOST} bytes` });
          else if (error.killed) resolve({ kind: 'silence', detail: 'nothing came in time' });
          else resolve({ kind: 'silence', detail: said(stderr) || 'psql ended without a word' });
        },
      );
      child.stdin?.end();
    });
