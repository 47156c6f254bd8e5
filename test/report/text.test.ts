import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { text } from '../../src/compiler/report/text.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { at, finding, related, report, SAMPLE, through } from './sample.ts';

const plain = (source: string, ...diagnostics: Diagnostic[]): Promise<string> =>
  text(report(source, ...diagnostics), { color: false });

/** The frame alone: without header, place and summary. */
async function frameOf(source: string, more: Partial<Diagnostic>): Promise<string> {
  const output = await plain(source, finding(more));
  return output.split('\n').slice(2, -3).join('\n');
}

test('a whole report', async () => {
  expect(await text(SAMPLE, { color: false })).toBe(
    `error[replication/slot-mismatch]: busan streams from slot "standby_cluster_busan", which seoul does not keep
 --> topology.yaml:7:13
  |
3 |     slots: [standby_busan]
  |             ------------- seoul keeps this slot
...
7 |       slot: standby_cluster_busan
  |             ^^^^^^^^^^^^^^^^^^^^^
  |
  = why: busan asks seoul for a slot that does not exist: streaming never starts, and nothing but
         the log of one node says so until the day of the disaster.
  = help: write \`slot: standby_busan\`
  = fix: write "standby_busan"

warning[naming/scope]: it is wrong
 --> topology.yaml:5:12
  |
5 |     scope: pg-busan
  |            ^^^^^^^^

error[source/unreadable]: no such file
 --> gone.yaml

2 errors, 1 warning in 3 files; lint --fix can fix 1 of them; 1 suppressed
`,
  );
});

describe('summary', () => {
  const summaryOf = async (...diagnostics: Diagnostic[]): Promise<string | undefined> =>
    (await plain('a: 1\n', ...diagnostics)).trimEnd().split('\n').at(-1);

  test('nothing found', async () => {
    expect(await plain('a: 1\n')).toBe('no findings in 1 file\n');
    expect(await text({ version: '1.2.3', files: [] }, { color: false })).toBe('no findings in 0 files\n');
  });

  test('one of each, and many', async () => {
    const [error, warning, info] = [
      finding(),
      finding({ severity: 'warning' }),
      finding({ severity: 'info' }),
    ];
    expect(await summaryOf(info)).toBe('1 info in 1 file');
    expect(await summaryOf(warning, info, error)).toBe('1 error, 1 warning, 1 info in 1 file');
    expect(await summaryOf(error, error, warning, warning, info, info)).toBe(
      '2 errors, 2 warnings, 2 infos in 1 file',
    );
  });

  test('what has a fix', async () => {
    const fixable = finding({ fix: { title: 'write it', edits: [] } });
    expect(await summaryOf(fixable)).toBe('1 error in 1 file; lint --fix can fix it');
    expect(await summaryOf(fixable, finding())).toBe('2 errors in 1 file; lint --fix can fix 1 of them');
    expect(await summaryOf(fixable, fixable)).toBe('2 errors in 1 file; lint --fix can fix all of them');
  });
});

