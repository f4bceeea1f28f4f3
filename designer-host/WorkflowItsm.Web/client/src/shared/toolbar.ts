import { make } from './island';

interface Parts {
  canvas: { zoom(to?: number | string, center?: unknown): number };
  commandStack: { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean };
  eventBus: { on(event: string, act: () => void): void };
  words(english: string): string;
  readOnly: boolean;
  /** Brings the whole drawing into view. */
  whole(): void;
}

/** Undo, redo and zoom as buttons; the keyboard has them too while the drawing has the focus. */
export function toolbar({ canvas, commandStack, eventBus, words, readOnly, whole }: Parts): HTMLElement {
  const bar = make('div', 'wi-editor-tools', '', { role: 'toolbar' });
  const button = (sign: string, said: string, act: () => void) => {
    const made = make('button', '', sign, { type: 'button', title: said, 'aria-label': said });
    made.addEventListener('click', act);
    bar.append(made);
    return made;
  };
  if (!readOnly) {
    const undo = button('↶', words('Undo'), () => commandStack.undo());
    const redo = button('↷', words('Redo'), () => commandStack.redo());
    const ready = () => { undo.disabled = !commandStack.canUndo(); redo.disabled = !commandStack.canRedo(); };
    eventBus.on('commandStack.changed', ready);
    ready();
  }
  button('+', words('Zoom in'), () => canvas.zoom(Math.min(4, canvas.zoom() * 1.25)));
  button('−', words('Zoom out'), () => canvas.zoom(Math.max(0.15, canvas.zoom() * 0.8)));
  button('⤢', words('Whole diagram'), whole);
  return bar;
}
