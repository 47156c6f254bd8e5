import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Edit, Pointer, Written } from '../../text/finding.ts';
import { valueAt } from '../../text/finding.ts';
import { heldBy } from '../extent.ts';
import { keyText } from '../key-text.ts';
import type { Entry } from '../locate.ts';
import { entriesTo } from '../locate.ts';
import { flow } from '../write/flow.ts';
import { insertInto } from './insert.ts';
import type { Change, Page } from './page.ts';
import { takeOut } from './remove.ts';
import { inStyleOf } from './scalar.ts';

/** Whether a node is an alias, or has an anchor. */
const isShared = (node: unknown): boolean =>
  isAlias(node) || ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined);

/** The pairs and items on the way to a place, as far as they are written; undefined if one of them is shared. */
function routeOf({ parsed }: Page, at: Pointer): readonly Entry[] | undefined {
  const route = entriesTo(parsed, valueAt(...at));
  return [parsed.root, ...route.map(heldBy)].some(isShared) ? undefined : route;
}

const valueAtEnd = ({ parsed }: Page, route: readonly Entry[]): unknown => {
  const last = route.at(-1);
  return last ? heldBy(last) : parsed.root;
};

/** Replaces a scalar, and keeps its style of quotes. */
function replace(page: Page, node: unknown, value: string | number | boolean): Change | undefined {
  if (!isScalar(node) || !node.range || node.tag !== undefined) return undefined;
  const [start, end] = node.range;
  const old = page.text.slice(start, end).trimEnd();
  if (page.commentsIn(start, start + old.length).length > 0) return undefined;
  const text = inStyleOf(node, value);
  const isGlued = old === '' && !/\s/.test(page.text.charAt(start - 1));
  return { start, end: start + old.length, text: isGlued ? ` ${text}` : text };
}

function set(page: Page, at: Pointer, value: Written): Change | undefined {
  const route = routeOf(page, at);
  if (!route) return undefined;
  const node = valueAtEnd(page, route);
  if (route.length === at.length) return typeof value === 'object' ? undefined : replace(page, node, value);
  const [key, ...rest] = at.slice(route.length);
  if (!isMap(node) || typeof key !== 'string' || rest.some((part) => typeof part === 'number'))
    return undefined;
  const nested = rest.reduceRight<Written>((inner, part) => ({ [part]: inner }), value);
  return insertInto(page, node, `${flow(key)}: ${flow(nested)}`);
}

/** Removes a key, and the outermost map that would otherwise be empty; a list item must stay. */
function remove(page: Page, at: Pointer): Change | undefined {
  const route = routeOf(page, at);
  if (route?.length !== at.length) return undefined;
  for (let depth = route.length - 1; depth >= 0; depth--) {
    const entry = route[depth];
    const map = valueAtEnd(page, route.slice(0, depth));
    if (!entry || !isPair(entry) || !isMap(map)) return undefined;
    if (map.items.length > 1) return takeOut(page, map, entry);
  }
  return undefined;
}

function append(page: Page, at: Pointer, value: Written): Change | undefined {
  const route = routeOf(page, at);
  const list = route?.length === at.length ? valueAtEnd(page, route) : undefined;
  return isSeq(list) ? insertInto(page, list, flow(value)) : undefined;
}

function rename(page: Page, at: Pointer, key: string): Change | undefined {
  const route = routeOf(page, at);
  const entry = route?.at(-1);
  if (route?.length !== at.length || !entry || !isPair(entry) || !isScalar(entry.key)) return undefined;
  const map = valueAtEnd(page, route.slice(0, -1));
  const isTaken = isMap(map) && map.items.some((pair) => keyText(pair.key) === key);
  if (isTaken || !isNode(entry.key) || isShared(entry.key)) return undefined;
  return replace(page, entry.key, key);
}

/**
 * Turns an edit by place into a change of the text. Undefined if the change would affect anything else: if an anchor or an
 * alias is on the way, if a comment would be lost, or if the text has no place for it.
 */
export function changeOf(page: Page, edit: Edit): Change | undefined {
  switch (edit.kind) {
    case 'set':
      return set(page, edit.at, edit.value);
    case 'remove':
      return remove(page, edit.at);
    case 'append':
      return append(page, edit.at, edit.value);
    case 'rename':
      return rename(page, edit.at, edit.key);
  }
}
