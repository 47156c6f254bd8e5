import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { Parameter } from '../../src/compiler/facts/parameter.ts';
import { parameterNamed, parameterNames, RECOVERY, refusalOf } from '../../src/compiler/facts/parameter.ts';
import type { Below, Section } from '../../src/compiler/facts/patroni-keys.ts';
import { SECTIONS } from '../../src/compiler/facts/patroni-keys.ts';
import type { Json } from '../../src/compiler/text/json.ts';
import { patroniPython } from './python.ts';
import { realDescribe, tools } from './tools.ts';

const python = (script: string, input: unknown): unknown =>
  JSON.parse(
    execFileSync(patroniPython(), ['-c', script], {
      encoding: 'utf8',
      input: JSON.stringify(input),
      maxBuffer: 1 << 26,
      stdio: ['pipe', 'pipe', 'ignore'],
    }),
  );

/** Every key that Patroni's validator visits, as a path. */
const VALIDATED = `
import json
from patroni.validator import Case, Or, schema

def keys(node, path):
    if isinstance(node, Case):
        node = node._schema
    if not isinstance(node, dict):
        return
    for key, below in node.items():
        names = key.args if hasattr(key, 'args') else [getattr(key, 'name', key)]
        case = below._schema if isinstance(below, Case) else None
        for name in names:
            yield path + [name]
            yield from keys(case.get(name) if case else below, path + [name])

print(json.dumps(list(keys(schema.validator, []))))
`;

/** What Patroni makes of values of parameters. */
const TRANSFORMED = `
import json, sys
from patroni.postgresql.validator import parameters, transform_postgresql_parameter_value as transform
version, pairs = json.load(sys.stdin)
try:
    out = [transform(version, name, value) if name in parameters else 'unknown' for name, value in pairs]
except TypeError:
    out = [transform(version, name, value, set()) if name in parameters else 'unknown' for name, value in pairs]
print(json.dumps(out))
`;

/** Whether Patroni takes each of some dynamic configurations, or throws it away. */
const TAKEN = `
import json, sys
from patroni.config import Config
local = {'scope': 'a', 'name': 'b', 'postgresql': {'data_dir': '/nonexistent', 'authentication': {}}}
Config._load_config_file = lambda self: local
print(json.dumps([bool(Config(sys.executable).set_dynamic_configuration(one)) for one in json.load(sys.stdin)]))
`;

function isKnown(top: Section, path: readonly string[]): boolean {
  let section: Section | undefined = top;
  for (const [depth, name] of path.entries()) {
    const below: Below | undefined = section?.keys[name]?.below;
    if (below === undefined) return false;
    if (below === 'open' || depth === path.length - 1) return true;
    section = typeof below === 'object' ? below : undefined;
  }
  return true;
}

realDescribe('the table of keys', ['patroni'], () => {
  it('has every key of the validator of the Patroni that is installed', () => {
    const paths = python(VALIDATED, null) as string[][];
    expect(paths.length).toBeGreaterThan(50);
    const unknown = paths.filter((path) =>
      path[0] === 'bootstrap' && path[1] === 'dcs'
        ? !isKnown(SECTIONS.dynamic, path.slice(2)) && path.length > 2
        : !isKnown(SECTIONS.local, path),
    );
    expect(unknown).toEqual([]);
  });

  it('agrees with the Patroni that is installed on what voids the dynamic configuration', () => {
    const taken: [Json, boolean][] = [
      [{ ttl: 40 }, true],
      [{ ttl: '40' }, true],
      [{ ttl: '40s' }, false],
      [{ loop_wait: [5] }, false],
      [{ postgresql: 'on' }, false],
      [{ postgresql: { parameters: ['work_mem'] } }, false],
      [{ postgresql: { parameters: { work_mem: '64MB' } } }, true],
    ];
    expect(
      python(
        TAKEN,
        taken.map(([config]) => config),
      ),
    ).toEqual(taken.map(([, wanted]) => wanted));
  });
});

/** Values at the edges of what a parameter takes, and beyond. */
function samples({ kind, words, least, most, unit }: Parameter): Json[] {
  if (kind === 'text') return ['x', 'on', 5];
  const switches = ['on', 'OFF', 'yes', '0', true, 't', 'enabled', ''];
  if (kind === 'bool') return switches;
  if (kind === 'words')
    return [...switches, ...words, ...words.map((word) => word.toUpperCase()), 'nonsense'];
  const step = kind === 'int' ? 1 : 0.25;
  const units = unit
    ? ['B', 'kB', 'MB', 'GB', 'us', 'ms', 's', 'min', 'h', 'G', 'mb'].map((name) => `700${name}`)
    : ['5s'];
  return [
    least,
    most,
    least - step,
    most + step,
    String(least),
    `${least}x`,
    'many',
    '1e2',
    '0x40',
    ...units,
  ];
}

realDescribe('the table of parameters', ['patroni', 'postgres'], () => {
  const version = execFileSync(tools.postgres ?? '', ['--version'], { encoding: 'utf8' });
  const major = Number(/(\d+)\./.exec(version)?.[1]);

  it('has the names, kinds and ranges of the PostgreSQL that is installed', () => {
    const lines = execFileSync(tools.postgres ?? '', ['--describe-config'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(200);
    const kinds: Readonly<Record<string, readonly string[]>> = {
      BOOLEAN: ['bool'],
      STRING: ['text'],
      INTEGER: ['int'],
      REAL: ['real'],
      ENUM: ['words'],
    };
    const wrong = lines.flatMap((line) => {
      const [name = '', , , type = '', , least, most] = line.split('\t');
      if (RECOVERY.has(name)) return [];
      const parameter = parameterNamed(name, major);
      if (!parameter || !kinds[type]?.includes(parameter.kind)) return [line];
      const isNumber = parameter.kind === 'int' || parameter.kind === 'real';
      // Printed with six digits.
      const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.abs(b) * 1e-5;
      return isNumber && !(near(parameter.least, Number(least)) && near(parameter.most, Number(most)))
        ? [line]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('refuses what the Patroni that is installed does not pass on', () => {
    const pairs = parameterNames(major).flatMap((name) => {
      const parameter = parameterNamed(name, major);
      return parameter ? samples(parameter).map((value) => ({ name, parameter, value })) : [];
    });
    const passed = python(TRANSFORMED, [
      major * 10_000 + 99,
      pairs.map(({ name, value }) => [name, value]),
    ]) as Json[];
    const disagreed = pairs.filter(({ parameter, value }, index) => {
      // An older Patroni may lack a parameter that came with a minor version.
      if (passed[index] === 'unknown') return false;
      const isPassed = passed[index] === value;
      return isPassed !== (refusalOf(parameter, value) === undefined);
    });
    expect(pairs.length).toBeGreaterThan(2000);
    expect(disagreed.map(({ name, value }) => `${name}: ${value}`)).toEqual([]);
    expect(passed.filter((one) => one === 'unknown').length).toBeLessThan(30);
  });
});
