/** What the runbook says of a site that is one of several, or that takes WAL from an archive. */

import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../lab/runbook.ts';
import { blockOf, runbookOf } from './shell.ts';

const ARCHIVE = 'fixtures/archive/topology.yaml';
const CASCADE = 'fixtures/three-sites/topology.yaml';
const TWO = 'fixtures/minimal/topology.yaml';

/** The section whose heading begins so, its lines joined. */
async function section(file: string, heading: string, edit?: (text: string) => string): Promise<string> {
  const found = (await runbookOf(file, edit))
    .split(/^##+ (?:\d+\. )?/m)
    .filter((one) => one.startsWith(heading));
  return found.join('\n').replaceAll('\n', ' ');
}

/** What is said of the promoted site while the lost one is away. */
async function alone(file: string, edit?: (text: string) => string): Promise<string[]> {
  const text = (await runbookOf(file, edit)).replaceAll('\n', ' ');
  return text.match(/While \w+ is away, (no|only a) site [^:]*?(: [\w, ]+)?\. If all/g) ?? [];
}

/** A fourth site, which follows busan as jeju does. */
const fourth = (text: string): string =>
  text.replace(
    '\nclients:',
    `
  - name: ulsan
    scope: pg-ulsan
    etcd: { token: pg-ulsan-etcd-v1 }
    standby: { follow: busan }
    nodes:
      - { name: pg-ulsan-1, address: 10.4.0.10 }
      - { name: pg-ulsan-2, address: 10.4.0.11 }
      - { name: pg-ulsan-3, address: 10.4.0.12 }

clients:`,
  );

describe('after a promotion, who can tell the start guard of the promoted site that it is the primary', () => {
  it('nobody, of two sites', async () => {
    expect(await alone(TWO)).toEqual(['While seoul is away, no site streams from busan. If all']);
  });

  it('sites that stream from it, of three', async () => {
    expect((await alone(CASCADE))[0]).toBe(
      'While seoul is away, only a site that streams from busan can confirm that busan is still the primary: jeju. If all',
    );
  });

  it('no site that follows the archive alone', async () => {
    expect(await alone(ARCHIVE)).toEqual([
      'While seoul is away, no site streams from busan. If all',
      'While seoul is away, only a site that streams from tokyo can confirm that tokyo is still the primary: busan. If all',
    ]);
  });
});

it('a site that still follows the lost one is redirected immediately: the start guard takes it for a sign that all is well', async () => {
  const after = async (file: string): Promise<string[]> =>
    (await runbookOf(file))
      .replaceAll('\n', ' ')
      .match(/\w+ followed \w+\. [^.]*\.( \*\*Run it immediately)?/g) ?? [];
  expect(await after(CASCADE)).toEqual([
    'busan followed seoul. This block makes it follow jeju. **Run it immediately',
  ]);
  // tokyo, by an archive alone, never was such a sign.
  expect(await after(ARCHIVE)).toEqual([
    'busan followed seoul. This block makes it follow tokyo. **Run it immediately',
  ]);
});

describe('a lost site that others stream from', () => {
  it.each([
    ['one', (text: string) => text, 'jeju streams from busan, and receives nothing meanwhile.'],
    ['several', fourth, 'jeju, ulsan stream from busan, and receive nothing meanwhile.'],
  ])('%s', async (_, edit, words) => {
    const lost = await section(CASCADE, 'busan is lost', edit);
    expect(lost).toContain(words);
    // The lost site cannot be asked for its role.
    expect(lost).toContain("with `away='busan'` in its blocks");
  });
});

describe('a site that takes WAL from the archive alone', () => {
  it('is restored from a backup when it is brought up: nothing goes over a link', async () => {
    const text = (await section(ARCHIVE, 'tokyo')).replaceAll(/```sh.*?```/g, '');
    expect(text).toContain('restores tokyo from a backup, without a connection to another site');
    expect(text).toContain('make the first one at seoul');
    expect(text).not.toContain('over the link');
    expect(await section(ARCHIVE, 'busan')).toContain('copies the whole of seoul over the link');
  });

  it('is connected to by nobody', async () => {
    const runbook = await runbookOf(ARCHIVE);
    expect(runbook).not.toContain('host= ');
    expect(runbook).toContain('id=trouble.busan.connect ');
    expect(runbook).not.toContain('id=trouble.tokyo.connect ');
    expect(await section(ARCHIVE, 'Troubleshooting')).toContain('why `restore_command` fails');
  });

  it('has no slot in the table of sites', async () => {
    expect(await runbookOf(ARCHIVE)).toContain('| none: it takes WAL from the archive |\n');
  });

  it('is swapped with once it streams: the last record of a PostgreSQL that stops is never archived', async () => {
    const blocks = parseRunbook(await runbookOf(ARCHIVE)).map(({ id }) => id);
    expect(blocks.filter((id) => /^(abort-)?swap-tokyo\./.test(id))).toEqual([]);
    expect(blocks).toContain('swap-busan.demote');
    const swap = await section(ARCHIVE, 'Planned swap: seoul to tokyo');
    expect(swap).toContain('Remove `from: archive` and `recovery_min_apply_delay` from `standby` of tokyo');
  });

  it('applies at a promotion what its delay has held back', async () => {
    expect(await section(ARCHIVE, 'Checklist')).toContain(
      'after 4h (`recovery_min_apply_delay`). A promotion ends the delay',
    );
  });

  it('says nothing by itself: where no other site streams, the guard waits until all other sites answer', async () => {
    const only = (text: string): string =>
      text.replace(/(name: busan[\s\S]*?standby: \{ )(restore_command)/, '$1from: archive, $2');
    expect(await section(ARCHIVE, 'Bring-up', only)).toContain(
      'Until every other site answers, the start guard refuses a restart of **all** members of seoul',
    );
    expect(await section(ARCHIVE, 'Bring-up')).toContain(
      'Until a site that streams from seoul answers (busan)',
    );
  });
});

it('a first cluster that is restored from a backup has a day for that, and one that initdb makes ten minutes', async () => {
  const wait = async (file: string): Promise<string | undefined> =>
    blockOf(await runbookOf(file), 'bring-up.seoul.first').text.match(/waited (\d+) s/)?.[1];
  expect([await wait(ARCHIVE), await wait(TWO)]).toEqual(['86400', '600']);
});

it('the timeline of what the promoted site received is written down before a promotion, from the WAL itself', async () => {
  const { text } = blockOf(await runbookOf(TWO), 'promote-busan.received');
  expect(text).toMatch(/FROM pg_ls_waldir\(\) .* AS timeline,\n/);
});

describe('a third site that follows the lost one by the topology', () => {
  const pinned = (text: string): string => text.replace('follow: busan', 'follow: seoul');

  it('is named where another site is promoted: the guard of the lost one goes by it', async () => {
    const found = (await runbookOf(CASCADE, pinned)).replaceAll('\n', ' ');
    expect(found).toContain(
      'jeju goes on following seoul, as the topology says (`follow`). **Fence seoul before',
    );
    expect((await runbookOf(CASCADE)).replaceAll('\n', ' ')).not.toContain('goes on following');
  });
});

it('a site behind a lost one whose upstream is the primary is no longer told to follow anybody by name', async () => {
  const lost = await section(CASCADE, 'busan is lost');
  expect(lost).toContain('To let a site go on, remove its `follow`: it then follows the primary site');
});

it('the start guard is spoken of where the only other site takes WAL from the archive alone', async () => {
  const two = (text: string): string =>
    text.replace(/\n {2}- name: busan[\s\S]*?(?=\n {2}- name: |\n\w)/, '');
  expect(await section(ARCHIVE, 'tokyo is lost', two)).toContain(
    'While tokyo is away, the start guard refuses a restart of all members of seoul',
  );
});
