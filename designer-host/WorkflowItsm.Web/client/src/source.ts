// A file as plain text. The text stays in the browser and is fetched when .NET asks for it: a file may be longer than
// one message of the circuit.
import { bytes, debounced, make, tell, type DotNet } from './shared/island';

interface Options {
  text: string;
  readOnly: boolean;
  /** What a screen reader says it is. */
  label: string;
}

export function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  const area = make('textarea', 'source', '', {
    'aria-label': options.label, 'data-testid': 'source', spellcheck: 'false', autocomplete: 'off', wrap: 'off',
  });
  area.value = options.text;
  area.readOnly = options.readOnly;
  element.replaceChildren(area);
  const announce = debounced(() => tell(dotnet, 'OnChange'), 500);
  // A browser turns every end of line into one kind: what nobody touched goes back as it came.
  let changed = false;
  area.addEventListener('input', () => { changed = true; announce(); });
  area.addEventListener('blur', () => announce.flush());

  return {
    getXml(): Uint8Array {
      announce.cancel();
      return bytes(changed ? area.value : options.text);
    },

    dispose: () => announce.cancel(),
  };
}
