/** The beginnings of a text that cannot be read whole: what stands before a fault shall not be hidden by it. */

/**
 * Texts that may be readable where the whole one is not: the lines before the fault, and all up to the last comma
 * before it with its brackets closed.
 */
export function recoverablePrefixes(text: string, offset: number): string[] {
  const before = text.slice(0, offset);
  const lines = before.slice(0, before.lastIndexOf('\n') + 1);
  const comma = before.slice(0, Math.max(before.lastIndexOf(','), 0));
  return [lines, comma + closingBrackets(comma)].filter((beginning) => beginning.trim() !== '');
}

/** The brackets that would close what a text leaves open, those within quotes aside. */
function closingBrackets(text: string): string {
  const open: string[] = [];
  let hasQuotes = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '[') open.push(']');
    else if (sign === '{') open.push('}');
    else if (sign === ']' || sign === '}') open.pop();
    else if (sign === '"' && hasQuotes) {
      const end = endOfQuoted(text, at);
      // What is not closed from here on is not closed from any later quote either: it is looked for once.
      hasQuotes = end !== undefined;
      at = end ?? at;
    }
  }
  return open.reverse().slice(0, 100).join('');
}

/** Where the quote closes that opens at `start`; nowhere (undefined) where it stays open. */
function endOfQuoted(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') return at;
    if (sign === '\\') at += 1;
  }
  return undefined;
}
