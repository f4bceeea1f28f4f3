// Rows of the table that is open, as cells of text: reading them and putting new ones in, in one step that undo takes back.

interface Active { get(name: string, strict?: boolean): any; }
interface Part { id: string; text?: string; description?: string; inputEntry?: Part[]; outputEntry?: Part[]; }
interface Inserting { rows: string[][]; at: number; made?: any[]; }

/** Inserts rows, each with its cells and its annotation last. */
class InsertRows {
  static $inject = ['modeling'];
  constructor(private readonly modeling: any) {}

  preExecute(inserting: Inserting): void {
    inserting.made = inserting.rows.map((texts, i) => {
      const row = this.modeling.addRow({ type: 'dmn:DecisionRule' }, inserting.at + i);
      row.cells.forEach((cell: { businessObject: Part }, place: number) => {
        if (texts[place]) this.modeling.editCell(cell.businessObject, texts[place]);
      });
      if (texts[row.cells.length]) this.modeling.editAnnotation(row.businessObject, texts[row.cells.length]);
      return row;
    });
  }

  execute(): unknown[] { return []; }

  revert(): unknown[] { return []; }
}

/** The command stacks that know how to insert rows. */
const knowing = new WeakSet<object>();

const root = (viewer: Active) => viewer.get('sheet').getRoot();

export function columnsOf(viewer: Active): { inputs: number; outputs: number } {
  const table = root(viewer).businessObject;
  return { inputs: table.input?.length ?? 0, outputs: table.output?.length ?? 0 };
}

/** The rows, each with its annotation last. */
export function rowsOf(viewer: Active): string[][] {
  return (root(viewer).rows as { businessObject: Part }[]).map(({ businessObject: rule }) =>
    [...rule.inputEntry ?? [], ...rule.outputEntry ?? []].map(cell => cell.text ?? '').concat(rule.description ?? ''));
}

/** The place of the row in which a cell is selected; -1 when none is. */
export function selectedRow(viewer: Active): number {
  const selected = viewer.get('selection', false)?.get();
  const row = selected?.row ?? selected;
  return row ? root(viewer).rows.indexOf(row) : -1;
}

/** Puts rows in at a place; gives back the ids of the new ones. */
export function insertRows(viewer: Active, rows: string[][], at: number): string[] {
  const stack = viewer.get('commandStack');
  if (!knowing.has(stack)) stack.registerHandler('wi.rows.insert', InsertRows);
  knowing.add(stack);
  const inserting: Inserting = { rows, at };
  stack.execute('wi.rows.insert', inserting);
  return (inserting.made ?? []).map(row => row.id as string);
}

export interface Wanted { expression: string; tests: string; }

/** The cells of a row for what its columns look at; a second column that looks at the same stays open. */
export function cellsFor(viewer: Active, wanted: Wanted[]): string[] {
  const seen = new Set<string>();
  return (root(viewer).businessObject.input ?? []).map((input: { inputExpression?: Part }) => {
    const expression = (input.inputExpression?.text ?? '').trim();
    if (seen.has(expression)) return '-';
    seen.add(expression);
    return wanted.find(cell => cell.expression.trim() === expression)?.tests ?? '-';
  });
}
