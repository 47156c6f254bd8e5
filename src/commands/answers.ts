import type { Software } from '../compiler/facts/version.ts';
import { atLeast, SUPPORTED, versionOf } from '../compiler/facts/version.ts';
import { isLoopback, isUnspecified, parseAddress } from '../pghba/address.ts';

/** Says what is wrong with an answer; undefined if it is right. */
export type Check = (answer: string) => string | undefined;

/** Splits words at blanks and commas. */
export const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

const first = (words: readonly string[], check: Check): string | undefined =>
  words.map(check).find((problem) => problem !== undefined);

const repeated = (words: readonly string[]): string | undefined => {
  const small = words.map((word) => word.toLowerCase());
  return words.find((_, index) => small.indexOf(small[index] ?? '') !== index);
};

/** The names of nodes, roles and slots contain it, and have 63 characters at most. */
export const checkName: Check = (name) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name)
    ? undefined
    : `"${name}" cannot be a name: use at most 40 letters, digits, - and _, starting with a letter or a digit`;

const checkSite: Check = (name) =>
  name.toLowerCase() === 'certificates'
    ? `"${name}" cannot be the name of a site: the folder of that name holds the certificate requests`
    : checkName(name);

export const checkSites: Check = (answer) => {
  const names = listed(answer);
  const twice = repeated(names);
  if (twice !== undefined) return `"${twice}" is listed twice: give each site its own name`;
  if (names.length < 2) return 'name at least two sites, separated by blanks, for example: seoul busan';
  return first(names, checkSite);
};

const checkAddress: Check = (word) => {
  const address = parseAddress(word);
  if (!address)
    return `"${word}" is neither an IP address nor a host name; write an address such as 10.1.0.10`;
  return isLoopback(address) || isUnspecified(address)
    ? `"${word}" means a different machine on every machine: write the address at which other machines reach it`
    : undefined;
};

const keyOf = (word: string): string => parseAddress(word)?.key ?? word;

/**
 * Checks the addresses of new machines.
 * @param taken addresses that other machines have
 */
export const checkAddresses =
  (taken: readonly string[], least: number): Check =>
  (answer) => {
    const words = listed(answer);
    if (words.length < least) return 'write at least one address, for example: 10.1.0.10 10.1.0.11 10.1.0.12';
    const problem = first(words, checkAddress);
    if (problem !== undefined) return problem;
    const keys = words.map(keyOf);
    const others = taken.map(keyOf);
    const known = words.find(
      (_, at) => others.includes(keys[at] ?? '') || keys.indexOf(keys[at] ?? '') !== at,
    );
    return known === undefined ? undefined : `${known} is already the address of another machine`;
  };

/** Checks that there is at most one address. */
export const checkOneAddress =
  (taken: readonly string[]): Check =>
  (answer) =>
    listed(answer).length > 1 ? 'write one address, or none' : checkAddresses(taken, 0)(answer);

/** Checks that the compiler knows a version. */
export const checkVersion =
  (product: keyof Software): Check =>
  (answer) => {
    const [oldest, newest] = SUPPORTED[product];
    const isMajor = product === 'postgresql';
    const form = isMajor ? /^\d+$/ : /^\d+\.\d+(\.\d+)?$/;
    const range = `supported versions are ${oldest} to ${newest}`;
    if (!form.test(answer)) return `"${answer}" is not a version of ${product}: ${range}`;
    const series = answer
      .split('.')
      .slice(0, isMajor ? 1 : 2)
      .join('.');
    return atLeast(versionOf(series), oldest) && atLeast(versionOf(newest), series)
      ? undefined
      : `${product} ${answer} is not supported: ${range}`;
  };
