"""The processes of a unit: starts, finds and ends them (systemd.exec(5), systemd.kill(5))."""

import grp
import os
import pwd
import shutil
import signal
import subprocess
import uuid

from readiness import notify_path
from unit import expand

DIRECTORIES = {'RuntimeDirectory': '/run', 'StateDirectory': '/var/lib', 'LogsDirectory': '/var/log'}
VARIABLES = {'RuntimeDirectory': 'RUNTIME_DIRECTORY', 'StateDirectory': 'STATE_DIRECTORY', 'LogsDirectory': 'LOGS_DIRECTORY'}


def identity(unit):
    """User and group a unit runs as."""
    user = unit.one('User', 'root')
    return user, unit.one('Group') or grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


def make_directories(unit):
    for key, parent in DIRECTORIES.items():
        for name in unit.words(key):
            path = os.path.join(parent, name)
            os.makedirs(path, exist_ok=True)
            os.chmod(path, int(unit.one(f'{key}Mode', '0755'), 8))
            shutil.chown(path, *identity(unit))


def system_locale():
    """The locale that systemd reads from locale.conf(5) for itself and every service; on Debian, /etc/default/locale."""
    for path in ('/etc/locale.conf', '/etc/default/locale'):
        if os.path.exists(path):
            with open(path, encoding='utf-8') as lines:
                pairs = [line.strip().split('=', 1) for line in lines if '=' in line and line[:1] != '#']
            return {name: value.strip('"') for name, value in pairs if name == 'LANG' or name.startswith('LC_')}
    return {}


def environment_of(unit, user, key, main):
    """The environment that systemd gives a process, and nothing else (systemd.exec(5), "Environment variables")."""
    values = {'PATH': '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin', **system_locale()}
    values['INVOCATION_ID'] = uuid.uuid4().hex
    if unit.one('User'):
        entry = pwd.getpwnam(user)
        values |= {'HOME': entry.pw_dir, 'USER': user, 'LOGNAME': user, 'SHELL': entry.pw_shell}
    for name, parent in DIRECTORIES.items():
        if unit.words(name):
            values[VARIABLES[name]] = ':'.join(os.path.join(parent, word) for word in unit.words(name))
    values |= unit.environment()
    if main is not None and key != 'ExecStart':
        values['MAINPID'] = str(main.pid)
    if key == 'ExecStart' and (unit.one('Type').startswith('notify') or unit.one('NotifyAccess', 'none') != 'none'):
        values['NOTIFY_SOCKET'] = notify_path(unit.name)
    return values


def spawn(unit, line, key, journal, main=None):
    """Starts a command line of a unit in its own session; its output goes to the journal."""
    privileged = False
    while line[:1] in '-+!:@':
        privileged |= line[0] in '+!'
        line = line[1:]
    # PermissionsStartOnly=true: the user applies only to ExecStart.
    privileged |= key != 'ExecStart' and unit.flag('PermissionsStartOnly')
    user, group = ('root', 'root') if privileged else identity(unit)
    environment = environment_of(unit, user, key, main)
    with open(journal, 'a', encoding='utf-8') as log:
        return subprocess.Popen(
            expand(line, environment),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=unit.one('WorkingDirectory', '/'),
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=os.getgrouplist(user, grp.getgrnam(group).gr_gid),
        )


def family(main):
    """Every process of a service: its session and all descendants (there is no cgroup to ask)."""
    found, parents = {main.pid}, {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/stat', encoding='utf-8', errors='replace') as stat:
                fields = stat.read().rsplit(')', 1)[1].split()
        except OSError:
            continue
        parents[int(pid)] = int(fields[1])
        if int(fields[3]) == main.pid:
            found.add(int(pid))
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def send(number, pids):
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def kill(unit, main, number):
    """Signals all processes of the service, or only the main process, as KillMode= says."""
    if main is None:
        return
    if unit.one('KillMode', 'control-group') in ('control-group', 'mixed'):
        send(number, family(main))
    elif main.poll() is None:
        main.send_signal(number)


def take_down(unit, main):
    """Ends the main process and, as KillMode= says, the others. False if it had to be killed."""
    mode = unit.one('KillMode', 'control-group')
    members = family(main)
    send(signal.Signals[unit.one('KillSignal', 'SIGTERM')], members if mode == 'control-group' else {main.pid})
    in_time = True
    try:
        main.wait(unit.seconds('TimeoutStopSec', 90))
    except subprocess.TimeoutExpired:
        in_time = False
        main.kill()
        main.wait()
    if mode in ('control-group', 'mixed'):
        send(signal.SIGKILL, members - {main.pid})
    return in_time
