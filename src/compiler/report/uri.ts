/**
 * The name of a file as a URI reference (RFC 3986): relative where the name is, `file://` where it is absolute.
 * A colon in a relative name's first part would read as a scheme.
 */
export function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
