"""The units of a node and the jobs that systemctl(1) runs on them."""

import os
import threading

import unit as unit_files
from service import Service

JOURNAL = '/var/log/lab'
FOR_ROOT = {'start', 'stop', 'restart', 'try-restart', 'reload', 'reload-or-restart', 'enable', 'disable', 'mask'}
FOR_ROOT |= {'unmask', 'daemon-reload', 'reset-failed', 'kill'}
services = {}
table = threading.RLock()


def service(name):
    """The service of this name, read from disk if it is not known yet. Raises FileNotFoundError."""
    name = unit_files.full_name(name)
    with table:
        if name not in services:
            found = unit_files.Unit(name)
            if found.name not in services:
                services[found.name] = Service(found, f'{JOURNAL}/{found.name}.log')
            services[name] = services[found.name]
        return services[name]


def reload_units():
    """daemon-reload: reads the units again; running services continue."""
    with table:
        for name, known in list(services.items()):
            try:
                known.unit = unit_files.Unit(name)
            except FileNotFoundError:
                del services[name]


def wanted(name, keys):
    return [word for word in service(name).unit.words(keys, 'Unit') if unit_files.fragment(word) and word.endswith('.service')]


def start(name, under_way=frozenset(), stops=None):
    """
    Starts a unit after the ones it requires or wants. Returns None or what is wrong. A stop since it was asked for
    cancels it; `stops` tells when that was: now unless it is given.
    """
    name = unit_files.full_name(name)
    if unit_files.is_masked(name):
        return f'Failed to start {name}: Unit {name} is masked.'
    stops = service(name).stops if stops is None else stops
    for key in ('Requires', 'BindsTo', 'Wants'):
        for other in wanted(name, key):
            if other in under_way:
                continue
            wrong = start(other, under_way | {name})
            if wrong and key != 'Wants' and other in service(name).unit.words('After', 'Unit'):
                return f'A dependency job for {name} failed.'
    return service(name).start(stops)


def dependents(name):
    """Units that stop together with this unit."""
    with table:
        known = {id(one): one for one in services.values()}.values()
    keys = ('Requires', 'BindsTo', 'PartOf')
    return [one.unit.name for one in known if any(name in one.unit.words(key, 'Unit') for key in keys)]


def stop(name, cancels=True):
    for other in dependents(service(name).unit.name):
        stop(other, cancels)
    return service(name).stop(cancels)


def restart(name, stops=None):
    again = [other for other in dependents(service(name).unit.name) if service(other).state == 'active']
    since = {one: service(one).stops for one in [name, *again]} | ({} if stops is None else {name: stops})
    wrong = stop(name, cancels=False)
    for one in [name, *again]:
        wrong = wrong or start(one, stops=since[one])
    return wrong


def link(path, target):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.lexists(path):
        os.unlink(path)
    os.symlink(target, path)


def enable(name):
    known = service(name)
    if unit_files.is_masked(known.unit.name):
        return f'Failed to enable unit: Unit {name} is masked.'
    if not known.unit.all('WantedBy', 'Install'):
        return f'The unit files have no installation config: {name}'
    link(f'{unit_files.WANTS}/{known.unit.name}', known.unit.path)
    return reload_units()


def disable(name):
    path = f'{unit_files.WANTS}/{service(name).unit.name}'
    if os.path.lexists(path):
        os.unlink(path)
    return reload_units()


def mask(name):
    path = f'/etc/systemd/system/{unit_files.full_name(name)}'
    if os.path.isfile(path) and not os.path.islink(path):
        return f'Failed to mask unit: File {path} already exists.'
    link(path, '/dev/null')
    return reload_units()


def unmask(name):
    path = f'/etc/systemd/system/{unit_files.full_name(name)}'
    if os.path.realpath(path) == '/dev/null':
        os.unlink(path)
    return reload_units()


def is_enabled(name):
    if unit_files.is_masked(unit_files.full_name(name)):
        return 'masked'
    return 'enabled' if os.path.lexists(f'{unit_files.WANTS}/{service(name).unit.name}') else 'disabled'


