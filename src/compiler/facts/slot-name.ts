/** What a slot name must look like for PostgreSQL, and a key of Patroni's `slots` for Patroni. */
export const SLOT_NAME = /^[a-z0-9_]{1,63}$/;

/**
 * The slot name Patroni makes of a member's name, and of `primary_slot_name`, but not of the keys of `slots`:
 * lower case, `-` and `.` to `_`, anything else to `u` and its code point, 63 characters at most
 * (patroni/dcs/__init__.py, slot_name_from_member_name).
 */
export const slotName = (member: string): string =>
  member
    .toLowerCase()
    .replace(/[^a-z0-9_]/gu, (letter) =>
      letter === '-' || letter === '.' ? '_' : `u${String(letter.codePointAt(0)).padStart(4, '0')}`,
    )
    .slice(0, 63);
