// Rows of a table as a spreadsheet has them in its clipboard: cells parted by tabs, rows by line ends, and quotation
// marks around cells that hold either.

/** The text that a spreadsheet takes. */
export function toText(rows: string[][]): string {
  return rows.map(row => row.map(quoted).join('\t')).join('\r\n') + '\r\n';
}

// A cell that begins with a quotation mark, as texts in FEEL do, would be taken for a quoted one.
const quoted = (cell: string) => /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The cells of what a spreadsheet gave; lines that are empty at the end do not count. */
export function fromText(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = () => { rows.push(row); row = []; };
  while (at < text.length) {
    const [cell, next] = cellAt(text, at);
    row.push(cell);
    at = next;
    if (text[at] === '\t') {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    endRow();
  }
  if (row.length > 0) endRow();
  while (rows.length > 0 && rows[rows.length - 1].every(cell => cell === '')) rows.pop();
  return rows;
}

/** A cell and where it ends. What looks quoted and is not, such as the FEEL text "a","b", is taken as it stands. */
function cellAt(text: string, start: number): [string, number] {
  if (text[start] === '"') {
    const whole = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
    whole.lastIndex = start;
    const found = whole.exec(text);
    // Somebody wrote the rows by hand: "high" is a text of FEEL then, and no quoted cell.
    if (found && isSheet(found[1])) return [found[1].replaceAll('""', '"'), whole.lastIndex];
  }
  let end = start;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\r' && text[end] !== '\n') end++;
  return [text.slice(start, end), end];
}

/** Whether a spreadsheet had a reason to quote a cell with this inside. */
const isSheet = (inside: string) => /[\t\r\n]|""/.test(inside);

/** How many columns a row has in a table, and why rows do not fit it. */
export interface Columns { inputs: number; outputs: number; }

/** The rows made to fit, with one more cell for the annotation; or the first that does not fit. */
export function fitted(rows: string[][], { inputs, outputs }: Columns): { rows: string[][] } | { row: number; found: number; expected: number } {
  const expected = inputs + outputs;
  const wrong = rows.findIndex(row => row.length !== expected && row.length !== expected + 1);
  if (wrong >= 0) return { row: wrong + 1, found: rows[wrong].length, expected };
  return { rows: rows.map(row => [...row.map(cell => cell.trim()), ...row.length === expected ? [''] : []]) };
}
