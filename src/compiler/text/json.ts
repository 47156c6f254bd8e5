/** A value that a configuration file can hold. A member that is `undefined` is left out of what is written. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
