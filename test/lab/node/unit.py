"""Unit files as systemd reads them: a fragment, its drop-ins, and what an empty assignment resets (systemd.unit(5))."""

import os
import re
import shlex
import socket

DIRECTORIES = [
    '/etc/systemd/system',
    '/run/systemd/system',
    '/usr/local/lib/systemd/system',
    '/usr/lib/systemd/system',
]
WANTS = '/etc/systemd/system/multi-user.target.wants'
SECONDS = {'us': 1e-6, 'ms': 1e-3, '': 1, 's': 1, 'sec': 1, 'm': 60, 'min': 60, 'h': 3600, 'hr': 3600, 'd': 86400}


def full_name(name):
    return name if '.' in os.path.basename(name) else f'{name}.service'


def fragment(name):
    """The file that defines a unit, from the directory with the highest priority; None if there is none."""
    paths = (os.path.join(directory, name) for directory in DIRECTORIES)
    return next((path for path in paths if os.path.lexists(path)), None)


def is_masked(name):
    path = fragment(name)
    return path is not None and os.path.realpath(path) == '/dev/null'


def drop_ins(name):
    """Drop-in files in the order of their names; of two with the same name, the one in the directory with higher priority."""
    found = {}
    for directory in DIRECTORIES:
        folder = os.path.join(directory, f'{name}.d')
        for file in os.listdir(folder) if os.path.isdir(folder) else []:
            if file.endswith('.conf'):
                found.setdefault(file, os.path.join(folder, file))
    return [found[file] for file in sorted(found)]


def assignments(path):
    """Yields section, key and value of each assignment, continued lines joined."""
    section, pending = '', ''
    with open(path, encoding='utf-8', errors='replace') as lines:
        for line in lines:
            line = line.rstrip('\n')
            if line.lstrip()[:1] in ('#', ';') or not (line.strip() or pending):
                continue
            if line.endswith('\\'):
                pending += line[:-1] + ' '
                continue
            line, pending = (pending + line).strip(), ''
            if line.startswith('['):
                section = line.strip('[]')
            elif '=' in line:
                key, value = line.split('=', 1)
                yield section, key.strip(), value.strip()


class Unit:
    """The settings of one unit, read once: changes on disk take effect after daemon-reload, as with systemd."""

    def __init__(self, name):
        path = fragment(name)
        if path is None:
            raise FileNotFoundError(f'Unit {name} not found.')
        # An alias is a link to the unit's own file.
        self.name = name if os.path.realpath(path) == '/dev/null' else os.path.basename(os.path.realpath(path))
        self.path = path
        self.files = [path, *drop_ins(self.name)]
        self.settings = {}
        for file in self.files:
            for section, key, value in assignments(file):
                self.assign(section, key, value)

    def assign(self, section, key, value):
        if key == 'TimeoutSec':
            self.assign(section, 'TimeoutStartSec', value)
            self.assign(section, 'TimeoutStopSec', value)
            return
        keys = self.settings.setdefault(section, {})
        if value:
            keys.setdefault(key, []).append(value)
        elif key.startswith(('Condition', 'Assert')):
            # An empty condition resets conditions of every kind.
            kind = 'Condition' if key.startswith('Condition') else 'Assert'
            self.settings[section] = {k: v for k, v in keys.items() if not k.startswith(kind)}
        else:
            keys[key] = []

    def all(self, key, section='Service'):
        return [self.specifiers(value) for value in self.settings.get(section, {}).get(key, [])]

    def one(self, key, default='', section='Service'):
        return (self.all(key, section) or [default])[-1]

    def words(self, key, section='Service'):
        return [word for value in self.all(key, section) for word in value.split()]

    def flag(self, key):
        return self.one(key).lower() in ('yes', 'true', 'on', '1')

    def seconds(self, key, default, section='Service'):
        """A time span such as `30`, `1min 30s` or `infinity`, in seconds; None for no limit."""
        text = self.one(key, str(default), section)
        if text == 'infinity':
            return None
        return sum(float(number) * SECONDS[unit] for number, unit in re.findall(r'([\d.]+)\s*([a-z]*)', text))

    def specifiers(self, text):
        prefix = self.name.rsplit('.', 1)[0]
        known = {'n': self.name, 'N': prefix, 'p': prefix.split('@')[0], 'H': socket.gethostname(), 't': '/run', '%': '%'}
        return re.sub(r'%(.)', lambda match: known.get(match[1], match[0]), text)

    def environment(self):
        """Environment= and EnvironmentFile=; the files come later and override. With `-`, a file may be missing."""
        values = {}
        for line in self.all('Environment'):
            values.update(word.split('=', 1) for word in shlex.split(line) if '=' in word)
        for path in self.all('EnvironmentFile'):
            if path.startswith('-') and not os.path.exists(path[1:]):
                continue
            with open(path.lstrip('-'), encoding='utf-8') as lines:
                for line in lines:
                    if '=' in line and line.lstrip()[:1] not in ('#', ';'):
                        key, value = line.strip().split('=', 1)
                        values[key.strip()] = ''.join(shlex.split(value.strip()))
        return values

    def unmet(self):
        """The first unmet condition or assertion, as `Key=value`; None if all are met."""
        tests = {
            'PathExists': os.path.exists,
            'PathIsDirectory': os.path.isdir,
            'FileNotEmpty': lambda path: os.path.isfile(path) and os.path.getsize(path) > 0,
            'FileIsExecutable': lambda path: os.access(path, os.X_OK),
        }
        for key in self.settings.get('Unit', {}):
            test = tests.get(re.sub('^(Condition|Assert)', '', key))
            for value in self.all(key, 'Unit') if test and key.startswith(('Condition', 'Assert')) else []:
                if bool(test(value.lstrip('!|'))) == value.startswith('!'):
                    return f'{key}={value}'
        return None


def expand(line, environment):
    """Splits a command line into words as systemd does: `$X` alone gives several words or none, `${X}` is one."""
    words = []
    for word in shlex.split(line):
        alone = re.fullmatch(r'\$(\w+)', word)
        if alone:
            words += environment.get(alone[1], '').split()
        else:
            text = re.sub(r'\$\{(\w+)\}', lambda match: environment.get(match[1], ''), word)
            words.append(text.replace('$$', '$'))
    return words