describe('frame', () => {
  const twoPlaces = (source: string) =>
    frameOf(source, { span: at(source, 'bbb'), related: [related(at(source, 'aa'), 'this')] });

  test('neighbouring lines', async () => {
    expect(await twoPlaces('x: aa\ny: bbb\n')).toBe(`  |
1 | x: aa
  |    -- this
2 | y: bbb
  |    ^^^`);
  });

  test('a single line between is shown', async () => {
    expect(await twoPlaces('x: aa\n한: 국\ny: bbb\n')).toBe(`  |
1 | x: aa
  |    -- this
2 | 한: 국
3 | y: bbb
  |    ^^^`);
  });

  test('more lines between are left out, and the gutter fits the last number', async () => {
    expect(await twoPlaces(`x: aa\n${'#\n'.repeat(8)}y: bbb\n`)).toBe(`   |
 1 | x: aa
   |    -- this
...
10 | y: bbb
   |    ^^^`);
  });

  test('the primary place may come first', async () => {
    expect(await twoPlaces('y: bbb\nx: aa\n')).toBe(`  |
1 | y: bbb
  |    ^^^
2 | x: aa
  |    -- this`);
  });

  test('two places on one line, labelled right', async () => {
    expect(await twoPlaces('[ bbb, aa ]\n')).toBe(`  |
1 | [ bbb, aa ]
  |   ^^^  -- this`);
  });

  test('two places on one line, labelled left', async () => {
    expect(await twoPlaces('[ aa, bbb ]\n')).toBe(`  |
1 | [ aa, bbb ]
  |   --  ^^^
  |   |
  |   this`);
  });

  test('labels of many places on one line do not run into each other', async () => {
    const source = '[ a, b, c, d ]\n';
    const places = ['a', 'b', 'c'].map((name) => related(at(source, name), `the ${name}`));
    expect(await frameOf(source, { span: at(source, 'd'), related: places })).toBe(`  |
1 | [ a, b, c, d ]
  |   -  -  -  ^
  |   |  |  |
  |   |  |  the c
  |   |  the b
  |   the a`);
  });

  test('a place inside another', async () => {
    const source = 'x: { a: 1 }\n';
    const around = related(at(source, '{ a: 1 }'), 'in this map');
    expect(await frameOf(source, { span: at(source, 'a'), related: [around] })).toBe(`  |
1 | x: { a: 1 }
  |    --^-----
  |    |
  |    in this map`);
  });

  test('a related place equal to the primary one labels it', async () => {
    const source = 'x: aa\n';
    const span = at(source, 'aa');
    expect(
      await frameOf(source, { span, related: [related(span, 'asked here'), related(span, 'twice')] }),
    ).toBe(`  |
1 | x: aa
  |    ^^ asked here; twice`);
  });

  test('two related places that are one, and say the same, are said once', async () => {
    const source = 'x: aa\n';
    const place = related(at(source, 'aa'), 'asked here');
    expect(await frameOf(source, { span: at(source, 'x'), related: [place, place] })).toBe(`  |
1 | x: aa
  | ^  -- asked here`);
  });

  test('a span of several lines is shown by its first', async () => {
    const source = 'sites:\n  - name: a   \n    b: c\n  - d: e\n';
    const site = through(at(source, 'name'), at(source, 'c'));
    expect(await frameOf(source, { span: site })).toBe(`  |
2 |   - name: a
  |     ^^^^^^^ to line 3`);
    expect(await frameOf(source, { span: at(source, 'd'), related: [related(site, 'this site')] })).toBe(`  |
2 |   - name: a
  |     ------- this site (to line 3)
3 |     b: c
4 |   - d: e
  |     ^`);
  });

  test('a span that takes in no more than the line feed stays on its line', async () => {
    const source = 'a: 1\nb: 2\n';
    expect(await frameOf(source, { span: at(source, '1\n') })).toBe(`  |
1 | a: 1
  |    ^`);
  });

  test('an empty span points, also behind the end of the line', async () => {
    const source = 'a:\nb: 1\n';
    const end = at(source, ':').end;
    expect(await frameOf(source, { span: { start: end, end } })).toBe(`  |
1 | a:
  |   ^`);
    const start = at(source, 'b').start;
    expect(await frameOf(source, { span: { start, end: start } })).toBe(`  |
2 | b: 1
  | ^`);
  });

  test('Windows line ends', async () => {
    expect(await twoPlaces('x: aa\r\ny: bbb\r\n')).toBe(await twoPlaces('x: aa\ny: bbb\n'));
  });
});

describe('without a frame', () => {
  test('a finding on the whole file', async () => {
    expect(
      await plain('a: 1\n', finding({ why: 'so it is', help: 'do this' })),
    ).toBe(`error[test/rule]: it is wrong
 --> t.yaml
  = why: so it is
  = help: do this

1 error in 1 file
`);
  });

  test('a place behind the end of the text', async () => {
    const start = { line: 9, column: 3, offset: 99 };
    const output = await plain('a: 1\n', finding({ span: { start, end: start } }));
    expect(output).toBe(`error[test/rule]: it is wrong
 --> t.yaml:9:3

1 error in 1 file
`);
  });
});

describe('widths', () => {
  const mark = (source: string, part: string) => frameOf(source, { span: at(source, part) });

  test('tabs', async () => {
    expect(await mark('a:\tbb\n', 'bb')).toBe(`  |
1 | a:    bb
  |       ^^`);
  });

  test('Korean, Chinese and emoji take two columns', async () => {
    const source = '서울: { 主: 🚀, 🇰🇷: bb }\n';
    const places = [related(at(source, '主'), 'two'), related(at(source, '🚀'), 'two')];
    expect(await frameOf(source, { span: at(source, 'bb'), related: places })).toBe(`  |
1 | 서울: { 主: 🚀, 🇰🇷: bb }
  |         --  --      ^^
  |         |   |
  |         |   two
  |         two`);
  });

  test('decomposed Hangul and accents take no more than composed ones', async () => {
    const names = '서울 é ';
    const output = await mark(`${names.normalize('NFD')}bb\n`, 'bb');
    expect(output.normalize('NFC')).toBe(await mark(`${names}bb\n`, 'bb'));
    expect(output).toContain(`\n  | ${' '.repeat(7)}^^`);
  });

  test('an accent that has no letter sits on a circle', async () => {
    expect(await mark('\u0301bb\n', 'bb')).toBe(`  |
1 | ◌\u0301bb
  |  ^^`);
  });

  test('an emoji is shown without joiner, style and skin tone', async () => {
    expect(await mark('⚠️👩🏽‍💻 bb\n', 'bb')).toBe(`  |
1 | ⚠👩💻 bb
  |       ^^`);
  });
});

