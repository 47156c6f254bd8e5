import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';
const OLD = 'fixtures/patroni-3.0/topology.yaml';

/** What psql says of a server that is not there. */
const REFUSED = 'echo "connection to server failed: Connection refused" >&2; exit 2';

let machine: Bench;
beforeEach(() => {
  machine = bench();
});
afterEach(() => machine.remove());

/** What Patroni and PostgreSQL of the other site answer: commands that know the address they were asked. */
function answer(rest: string, postgresql = REFUSED): void {
  machine.command('curl', `for url; do :; done\n${rest}`);
  machine.command('psql', `for word; do case $word in host=*) host=$word ;; esac; done\n${postgresql}`);
}

const SILENT = 'printf 000; exit 28';
const oneIs = (code: string, status: number): string =>
  `case $url in *10.1.0.11*) printf ${code}; exit ${status};; esac; ${SILENT}`;
const oneSays = (does: string): string => `case $host in *10.1.0.11*) ${does};; esac; ${REFUSED}`;

describe('promote-busan.is-primary-gone', () => {
  const ask = async (path?: string) =>
    machine.paste(blockOf(await runbookOf(SAMPLE), 'promote-busan.is-primary-gone').text, path);
  const WORDS = ['no other site answers as primary', 'do not promote', 'not known'];

  it.each([
    ['all are silent', SILENT, 0],
    ['all refuse the connection', 'printf 000; exit 7', 0],
    ['one answers as a replica', oneIs('503', 0), 0],
    ['one answers as primary', oneIs('200', 0), 1],
    ['a proxy answers', oneIs('404', 0), 2],
    ['a name is not known', oneIs('000', 6), 2],
    ['a certificate is not trusted', oneIs('000', 60), 2],
    ['the CA file is missing', oneIs('000', 77), 2],
    ['the connection breaks off', oneIs('000', 56), 2],
  ])('of Patroni, %s', async (_, rest, status) => {
    answer(rest);
    const result = await ask();
    expect(result).toMatchObject({ status });
    expect(result.output).toContain(WORDS[status]);
  });

  it.each([
    ['takes writes although its Patroni is dead', 'echo f; exit 0', 1],
    ['follows', 'echo t; exit 0', 0],
    ['does not answer in time', 'echo "timeout expired" >&2; exit 2', 0],
    ['lets nobody in', `echo 'FATAL:  no pg_hba.conf entry for host "10.2.0.10"' >&2; exit 2`, 2],
    ['is starting', 'echo "FATAL:  the database system is starting up" >&2; exit 2', 2],
    ['has a name that nobody knows', 'echo "could not translate host name" >&2; exit 2', 2],
    ['hangs', 'exit 124', 2],
  ])('of PostgreSQL, one %s', async (_, does, status) => {
    answer(SILENT, oneSays(does));
    const result = await ask();
    expect(result).toMatchObject({ status });
    expect(result.output).toContain(WORDS[status]);
  });

  it('asks with the password of pg_rewind, whom pg_hba lets in from every site', async () => {
    machine.file('patroni.env', "PATRONI_REWIND_PASSWORD='s3cret'\n");
    answer(SILENT, oneSays('echo "FATAL: $PGPASSWORD $*" >&2; exit 2'));
    expect((await ask()).output).toMatch(
      /FATAL: s3cret .* host=10\.1\.0\.11 port=5432 user=rewind_user dbname=postgres /,
    );
  });

  it('curl is missing', async () => {
    expect(await ask('/nonexistent')).toMatchObject({ status: 2 });
  });
});

describe('promote-busan.is-lock-gone', () => {
  it.each([
    ['somebody has the lock', 'echo pg-seoul-1', 1, 'do not promote'],
    ['nobody has it', ':', 0, 'nobody has the lock of seoul\n'],
    [
      'etcd does not answer',
      'exit 1',
      0,
      'nobody knows whether the lock is gone: no etcd of seoul could be asked',
    ],
  ])('%s', async (_, does, status, words) => {
    machine.command(
      'etcdctl',
      `case "$*" in *10.1.0.12*" get --print-value-only /db/pg-seoul-cluster/leader") ${does} ;; *) exit 1 ;; esac`,
    );
    const result = machine.paste(blockOf(await runbookOf(SAMPLE), 'promote-busan.is-lock-gone').text);
    expect(result).toMatchObject({ status });
    expect(result.output).toContain(words);
  });
});

