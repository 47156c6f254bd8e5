// The licences of bundled packages, which they require.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a bundled module is of; several packages may be nested in each other. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * The licence of a package: its file, or the part of its README that holds it.
 * @throws if it has neither
 */
function licenceIn(folder, name) {
  const entries = readdirSync(folder);
  const file = entries.find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = entries.find((entry) => /^readme/i.test(entry));
  const [, text] =
    /^#+ *licen[cs]e\b.*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(
      readme ? readFileSync(join(folder, readme), 'utf8') : '',
    ) ?? [];
  if (!text?.includes('Permission is hereby granted')) throw new Error(`${name} has no licence to include`);
  return text.trim();
}

/**
 * One text for each package.
 * @param root of the project
 * @param what holds the packages: "This package"
 * @param metafiles of esbuild
 * @throws if a package has no licence
 */
export function licencesOf(root, what, metafiles) {
  const inputs = metafiles.flatMap((one) => Object.keys(one.inputs));
  const folders = inputs.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${licenceIn(join(root, folder), name)}\n`;
  });
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `${what} holds parts of these others.\n${line}${texts.join(line)}`;
}
