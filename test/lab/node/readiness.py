"""How a service says that it is ready (sd_notify(3))."""

import os
import socket
import threading
import time


def notify_path(name):
    return f'/run/lab/notify-{name}'


class Readiness:
    """One start of a service of Type=notify. `ready` is set when the service says so; it may request time until `extended`."""

    def __init__(self, name):
        self.ready = threading.Event()
        self.extended = 0
        path = notify_path(name)
        if os.path.exists(path):
            os.unlink(path)
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.sock.bind(path)
        os.chmod(path, 0o666)
        self.sock.settimeout(0.2)

    def hear(self, main):
        """Reads messages as long as the process lives: a full, unread socket would block the process."""
        while main.poll() is None:
            try:
                lines = self.sock.recv(4096).decode('utf-8', 'replace').split('\n')
            except TimeoutError:
                continue
            for line in lines:
                if line == 'READY=1':
                    self.ready.set()
                elif line.startswith('EXTEND_TIMEOUT_USEC='):
                    self.extended = time.monotonic() + int(line.split('=')[1]) / 1e6
        self.sock.close()
