import type { TreeFile } from '../judge/messages.ts';

/** The text of the estate's picture: topology.md holds it. Undefined if the tree has none. */
export const diagramIn = (files: readonly TreeFile[]): string | undefined =>
  /^```mermaid\n([\s\S]*?)^```/m.exec(files.find(({ path }) => path === 'topology.md')?.text ?? '')?.[1];
