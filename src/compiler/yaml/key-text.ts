import { isScalar } from 'yaml';

/** The text of a key as the topology's value has it. */
export const keyText = (key: unknown): string | undefined => {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
};
