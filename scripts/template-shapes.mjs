// What each template asks of its context, as a TypeScript type: a name that a context lacks does not compile.
//   {{text name}}  →  { readonly name: unknown }
//   {{#each sites}}{{word this.name}} {{/each}}  →  { readonly sites: readonly { readonly name: unknown }[] | undefined }
import Handlebars from 'handlebars';

/** What is asked of one value: nothing, names below it, or that it is a list of such values. */
class Shape {
  fields = new Map();
  /** @type {Shape | undefined} */
  item;

  field(name) {
    const known = this.fields.get(name) ?? new Shape();
    this.fields.set(name, known);
    return known;
  }

  items() {
    this.item ??= new Shape();
    return this.item;
  }

  /** Asks all that another shape asks, but for the names that a template gives itself. */
  include(other, given = []) {
    for (const [name, shape] of other.fields) if (!given.includes(name)) this.field(name).include(shape);
    if (other.item) this.items().include(other.item);
  }

  /** The type of it. Names below a value may be missing with the value, and an absent list is an empty one. */
  type() {
    if (this.item) return `readonly ${this.item.isAsked() ? this.item.required() : 'unknown'}[] | undefined`;
    return this.isAsked() ? `${this.record()} | undefined` : 'unknown';
  }

  isAsked() {
    return this.fields.size > 0 || this.item !== undefined;
  }

  required() {
    return this.item ? `(${this.type()})` : this.record();
  }

  record() {
    const fields = [...this.fields].sort(([a], [b]) => (a < b ? -1 : 1));
    return `{ ${fields.map(([name, shape]) => `readonly ${name}: ${shape.type()}`).join('; ')} }`;
  }
}

/** The shapes of templates, each read once. */
class Shapes {
  #sources;
  #known = new Map();

  constructor(sources) {
    this.#sources = sources;
  }

  of(name) {
    const known = this.#known.get(name);
    if (known) return known;
    const shape = new Shape();
    this.#known.set(name, shape);
    this.#program(Handlebars.parse(this.#sources[name]), [shape]);
    return shape;
  }

  /** @param contexts the context of the place first, and those of the lists around it */
  #program(program, contexts) {
    for (const node of program?.body ?? []) this.#statement(node, contexts);
  }

  #statement(node, contexts) {
    if (node.type === 'MustacheStatement') for (const param of node.params) this.#value(param, contexts);
    if (node.type === 'BlockStatement') this.#block(node, contexts);
    if (node.type === 'PartialStatement') this.#partial(node, contexts);
  }

  #block(node, contexts) {
    const value = this.#value(node.params[0], contexts);
    const inside = node.path.original === 'each' && value ? [value.items(), ...contexts] : contexts;
    this.#program(node.program, inside);
    this.#program(node.inverse, contexts);
  }

  #partial(node, contexts) {
    const pairs = node.hash?.pairs ?? [];
    for (const { value } of pairs) this.#value(value, contexts);
    contexts[0].include(
      this.of(node.name.original),
      pairs.map(({ key }) => key),
    );
  }

  #value(node, contexts) {
    if (node.type !== 'PathExpression' || node.data) return undefined;
    return node.parts.reduce((shape, part) => shape.field(part), contexts[node.depth]);
  }
}

/** The declarations of the module that {@link templatesModule} makes. */
export function templatesTypes(sources) {
  const shapes = new Shapes(sources);
  const names = Object.keys(sources)
    // The blocks of a plan are texts of their own; other folders hold parts of templates.
    .filter((name) => !name.includes('/') || name.startsWith('plan/'))
    .sort();
  const members = names.map(
    (name) => `  readonly ${JSON.stringify(name)}: (context: ${shapes.of(name).record()}) => string;\n`,
  );
  return `import type { HELPERS } from '../render/helpers.ts';

/** The templates of whole files, each a function of what it asks of its context. */
export interface Templates {
${members.join('')}}

export const templatesOf: (helpers: typeof HELPERS) => Templates;
`;
}
