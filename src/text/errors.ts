/** The texts of a thrown value, whatever was thrown. */

/** The message of an error; anything else that was thrown as text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Node's code for an error, such as `ENOENT`; what was thrown as text if it has none. */
export function codeOf(error: unknown): string {
  return String(Object(error).code ?? error);
}
