#!/usr/bin/python3
"""`systemctl` or `journalctl` on a node of the lab, depending on its name. The node's init.py does the work."""

import json
import os
import socket
import sys


def systemctl(argv):
    with socket.socket(socket.AF_UNIX) as control:
        control.connect('/run/lab/control')
        control.sendall(json.dumps(argv).encode() + b'\n')
        status, out, err = json.loads(b''.join(iter(lambda: control.recv(65536), b'')))
    quiet = {'-q', '--quiet'} & set(argv)
    if out and not quiet:
        print(out)
    if 'status' in argv and status != 4:
        journalctl(['-u', argv[-1], '-n', '10'])
    if err:
        print(err, file=sys.stderr)
    return status


def journalctl(argv):
    """Supports -u UNIT and -n N; other options have no effect here."""
    units, lines, options = [], None, iter(argv)
    for option in options:
        if option in ('-u', '--unit', '-xeu', '-eu'):
            units.append(next(options))
        elif option in ('-n', '--lines'):
            lines = int(next(options))
        elif option.startswith('-n'):
            lines = int(option[2:])
        elif option in ('-S', '--since', '-U', '--until', '-o', '--output', '-p', '--priority'):
            next(options)
    for unit in units:
        path = f'/var/log/lab/{unit.removesuffix(".service")}.service.log'
        if os.path.exists(path):
            with open(path, encoding='utf-8', errors='replace') as log:
                sys.stdout.writelines(log.readlines()[-lines if lines else 0 :])
    return 0


if __name__ == '__main__':
    command = {'systemctl': systemctl, 'journalctl': journalctl}[os.path.basename(sys.argv[0])]
    sys.exit(command(sys.argv[1:]))
