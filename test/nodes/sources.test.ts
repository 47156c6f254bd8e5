import { describe, expect, it } from 'vitest';
import { patroniVariables } from '../../src/compiler/nodes/patroni-variables.ts';
import { type Source, treeOf } from '../../src/compiler/nodes/sources.ts';
import type { Place } from '../../src/compiler/text/finding.ts';
import type { JsonMap } from '../../src/compiler/text/json.ts';

const source = (document: string, value: JsonMap): Source => ({
  value,
  place: (pointer) => ({ document, pointer, part: 'value' }),
});

describe('a configuration of several sources', () => {
  const tree = treeOf([
    source('a.yml', {
      scope: 'pg',
      postgresql: { pg_hba: ['a', 'b'], parameters: { x: 1 } },
      tags: { a: 1 },
    }),
    source('b.yml', { postgresql: { pg_hba: ['c'], parameters: { y: 2 } }, tags: null }),
  ]);

  it('merges maps, replaces lists, and takes away what is null', () => {
    expect(tree.value).toEqual({ scope: 'pg', postgresql: { pg_hba: ['c'], parameters: { x: 1, y: 2 } } });
  });

  it('says in which file each value is', () => {
    expect(tree.at('scope').document).toBe('a.yml');
    expect(tree.at('postgresql', 'pg_hba', 0)).toMatchObject({
      document: 'b.yml',
      pointer: ['postgresql', 'pg_hba', 0],
    });
    expect(tree.at('postgresql', 'parameters', 'x').document).toBe('a.yml');
    expect(tree.removedAt('tags')).toMatchObject({ document: 'b.yml', pointer: ['tags'] });
  });

  it('says where a value would be: in the file that has most of what is around it', () => {
    expect(tree.at('postgresql', 'parameters', 'z')).toEqual({
      document: 'b.yml',
      pointer: ['postgresql', 'parameters', 'z'],
      part: 'value',
      derivedFrom: ['postgresql', 'parameters'],
    });
    expect(tree.isWritten('postgresql', 'parameters', 'z')).toBe(false);
    expect(tree.isWritten('postgresql', 'parameters')).toBe(true);
  });
});

describe('the environment of Patroni', () => {
  const at = (line: number): Place => ({ document: 'patroni.env', pointer: [line], part: 'value' });
  const read = (...variables: readonly (readonly [string, string])[]) =>
    patroniVariables(variables.map(([name, value], line) => ({ name, value, at: at(line) })));

  it('has a place for each variable that Patroni reads', () => {
    const { source: made, unread } = read(
      ['PATRONI_SCOPE', 'pg-seoul'],
      ['PATRONI_POSTGRESQL_DATA_DIR', '/srv/pg'],
      ['PATRONI_REPLICATION_USERNAME', 'replicator'],
      ['PATRONI_RESTAPI_PASSWORD', 'x'],
      ['PATRONI_ETCD3_HOSTS', "'10.1.0.10:2379', 10.1.0.11:2379"],
      ['PATRONI_RESTAPI_ALLOWLIST_INCLUDE_MEMBERS', 'on'],
      ['PATRONI_LOG_FILE_SIZE', '1e3'],
      ['PATRONI_SCOPE', 'pg-busan'],
      ['PATH', '/bin'],
    );
    expect(made.value).toEqual({
      scope: 'pg-busan',
      postgresql: { data_dir: '/srv/pg', authentication: { replication: { username: 'replicator' } } },
      restapi: { authentication: { password: 'x' }, allowlist_include_members: true },
      etcd3: { hosts: ['10.1.0.10:2379', '10.1.0.11:2379'] },
      log: { file_size: 1000 },
    });
    expect(made.place(['scope'])).toEqual(at(7));
    expect(made.place(['etcd3', 'hosts', 1])).toEqual(at(4));
    expect(made.place(['postgresql', 'authentication'])).toEqual(at(2));
    expect(unread).toEqual([]);
  });

  it('tells of variables that it reads nowhere', () => {
    const { unread } = read(
      ['PATRONI_POSTGRESQL_PARAMETERS_WAL_LEVEL', 'logical'],
      ['PATRONI_TAGS_FAILOVER_PRIORITY', '1'],
      ['PATRONI_CONFIGURATION', '{}'],
    );
    expect(unread.map(({ name }) => name)).toEqual([
      'PATRONI_POSTGRESQL_PARAMETERS_WAL_LEVEL',
      'PATRONI_TAGS_FAILOVER_PRIORITY',
    ]);
  });

  it('leaves out what is empty, and what cannot be read', () => {
    expect(read(['PATRONI_NAME', ''], ['PATRONI_CTL_INSECURE', 'perhaps']).source.value).toEqual({});
  });
});
