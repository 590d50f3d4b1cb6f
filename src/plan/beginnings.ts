/** The beginnings of a text that cannot be read whole: what stands before a fault shall not be hidden by it. */

/**
 * Texts that may be readable where the whole one is not: the lines before the fault, and all up to the last comma
 * before it with its brackets closed.
 */
export function beginnings(text: string, offset: number): string[] {
  const before = text.slice(0, offset);
  const lines = before.slice(0, before.lastIndexOf('\n') + 1);
  const comma = before.slice(0, Math.max(before.lastIndexOf(','), 0));
  return [lines, comma + closing(comma)].filter((beginning) => beginning.trim() !== '');
}

/** The brackets that would close what a text leaves open, those within quotes aside. */
function closing(text: string): string {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.){0,10000}"|[[\]{}]/g)) {
    if (token === '[') open.push(']');
    else if (token === '{') open.push('}');
    else if (token === ']' || token === '}') open.pop();
  }
  return open.reverse().slice(0, 100).join('');
}
