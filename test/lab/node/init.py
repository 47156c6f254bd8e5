"""Replaces systemd on a node, as far as a runbook can tell: one process that starts, watches and stops the node's services.

There is no systemd in a namespace. This program reads the same unit files and drop-ins as systemd. It ignores sandboxing,
limits, sockets, timers and targets; everything that it supports, it does as systemd does.
"""

import glob
import json
import os
import shutil
import socket
import socketserver
import struct
import sys
import threading

import jobs
import unit as unit_files
from jobs import JOURNAL

CONTROL = '/run/lab/control'


class Control(socketserver.StreamRequestHandler):
    def handle(self):
        credentials = self.connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize('3i'))
        uid = struct.unpack('3i', credentials)[1]
        reply = jobs.answer(json.loads(self.rfile.readline()), uid)
        self.wfile.write(json.dumps(reply).encode())


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def syslog():
    """/dev/log: messages of a service go to its journal, by the name that the service gives itself."""
    if os.path.exists('/dev/log'):
        os.unlink('/dev/log')
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sock.bind('/dev/log')
    os.chmod('/dev/log', 0o666)
    while True:
        text = sock.recv(65536).decode('utf-8', 'replace').rstrip('\n\0')
        tag = next((name for name in ('haproxy', 'patroni', 'etcd') if f'{name}[' in text), 'syslog')
        with open(f'{JOURNAL}/{tag}.service.log', 'a', encoding='utf-8') as log:
            log.write(f'{text}\n')


def temporary_files():
    """tmpfiles.d: the directories that packages want in /run at every boot."""
    for path in sorted(glob.glob('/usr/lib/tmpfiles.d/*.conf') + glob.glob('/etc/tmpfiles.d/*.conf')):
        with open(path, encoding='utf-8') as lines:
            for kind, name, mode, user, group, *_ in (line.split() for line in lines if len(line.split()) >= 5):
                if kind in ('d', 'D') and name.startswith('/run/') and '%' not in name:
                    os.makedirs(name, exist_ok=True)
                    try:
                        shutil.chown(name, *[None if word == '-' else word for word in (user, group)])
                    except (LookupError, ValueError):
                        continue
                    os.chmod(name, 0o755 if mode == '-' else int(mode.lstrip('~:'), 8))


def boot():
    for folder in ('/run', '/tmp'):
        for entry in os.scandir(folder):
            shutil.rmtree(entry.path, ignore_errors=True) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
    os.makedirs('/run/lab')
    os.makedirs(JOURNAL, exist_ok=True)
    temporary_files()
    # systemd reads every enabled unit at boot: a drop-in that is added later takes effect only after daemon-reload.
    for path in glob.glob('/usr/lib/systemd/system/*.service') + glob.glob('/etc/systemd/system/*.service'):
        if '@' not in path and not unit_files.is_masked(os.path.basename(path)):
            jobs.service(os.path.basename(path))
    threading.Thread(target=syslog, daemon=True).start()
    server = Server(CONTROL, Control)
    os.chmod(CONTROL, 0o666)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    enabled = sorted(os.listdir(unit_files.WANTS)) if os.path.isdir(unit_files.WANTS) else []
    in_order(enabled)
    print('ready', flush=True)
    threading.Event().wait()


def in_order(names):
    """Starts the enabled units in parallel, but each after the units in its After=."""
    threads = {}

    def later(name, stops):
        for other in jobs.service(name).unit.words('After', 'Unit'):
            if other in threads and other != name:
                threads[other].join()
        jobs.start(name, stops=stops)

    for name in names:
        if unit_files.fragment(name):
            threads[name] = threading.Thread(target=later, args=(name, jobs.service(name).stops), daemon=True)
    for thread in threads.values():
        thread.start()


if __name__ == '__main__':
    os.umask(0o022)
    sys.exit(boot())
