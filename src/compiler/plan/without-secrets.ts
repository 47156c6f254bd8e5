import { secretsOf, variableFor } from '../lint/secrets.ts';
import { redacted } from '../secrets/redact.ts';
import type { Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap, wordOf } from '../text/json.ts';
import type { Value } from '../yaml/value.ts';

/** What stands for a secret: `collect` writes the same. */
export const BLANKED = '***';

const blanked = (text: string): string => redacted(text, { comments: false }).replace(/\*{3,}/g, BLANKED);

/**
 * A configuration without its secrets. What Patroni reads from variables is taken away; anything else is blanked out, so that
 * a person sees what is missing.
 */
export function withoutSecrets(value: JsonMap): JsonMap {
  const secrets = secretsOf(value as unknown as Value);
  if (secrets.length === 0) return value;
  const found = new Map(secrets.map((secret) => [JSON.stringify(secret.pointer), secret] as const));
  const clean = (node: Json | undefined, path: Pointer): Json | undefined => {
    const secret = found.get(JSON.stringify(path));
    if (secret?.by === 'text') return blanked(wordOf(node));
    if (secret?.by === 'key') return variableFor(path) === undefined ? BLANKED : undefined;
    // A key that holds the secret itself cannot be shown at all.
    if (secret) return undefined;
    if (Array.isArray(node))
      return node.map((item, index) => clean(item as Json, [...path, index]) ?? BLANKED);
    if (!isMap(node)) return node;
    const kept = Object.entries(node).flatMap(([key, one]) => {
      const left = clean(one, [...path, key]);
      return left === undefined ? [] : [[key, left] as const];
    });
    return Object.fromEntries(kept);
  };
  const result = clean(value, []);
  return isMap(result) ? result : {};
}
