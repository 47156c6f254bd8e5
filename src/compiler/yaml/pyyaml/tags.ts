import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar } from 'yaml';
import { kindOfPlain } from './scalars.ts';

const YAML_ORG = 'tag:yaml.org,2002:';

/**
 * The tag that PyYAML gives a node, without `tag:yaml.org,2002:`; a tag from elsewhere comes with a `!` before it.
 * `!` alone makes a quoted scalar plain (`yaml/parser.py`: implicit is true for it).
 */
export function tagOf(node: Scalar | YAMLMap | YAMLSeq): string {
  const { tag } = node;
  if (tag !== undefined && tag !== '!')
    return tag.startsWith(YAML_ORG) ? tag.slice(YAML_ORG.length) : `!${tag}`;
  if (!isScalar(node)) return isMap(node) ? 'map' : 'seq';
  return tag === '!' || node.type === 'PLAIN' ? kindOfPlain(node.source ?? '') : 'str';
}
