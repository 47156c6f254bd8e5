import type { Software } from '../compiler/facts/version.ts';
import { atLeast, SUPPORTED, versionOf } from '../compiler/facts/version.ts';
import { isLoopback, isUnspecified, parseAddress } from '../pghba/address.ts';

/** What is wrong with what a person answered, as a sentence; undefined where nothing is. */
export type Check = (answer: string) => string | undefined;

/** Words with blanks or commas between. */
export const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

const first = (words: readonly string[], check: Check): string | undefined =>
  words.map(check).find((problem) => problem !== undefined);

const repeated = (words: readonly string[]): string | undefined => {
  const small = words.map((word) => word.toLowerCase());
  return words.find((_, index) => small.indexOf(small[index] ?? '') !== index);
};

/** Names of nodes, roles and slots are made of it, of 63 characters at most. */
export const checkName: Check = (name) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name)
    ? undefined
    : `"${name}" cannot be a name: use letters, digits, - and _, the first a letter or a digit, at most 40`;

const checkSite: Check = (name) =>
  name.toLowerCase() === 'certificates'
    ? `"${name}" cannot be the name of a site: the requests for certificates lie in a folder of that name`
    : checkName(name);

export const checkSites: Check = (answer) => {
  const names = listed(answer);
  const twice = repeated(names);
  if (twice !== undefined) return `"${twice}" is there twice: each site has a name of its own`;
  if (names.length < 2) return 'name two sites or more, with blanks between, for example: seoul busan';
  return first(names, checkSite);
};

const checkAddress: Check = (word) => {
  const address = parseAddress(word);
  if (!address) return `"${word}" is neither an IP address nor a host name; write one like 10.1.0.10`;
  return isLoopback(address) || isUnspecified(address)
    ? `"${word}" means every machine itself: write the address that other machines reach it by`
    : undefined;
};

const keyOf = (word: string): string => parseAddress(word)?.key ?? word;

/**
 * Addresses of machines that are told of for the first time.
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
    return known === undefined ? undefined : `${known} is the address of another machine already`;
  };

/** One address at most. */
export const checkOneAddress =
  (taken: readonly string[]): Check =>
  (answer) =>
    listed(answer).length > 1 ? 'write one address, or none' : checkAddresses(taken, 0)(answer);

/** A version that the compiler knows. */
export const checkVersion =
  (product: keyof Software): Check =>
  (answer) => {
    const [oldest, newest] = SUPPORTED[product];
    const isMajor = product === 'postgresql';
    const form = isMajor ? /^\d+$/ : /^\d+\.\d+(\.\d+)?$/;
    const range = `versions ${oldest} to ${newest} are known`;
    if (!form.test(answer)) return `"${answer}" is no version of ${product}: ${range}`;
    const series = answer
      .split('.')
      .slice(0, isMajor ? 1 : 2)
      .join('.');
    return atLeast(versionOf(series), oldest) && atLeast(versionOf(newest), series)
      ? undefined
      : `${product} ${answer} is not supported: ${range}`;
  };
