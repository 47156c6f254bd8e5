"""The life of one service: starts, watches, restarts and stops it as its unit says (systemd.service(5))."""

import os
import shutil
import signal
import subprocess
import threading
import time

import processes
from readiness import Readiness

CLEAN_SIGNALS = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE}
RESTARTS = {
    'no': set(),
    'always': {'success', 'exit-code', 'signal', 'timeout'},
    'on-success': {'success'},
    'on-failure': {'exit-code', 'signal', 'timeout'},
    'on-abnormal': {'signal', 'timeout'},
    'on-abort': {'signal'},
}


class Failed(Exception):
    """A failed step of a start or a stop; `result` is systemd's name of the failure."""

    def __init__(self, result, message):
        super().__init__(message)
        self.result = result


class Service:
    """The state of a unit. `start`, `stop` and `reload` are jobs: one runs at a time, and they return when done."""

    def __init__(self, unit, journal):
        self.unit = unit
        self.journal = journal
        self.job = threading.RLock()
        self.state, self.result = 'inactive', 'success'
        self.main = None
        self.readiness = None
        self.starts = []
        self.generation = 0
        self.stops = 0

    def say(self, text):
        with open(self.journal, 'a', encoding='utf-8') as log:
            log.write(f'{time.strftime("%H:%M:%S")} systemd: {self.unit.name}: {text}\n')

    # Jobs

    def start(self, stops=None):
        """Returns None, or why the unit did not start. `stops` is its value when the start was requested."""
        with self.job:
            if stops not in (None, self.stops):
                # A stop replaces a start that still waits.
                self.say(f'Job for {self.unit.name} canceled.')
                return f'Job for {self.unit.name} canceled.'
            if self.state == 'active':
                return None
            unmet = self.unit.unmet()
            if unmet:
                self.say(f'skipped because of an unmet condition check ({unmet}).')
                # An unmet condition is no failure; an unmet assertion is.
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

    def stop(self, cancels=True):
        """`cancels`: cancels a start that still waits; a restart requests its own start."""
        if cancels:
            self.stops += 1
        self.generation += 1  # before the job: it ends a start that still waits, and keeps a restart from coming
        with self.job:
            if self.main is None or self.main.poll() is not None:
                self.state = 'inactive' if self.state in ('active', 'activating') else self.state
                return None
            self.state = 'deactivating'
            self.say('Stopping')
            for line in self.unit.all('ExecStop'):
                self.command(line, 'ExecStop', fatal=False)
            if not processes.take_down(self.unit, self.main):
                self.say('State stop-sigterm timed out. Killing.')
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
        """Runs the preceding commands, then the main process. False if ExecCondition prevents the start."""
        processes.make_directories(self.unit)
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
        self.readiness = Readiness(self.unit.name) if kind.startswith('notify') else None
        self.main = processes.spawn(self.unit, commands[0], 'ExecStart', self.journal)
        threading.Thread(target=self.watch, args=(self.main, self.readiness, self.generation), daemon=True).start()
        if self.readiness:
            self.await_ready()
        for line in self.unit.all('ExecStartPost'):
            self.command(line, 'ExecStartPost')
        return True

    def command(self, line, key, fatal=True):
        """Runs a command of the unit to its end and returns its status; a `-` before it ignores a failure."""
        limit = self.unit.seconds('TimeoutStartSec', 90)
        child = processes.spawn(self.unit, line, key, self.journal, self.main)
        try:
            status = child.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise Failed('timeout', f'{key} timed out: {line}') from None
        if status == 0 or not fatal or line.startswith('-'):
            return status
        raise Failed('exit-code' if status > 0 else 'signal', f'Control process ({key}) exited, status={status}: {line}')

    def await_ready(self):
        generation = self.generation
        limit = self.unit.seconds('TimeoutStartSec', 90)
        deadline = time.monotonic() + (limit or 3600)
        while not self.readiness.ready.wait(0.05):
            if self.main.poll() is not None:
                raise Failed(*self.verdict(self.main.returncode))
            if self.generation != generation:
                raise Failed('success', 'start canceled')
            if time.monotonic() > max(deadline, self.readiness.extended):
                raise Failed('timeout', 'start operation timed out. Terminating.')

    # End

    def verdict(self, status):
        """The meaning of the main process's exit status, and a message about it."""
        good = {int(word) for word in self.unit.words('SuccessExitStatus') if word.isdigit()}
        clean = status == 0 or status in good or -status in CLEAN_SIGNALS
        kind = 'success' if clean else 'signal' if status < 0 else 'exit-code'
        how = f'killed by {signal.Signals(-status).name}' if status < 0 else f'exited, status={status}'
        return kind, f'Main process {how}'

    def watch(self, main, readiness, generation):
        if readiness:
            threading.Thread(target=readiness.hear, args=(main,), daemon=True).start()
        status = main.wait()
        with self.job:
            # A running start or stop has noticed this and reported it.
            if self.generation != generation or self.state != 'active':
                return
            result, text = self.verdict(status)
            self.say(text)
            prevented = str(status) in self.unit.words('RestartPreventExitStatus')
            self.ended(result, restart=not prevented)

    def ended(self, result, restart=True):
        """The service went down without a request."""
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

    def kill_rest(self, number):
        processes.kill(self.unit, self.main, number)
