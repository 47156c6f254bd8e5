import manifest from '../package.json' with { type: 'json' };

/** Version of the tool. */
export const VERSION: string = manifest.version;

/** Where the tool is at home. */
export const HOMEPAGE: string = manifest.homepage;

/** The page of a rule, on the web. */
export const docsUrl = (rule: string): string =>
  `${HOMEPAGE.replace('#readme', '')}/blob/main/docs/rules/${rule}.md`;
