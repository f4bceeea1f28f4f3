// The editor of a form: form-js', with a group for the words in Chinese.
import { FormEditor } from '@bpmn-io/form-js-editor';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import './form-editor.css';
import { chineseWords } from './form/chinese';
import { bytes, make, styles, type DotNet, type Language } from './shared/island';
import { outbox, type Kept } from './shared/outbox';
import { localise } from './shared/localise';
import { zhFormEditor } from './words/zh-form-editor';
import { zhPanel } from './words/zh-panel';

interface Options {
  /** The form as JSON text. */
  text: string;
  language: Language;
  readOnly: boolean;
  /** Where the browser keeps what the server has not; null keeps nothing. */
  draft?: Kept | null;
}

/** The palette makes its titles of the names of the fields. */
const zhWord = (english: string): string | undefined => {
  const made = /^Create an? (.+) element$/.exec(english)?.[1];
  return made === undefined ? zhFormEditor[english] ?? zhPanel(english) : `新建${zhFormEditor[made] ?? made}`;
};

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('form-editor');
  element.classList.add('wi-editor', 'wi-form-editor');
  const place = make('div', 'wi-form-editor-place');
  element.replaceChildren(place);
  place.inert = options.readOnly;
  const stopWords = options.language === 'zh' ? localise(place, zhWord) : () => {};
  const words = (english: string) => options.language === 'zh' ? zhFormEditor[english] ?? english : english;
  const editor = new FormEditor({ container: place, additionalModules: [chineseWords(words)] } as object) as any;
  let text = options.text;
  let changed = false;
  const schema = () => changed ? `${JSON.stringify(editor.saveSchema(), null, 2)}\n` : text;
  const out = outbox(options.draft, schema, dotnet);
  await load(text);
  editor.on('commandStack.changed', () => { changed = true; out.changed(); });

  async function load(next: string): Promise<void> {
    text = next;
    await editor.importSchema(JSON.parse(next));
    changed = false;
  }

  return {
    getXml: (): Uint8Array => out.taken(bytes(schema())),
    kept: out.kept,

    /** Selects a field by its id, or by its key; false when there is none. */
    reveal(id: string): boolean {
      const field = (editor.get('formFieldRegistry').getAll() as { id: string; key?: string }[]).find(known => known.id === id || known.key === id);
      if (field) editor.get('selection').set(field);
      return field !== undefined;
    },

    dispose(): void {
      out.dispose();
      stopWords();
      editor.destroy();
    },
  };
}
