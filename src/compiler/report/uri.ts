/**
 * The name of a file as a URI reference (RFC 3986): relative for a relative name, `file://` for an absolute name.
 * Colons are escaped: in the first part of a relative name a colon would end a scheme.
 */
export function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
