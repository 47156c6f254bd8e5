import type { Changed, Effect, Effects } from '../facts/effects/effect.ts';
import { effectFor, effectIn } from '../facts/effects/effect.ts';
import { ETCD } from '../facts/effects/etcd.ts';
import { HAPROXY } from '../facts/effects/haproxy.ts';
import { DYNAMIC_CONFIGURATION, LOCAL, PARAMETER_MAPS } from '../facts/effects/patroni.ts';
import { parameterEffect } from '../facts/effects/postgresql.ts';
import { majorsOf } from '../facts/majors.ts';
import type { Program } from './taken.ts';
import type { OtherFile } from './value-change.ts';

const TABLES: Readonly<Record<Program, Effects>> = {
  dynamic: DYNAMIC_CONFIGURATION,
  patroni: LOCAL,
  etcd: ETCD,
  haproxy: HAPROXY,
};

/** A key that no program knows is read by none. */
const UNKNOWN: Effect = { kind: 'none', source: 'docs/changes.md', note: 'no program reads this key' };

/** What a changed value of a program does. */
export function effectOf(program: Program, path: readonly string[], changed: Changed): Effect {
  const [first = '', second = '', name] = path;
  if ((program === 'dynamic' || program === 'patroni') && PARAMETER_MAPS.includes(`${first}.${second}`))
    return name === undefined
      ? { kind: 'restart-postgresql', source: 'pg_settings.context' }
      : parameterEffect(name, majorsOf(changed.software)[0], program === 'dynamic', changed.to);
  const entry = effectIn(TABLES[program], path) ?? TABLES[program]['*'];
  return entry ? effectFor(entry, changed) : UNKNOWN;
}

/** What a new text of a file does that no program reads while it runs. */
export const FILE_EFFECTS: Readonly<Record<OtherFile, Effect>> = {
  guard: { kind: 'next-start', source: 'docs/start-guard.md', note: 'asked when Patroni starts' },
  'patroni-unit': {
    kind: 'next-start',
    source: 'systemd.service(5)',
    note: '"systemctl daemon-reload" makes it known; it counts when Patroni starts',
  },
  'etcd-unit': {
    kind: 'next-start',
    source: 'systemd.service(5)',
    note: '"systemctl daemon-reload" makes it known; it counts when etcd starts',
  },
  certificate: {
    kind: 'certificate',
    source: 'docs/changes.md',
    note: 'the certificate must hold other names, or lie elsewhere: make it and bring it to the machine before the files',
  },
};
