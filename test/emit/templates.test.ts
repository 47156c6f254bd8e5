import { expect, test } from 'vitest';
import { templatesModule } from '../../scripts/templates.mjs';

/** What a template makes of a context, where `text` leaves a value as it is. */
function made(sources: Readonly<Record<string, string>>, context: object): string {
  const code = templatesModule(sources).replace('export function', 'return function');
  const templatesOf = new Function(code)();
  return templatesOf({ text: String, words: (list: string[]) => list.join(' ') }).main(context);
}

test.each([
  ['values and text', '{{text name}}: "{{text site.name}}"\n', 'seoul: "busan"\n'],
  ['what is not there', '[{{text none.name}}]', '[undefined]'],
  [
    'each, and the number of a turn',
    '{{#each nodes}}{{#if @index}}, {{/if}}{{text this.name}}{{/each}}',
    'a, b',
  ],
  ['each text', '{{#each words}}{{text this}};{{/each}}', 'x;y;'],
  [
    'what is around a list',
    '{{#each nodes}}{{text this.name}}@{{text ../name}} {{/each}}',
    'a@seoul b@seoul ',
  ],
  ['else of each', '{{#each nothing}}x{{else}}none{{/each}}', 'none'],
  ['if, of an empty list too', '{{#if nothing}}x{{else}}no{{/if}} {{#if words}}yes{{/if}}', 'no yes'],
  ['unless', '{{#unless nothing}}yes{{else}}no{{/unless}}{{#unless words}}x{{/unless}}', 'yes'],
  ['a part', '{{> parts/one}}', 'one of seoul: x y'],
  ['a part with values of its own', '{{> parts/one name="busan" words=site.words}}', 'one of busan: z'],
  ['a line of its own leaves no empty one', 'a\n{{#if words}}\nb\n{{/if}}\nc\n', 'a\nb\nc\n'],
  ['a remark', 'a{{! not for readers }}b', 'ab'],
])('%s', (_, source, text) => {
  const context = {
    name: 'seoul',
    site: { name: 'busan', words: ['z'] },
    nodes: [{ name: 'a' }, { name: 'b' }],
    words: ['x', 'y'],
    nothing: [],
  };
  const part = 'one of {{text name}}: {{words words}}';
  expect(made({ main: source, 'parts/one': part }, context)).toBe(text);
});

test.each([
  ['a value without a helper', 'a\n{{name}}', 'main:2: {{name}} reaches the output without a typed helper'],
  ['a helper without a value', '{{text}}', '{{text}} reaches the output without a typed helper'],
  ['an unknown helper', '{{raw name}}', '{{raw}} reaches the output without a typed helper'],
  ['three braces', '{{{name}}}', 'reaches the output without a typed helper'],
  ['an unknown block', '{{#with site}}x{{/with}}', '{{#with}} is not supported'],
  ['a context around none', '{{#if nodes}}{{text ../name}}{{/if}}', '../name is not supported'],
  ['another word with @', '{{#each nodes}}{{text @key}}{{/each}}', '@index is the only supported @word'],
  ['a part that is not there', '{{> parts/two}}', '{{> parts/two}}: no such template'],
  [
    'a part with another context',
    '{{> parts/one site}}',
    '{{> parts/one}}: no such template, or another context',
  ],
  ['a name that is none', '{{text [a b]}}', 'a b is not a name'],
])('%s is refused', (_, source, problem) => {
  expect(() => templatesModule({ main: source, 'parts/one': '' })).toThrow(problem);
});
