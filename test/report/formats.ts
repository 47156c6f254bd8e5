import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import type { FormatOptions } from '../../src/compiler/report/format.ts';
import { catalogue } from '../../src/workspace/workspace.ts';

export const OPTIONS: FormatOptions = { color: false, failOn: 'error', pathOf: (file) => file, catalogue };

const json = (path: string | URL): object => JSON.parse(readFileSync(path, 'utf8'));

function validator(ajv: Ajv, schema: object): (text: string) => ValidateFunction['errors'] {
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (text) => (validate(JSON.parse(text)) ? null : validate.errors);
}

/** OASIS' schema of SARIF 2.1.0, from a package of Microsoft. */
export const sarifErrors = validator(
  new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false }),
  json(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')),
);

export const gitlabErrors = validator(
  new Ajv({ allErrors: true }),
  json(new URL('schemas/gitlab-code-quality.schema.json', import.meta.url)),
);

/** What the published schema of the JSON report has against a text. */
export const jsonErrors = validator(
  new Ajv({ allErrors: true }),
  json(new URL('../../schema/report.schema.json', import.meta.url)),
);

const xsd = XsdValidator.fromDoc(
  XmlDocument.fromBuffer(readFileSync(new URL('schemas/jenkins-junit.xsd', import.meta.url))),
);

/** What Jenkins' schema of JUnit's XML has against a text. */
export function junitErrors(text: string): string | null {
  const document = XmlDocument.fromString(text);
  try {
    xsd.validate(document);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    document.dispose();
  }
}

/** One command of a workflow. */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescaped = (text: string, escapes: readonly (readonly [string, string])[]): string =>
  escapes.reduce((plain, [from, to]) => plain.replaceAll(from, to), text);

const DATA = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const;
const PROPERTY = [['%3A', ':'], ['%2C', ','], ...DATA] as const;

/** A line as the runner of GitHub Actions reads it (actions/runner, ActionCommand.cs); undefined where it is no command. */
export function workflowCommand(line: string): WorkflowCommand | undefined {
  const [, command, head, message] = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  if (command === undefined || message === undefined) return undefined;
  const properties = Object.fromEntries(
    (head ?? '').split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1), PROPERTY)];
    }),
  );
  return { command, properties, message: unescaped(message, DATA) };
}
