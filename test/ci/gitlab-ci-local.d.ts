declare module 'gitlab-ci-local/src/schema/schema.js' {
  /** GitLab's own JSON Schema of .gitlab-ci.yml. */
  export const schema: object;
}
