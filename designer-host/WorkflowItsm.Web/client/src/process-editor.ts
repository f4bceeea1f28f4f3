// The editor of a process: the drawing, and a panel for everything of it, ours included.
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule } from 'bpmn-js-properties-panel';
import zhBpmn from 'bpmn-js-i18n/translations/zn';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import './process-editor.css';
import { zhOf } from './process/extensions';
import { chineseNames } from './process/names';
import { fieldErrors, ownersOf, sentenceOf, showFindings, type Finding } from './process/findings';
import { oursModule } from './process/provider';
import type { Choices } from './process/groups';
import { bytes, make, onResize, styles, tell, type DotNet, type Language } from './shared/island';
import { itsm, type Drawn } from './shared/moddle';
import { localise } from './shared/localise';
import { lock } from './shared/lock';
import { outbox, type Kept } from './shared/outbox';
import { toolbar } from './shared/toolbar';
import { translateModule, translator } from './shared/translate';
import { own } from './words/zh-parts';
import { zhPanel } from './words/zh-panel';
import { zhProcess } from './words/zh-process';

interface Options {
  xml: string;
  language: Language;
  readOnly: boolean;
  choices: Choices;
  findings: Finding[];
  /** Where the browser keeps what the server has not; null keeps nothing. */
  draft?: Kept | null;
}

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('process-editor');
  element.classList.add('wi-editor', 'wi-process');
  const words = own(options.language);
  const translate = translator(options.language, zhBpmn, zhProcess);
  const place = make('div', 'wi-editor-canvas');
  const panel = make('fieldset', 'wi-editor-panel', '', { 'aria-label': words('Properties') });
  panel.disabled = options.readOnly;
  const rest = make('div', 'wi-editor-rest', '', { role: 'status' });
  const problem = make('p', 'wi-editor-problem', '', { role: 'alert' });
  problem.hidden = true;
  const main = make('div', 'wi-editor-main');
  main.append(place, panel);

  const modeler = new Modeler({
    container: place,
    propertiesPanel: { parent: panel },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, oursModule(options.choices, translate),
      translateModule(translate), ...options.language === 'zh' ? [chineseNames] : [],
    ],
    moddleExtensions: { itsm },
  } as object);
  const eventBus = modeler.get<any>('eventBus');
  const commandStack = modeler.get<any>('commandStack');
  const canvas = modeler.get<any>('canvas');
  const registry = modeler.get<any>('elementRegistry');
  const selection = modeler.get<any>('selection');
  // The head of the panel names the kind of element without asking for a translation, and the element in English.
  const kinds = new Map(Object.entries({ ...zhBpmn, ...zhProcess }).map(([english, zh]) => [english.toLowerCase(), zh as string]));
  const stopWords = options.language === 'zh'
    ? localise(panel, (word, holder) => {
      if (holder === null) return zhPanel(word);
      if (holder?.classList.contains('bio-properties-panel-header-type')) return kinds.get(word.toLowerCase());
      if (holder?.classList.contains('bio-properties-panel-header-label')) return zhOf(selection.get()[0] ?? canvas.getRootElement());
      return undefined;
    })
    : () => {};
  if (options.readOnly) lock(eventBus, commandStack);
  const tools = toolbar({ canvas, commandStack, eventBus, words, readOnly: options.readOnly, whole: () => fit() });
  element.replaceChildren(tools, rest, main, problem);
  element.classList.toggle('is-read-only', options.readOnly);

  let text = options.xml;
  let findings = options.findings;
  const out = outbox(options.draft, write, dotnet);
  eventBus.on('commandStack.changed', () => { if (!loading) out.changed(); });
  eventBus.on('selection.changed', ({ newSelection }: { newSelection: Drawn[] }) => {
    tellFields();
    if (newSelection.length === 1) tell(dotnet, 'OnElement', (newSelection[0].labelTarget ?? newSelection[0]).id);
  });

  let loading = false;
  let shown = false;
  // The panel hears of selections from its first layout on: what is revealed earlier would be missing there.
  const panelThere = new Promise<void>(done => eventBus.once('propertiesPanel.layoutChanged', () => setTimeout(done)));
  if (await load(options.xml)) await panelThere;
  const unwatch = onResize(place, () => {
    canvas.resized();
    if (!shown && place.clientWidth > 0) fit();
  });

  async function load(xml: string): Promise<boolean> {
    loading = true;
    text = xml;
    problem.hidden = true;
    try {
      await modeler.importXML(xml);
      shown = false;
      if (place.clientWidth > 0) fit();
      show(findings);
      return true;
    } catch (error) {
      problem.textContent = `${words('The diagram cannot be shown')}: ${(error as Error).message}`;
      problem.hidden = false;
      return false;
    } finally {
      loading = false;
    }
  }

  /** The file as it is drawn now; as it was given when nothing was changed or it could not be drawn. */
  async function write(): Promise<string> {
    if (!problem.hidden || !commandStack.canUndo()) return text;
    return (await modeler.saveXML({ format: true })).xml ?? text;
  }

  function fit(): void {
    shown = true;
    // Clear of the palette, which lies over the left side.
    const { inner, outer } = canvas.viewbox();
    const palette = options.readOnly ? null : place.querySelector('.djs-palette');
    const left = palette ? Math.max(0, palette.getBoundingClientRect().right - place.getBoundingClientRect().left) + 30 : 30;
    const scale = Math.max(0.2, Math.min(1, (outer.width - left - 30) / inner.width, (outer.height - 60) / inner.height));
    canvas.viewbox({ x: inner.x - left / scale, y: inner.y - (outer.height / scale - inner.height) / 2, width: outer.width / scale, height: outer.height / scale });
  }

  function show(next: Finding[]): void {
    findings = next;
    const left = showFindings(next, registry, modeler.get('overlays'), words);
    tellFields();
    rest.replaceChildren(...left.map(finding => make('p', `is-${finding.severity}`, sentenceOf(finding, words))));
  }

  // What is wrong with a setting stands at its field, too.
  function tellFields(): void {
    const [one, ...others] = selection.get() as Drawn[];
    const element = one?.labelTarget ?? one;
    eventBus.fire('propertiesPanel.setErrors', { errors: element && others.length === 0 ? fieldErrors(findings, element, registry, words) : {} });
  }

  return {
    /** The file, in bytes. */
    getXml: async (): Promise<Uint8Array> => out.taken(bytes(await write())),

    kept: out.kept,

    setFindings: show,

    /** Selects an element, or the one that holds it, and brings it into view; false when it is not drawn. */
    reveal(id: string): boolean {
      const drawn = registry.get(ownersOf(registry).get(id) ?? id) as Drawn | undefined;
      if (!drawn) return false;
      const root = canvas.findRoot(drawn);
      if (root) canvas.setRootElement(root);
      // The process itself is the whole drawing.
      if (drawn === root) { selection.select([]); return true; }
      if (canvas.zoom() < 0.5) canvas.zoom(0.75);
      canvas.scrollToElement(drawn, { top: 100, bottom: 100, left: 100, right: 100 });
      selection.select(drawn);
      return true;
    },

    dispose(): void {
      out.dispose();
      unwatch();
      stopWords();
      modeler.destroy();
    },
  };
}