def status(name):
    known = service(name)
    lines = [f'{known.unit.name} - {known.unit.one("Description", "", "Unit")}']
    lines.append(f'     Loaded: loaded ({known.unit.path}; {is_enabled(name)})')
    lines += [f'    Drop-In: {path}' for path in known.unit.files[1:]]
    lines.append(f'     Active: {known.state} (Result: {known.result})')
    if known.state == 'active' and known.main:
        lines.append(f'   Main PID: {known.main.pid}')
    return '\n'.join(lines)


def reload_or_restart(name):
    known = service(name)
    return known.reload() if known.state == 'active' and known.unit.all('ExecReload') else restart(name)


JOBS = {
    'start': start,
    'stop': stop,
    'restart': restart,
    'try-restart': lambda name: restart(name) if service(name).state == 'active' else None,
    'reload': lambda name: service(name).reload(),
    'reload-or-restart': reload_or_restart,
    'enable': enable,
    'disable': disable,
    'mask': mask,
    'unmask': unmask,
    'reset-failed': lambda name: service(name).starts.clear(),
    'kill': lambda name: service(name).kill_rest(15),
}
WITH_NOW = {'enable': start, 'disable': stop, 'mask': stop}


def answer(argv, uid):
    """Runs one systemctl command line. Returns exit status, standard output and standard error."""
    flags = [word for word in argv if word.startswith('-')]
    verb, *names = [word for word in argv if not word.startswith('-')] or ['list-units']
    if verb in FOR_ROOT and uid != 0:
        return 1, '', f'Failed to {verb}: Access denied'
    if verb == 'daemon-reload':
        reload_units()
        return 0, '', ''
    try:
        if verb in ('is-active', 'is-failed', 'is-enabled', 'status', 'cat'):
            return query(verb, names)
        if verb not in JOBS:
            return 1, '', f'Unknown command verb {verb}.'
        return job(verb, names, flags)
    except FileNotFoundError as error:
        return 4 if verb == 'status' else 5, '', f'Failed to {verb} unit: {error}'


def query(verb, names):
    if verb == 'is-enabled':
        states = [is_enabled(name) for name in names]
        return (0 if set(states) == {'enabled'} else 1), '\n'.join(states), ''
    if verb == 'status':
        active = all(service(name).state == 'active' for name in names)
        return (0 if active else 3), '\n\n'.join(map(status, names)), ''
    if verb == 'cat':
        return 0, '\n'.join(open(path, encoding='utf-8').read() for name in names for path in service(name).unit.files), ''
    states = [service(name).state for name in names]
    good = 'active' if verb == 'is-active' else 'failed'
    return (0 if good in states else 3 if verb == 'is-active' else 1), '\n'.join(states), ''


def job(verb, names, flags):
    """Runs a job for every named unit in parallel, as systemd does."""
    for name in names:
        if not unit_files.is_masked(unit_files.full_name(name)):
            service(name)  # or FileNotFoundError
    if verb in ('start', 'restart'):
        wrong = together(JOBS[verb], names, flags)
    else:
        wrong = [JOBS[verb](name) for name in names]
    if '--now' in flags and verb in WITH_NOW:
        wrong += together(WITH_NOW[verb], names, flags)
    texts = [text for text in wrong if text]
    return (1 if texts else 0), '', '\n'.join(texts)


def together(action, names, flags):
    results = {}

    def begin(name):
        # Requested now, whenever the thread runs.
        masked = unit_files.is_masked(unit_files.full_name(name))
        asked = {'stops': service(name).stops} if action in (start, restart) and not masked else {}
        return threading.Thread(target=lambda: results.update({name: action(name, **asked)}), daemon=True)

    threads = [begin(name) for name in names]
    for thread in threads:
        thread.start()
    if '--no-block' in flags:
        return []
    for thread in threads:
        thread.join()
    return [results.get(name, f'{name}: the job died, see the supervisor') for name in names]
