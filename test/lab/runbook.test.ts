import { expect, it } from 'vitest';
import { parseRunbook, type Runner, runbook } from './runbook.ts';

const RUNBOOK = `# Promotion

\`\`\`sh id=promote.1 on=pg-busan-1,pg-busan-2 as=postgres
patronictl list
\`\`\`

For people:

\`\`\`sh
\`\`\`sh id=no.block on=here as=root\`
\`\`\`

~~~~sh id=promote.2 on=busan as=root
echo '~~~'

echo "\${HOME}"
~~~~
`;

it('reads the blocks that are labelled', () => {
  expect(parseRunbook(RUNBOOK)).toEqual([
    { id: 'promote.1', on: ['pg-busan-1', 'pg-busan-2'], as: 'postgres', text: 'patronictl list', line: 3 },
    { id: 'promote.2', on: ['busan'], as: 'root', text: `echo '~~~'\n\necho "\${HOME}"`, line: 13 },
  ]);
});

it.each([
  ['a label that is missing', '```sh id=a on=b\n```', 'line 1: the block says no as='],
  [
    'an id that stands twice',
    '```sh id=a on=b as=c\n```\n\n```sh id=a on=b as=c\n```',
    'line 4: a is the id of line 1',
  ],
  ['a block without an end', 'x\n```sh id=a on=b as=c\n', 'line 2: the code block is not closed'],
])('refuses %s', (_, text, reason) => {
  expect(() => parseRunbook(text)).toThrow(reason);
});

/** A place whose runners record their input. */
function place(status = 0, dead: readonly string[] = []) {
  const calls: unknown[] = [];
  const find = async (name: string): Promise<Runner> => ({
    name,
    isUp: () => !dead.includes(name),
    async run(argv, options) {
      calls.push([name, argv, options.user]);
      return { status, stdout: `out of ${name}\n`, stderr: 'err\n' };
    },
  });
  return { find, calls };
}

it('runs a block verbatim on each of its nodes', async () => {
  const lab = place();
  const outcomes = await runbook(RUNBOOK, lab).run('promote.1');
  const argv = ['sh', '-c', 'patronictl list'];
  expect(lab.calls).toEqual([
    ['pg-busan-1', argv, 'postgres'],
    ['pg-busan-2', argv, 'postgres'],
  ]);
  expect(outcomes[1]).toEqual({ node: 'pg-busan-2', stdout: 'out of pg-busan-2\n', stderr: 'err\n' });
});

it('leaves out a node without power, and fails where none is left', async () => {
  const { run } = runbook(RUNBOOK, place(0, ['pg-busan-1']));
  expect((await run('promote.1')).map(({ node }) => node)).toEqual(['pg-busan-2']);
  await expect(run('promote.1', 'pg-busan-1')).rejects.toThrow('promote.1: no power on pg-busan-1');
});

it('fails with what a node wrote on which a block fails', async () => {
  const lab = place(3);
  await expect(runbook(RUNBOOK, lab).run('promote.1')).rejects.toThrow(
    'promote.1 (line 3) on pg-busan-1 as postgres: exit status 3\nout of pg-busan-1\nerr',
  );
});

it('knows no other block', async () => {
  await expect(runbook(RUNBOOK, place()).run('promote.3')).rejects.toThrow('no block promote.3');
});
