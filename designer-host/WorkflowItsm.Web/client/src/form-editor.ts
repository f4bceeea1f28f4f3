// The editor of a form: form-js'. The words in Chinese are among the custom properties, e.g. labelZh.
import { FormEditor } from '@bpmn-io/form-js-editor';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import './form-editor.css';
import { bytes, debounced, make, styles, tell, type DotNet, type Language } from './shared/island';
import { localise } from './shared/localise';
import { zhFormEditor } from './words/zh-form-editor';

interface Options {
  /** The form as JSON text; `schema` says the same. */
  xml?: string;
  schema?: string;
  language: Language;
  readOnly: boolean;
}

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('form-editor');
  element.classList.add('wi-editor', 'wi-form-editor');
  const place = make('div', 'wi-form-editor-place');
  element.replaceChildren(place);
  place.inert = options.readOnly;
  const stopWords = options.language === 'zh' ? localise(place, word => zhFormEditor[word]) : () => {};
  const editor = new FormEditor({ container: place } as object) as any;
  let text = options.schema ?? options.xml ?? '{}';
  let changed = false;
  const announce = debounced(() => tell(dotnet, 'OnChange'), 400);
  await load(text);
  editor.on('commandStack.changed', () => { changed = true; announce(); });

  async function load(schema: string): Promise<void> {
    text = schema;
    await editor.importSchema(JSON.parse(schema));
    changed = false;
    announce.cancel();
  }

  const schema = () => bytes(changed ? `${JSON.stringify(editor.saveSchema(), null, 2)}\n` : text);
  return {
    getSchema: schema,
    getXml: schema,
    load,
    dispose(): void {
      announce.flush();
      stopWords();
      editor.destroy();
    },
  };
}
