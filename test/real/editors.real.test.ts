import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT, read } from '../ci/blocks.ts';
import { realDescribe, tools } from './tools.ts';

const TIMEOUT_MS = 120_000;

/** What Neovim does when the file is open: findings, hover, the preferred fix, and the text after it. */
const DRIVE = `
local function out(text) io.stdout:write(text .. '\\n') end
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 100)
local found = vim.diagnostic.get(0)
out('FOUND ' .. vim.fn.json_encode(vim.tbl_map(function(one) return { one.code, one.lnum, one.severity } end, found)))
local function ask(method, params)
  local all = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(all) do return answer.result end
end
vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
for _, action in ipairs(ask('textDocument/codeAction', params) or {}) do
  if action.isPreferred then
    out('FIX ' .. action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    break
  end
end
vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 100)
out('LEFT ' .. #vim.diagnostic.get(0))
vim.fn.search('max_connections')
local hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
out('HOVER ' .. vim.fn.json_encode(hover and hover.contents or 'nothing'))
vim.cmd('silent write')
vim.cmd('qall!')
`;

realDescribe('editors', ['nvim'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-editor-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('Neovim shows, fixes and explains, set up as docs/editors.md says', { timeout: TIMEOUT_MS }, () => {
    const [, config = ''] = /```lua\n([\s\S]*?)```/.exec(read('docs/editors.md')) ?? [];
    const sample = read('fixtures/seoul-busan/topology.yaml');
    const file = join(folder, 'topology.yaml');
    writeFileSync(file, sample.replace('primary: seoul', 'primray: seoul'));
    writeFileSync(join(folder, 'init.lua'), config);
    writeFileSync(join(folder, 'drive.lua'), DRIVE);
    const command = join(folder, 'pgdr-compile');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'dist/cli.cjs')}" "$@"\n`);
    chmodSync(command, 0o755);
    const { stdout, stderr } = spawnSync(
      tools.nvim ?? '',
      ['--headless', '-u', join(folder, 'init.lua'), file, '-c', `luafile ${join(folder, 'drive.lua')}`],
      {
        encoding: 'utf8',
        timeout: TIMEOUT_MS - 10_000,
        env: {
          PATH: `${folder}${delimiter}${process.env.PATH}`,
          HOME: folder,
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
          TERM: 'dumb',
        },
      },
    );
    const said = (word: string): string =>
      new RegExp(`^${word} (.*)$`, 'm').exec(stdout)?.[1]?.trim() ?? `nothing: ${stdout}${stderr}`;
    expect(said('FOUND')).toContain('schema/unknown-key');
    expect(said('FIX')).toContain('primary');
    expect(said('LEFT')).toBe('0');
    expect(said('HOVER')).toContain('A parameter of PostgreSQL');
    expect(readFileSync(file, 'utf8')).toBe(sample);
  });

  it('the extension for Visual Studio Code is packed', { timeout: TIMEOUT_MS }, () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/vscode.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: TIMEOUT_MS - 10_000,
    });
    expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 });
    const pack = join(ROOT, 'editors/vscode/pgdr-compile.vsix');
    expect(existsSync(pack)).toBe(true);
    // A vsix is a zip archive; the names of its files stand in it as they are.
    const names = readFileSync(pack, 'latin1');
    for (const name of ['extension/package.json', 'extension/dist/extension.cjs', 'extension/readme.md'])
      expect(names.toLowerCase()).toContain(name);
    expect(names).not.toContain('extension/extension.mts');
  });
});