describe('what must not reach the terminal', () => {
  test('is made visible in the frame', async () => {
    const source = 'a: \u001b[31m\u202e\u00a0\u200b\u007f\u009b bb\n';
    expect(await frameOf(source, { span: at(source, 'bb') })).toBe(`  |
1 | a: ␛[31m<U+202E><U+00A0><U+200B>␡<U+009B> bb
  |                                           ^^`);
  });

  test('is made visible everywhere else', async () => {
    const evil = '\u001b]0;x\u0007\u2066';
    const source = 'a: bb\n';
    const diagnostic = finding({
      rule: evil,
      message: `${evil}\nerror: forged`,
      span: at(source, 'bb'),
      related: [related(at(source, 'a'), evil)],
      why: evil,
      help: evil,
    });
    const shown = '␛]0;x␇<U+2066>';
    const files = [{ file: evil, text: source, diagnostics: [diagnostic] }];
    expect(
      await text({ version: '1.2.3', files }, { color: false }),
    ).toBe(`error[${shown}]: ${shown}␊error: forged
 --> ${shown}:1:4
  |
1 | a: bb
  | -  ^^
  | |
  | ${shown}
  |
  = why: ${shown}
  = help: ${shown}

1 error in 1 file
`);
  });
});

describe('very long lines are cut', () => {
  const map = `m: { ${Array.from({ length: 500 }, (_, index) => `k${index}: v${index}`).join(', ')} }\n`;

  test('around one mark', async () => {
    expect(map.length).toBeGreaterThan(5000);
    expect(await frameOf(map, { span: at(map, 'v250') })).toBe(`  |
1 | …, k249: v249, k250: v250, k251: v251, k252: …
  |                      ^^^^`);
  });

  test('between marks', async () => {
    const places = [related(at(map, 'm'), 'this map'), related(at(map, 'v499'), 'last')];
    expect(await frameOf(map, { span: at(map, 'v250'), related: places })).toBe(`  |
1 | m: { k0: v0, k1: v1, …, k249: v249, k250: v250, k251: v251, k252: …, k498: v498, k499: v499 }
  | -                                         ^^^^                                         ---- last
  | |
  | this map`);
  });

  test('within a mark', async () => {
    expect(await frameOf(map, { span: through(at(map, '{'), at(map, '}')) })).toBe(`  |
1 | m: { k0: v0, k1: v1, k2: v2, k3: …v497, k498: v498, k499: v499 }
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`);
  });

  test('when they stand between marked lines', async () => {
    const source = `a: 1\n# ${'x'.repeat(200)}\nb: 2\n`;
    const frame = await frameOf(source, { span: at(source, '1'), related: [related(at(source, '2'), 'x')] });
    expect(frame).toContain(`\n2 | # ${'x'.repeat(98)}…\n`);
  });
});

describe('why and help', () => {
  const notesOf = async (why: string): Promise<string> => {
    const source = 'a: bb\n';
    return (await frameOf(source, { span: at(source, 'bb'), why })).split('\n').slice(4).join('\n');
  };

  test('wrap at 100 columns, and what cannot be broken stays whole', async () => {
    const url = `https://example.com/${'x'.repeat(100)}`;
    const output = await notesOf(`${'word '.repeat(30)}${url} and more`);
    expect(output).toBe(`  = why: ${'word '.repeat(18).trim()}
         ${'word '.repeat(12).trim()}
         ${url}
         and more`);
  });

  test('wrap by columns, not by characters', async () => {
    const lines = (await notesOf('한국 '.repeat(40).trim())).split('\n');
    expect(lines.map((line) => [...line.matchAll(/한국/g)].length)).toEqual([18, 18, 4]);
  });

  test('keep the lines and the indentation that they have', async () => {
    expect(await notesOf('write\n  slots:\n    - busan\n')).toBe(`  = why: write
           slots:
             - busan`);
  });
});

test('colours', async () => {
  const source = 'x: aa\ny: bbb\n';
  const diagnostic = finding({
    severity: 'warning',
    span: at(source, 'bbb'),
    related: [related(at(source, 'aa'), 'this')],
    help: 'no',
  });
  const output = await text(report(source, diagnostic), { color: true });
  const named = output
    .replaceAll('\u001b[1;33m', '<yellow>')
    .replaceAll('\u001b[1;34m', '<blue>')
    .replaceAll('\u001b[1m', '<bold>')
    .replaceAll('\u001b[0m', '</>');
  expect(named).toBe(`<yellow>warning[test/rule]</><bold>: it is wrong</>
 <blue>--></> t.yaml:2:4
<blue>  |</>
<blue>1 |</> x: aa
<blue>  |</>    <blue>--</> <blue>this</>
<blue>2 |</> y: bbb
<blue>  |</>    <yellow>^^^</>
<blue>  |</>
  <blue>=</> <bold>help:</> no

<yellow>1 warning</> in 1 file
`);
});

test('colour changes nothing but colour', async () => {
  const colored = await text(SAMPLE, { color: true });
  expect(stripVTControlCharacters(colored)).toBe(await text(SAMPLE, { color: false }));
});
