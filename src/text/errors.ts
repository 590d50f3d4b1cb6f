/** What a thrown value says, whatever was thrown. */

/** Its message. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code by which Node names a fault of the system, such as `ENOENT`; what was thrown itself where it has none. */
export function codeOf(error: unknown): string {
  return String(Object(error).code ?? error);
}
