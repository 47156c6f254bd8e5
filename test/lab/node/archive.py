"""An archive of WAL with one backup, over HTTP: `serve` on one machine; `push`, `get`, `backup` and `restore` on others.

push PATH        stores a file; an existing file stays, and must have the same contents
get NAME PATH    fetches a file; exit status 1 if there is none
backup           stores its input as the backup: the tar of a data directory
restore          fetches the backup into the data directory that patroni.yml names
"""

import http.server
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

PORT = 8000
FOLDER = '/srv/archive'
# clients of the lab have this address
BASE = f'http://198.19.0.1:{PORT}'


class Archive(http.server.SimpleHTTPRequestHandler):
    def do_PUT(self):
        path = os.path.join(FOLDER, os.path.basename(self.path))
        body = self.rfile.read(int(self.headers['Content-Length']))
        if os.path.exists(path):
            with open(path, 'rb') as there:
                self.answer(200 if there.read() == body else 409)
            return
        with open(f'{path}.part', 'wb') as out:
            out.write(body)
        os.rename(f'{path}.part', path)
        self.answer(201)

    def answer(self, status):
        self.send_response(status)
        self.send_header('Content-Length', '0')
        self.end_headers()


def serve():
    os.makedirs(FOLDER, exist_ok=True)
    os.chdir(FOLDER)
    http.server.ThreadingHTTPServer(('', PORT), Archive).serve_forever()


def put(name, body):
    urllib.request.urlopen(urllib.request.Request(f'{BASE}/{name}', body, method='PUT'), timeout=60)


def get(name):
    try:
        return urllib.request.urlopen(f'{BASE}/{name}', timeout=60)
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        sys.exit(1)


def push(path):
    with open(path, 'rb') as wal:
        put(os.path.basename(path), wal.read())


def fetch(name, path):
    with get(name) as answer, open(path, 'wb') as out:
        shutil.copyfileobj(answer, out)


def restore():
    with open('/etc/patroni/patroni.yml', encoding='utf-8') as file:
        data_dir = re.search(r'^ +data_dir: (\S+)$', file.read(), re.MULTILINE)[1]
    os.makedirs(data_dir, mode=0o700, exist_ok=True)
    with get('backup') as answer:
        subprocess.run(['tar', '-x', '-C', data_dir], input=answer.read(), check=True)


if __name__ == '__main__':
    command, *words = sys.argv[1:]
    {
        'serve': serve,
        'push': push,
        'get': fetch,
        'backup': lambda: put('backup', sys.stdin.buffer.read()),
        'restore': restore,
    }[command](*words)
