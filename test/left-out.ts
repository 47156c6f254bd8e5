/** Says at the end of a run what it left out, in one line. */
export function teardown(): void {
  if (process.env.PGDR_REAL === '1' || process.env.PGDR_LAB === '1') return;
  console.log(
    '\nleft out: blocks of the runbook in a shell, the built command, the language server of editors, the site in a browser, and the checks by real haproxy, patroni, etcd and PostgreSQL; `npm run test:real` runs them (root, Debian packages)\n',
  );
}
