import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';
import { fakeNode } from '../nodes/fake-node.ts';
import { realDescribe } from './tools.ts';

realDescribe(
  'the script that collect prints',
  ['busybox', 'shellcheck', 'haproxy', 'etcd', 'postgres', 'patroni'],
  () => {
    it('has nothing that shellcheck finds', () => {
      const { status, stdout } = spawnSync('shellcheck', ['--shell=sh', '-'], {
        input: COLLECT_SCRIPT,
        encoding: 'utf8',
      });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    });

    it('knows the versions that the real programs say', () => {
      const one = fakeNode({ '/etc/haproxy/haproxy.cfg': 'global\n' });
      const run = spawnSync('sh', ['-s', '--', 's'], {
        input: COLLECT_SCRIPT,
        env: { PATH: process.env.PATH, PGDR_ROOT: one.root },
      });
      one.remove();
      const versions = spawnSync('tar', ['-xOf', '-', '--wildcards', 's/*/versions'], {
        input: run.stdout,
        encoding: 'utf8',
      }).stdout;
      expect(versions).toMatch(
        /^patroni \d+\.\d+\.\d+\n(?:postgresql \d+\.\d+\n)?etcd \d+\.\d+\.\d+\nhaproxy \d+\.\d+\.\d+\n(?:address [0-9a-f.:]+\n)*$/,
      );
    });

    it('works with nothing but busybox', () => {
      const topology = 'fixtures/minimal/expected/seoul/pg-seoul-1/etc';
      const read = (path: string): string => readFileSync(`${topology}/${path}`, 'utf8');
      const one = fakeNode({
        '/etc/patroni/patroni.yml': `${read('patroni/patroni.yml')}\nx: { password: Hunter2x }\n`,
        '/etc/etcd/etcd.conf.yml': read('etcd/etcd.conf.yml'),
      });
      const usual = one.collect(['s']);
      const tools =
        'sh awk sed tar mktemp grep tr cut sort tail head wc mkdir rm mv cp cat ls id timeout true'.split(
          ' ',
        );
      // The daemons stay; every tool is busybox.
      const links = tools
        .map((tool) => `ln -sf "$(command -v busybox)" '${one.env.PATH}/${tool}'`)
        .join('\n');
      expect(spawnSync('sh', ['-ec', links]).status).toBe(0);
      const { status, stdout, stderr } = spawnSync(`${one.env.PATH}/sh`, ['-s', '--', 's'], {
        input: COLLECT_SCRIPT,
        env: one.env,
      });
      expect(String(stderr)).toBe(usual.stderr);
      expect(status).toBe(0);
      const text = spawnSync('tar', ['-xOf', '-'], { input: stdout, encoding: 'utf8' }).stdout;
      expect(text).toBe(spawnSync('tar', ['-xOf', '-'], { input: usual.tar, encoding: 'utf8' }).stdout);
      expect(text).toContain("x: { password: '***' }");
      one.remove();
    });

    it('refuses a terminal', () => {
      const one = fakeNode({});
      const { status, stdout } = spawnSync(
        'script',
        ['--quiet', '--return', '--command', `sh ${one.script}`, '/dev/null'],
        { encoding: 'utf8', input: '' },
      );
      one.remove();
      expect(stdout).toContain('standard output is a terminal');
      expect(status).toBe(2);
    });
  },
);
