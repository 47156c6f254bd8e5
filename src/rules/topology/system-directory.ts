import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { emptied, isAbsolute, ownerFor, spelled } from './directories.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap((site) => site.nodes))
    for (const one of emptied(node)) {
      const help = `write a directory that holds nothing else, like ${one.program === 'etcd' ? '/var/lib/etcd/data' : '/var/lib/postgresql/<major>/main'}`;
      const draft = (what: string): Draft => ({
        message: `${one.key} of ${node.name} is ${what}`,
        at: one.at,
        help,
      });
      if (one.path === '') yield draft('empty');
      else if (!isAbsolute(one.path)) yield draft(`"${one.path}", which is not an absolute path`);
      else {
        const owner = ownerFor(one);
        if (owner) yield draft(`${spelled(one.path)}: that directory belongs to ${owner}`);
      }
    }
}

export const systemDirectory: Rule = {
  id: 'topology/system-directory',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a data directory is a system directory, or its path is not absolute',
  why: 'Patroni and the runbook delete everything in a data directory before they copy a node anew: here they would delete files of the system. A relative path means a different directory to each program that reads it.',
  references: [
    'patroni/postgresql/__init__.py: remove_data_directory, move_data_directory',
    'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html',
  ],
  afterPromotion: false,
  check: all,
};
