import manifest from '../package.json' with { type: 'json' };

/** Version of the tool. */
export const VERSION: string = manifest.version;

/** Where the tool is at home. */
export const HOMEPAGE: string = manifest.homepage;

/** Where editors find the schema of the language. */
export const SCHEMA_URL = 'https://pgdr-compile.dev/schema/topology.schema.json';

/** The page of a rule, on the web. */
export const docsUrl = (rule: string): string =>
  `${HOMEPAGE.replace('#readme', '')}/blob/main/docs/rules/${rule}.md`;
