import { readFileSync } from 'node:fs';
import { tools } from './tools.ts';

/** The Python that runs Patroni, from the first line of its script: the one whose PyYAML reads our files. */
export function patroniPython(): string {
  const [line = ''] = readFileSync(tools.patroni ?? '', 'utf8').split('\n');
  const interpreter = /^#!\s*(\/\S*python[\d.]*)/.exec(line)?.[1];
  if (interpreter === undefined) throw new Error(`${tools.patroni} does not name its Python: ${line}`);
  return interpreter;
}
