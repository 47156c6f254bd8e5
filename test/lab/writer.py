"""Writes numbered rows at a bounded rate, each number once, and reports the result of each row as a line of JSON.

usage: writer.py <connection string> <rows per second> <number of the first row>; ends when its input ends
"""

import json
import select
import sys
import time

import psycopg2
from psycopg2 import extensions

# After this time without an answer, a row counts as not acknowledged: a dead path must not block the writer.
LIMIT_SECONDS = 3


def wait(connection):
    deadline = time.monotonic() + LIMIT_SECONDS
    while (state := connection.poll()) != extensions.POLL_OK:
        left = deadline - time.monotonic()
        if left <= 0:
            raise psycopg2.OperationalError(f'no answer within {LIMIT_SECONDS} s')
        file = [connection.fileno()]
        reading = state == extensions.POLL_READ
        select.select(file if reading else [], [] if reading else file, [], left)


def tell(**what):
    print(json.dumps({**what, 'at': round(time.time() * 1000)}), flush=True)


def main(connection_string, rate, number):
    extensions.set_wait_callback(wait)
    connection = None
    due = time.monotonic()
    while True:
        try:
            if connection is None:
                connection = psycopg2.connect(connection_string)
                connection.autocommit = True
            connection.cursor().execute('insert into lab_rows (id) values (%s)', (number,))
            tell(acknowledged=number)
        except psycopg2.Error as error:
            # The row may be stored or not, because there was no answer. It is never tried again.
            tell(failed=number, error=str(error).strip().split('\n')[0])
            if connection is not None:
                connection.close()
            connection = None
        number += 1
        due = max(due + 1 / rate, time.monotonic())
        if select.select([sys.stdin], [], [], max(0, due - time.monotonic()))[0]:
            return


if __name__ == '__main__':
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
