import { expect, it } from 'vitest';
import { templatesTypes } from '../../scripts/template-shapes.mjs';

/** What one template asks of its context. */
const asked = (source: string, partials: Readonly<Record<string, string>> = {}): string | undefined =>
  /"file": \(context: (.*)\) => string;/.exec(templatesTypes({ file: source, ...partials }))?.[1];

it('a template asks for every name in it, of the context that the name is looked up in', () => {
  expect(asked('{{text a}}{{#if b.c}}{{sh "x" d}}{{/if}}')).toBe(
    '{ readonly a: unknown; readonly b: { readonly c: unknown } | undefined; readonly d: unknown }',
  );
  expect(asked('{{#each sites}}{{text this.name}}{{text ../estate}}{{else}}{{text none}}{{/each}}')).toBe(
    '{ readonly estate: unknown; readonly none: unknown; readonly sites: readonly { readonly name: unknown }[] | undefined }',
  );
  expect(asked('{{#each names}}{{text this}}{{/each}}')).toBe(
    '{ readonly names: readonly unknown[] | undefined }',
  );
});

it('it asks what its partials ask, but for what it gives them', () => {
  const partials = { 'runbook/until': '{{sh what}}{{#each members}}{{sh this.url}}{{/each}}' };
  expect(asked('{{> runbook/until what=site.lock}}', partials)).toBe(
    '{ readonly members: readonly { readonly url: unknown }[] | undefined; readonly site: { readonly lock: unknown } | undefined }',
  );
  expect(asked('{{#each sites}}{{> runbook/until what="x"}}{{/each}}', partials)).toBe(
    '{ readonly sites: readonly { readonly members: readonly { readonly url: unknown }[] | undefined }[] | undefined }',
  );
});
