/** esbuild puts the text of these files into the bundle. */
declare module '*.yaml' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the form that esbuild gives a text
  export default text;
}
