/** The form that PostgreSQL requires of a slot name, and Patroni of a key of `slots`. */
export const SLOT_NAME = /^[a-z0-9_]{1,63}$/;

/**
 * The slot name that Patroni derives from a member's name, and from `primary_slot_name`, but not from the keys of `slots`:
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
