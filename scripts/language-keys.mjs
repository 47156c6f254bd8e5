// The keys of the language as a type, so that a table by key is complete or does not compile.

/** Every path of the schema that has no keys below it, with `*` for an item of a list and for a name that people choose. */
function leaves(schema) {
  const found = [];
  const resolved = (node) => (node.$ref ? resolved(at(node.$ref)) : node);
  const at = (ref) =>
    ref
      .split('/')
      .slice(1)
      .reduce((node, key) => node[key], schema);
  const walk = (node, path) => {
    const { properties = {}, additionalProperties, items } = resolved(node);
    const below = [
      ...Object.entries(properties),
      ...[additionalProperties, items].flatMap((one) =>
        typeof one === 'object' && one !== null ? [['*', one]] : [],
      ),
    ];
    const isLeaf = below.every(([key, one]) => key === '*' && isPlain(resolved(one)));
    if (isLeaf && path !== '') found.push(path);
    if (!isLeaf) for (const [key, one] of below) walk(one, path === '' ? key : `${path}.${key}`);
    // A value that may be a word or a map is a key of its own too, and so is a list of which items come and go.
    const types = [resolved(node).type].flat();
    if (!isLeaf && path !== '' && ['string', 'boolean', 'array'].some((type) => types.includes(type)))
      found.push(path);
  };
  const isPlain = ({ properties, additionalProperties, items }) =>
    !properties && typeof additionalProperties !== 'object' && typeof items !== 'object';
  walk(schema, '');
  return found;
}

/** What may be written at the top, under a site and under a node is one key; others are those of a site, or of a node. */
function shortened(paths) {
  const top = new Set(paths.filter((path) => !path.startsWith('sites.') && path !== 'name'));
  return paths.map((path) => {
    const [, ofNode] = /^sites\.\*\.nodes\.\*\.(.*)$/.exec(path) ?? [];
    if (ofNode !== undefined) return top.has(ofNode) ? ofNode : `node.${ofNode}`;
    const [, ofSite] = /^sites\.\*\.(.*)$/.exec(path) ?? [];
    if (ofSite !== undefined) return top.has(ofSite) ? ofSite : `site.${ofSite}`;
    return path;
  });
}

/** The module of the type. */
export function languageKeys(schema) {
  const keys = [...new Set(shortened(leaves(schema)))].sort();
  return `/** A key of the language, wherever it may be written. */
export type LanguageKey =
${keys.map((key) => `  | '${key}'`).join('\n')};
`;
}
