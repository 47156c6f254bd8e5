import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { effectIn } from '../../src/compiler/facts/effects/effect.ts';
import { DYNAMIC_CONFIGURATION, LOCAL, PARAMETER_MAPS } from '../../src/compiler/facts/effects/patroni.ts';
import { contextOf } from '../../src/compiler/facts/effects/postgresql.ts';
import { PARAMETERS } from '../../src/compiler/facts/parameter-table.ts';
import { SECTIONS, type Section } from '../../src/compiler/facts/patroni-keys.ts';
import { languageMeaning } from './meaning.ts';

/** Every path of a configuration that Patroni reads; a name that people choose is `*`. */
function pathsOf(section: Section, path: readonly string[] = []): string[][] {
  const own = Object.entries(section.keys).flatMap(([key, { below }]) =>
    typeof below === 'object' ? pathsOf(below, [...path, key]) : [[...path, key]],
  );
  return [...own, ...(section.named ? pathsOf(section.named, [...path, '*']) : [])];
}

const isParameters = (path: readonly string[]): boolean => PARAMETER_MAPS.includes(path.join('.'));

describe('the table of effects', () => {
  it.each([
    ['patroni.yml', SECTIONS.local, LOCAL],
    ['the dynamic configuration', SECTIONS.dynamic, DYNAMIC_CONFIGURATION],
  ] as const)('has an entry for every key of %s', (_, section, table) => {
    const missing = pathsOf(section).filter(
      (path) => !isParameters(path) && effectIn(table, path) === undefined,
    );
    expect(missing.map((path) => path.join('.'))).toEqual([]);
  });

  it('has no entry for a key that Patroni does not read', () => {
    const known = new Set(
      [SECTIONS.local, SECTIONS.dynamic].flatMap((section) =>
        pathsOf(section).flatMap((path) => path.map((_key, at) => path.slice(0, at + 1).join('.'))),
      ),
    );
    const unknown = [...Object.keys(LOCAL), ...Object.keys(DYNAMIC_CONFIGURATION)].filter(
      (key) => !known.has(key) && !key.endsWith('.*'),
    );
    expect(unknown).toEqual([]);
  });

  it('knows the context of parameters by major version', () => {
    expect(contextOf('max_connections', 13)).toBe('postmaster');
    expect(contextOf('RESTORE_COMMAND', 13)).toBe('postmaster');
    expect(contextOf('restore_command', 14)).toBe('sighup');
    expect(contextOf('autovacuum_max_workers', 17)).toBe('postmaster');
    expect(contextOf('autovacuum_max_workers', 18)).toBe('sighup');
    expect(contextOf('work_mem', 18)).toBe('session');
    expect(contextOf('log_connections', 18)).toBe('superuser-backend');
    expect(contextOf('pg_stat_statements.max', 18)).toBe('session');
  });

  it('names no parameter that PostgreSQL does not have', () => {
    const text = readFileSync('src/compiler/facts/effects/postgresql.ts', 'utf8');
    const lists = [...text.matchAll(/= `([^`]*)`/g)].flatMap(([, list = '']) =>
      list.split(/\s+/).filter(Boolean),
    );
    const known = new Set(PARAMETERS.split('\n').flatMap((line) => /^\w+/.exec(line)?.[0] ?? []));
    const strange = lists.filter((name) => !known.has(name));
    // Those that Patroni keeps to itself, or passes on in other ways.
    expect(
      strange.filter(
        (name) =>
          !/^(?:file_extend_method$|recovery_target|archive_cleanup|primary_|promote_|recovery_|trace_recovery|restore_)/.test(
            name,
          ),
      ),
    ).toEqual([]);
  });
});

languageMeaning();
