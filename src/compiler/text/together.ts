/** Names in one breath: `a`, `a and b`, `a, b and c`. */
export const allTogether = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
