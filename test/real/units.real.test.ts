import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unit } from '../../src/compiler/render/helpers.ts';
import { render } from '../../src/compiler/render/render.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { SOUND } from '../hostile/support.ts';
import { realDescribe } from './tools.ts';

realDescribe('units as systemd reads them', ['systemd-analyze', 'patroni', 'etcd'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-units-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What systemd says of a unit that is made of these files. */
  function verify(name: string, files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    // A colon at the end: and where units lie otherwise.
    const env = { PATH: process.env.PATH, SYSTEMD_UNIT_PATH: `${folder}:` };
    return spawnSync('systemd-analyze', ['verify', '--man=no', name], { env, encoding: 'utf8' }).stderr;
  }

  it.each([
    '/dev/watchdog',
    `/dev/${Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')}`,
    '/dev/%h $HOME ü日',
  ])('of every node, with the watchdog %s', async (device) => {
    const text = SOUND.find(({ name }) => name === 'minimal')?.text ?? '';
    const overrides = `overrides: { patroni: { watchdog: { device: ${JSON.stringify(device)} } } }`;
    const { estate } = await analyse({ file: 't.yaml', text: `${text.trimEnd()}\n${overrides}\n` });
    if (!estate) throw new Error('there is no estate');
    const node = [...render(estate)].filter(({ path }) => path.startsWith('seoul/pg-seoul-1/etc/systemd/'));
    expect(node).toHaveLength(2);
    for (const { path, text: dropIn } of node) {
      const [name = '', file = ''] = path.split('/').slice(-2);
      const service = name.replace(/\.d$/, '');
      // What the package's unit says beside it does not matter here.
      const said = verify(service, {
        [service]: '[Service]\nExecStart=/bin/true\n',
        [`${name}/${file}`]: dropIn,
      });
      expect(said.split('\n').filter((line) => line.includes(file) || line.includes('has a bad'))).toEqual(
        [],
      );
    }
  });

  it('a word is one word, and nothing in it is filled in', () => {
    // Of a program that there is not, systemd tells the name as it has read it; `$` is for the words behind it.
    const path = `/none/${Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
      .join('')
      .replace('$', '')}`;
    const said = verify('word.service', { 'word.service': `[Service]\nExecStart=${unit(path)}\n` });
    expect(said).toContain(`special characters: ${path}\n`);
  });
});
