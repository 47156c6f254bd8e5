import fc from 'fast-check';

/** Words, numbers, dates, and what nearly looks like them: each is a value. */
const SOUND = [
  ...[
    'yes',
    'No',
    'ON',
    'off',
    'true',
    'FALSE',
    'y',
    'n',
    '~',
    'null',
    'Null',
    'nul',
    'text',
    'two words',
    '',
  ],
  ...['0', '-0', '12', '0644', '0o17', '08', '1_000', '0b101', '0x1F', '1:30', '190:20:30', '1:60', '"0b_"'],
  ...[
    '1.0',
    '1.',
    '.5',
    '-.5',
    '1e3',
    '1.0e+3',
    '1.5E-2',
    '.inf',
    '-.INF',
    '.nan',
    '1:30.5',
    '10.1.0.10',
    '64MB',
  ],
  ...['2001-12-14', '2001-1-1', '2001-12-14 21:59:43', '2001-12-14t21:59:43.1-05:00', '"<<"'],
  ...[
    '"yes"',
    "'0644'",
    '""',
    "'it''s'",
    '"a\\tb"',
    'http://10.0.0.1:2379',
    'host all all 10.0.0.0/8 md5',
    'a#b',
  ],
  ...['/bin/true %f', '!!str 12', '!!int "7"', '!!float 2', '!!bool "on"'],
  ...['!!null ""', '! 12', '! "12"', '!!timestamp "2001-01-01"', '!!str'],
];

/** What is refused, or is no scalar, or only in blocks. */
const ODD = [
  ...[
    '0b_',
    '2001-13-01',
    '=',
    '<<',
    'a: b',
    '- a',
    '@x',
    '%x',
    '{{ x }}',
    `\${X}`,
    '!!int x',
    '!x y',
    'a, b',
  ],
  ...['12 # said', '"q" # said', '[a', '"', 'a\tb', '|', '*x', '&x'],
];

const WORDS = [...SOUND, ...ODD];

const LETTERS = '0123456789_.:+-eExXobBnNyYaAfFTZ~';

const near = fc
  .tuple(fc.constantFrom(...WORDS), fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 2 }))
  .map((parts) => parts.join(''));

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 3 });
const stamp = fc
  .tuple(
    fc.constantFrom('2001', '1999', '0000'),
    fc.constantFrom('-'),
    fc.constantFrom('12', '2', '02', '13', '0'),
    fc.constantFrom('-'),
    fc.constantFrom('14', '3', '31', '30', '29'),
    fc.constantFrom('', ' ', 'T', 't', '  '),
    fc.constantFrom('', '21:59:43', '1:02:03', '24:00:00', '21:59:60', '21:59'),
    fc.constantFrom('', '.', '.1', '.1234567'),
    fc.constantFrom('', 'Z', ' Z', '-5', '+05:30', ' -24', '+23:60'),
  )
  .map((parts) => parts.join(''));

/** One line that may be a scalar of any kind, or no YAML at all. */
export const scalar: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...WORDS),
  near,
  fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 9 }),
  fc
    .tuple(digits, fc.constantFrom(':', '.', '_', '-'), digits, fc.constantFrom(':', '.', '_', ''), digits)
    .map((parts) => parts.join('')),
  stamp,
);

// No 1 or 0 beside on and off: Python has each two for one key.
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'b', 'c', 'host', 'port') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('on', 'no', '7', '"1x"', '0x10', '~', '"a"', '=', '&k d', '!!str on', '? e'),
  },
);

// A tag right before a comma or a bracket is read otherwise: see the table of texts.
const plain = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...SOUND.filter((word) => word !== '!!str')) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
);

/** A text to the end of a line of a block. */
const line = fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: near });

const anchored = (node: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('', '', '', '&x ', '&y '), node).map((parts) => parts.join(''));

const alias = fc.constantFrom('*x', '*y');

/** A value on one line. */
const flow: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: anchored(plain) },
    { weight: 1, arbitrary: alias },
    {
      weight: 2,
      arbitrary: anchored(fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`)),
    },
    {
      weight: 3,
      arbitrary: anchored(
        fc
          .array(
            fc.oneof(
              { weight: 5, arbitrary: pairOf(tie('node')) },
              { weight: 1, arbitrary: mergeOf(tie('node')) },
            ),
            { maxLength: 4 },
          )
          .map((pairs) => `{${pairs.join(', ')}}`),
      ),
    },
  ),
})).node;

function pairOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(key, value).map(([name, text]) => `${name}: ${text}`);
}

function mergeOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom('*x', '*y', '[*x, *y]', '{a: 1, b: 2}') },
      {
        weight: 1,
        arbitrary: fc.oneof({ weight: 1, arbitrary: value }, { weight: 5, arbitrary: fc.constant('{}') }),
      },
    )
    .map((text) => `<<: ${text}`);
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** Lines of a block. */
const block: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => {
  const below = (head: string, body: string): string => `${head}\n${indented(body)}`;
  const member = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(key, line).map(([name, text]) => `${name}: ${text}`) },
    { weight: 4, arbitrary: pairOf(flow) },
    { weight: 2, arbitrary: mergeOf(flow) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(key, fc.constantFrom('|', '>', '|-', '>+'), plain)
        .map(([name, mark, text]) => `${name}: ${mark}\n  ${text}\n    more\n  end`),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(key, fc.constantFrom('', ' &x', ' &y'), tie('node'))
        .map(([name, anchor, body]) => below(`${name}:${anchor}`, body)),
    },
  );
  const item = fc.oneof(
    { weight: 3, arbitrary: flow.map((text) => `- ${text}`) },
    { weight: 2, arbitrary: tie('node').map((body) => `- ${indented(body).trimStart()}`) },
  );
  return {
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      {
        weight: 3,
        arbitrary: fc.array(member, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n')),
      },
      {
        weight: 1,
        arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
      },
    ),
  };
}).node;

/** Without anchors of the same name as one above, nearly always. */
const withoutTaken = (text: string, keep: boolean): string => {
  const seen = new Set<string>();
  return text.replaceAll(/&([xyk]) ?/g, (anchor, name) => {
    const isTaken = seen.has(name);
    seen.add(name);
    return keep || !isTaken ? anchor : '';
  });
};

const ANCHORS = ['&x {a: 1, host: p}', '&y {a: 2, port: 5}'];

const withAnchors = (body: string): string =>
  [...ANCHORS.map((node, at) => (body.startsWith('-') ? `- ${node}` : `first${at}: ${node}`)), body].join(
    '\n',
  );

/** A document in blocks, whose first lines have the anchors that it may name. */
export const document: fc.Arbitrary<string> = fc
  .tuple(fc.nat(9), fc.constantFrom('', '---\n', '%YAML 1.1\n---\n'), block, fc.nat(20))
  .map(([anchors, start, body, chance]) =>
    withoutTaken(`${start}${anchors > 0 ? withAnchors(body) : body}\n`, chance === 0),
  );
