import type { Artifact, Artifacts } from './artifact.ts';
import { piecesOf } from './artifact.ts';
import { renderManifest, sha256 } from './manifest.ts';
import { assertTree, byPath, MANIFEST } from './path.ts';

/** A file as it should be. */
export interface WantedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Every file of the artifacts, by path, and their manifest. */
export interface Wanted {
  readonly files: readonly WantedFile[];
  readonly manifest: WantedFile;
}

/** @throws Error when the artifacts' paths are unsafe */
export function wantedOf(artifacts: Artifacts): Wanted {
  const files = Array.from(artifacts, finish).sort(byPath);
  assertTree(files);
  const hashes = new Map(files.map(({ path, hash }) => [path, hash]));
  return { files, manifest: finish({ path: MANIFEST, text: renderManifest(hashes) }) };
}

/** Keeps the bytes, not the text: bytes are outside V8's heap. */
function finish(artifact: Artifact): WantedFile {
  const bytes = Buffer.from(piecesOf(artifact).join(''));
  return { path: artifact.path, bytes, hash: sha256(bytes) };
}
