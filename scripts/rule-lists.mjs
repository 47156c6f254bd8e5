// The lists of rules, made from their files: src/rules/<category>/<name>.ts exports one rule, and its flag says in which list it is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CATEGORY = /^[a-z]+$/;
const RULE = /^export const (\w+): (Rule|ChangeRule|LiveRule) = \{\n {2}id: '([a-z0-9-]+)\/([a-z0-9-]+)',$/gm;
const FLAG = /^ {2}onlyOverrides: true,$/m;

/** Every rule: its id, the name of its export, and whether only overrides can break it. */
function rulesIn(folder) {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && CATEGORY.test(entry.name))
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  return files.flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n');
    const rules = [...text.matchAll(RULE)];
    // A rule that is written otherwise would be lost.
    if (rules.length !== text.split(/\b(?:Change|Live)?Rule = /).length - 1 || rules.length > 1)
      throw new Error(`src/rules/${path}: one rule, written as "export const name: Rule = {", its id first`);
    if (FLAG.test(text) !== text.includes('onlyOverrides'))
      throw new Error(`src/rules/${path}: write the line "onlyOverrides: true,"`);
    const [[, name, kind, category, own] = []] = rules;
    if (name === undefined) return [];
    if (path !== `${category}/${own}.ts`)
      throw new Error(`src/rules/${path} has the rule ${category}/${own}`);
    return [{ id: `${category}/${own}`, name, onlyOverrides: FLAG.test(text), kind }];
  });
}

/** A module that exports these rules as one list, sorted by id. */
function listOf(constant, rules, said, type = 'Rule', from = 'lint/rule.ts') {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // Two categories may have a rule of one name.
  const called = ({ id, name }) =>
    rules.filter((one) => one.name === name).length > 1
      ? `${name}Of${id.replace(/(?:^|\W)(\w)/g, (_, letter) => letter.toUpperCase())}`
      : name;
  const imports = sorted.map((rule) => {
    const as = called(rule) === rule.name ? rule.name : `${rule.name} as ${called(rule)}`;
    return `import { ${as} } from '../${rule.id}.ts';`;
  });
  return `import type { ${type} } from '../../compiler/${from}';
${imports.join('\n')}

/** ${said} */
export const ${constant}: readonly ${type}[] = [
${sorted.map((rule) => `  ${called(rule)},`).join('\n')}
];
`;
}

/** The modules by name. */
export function ruleLists(root) {
  const all = rulesIn(join(root, 'src/rules'));
  const of = (wanted) => all.filter(({ kind }) => kind === wanted);
  const rules = of('Rule');
  return {
    'changes.ts': listOf(
      'CHANGE_RULES',
      of('ChangeRule'),
      'The rules that judge a change, sorted by id.',
      'ChangeRule',
      'plan/change-rule.ts',
    ),
    'live.ts': listOf(
      'LIVE_RULES',
      of('LiveRule'),
      'The rules that judge an estate that runs, sorted by id.',
      'LiveRule',
      'live/live-rule.ts',
    ),
    'usual.ts': listOf(
      'USUAL_RULES',
      rules.filter(({ onlyOverrides }) => !onlyOverrides),
      'The rules that judge every topology, sorted by id.',
    ),
    'only-overrides.ts': listOf(
      'ONLY_OVERRIDES',
      rules.filter(({ onlyOverrides }) => onlyOverrides),
      'The rules that nothing but an override can break, sorted by id.',
    ),
  };
}
