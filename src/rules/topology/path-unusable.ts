import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Node, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { isOfRoot } from '../../compiler/facts/path.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { wordOf } from '../../compiler/text/json.ts';
import { type Given, isAbsolute, kept, spelled } from './directories.ts';

/** Directories in which Patroni makes files, as the user postgres. */
const WRITTEN = ['config_dir', 'log.dir'];

const WHOLE = 'write the whole path, beginning with /';

function draftOf(node: Node, { key, path, at }: Given): Draft | undefined {
  const what = `${key} of ${node.name} is`;
  if (path.startsWith('~')) return { message: `${what} "${path}": only a shell expands ~`, at, help: WHOLE };
  if (!isAbsolute(path)) return { message: `${what} "${path}", which is a relative path`, at, help: WHOLE };
  if (!WRITTEN.includes(key) || !isOfRoot(path)) return undefined;
  return {
    message: `${what} ${spelled(path)}: the user postgres cannot write to that system directory`,
    at,
    help: 'write a directory that postgres owns',
  };
}

/** A directory for sockets may be relative: Patroni's own samples write "..", the parent of the data directory. */
function* socketsOf(site: Site, member: Member): Generator<Draft> {
  const written = parameterOf(site, member, 'unix_socket_directories');
  const home =
    written &&
    wordOf(written.value)
      .split(',')
      .find((part) => /^\s*"?~/.test(part));
  if (home)
    yield {
      message: `unix_socket_directories of ${member.name} has "${home.trim()}": only a shell expands ~`,
      at: written.at(),
      help: WHOLE,
    };
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    for (const node of site.nodes)
      for (const given of kept(node)) {
        const draft = draftOf(node, given);
        if (draft) yield draft;
      }
    for (const member of members(site)) yield* socketsOf(site, member);
  }
}

export const pathUnusable: Rule = {
  id: 'topology/path-unusable',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a path is relative, begins with ~, or is a directory that only root can write to',
  why: 'A service starts in / and without a shell: it looks for a relative path there or in the data directory, and takes ~ for a directory of that name. Patroni or etcd then does not start, or keeps its files where nobody looks for them.',
  references: [
    'patroni/postgresql/config.py: _config_dir, _pgpass',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#WorkingDirectory=',
  ],
  afterPromotion: false,
  check: all,
};