describe('promote-busan.promote, once patronictl is asked', () => {
  /** @param dcs the dynamic configuration that is in etcd then */
  const asked = async (status: number, dcs = ''): Promise<{ status: number | null; output: string }> => {
    machine.file('patroni.yml', await fileOf('busan/pg-busan-2/etc/patroni/patroni.yml', SAMPLE));
    machine.command(
      'patronictl',
      `case "$*" in *show-config*) printf '%s' '${dcs}' ;; *) exit ${status} ;; esac`,
    );
    answer(SILENT, REFUSED);
    return machine.paste(blockOf(await runbookOf(SAMPLE), 'promote-busan.promote').text);
  };

  it('leaves the wait for a PostgreSQL that has much to apply to the next block', async () => {
    const { status, output } = await asked(124, 'ttl: 30\n');
    expect(status).toBe(0);
    expect(output).toContain('promote-busan.wait goes on with that');
  });

  it.each([
    ['etcd does not answer', ''],
    ['the site still follows', 'standby_cluster:\n  host: 10.1.0.10\nttl: 30\n'],
  ])('fails where the order was not given: %s', async (_, dcs) => {
    const { status, output } = await asked(124, dcs);
    expect(status).toBe(1);
    expect(output).toContain('the promotion was not ordered');
  });

  it('fails where patronictl does', async () => {
    const { status, output } = await asked(1);
    expect(status).toBe(1);
    expect(output).toContain('patronictl did not promote');
  });
});

describe.each([
  ['promote-busan.promote', SAMPLE, 'busan/pg-busan-2', '10.1.0.11', 'sure=promote-busan\n'],
  ['promote-busan.promote', OLD, 'busan/pg-busan-2', '10.1.0.11', 'sure=promote-busan\n'],
  ['abort-swap-busan.promote', SAMPLE, 'seoul/pg-seoul-2', '10.2.0.11', 'sure=abort-swap-busan\n'],
])('%s of %s', (id, topology, node, other, sure) => {
  async function promote(
    rest: string,
    postgresql: string,
    before = '',
    from = node,
  ): Promise<{ status: number | null; output: string }> {
    machine.file('patroni.yml', await fileOf(`${from}/etc/patroni/patroni.yml`, topology));
    machine.file('patroni.env', '');
    machine.command('patronictl', 'echo "patronictl $*"');
    // The block of a swap that is given up waits for a primary of this site in the end, and has one.
    answer(
      `case $url in *10.1.0.*/primary) [ $from = busan ] || exit 0 ;; esac\n${rest}`.replace(
        '$from',
        from.slice(0, 5),
      ),
      postgresql,
    );
    machine.clock(60);
    machine.command('sleep', ':');
    return machine.paste(`${before}${blockOf(await runbookOf(topology), id).text}`);
  }
  const at = (does: string): string => `case $host in *${other}*) ${does};; esac; ${REFUSED}`;
  const changed = 'patronictl ';

  /** The other site answers as one that follows: all that a swap's way back is content with. */
  const FOLLOWS = `case $url in *${other}*/standby-leader) exit 0 ;; *${other}*) printf 503; exit 0 ;; esac; ${SILENT}`;

  it('goes on where no other site takes writes', async () => {
    expect((await promote(FOLLOWS, at('echo t; exit 0'))).output).toContain(changed);
  });

  it('takes silence for no answer where somebody may have promoted the other site', async () => {
    const { status, output } = await promote(SILENT, REFUSED);
    if (id.startsWith('promote-')) expect(output).toContain(changed);
    else {
      expect(status).toBe(2);
      expect(output).toContain('no member of busan answers as its standby leader, so nobody knows');
      expect(output).not.toContain(changed);
      expect((await promote(SILENT, REFUSED, sure)).output).toContain(changed);
    }
  });

  it('does not take what was typed for another block', async () => {
    const refused = await promote(
      `case $url in *${other}*) printf 200; exit 0;; esac; ${SILENT}`,
      REFUSED,
      'sure=yes\n',
    );
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.output).not.toContain(changed);
  });

  it.each([
    [
      'its Patroni is the primary',
      `case $url in *${other}*) printf 200; exit 0;; esac; ${SILENT}`,
      REFUSED,
      1,
    ],
    ['PostgreSQL takes writes without Patroni', SILENT, 'echo f; exit 0', 1],
    ['it cannot be asked', SILENT, 'echo "FATAL: no pg_hba.conf entry" >&2; exit 2', 2],
  ])('refuses while %s, and can be told to go on', async (_, rest, does, status) => {
    const refused = await promote(rest, at(does));
    expect(refused).toMatchObject({ status });
    expect(refused.output).toContain('nothing was changed');
    expect(refused.output).not.toContain(changed);
    expect((await promote(rest, at(does), sure)).output).toContain(changed);
  });

  it('refuses on a node of another site', async () => {
    const from = node.startsWith('busan') ? 'seoul/pg-seoul-1' : 'busan/pg-busan-1';
    const refused = await promote(SILENT, REFUSED, '', from);
    expect(refused).toEqual({ status: 1, output: expect.stringContaining('this is no member of') });
    expect(refused.output).not.toContain(changed);
  });
});
