// Made by scripts/generate.mjs. Do not edit.
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}
export const validate: { (data: unknown): boolean; errors?: readonly SchemaError[] | null };
export { validate as default };
