// Compiles templates to plain functions of their context. Handlebars parses them; the output of its own compiler would need
// its runtime, which would cost every start more than all the text. This compiler supports only what the templates here use,
// and refuses anything else, with its place.
//   {{text name}}  →  text(c.name)
//   {{#each sites}}{{word this.name}} {{/each}}  →  each(c.sites, (c1, at) => word(c1.name) + " ")
import Handlebars from 'handlebars';

/** Helpers a template may call; a value that is not passed through one of them cannot reach the output. */
const HELPERS = ['sh', 'words', 'section', 'rest', 'block', 'lines', 'word', 'text', 'comment', 'unit'];

/** The code of an empty text. */
const NOTHING = '""';

/** The code of blocks, from their value, their text, the text after `else`, and the name of the inner context. */
const BLOCKS = {
  each: (list, make, otherwise, inside) =>
    `each(${list}, (${inside}, at) => ${make}${otherwise === NOTHING ? '' : `, () => ${otherwise}`})`,
  if: (value, yes, no) => `(holds(${value}) ? ${yes} : ${no})`,
  unless: (value, no, yes) => `(holds(${value}) ? ${yes} : ${no})`,
};

/** Runtime of the functions: an empty list is false, as everywhere in Handlebars. */
const RUNTIME = `const holds = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const each = (list, make, otherwise) => (holds(list) ? list.map(make).join('') : (otherwise?.() ?? ''));
`;

/** Compiles one template. */
class Template {
  #name;
  #partials;
  /** How many lists enclose the place. */
  #depth = 0;

  /** @param partials names of templates that this template may include */
  constructor(name, partials) {
    this.#name = name;
    this.#partials = partials;
  }

  /** @returns the code of an expression whose value is the text, where `c` is the context */
  compile(source) {
    return this.#program(Handlebars.parse(source));
  }

  #refuse(node, problem) {
    throw new Error(`${this.#name}:${node.loc.start.line}: ${problem}`);
  }

  /** The name of the context this many lists up. */
  #context(up = 0) {
    const depth = this.#depth - up;
    return depth === 0 ? 'c' : `c${depth}`;
  }

  #program(program) {
    const parts = (program?.body ?? []).map((node) => this.#statement(node)).filter((part) => part !== '');
    return parts.length === 0 ? NOTHING : parts.join(' +\n    ');
  }

  #statement(node) {
    if (node.type === 'CommentStatement') return '';
    if (node.type === 'ContentStatement') return node.value === '' ? '' : JSON.stringify(node.value);
    if (node.type === 'MustacheStatement') return this.#call(node);
    if (node.type === 'BlockStatement') return this.#block(node);
    if (node.type === 'PartialStatement') return this.#partial(node);
    return this.#refuse(node, `${node.type} is not supported by scripts/templates.mjs`);
  }

  #call(node) {
    const name = node.path.original;
    if (!HELPERS.includes(name) || node.params.length === 0 || node.hash)
      this.#refuse(node, `{{${name}}} reaches the output without a typed helper`);
    return `${name}(${node.params.map((param) => this.#value(param)).join(', ')})`;
  }

  #block(node) {
    const make = BLOCKS[node.path.original];
    if (!make || node.params.length !== 1 || node.hash)
      this.#refuse(node, `{{#${node.path.original}}} is not supported by scripts/templates.mjs`);
    const value = this.#value(node.params[0]);
    const otherwise = this.#program(node.inverse);
    const into = node.path.original === 'each' ? 1 : 0;
    this.#depth += into;
    const code = make(value, this.#program(node.program), otherwise, this.#context());
    this.#depth -= into;
    return code;
  }

  #partial(node) {
    const name = node.name.original;
    if (!this.#partials.includes(name) || node.params.length > 0 || node.indent)
      this.#refuse(node, `{{> ${name}}}: no such template, or another context, or indented`);
    const pairs = (node.hash?.pairs ?? []).map(({ key, value }) => `${key}: ${this.#value(value)}`);
    const own = this.#context();
    const context = pairs.length === 0 ? own : `{ ...${own}, ${pairs.join(', ')} }`;
    return `parts[${JSON.stringify(name)}](${context})`;
  }

  #value(node) {
    if (node.type === 'StringLiteral' || node.type === 'NumberLiteral') return JSON.stringify(node.value);
    if (node.type !== 'PathExpression' || node.depth > this.#depth)
      return this.#refuse(node, `${node.original ?? node.type} is not supported by scripts/templates.mjs`);
    if (!node.parts.every((part) => /^[A-Za-z]\w*$/.test(part)))
      return this.#refuse(node, `${node.original} is not a name`);
    if (node.data)
      return node.original === '@index' ? 'at' : this.#refuse(node, '@index is the only supported @word');
    // A context is a map or a text; keys below it may be missing.
    const context = this.#context(node.depth);
    return node.parts.length === 0 ? context : `${context}.${node.parts.join('?.')}`;
  }
}

/** Code of a module that has all templates as functions. Templates in folders are partials, `{{> folder/name}}`. */
export function templatesModule(sources) {
  const names = Object.keys(sources).sort();
  const partials = names.filter((name) => name.includes('/'));
  const functions = names.map((name) => {
    const text = new Template(name, partials).compile(sources[name]);
    return `    ${JSON.stringify(name)}: (c) =>\n    ${text},\n`;
  });
  return `${RUNTIME}
export function templatesOf({ ${HELPERS.join(', ')} }) {
  const parts = {
${functions.join('')}  };
  return parts;
}
`;
}
