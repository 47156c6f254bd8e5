/** The host of `host:port`, without brackets. */
export const hostOf = (text: string | undefined): string | undefined =>
  text
    ?.split(',')[0]
    ?.trim()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');

/** The port of `host:port`. */
export const portOf = (text: string | undefined): number | undefined => {
  const found = /:(\d+)$/.exec(text?.trim() ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
};
