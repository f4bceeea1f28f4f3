// A file as plain text. The text stays in the browser and is fetched when .NET asks for it: a file may be longer than
// one message of the circuit.
import { bytes, make, type DotNet } from './shared/island';
import { outbox, type Kept } from './shared/outbox';

interface Options {
  text: string;
  readOnly: boolean;
  /** What a screen reader says it is. */
  label: string;
  /** Where the browser keeps what the server has not; null keeps nothing. */
  draft?: Kept | null;
}

export function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  const area = make('textarea', 'source', '', {
    'aria-label': options.label, 'data-testid': 'source', spellcheck: 'false', autocomplete: 'off', wrap: 'off',
  });
  area.value = options.text;
  area.readOnly = options.readOnly;
  element.replaceChildren(area);
  // A browser turns every end of line into one kind: what nobody touched goes back as it came.
  let changed = false;
  const text = () => changed ? area.value : options.text;
  const out = outbox(options.draft, text, dotnet, 500);
  area.addEventListener('input', () => { changed = true; out.changed(); });

  return {
    getXml: (): Uint8Array => out.taken(bytes(text())),
    kept: out.kept,
    reveal: () => false,
    dispose: out.dispose,
  };
}
