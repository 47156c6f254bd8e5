import { get, isMap } from '../text/json.ts';
import type { Member } from './estate.ts';

/**
 * The block of `authentication` by which a member logs in to be rewound: Patroni takes the superuser's only if there is no block
 * for pg_rewind, whatever that holds (patroni/postgresql/config.py, rewind_credentials). So a block without a user names nobody.
 */
export const rewindingRole = ({ patroni }: Pick<Member, 'patroni'>): 'rewind' | 'superuser' =>
  isMap(get(patroni.value, 'postgresql', 'authentication', 'rewind')) ? 'rewind' : 'superuser';
