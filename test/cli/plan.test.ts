import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/compiler/render/render.ts';
import { lint } from '../../src/index.ts';
import { command } from './host.ts';

const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');
const MORE = SAMPLE.replace('max_connections: 200', 'max_connections: 300');
const MOVED = SAMPLE.replace('scope: pg-busan-standby', 'scope: pg-busan');

let tree: Record<string, string>;
beforeAll(async () => {
  const { estate } = await lint(Buffer.from(SAMPLE));
  if (!estate) throw new Error('the sample is an estate');
  tree = Object.fromEntries(Array.from(render(estate), ({ path, text }) => [path, text]));
});

const below = (folder: string): Record<string, string> =>
  Object.fromEntries(Object.entries(tree).map(([path, text]) => [`${folder}/${path}`, text]));

describe('plan', () => {
  it('compares with another topology', async () => {
    const files = { 'old.yaml': SAMPLE, 'topology.yaml': MORE };
    const { status, stdout, stderr } = await command(['plan', '--from', 'old.yaml', 'topology.yaml'], {
      files,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^plan: old\.yaml → topology\.yaml: 1 change, 7 steps; restart of PostgreSQL; 2 warnings\n/,
    );
    expect(stdout).toContain(
      '\npostgresql/parameters/max_connections: 200 → 300\n  restart of PostgreSQL: seoul and busan\n',
    );
    expect(stdout).toContain('\n  3. busan: PostgreSQL restarts, the leader last\n');
    expect(stdout).toContain('warning[change/standby-parameter]: max_connections rises at seoul and busan');
  });

  it('compares with a compiled tree, as with the topology that it was compiled from', async () => {
    const files = { ...below('old'), 'topology.yaml': MORE };
    const { status, stdout } = await command(['plan', '--from', 'old', 'topology.yaml'], { files });
    expect(status).toBe(0);
    expect(stdout).toContain('1 change, 7 steps; restart of PostgreSQL');
    const same = await command(['plan', '--from', 'old', 'topology.yaml'], {
      files: { ...files, 'topology.yaml': SAMPLE },
    });
    expect(same).toMatchObject({
      status: 0,
      stdout: 'plan: old → topology.yaml: nothing changes\n',
      stderr: '',
    });
  });

  it('exits with 1 where a hazard is an error, unless it is accepted or --fail-on allows it', async () => {
    const files = { 'old.yaml': SAMPLE, 'topology.yaml': MOVED };
    const plan = (...flags: string[]) =>
      command(['plan', '--from', 'old.yaml', ...flags, 'topology.yaml'], { files });
    const refused = await plan();
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain('error[change/scope-renamed]');
    expect(refused.stdout).toContain('No steps are given, for no block makes this change');
    expect((await plan('--fail-on', 'never')).status).toBe(0);
    const accepted = await plan('--accept', 'change/scope-renamed');
    expect(accepted.status).toBe(0);
    expect(accepted.stdout).not.toContain('error[');
    expect(accepted.stdout).toMatch(/^accepted: change\/scope-renamed at line \d+: .* \(by --accept\)$/m);
    expect((await plan('--accept', 'change/nothing')).stderr).toContain(
      '--accept change/nothing: there is no such rule about changes',
    );
  });

  it('writes the plan as Markdown and as JSON, and its hazards in other formats', async () => {
    const files = { 'old.yaml': SAMPLE, 'topology.yaml': MORE };
    const formats = [
      '--format',
      'markdown=PLAN.md',
      '--format',
      'json=plan.json',
      '--format',
      'sarif=plan.sarif',
      '--format',
      'text',
    ];
    const { status, stdout, written } = await command(
      ['plan', '--from', 'old.yaml', ...formats, 'topology.yaml'],
      { files },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^plan: /);
    const markdown = written.get('PLAN.md') ?? '';
    expect(markdown).toMatch(/^<!-- pgdr-compile plan -->\n## pgdr-compile plan: 1 change/);
    expect(markdown).toMatch(/^```sh id=plan\.3\.restart\.busan on=busan as=postgres$/m);
    const plan = JSON.parse(written.get('plan.json') ?? '');
    expect(plan.changes[0].route).toBe('postgresql/parameters/max_connections');
    expect(plan.changes[0].values[0]).toMatchObject({
      what: 'dynamic',
      effect: 'restart-postgresql',
      from: 200,
      to: 300,
    });
    expect(plan.steps[2].blocks[0].id).toBe('plan.3.restart.busan');
    const sarif = JSON.parse(written.get('plan.sarif') ?? '');
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain(
      'change/standby-parameter',
    );
  });

  it('says what to do where there is nothing to compare with', async () => {
    const { status, stderr } = await command(['plan', 'topology.yaml'], {
      files: { 'topology.yaml': SAMPLE },
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'pgdr-compile: nothing to compare with: there is no compiled tree in build, and no commit has topology.yaml. Say what runs now with --from\n',
    });
  });

  it('names every format where one is unknown', async () => {
    const { status, stderr } = await command(['plan', '--format', 'xml', 'topology.yaml'], {
      files: { 'topology.yaml': SAMPLE },
    });
    expect(status).toBe(2);
    expect(stderr).toContain(
      'unknown format "xml": use text, markdown, comment, json, sarif, github, gitlab, junit',
    );
  });

  it('says of which sites nobody knows what is in force', async () => {
    const files = Object.fromEntries(
      Object.entries(below('estate'))
        .filter(([path]) => !path.endsWith('/dcs.yml'))
        .map(([path, text]) => [path, text.replace(/^# Made by .*\n/gm, '')]),
    );
    const { stderr } = await command(['plan', '--from', 'estate', 'topology.yaml'], {
      files: { ...files, 'topology.yaml': SAMPLE },
    });
    expect(stderr).toContain(
      'no file dcs.yml says what is in force at busan: bootstrap.dcs of its members is taken for it',
    );
  });

  it('takes no machine for another one because nobody knows which of its addresses is meant', async () => {
    const files = Object.fromEntries(
      Object.entries(below('estate')).filter(([path]) => !/\/(?:manifest\.json|topology\.md)$/.test(path)),
    );
    const versions = 'address 10.1.0.20\naddress 10.7.1.20\nhaproxy 3.2.1\n';
    const { stdout } = await command(['plan', '--from', 'estate', 'topology.yaml'], {
      files: {
        ...files,
        'estate/seoul/haproxy-seoul/versions': versions,
        'topology.yaml': SAMPLE,
      },
    });
    expect(stdout).toBe('plan: estate → topology.yaml: nothing changes\n');
  });

  it('shows the findings of a topology that is not sound, and plans nothing', async () => {
    const files = {
      'old.yaml': SAMPLE,
      'topology.yaml': SAMPLE.replace('scope: pg-busan-standby', 'scope: pg-seoul-cluster'),
    };
    const { status, stdout, stderr } = await command(['plan', '--from', 'old.yaml', 'topology.yaml'], {
      files,
    });
    expect(status).toBe(1);
    expect(stdout).toContain('error[');
    expect(stderr).toBe('nothing was planned: a topology with errors is not compiled\n');
  });

  it.each([
    ['a folder without files of nodes', { 'old/readme.md': 'x' }, 'old', 'no file of a node is in old'],
    ['a topology that is none', { 'old.yaml': '- 1\n' }, 'old.yaml', 'old.yaml cannot be compared: '],
    [
      'what is not there',
      {},
      'nowhere',
      '--from nowhere: there is no such file or folder here, and to name a commit, git has to be installed',
    ],
  ])('says what is wrong with %s', async (_, more, from, message) => {
    const files = { ...more, 'topology.yaml': SAMPLE };
    const { status, stderr } = await command(['plan', '--from', from, 'topology.yaml'], { files });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
