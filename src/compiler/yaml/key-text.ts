import { isScalar } from 'yaml';

/** The text of a key as in the topology's value. */
export const keyText = (key: unknown): string | undefined => {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
};
