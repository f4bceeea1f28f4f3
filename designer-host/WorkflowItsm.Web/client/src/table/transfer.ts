// Rows from and to a spreadsheet: copying them, and a place to paste them where a browser gives no clipboard to scripts.
import { make } from '../shared/island';
import { copy } from '../shell';
import { columnsOf, insertRows, rowsOf } from './rows';
import { fitted, fromText, toText } from './sheet';

interface Active { get(name: string, strict?: boolean): any; }

export interface Transfer {
  /** Opens the place to paste into. */
  open(): void;
  copyAll(): Promise<void>;
  /** The table that is open has changed; null while it is none. */
  of(viewer: Active | null): void;
  dispose(): void;
}

export function transfer(place: HTMLElement, box: HTMLElement, said: HTMLElement, words: (english: string) => string, readOnly: () => boolean, reveal: (id: string) => void): Transfer {
  let viewer: Active | null = null;
  /** The row that a person was in last: the box to paste into takes the selection away. */
  let row: { id: string } | null = null;
  const fill = (sentence: string, ...values: unknown[]) => words(sentence).replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
  const rowIndex = () => viewer && row ? viewer.get('sheet').getRoot().rows.indexOf(row) as number : -1;
  const report = (text: string, isWrong = false) => { said.textContent = text; said.classList.toggle('is-wrong', isWrong); };

  function insert(text: string): boolean {
    if (!viewer) return false;
    const columns = columnsOf(viewer);
    const rows = fromText(text);
    const fit = fitted(rows, columns);
    if (rows.length === 0) report(words('There is no row in it; copy cells in the spreadsheet first.'), true);
    else if ('row' in fit)
      report(fill('Row {0} has {1} cells; this table takes {2}, or {3} with the annotation. Nothing was inserted.', fit.row, fit.found, fit.expected, fit.expected + 1), true);
    else {
      const ids = insertRows(viewer, fit.rows, rowIndex() >= 0 ? rowIndex() + 1 : viewer.get('sheet').getRoot().rows.length);
      report(fill('Rows inserted: {0}.', ids.length));
      reveal(ids[0]);
      return true;
    }
    return false;
  }

  function open(text = ''): void {
    if (!viewer || readOnly()) return;
    const area = make('textarea', '', '', { rows: '4', 'data-testid': 'paste-rows-text' });
    area.value = text;
    const at = rowIndex();
    const label = make('label', '', at >= 0
      ? fill('Paste rows of a spreadsheet here (Ctrl+V); they go below row {0}. One column for each of the table, and one more for the annotation.', at + 1)
      : words('Paste rows of a spreadsheet here (Ctrl+V); they go to the end. One column for each of the table, and one more for the annotation.'));
    label.append(area);
    const button = (name: string, act: () => void, id: string) => {
      const made = make('button', '', words(name), { type: 'button', 'data-testid': id });
      made.addEventListener('click', act);
      return made;
    };
    const close = () => { box.hidden = true; box.replaceChildren(); };
    box.replaceChildren(label, button('Insert', () => { if (insert(area.value)) close(); }, 'paste-rows-insert'), button('Close', close, 'paste-rows-close'));
    box.hidden = false;
    area.focus();
  }

  const isInCell = () => {
    const selection = getSelection();
    return selection !== null && !selection.isCollapsed;
  };
  const onCopy = (event: ClipboardEvent) => {
    const at = rowIndex();
    if (!viewer || at < 0 || isInCell() || !(event.target as Element).closest?.('td')) return;
    event.clipboardData?.setData('text/plain', toText([rowsOf(viewer)[at]]));
    event.preventDefault();
    report(fill('Row {0} is copied.', at + 1));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!viewer || readOnly() || !text.includes('\t')) return;
    event.preventDefault();
    event.stopPropagation();
    if (!insert(text)) open(text);
  };
  place.addEventListener('copy', onCopy);
  place.addEventListener('paste', onPaste, true);

  return {
    open: () => open(),
    async copyAll() {
      if (!viewer) return;
      const rows = rowsOf(viewer);
      report(await copy(toText(rows)) ? fill('Rows copied: {0}. Paste them into a spreadsheet.', rows.length) : words('The browser does not allow copying.'));
    },
    of(next) {
      if (next === viewer) return;
      [viewer, row] = [next, null];
      box.hidden = true;
      report('');
      (next as any)?.get('eventBus').on('selection.changed', ({ selection }: { selection?: { row?: { id: string } } }) => { if (selection?.row) row = selection.row; });
    },
    dispose() {
      place.removeEventListener('copy', onCopy);
      place.removeEventListener('paste', onPaste, true);
    },
  };
}
