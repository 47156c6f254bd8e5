/** One command block of a runbook. */
export interface Block {
  readonly id: string;
  /** Names of nodes, or other names that `Place.find` knows. */
  readonly on: readonly string[];
  /** The system user who runs it. */
  readonly as: string;
  /** The commands, as they stand between the fences. */
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** How a block ended on one node. */
export interface Outcome {
  readonly node: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where blocks run: the parts of the lab that a runbook needs. */
export interface Place {
  /**
   * The node that an entry of a block's `on` means: a node's name; a site's name, for any of its members; `busan:candidate`,
   * any member that may lead; `busan:leader`, the member that holds the lock; `busan:ring`, a node of the etcd ring
   * that is healthy; `busan:survivor`, a node that is up in a ring without a majority; `busan:new`, the machine that
   * replaces a lost one. Throws if there is none.
   */
  find(name: string): Promise<Runner>;
}

export interface Runner {
  readonly name: string;
  /** Whether it has power. */
  readonly isUp: () => boolean;
  run(
    argv: readonly string[],
    options: { readonly user: string; readonly timeout: number },
  ): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;
}

/** What an operator types: lines before a block, or text that replaces other text that occurs once in the block. */
export type Typed = string | { readonly instead: string; readonly text: string };

/** A runbook whose blocks can be run. */
export interface Runbook {
  readonly blocks: readonly Block[];
  /**
   * Runs a block verbatim with `sh`, on all of its nodes at the same time, or on the one that is named. Nodes without
   * power are left out, as the runbook says.
   * @param typed what an operator typed: in the same shell first, or into the block, where the runbook says so
   * @throws when there is no such block, no node for it, or when it fails on a node: what it wrote
   */
  run(id: string, only?: string, typed?: Typed): Promise<Outcome[]>;
  /** Runs the blocks whose ids have this prefix, in their order, except one. Throws if there are none. */
  follow(prefix: string, without?: string): Promise<Outcome[]>;
}

/** Seconds until a block counts as failed on a node: some blocks would wait for a copy of a large database. */
const LIMIT_SECONDS = 300;

const FENCE = /^(`{3,}|~{3,})\s*(.*)$/;

/**
 * Reads the blocks of a runbook: fenced code whose info string is `sh id=… on=… as=…`. Other fenced code is for people.
 * @throws when a block lacks one of the three, is not closed, or has the id of another one
 */
export function parseRunbook(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const [, fence, info = ''] = FENCE.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) continue;
    const start = at + 1;
    // A fence is closed by a fence that is at least as long, with nothing after it (CommonMark, 4.5).
    const isEnd = (line: string): boolean => line.startsWith(fence) && new Set(line.trimEnd()).size === 1;
    const end = lines.findIndex((line, i) => i >= start && isEnd(line));
    if (end === -1) throw new Error(`line ${start}: the code block is not closed`);
    const block = blockOf(info, lines.slice(start, end).join('\n'), start);
    if (block) {
      const twin = blocks.find(({ id }) => id === block.id);
      if (twin) throw new Error(`line ${start}: ${block.id} is the id of line ${twin.line} too`);
      blocks.push(block);
    }
    at = end;
  }
  return blocks;
}

function blockOf(info: string, text: string, line: number): Block | undefined {
  const [language, ...words] = info.split(/\s+/);
  if (language !== 'sh' || words.length === 0) return undefined;
  const labels = new Map(words.map((word) => word.split(/=(.*)/s) as [string, string]));
  const label = (key: string): string => {
    const value = labels.get(key);
    if (!value) throw new Error(`line ${line}: the block says no ${key}=`);
    return value;
  };
  return { id: label('id'), on: label('on').split(','), as: label('as'), text, line };
}

/** Makes a runbook's blocks runnable. */
export function runbook(text: string, place: Place): Runbook {
  const blocks = parseRunbook(text);
  const run = async (id: string, only?: string, typed: Typed = ''): Promise<Outcome[]> => {
    const block = blocks.find((one) => one.id === id);
    if (!block) throw new Error(`the runbook has no block ${id}`);
    const on = only === undefined ? block.on : block.on.filter((name) => name === only);
    if (on.length === 0) throw new Error(`${id} is not for ${only}`);
    const runners = (await Promise.all(on.map((name) => place.find(name)))).filter((one) => one.isUp());
    if (runners.length === 0) throw new Error(`${id}: no power on ${on.join(', ')}`);
    return Promise.all(
      runners.map((runner) => outcome({ ...block, text: withTyped(block.text, typed) }, runner)),
    );
  };
  return {
    blocks,
    run,
    async follow(prefix, without) {
      const ids = blocks.map(({ id }) => id).filter((id) => id.startsWith(prefix) && id !== without);
      if (ids.length === 0) throw new Error(`the runbook has no ${prefix}…`);
      const outcomes: Outcome[] = [];
      for (const id of ids) outcomes.push(...(await run(id)));
      return outcomes;
    },
  };
}

function withTyped(text: string, typed: Typed): string {
  if (typeof typed === 'string') return typed + text;
  if (text.split(typed.instead).length !== 2) throw new Error(`the block has ${typed.instead} not once`);
  return text.replace(typed.instead, () => typed.text);
}

async function outcome(block: Block, runner: Runner): Promise<Outcome> {
  // Exactly as pasted: a block must stop by itself when a command fails.
  const argv = ['sh', '-c', block.text];
  const { status, stdout, stderr } = await runner.run(argv, { user: block.as, timeout: LIMIT_SECONDS });
  if (status !== 0)
    throw new Error(
      `${block.id} (line ${block.line}) on ${runner.name} as ${block.as}: exit status ${status}\n${stdout}${stderr}`,
    );
  return { node: runner.name, stdout, stderr };
}
