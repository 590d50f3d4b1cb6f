/** Values of unknown shape, and objects with optional fields. */

/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a value; undefined if it is not an object. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Fields without those that are undefined. */
type Defined<Given> = { [Key in keyof Given]?: Exclude<Given[Key], undefined> };

/** An object's fields that have a value: optional fields are absent, never undefined. */
export function defined<Given extends object>(fields: Given): Defined<Given> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<Given>;
}
