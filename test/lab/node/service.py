"""The life of one service: started, watched, restarted and stopped as its unit asks (systemd.service(5))."""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import threading
import time
import uuid

from unit import expand

CLEAN_SIGNALS = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE}
RESTARTS = {
    'no': set(),
    'always': {'success', 'exit-code', 'signal', 'timeout'},
    'on-success': {'success'},
    'on-failure': {'exit-code', 'signal', 'timeout'},
    'on-abnormal': {'signal', 'timeout'},
    'on-abort': {'signal'},
}
DIRECTORIES = {'RuntimeDirectory': '/run', 'StateDirectory': '/var/lib', 'LogsDirectory': '/var/log'}


class Failed(Exception):
    """A step of a start or a stop that failed; `result` is systemd's word for how."""

    def __init__(self, result, message):
        super().__init__(message)
        self.result = result


class Service:
    """What a unit is doing. `start`, `stop` and `reload` are jobs: one at a time, and they return when done."""

    def __init__(self, unit, journal):
        self.unit = unit
        self.journal = journal
        self.job = threading.RLock()
        self.state, self.result = 'inactive', 'success'
        self.main = None
        self.ready = threading.Event()
        self.extended = 0
        self.starts = []
        self.generation = 0

    def say(self, text):
        with open(self.journal, 'a', encoding='utf-8') as log:
            log.write(f'{time.strftime("%H:%M:%S")} systemd: {self.unit.name}: {text}\n')

    # Jobs

    def start(self):
        """Returns None, or why the unit did not start."""
        with self.job:
            if self.state == 'active':
                return None
            unmet = self.unit.unmet()
            if unmet:
                self.say(f'skipped because of an unmet condition check ({unmet}).')
                # A condition is no failure, an assertion is one.
                return f'Assertion failed on job for {self.unit.name}.' if unmet.startswith('Assert') else None
            if self.too_often():
                self.state, self.result = 'failed', 'start-limit-hit'
                self.say('Start request repeated too quickly.')
                return self.complaint()
            self.generation += 1
            generation = self.generation
            self.state = 'activating'
            self.say('Starting')
            try:
                if self.bring_up():
                    self.state, self.result = 'active', 'success'
                    self.say('Started')
                else:
                    self.state = 'inactive'
                return None
            except (Failed, OSError, KeyError, ValueError) as error:
                self.say(str(error))
                self.kill_rest(signal.SIGKILL)
                self.ended(getattr(error, 'result', 'resources'), restart=self.generation == generation)
                return self.complaint()

    def stop(self):
        self.generation += 1  # before the job: it ends a start that still waits, and keeps a restart from coming
        with self.job:
            if self.main is None or self.main.poll() is not None:
                self.state = 'inactive' if self.state in ('active', 'activating') else self.state
                return None
            self.state = 'deactivating'
            self.say('Stopping')
            for line in self.unit.all('ExecStop'):
                self.command(line, 'ExecStop', fatal=False)
            self.take_down()
            for name in self.unit.words('RuntimeDirectory'):
                shutil.rmtree(f'/run/{name}', ignore_errors=True)
            self.state, self.result = 'inactive', 'success'
            self.say('Stopped')
            return None

    def reload(self):
        with self.job:
            if self.state != 'active':
                return f'{self.unit.name} is not active, cannot reload.'
            if not self.unit.all('ExecReload'):
                return f'Failed to reload {self.unit.name}: Job type reload is not applicable.'
            try:
                for line in self.unit.all('ExecReload'):
                    self.command(line, 'ExecReload')
            except (Failed, OSError) as error:
                self.say(str(error))
                return f'Job for {self.unit.name} failed: {error}'
            self.say('Reloaded')
            return None

    # Start

    def too_often(self):
        interval = self.unit.seconds('StartLimitIntervalSec', 10, 'Unit')
        now = time.monotonic()
        self.starts = [at for at in self.starts if interval is None or now - at < interval]
        if interval == 0 or len(self.starts) < int(self.unit.one('StartLimitBurst', '5', 'Unit')):
            self.starts.append(now)
            return False
        return True

    def bring_up(self):
        """Runs what comes before, then the main process. False when ExecCondition says not to."""
        self.make_directories()
        for line in self.unit.all('ExecCondition'):
            if self.command(line, 'ExecCondition', fatal=False) != 0:
                return False
        for line in self.unit.all('ExecStartPre'):
            self.command(line, 'ExecStartPre')
        kind = self.unit.one('Type', 'simple')
        commands = self.unit.all('ExecStart')
        if kind == 'oneshot':
            for line in commands:
                self.command(line, 'ExecStart')
            return True
        if len(commands) != 1:
            raise Failed('resources', f'{len(commands)} ExecStart= lines, and one is wanted. Refusing.')
        self.ready.clear()
        self.extended = 0
        notify = self.listen() if kind.startswith('notify') else None
        self.main = self.spawn(commands[0], 'ExecStart')
        threading.Thread(target=self.watch, args=(self.main, notify, self.generation), daemon=True).start()
        if notify:
            self.await_ready()
        for line in self.unit.all('ExecStartPost'):
            self.command(line, 'ExecStartPost')
        return True

    def make_directories(self):
        for key, parent in DIRECTORIES.items():
            for name in self.unit.words(key):
                path = os.path.join(parent, name)
                os.makedirs(path, exist_ok=True)
                os.chmod(path, int(self.unit.one(f'{key}Mode', '0755'), 8))
                shutil.chown(path, *self.identity())

    def identity(self):
        """User and group the service runs as."""
        user = self.unit.one('User', 'root')
        return user, self.unit.one('Group') or grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name

    def spawn(self, line, key):
        """Starts a command line of the unit in a session of its own."""
        privileged = False
        while line[:1] in '-+!:@':
            privileged |= line[0] in '+!'
            line = line[1:]
        # PermissionsStartOnly=true: the user is for ExecStart alone.
        privileged |= key != 'ExecStart' and self.unit.flag('PermissionsStartOnly')
        user, group = ('root', 'root') if privileged else self.identity()
        entry = pwd.getpwnam(user)
        environment = {'PATH': '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin', 'INVOCATION_ID': uuid.uuid4().hex}
        if self.unit.one('User'):
            environment |= {'HOME': entry.pw_dir, 'USER': user, 'LOGNAME': user, 'SHELL': '/bin/sh'}
        environment |= self.unit.environment()
        if self.main is not None and key != 'ExecStart':
            environment['MAINPID'] = str(self.main.pid)
        if key == 'ExecStart':
            environment['NOTIFY_SOCKET'] = self.notify_path()
        with open(self.journal, 'a', encoding='utf-8') as log:
            child = subprocess.Popen(
                expand(line, environment),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.unit.one('WorkingDirectory', '/'),
                start_new_session=True,
                user=user,
                group=group,
                extra_groups=os.getgrouplist(user, grp.getgrnam(group).gr_gid),
            )
        return child

    def command(self, line, key, fatal=True):
        """Runs a command of the unit to its end and returns its status; a `-` before it forgives a failure."""
        limit = self.unit.seconds('TimeoutStartSec', 90)
        child = self.spawn(line, key)
        try:
            status = child.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise Failed('timeout', f'{key} timed out: {line}') from None
        if status == 0 or not fatal or line.startswith('-'):
            return status
        raise Failed('exit-code' if status > 0 else 'signal', f'Control process ({key}) exited, status={status}: {line}')

    # Readiness (sd_notify(3))

    def notify_path(self):
        return f'/run/lab/notify-{self.unit.name}'

    def listen(self):
        path = self.notify_path()
        if os.path.exists(path):
            os.unlink(path)
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        sock.bind(path)
        os.chmod(path, 0o666)
        sock.settimeout(0.2)
        return sock

    def hear(self, sock, main):
        """Reads messages as long as the process lives: an unread socket would stop it when it is full."""
        while main.poll() is None:
            try:
                lines = sock.recv(4096).decode('utf-8', 'replace').split('\n')
            except TimeoutError:
                continue
            for line in lines:
                if line == 'READY=1':
                    self.ready.set()
                elif line.startswith('EXTEND_TIMEOUT_USEC='):
                    self.extended = time.monotonic() + int(line.split('=')[1]) / 1e6
        sock.close()

    def await_ready(self):
        generation = self.generation
        limit = self.unit.seconds('TimeoutStartSec', 90)
        deadline = time.monotonic() + (limit or 3600)
        while not self.ready.wait(0.05):
            if self.main.poll() is not None:
                raise Failed(*self.verdict(self.main.returncode))
            if self.generation != generation:
                raise Failed('success', 'start canceled')
            if time.monotonic() > max(deadline, self.extended):
                raise Failed('timeout', 'start operation timed out. Terminating.')

    # End

    def verdict(self, status):
        """How an exit status of the main process counts, and what to say of it."""
        good = {int(word) for word in self.unit.words('SuccessExitStatus') if word.isdigit()}
        clean = status == 0 or status in good or -status in CLEAN_SIGNALS
        kind = 'success' if clean else 'signal' if status < 0 else 'exit-code'
        how = f'killed by {signal.Signals(-status).name}' if status < 0 else f'exited, status={status}'
        return kind, f'Main process {how}'

    def watch(self, main, notify, generation):
        if notify:
            threading.Thread(target=self.hear, args=(notify, main), daemon=True).start()
        status = main.wait()
        with self.job:
            # A start or a stop that was under way has seen it and said so itself.
            if self.generation != generation or self.state != 'active':
                return
            result, text = self.verdict(status)
            self.say(text)
            prevented = str(status) in self.unit.words('RestartPreventExitStatus')
            self.ended(result, restart=not prevented)

    def ended(self, result, restart=True):
        """The service is down and nobody asked for it."""
        self.state = 'inactive' if result == 'success' else 'failed'
        self.result = result
        self.say(f"Failed with result '{result}'." if result != 'success' else 'Deactivated successfully.')
        if restart and result in RESTARTS.get(self.unit.one('Restart', 'no'), set()):
            self.state = 'activating'
            threading.Thread(target=self.restart_later, args=(self.generation,), daemon=True).start()

    def restart_later(self, generation):
        time.sleep(self.unit.seconds('RestartSec', '100ms') or 0)
        with self.job:
            if self.generation == generation:
                self.say('Scheduled restart job.')
                self.start()

    def complaint(self):
        return (
            f"Job for {self.unit.name} failed with result '{self.result}'.\n"
            f'See "systemctl status {self.unit.name}" and "journalctl -xeu {self.unit.name}" for details.'
        )

    # Processes

    def processes(self):
        """Every process of the service: its session, and what descends from it (there is no cgroup here to ask)."""
        if self.main is None:
            return set()
        found, parents = {self.main.pid}, {}
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/stat', encoding='utf-8', errors='replace') as stat:
                    fields = stat.read().rsplit(')', 1)[1].split()
            except OSError:
                continue
            parents[int(pid)] = int(fields[1])
            if int(fields[3]) == self.main.pid:
                found.add(int(pid))
        while True:
            more = {pid for pid, parent in parents.items() if parent in found} - found
            if not more:
                return found
            found |= more

    def send(self, number, pids):
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def kill_rest(self, number):
        if self.unit.one('KillMode', 'control-group') in ('control-group', 'mixed'):
            self.send(number, self.processes())
        elif self.main is not None and self.main.poll() is None:
            self.main.send_signal(number)

    def take_down(self):
        """Ends the main process, by force when it takes too long, and the others as KillMode= has it."""
        number = signal.Signals[self.unit.one('KillSignal', 'SIGTERM')]
        members = self.processes()
        if self.unit.one('KillMode', 'control-group') == 'control-group':
            self.send(number, members)
        else:
            self.main.send_signal(number)
        try:
            self.main.wait(self.unit.seconds('TimeoutStopSec', 90))
        except subprocess.TimeoutExpired:
            self.say('State stop-sigterm timed out. Killing.')
            self.main.kill()
            self.main.wait()
        if self.unit.one('KillMode', 'control-group') in ('control-group', 'mixed'):
            self.send(signal.SIGKILL, members - {self.main.pid})
