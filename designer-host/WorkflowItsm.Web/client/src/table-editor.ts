// The editor of decisions: the drawing of what depends on what, tables, literal expressions.
import Modeler from 'dmn-js/lib/Modeler';
import Viewer from 'dmn-js/lib/NavigatedViewer';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import './table-editor.css';
import { sentenceOf, showFindings, type Finding } from './process/findings';
import { bytes, make, onResize, styles, tell, type DotNet, type Language } from './shared/island';
import { localise } from './shared/localise';
import { outbox, type Kept } from './shared/outbox';
import { translateModule, translator } from './shared/translate';
import { asEdited, asStored, holdsAll } from './table/versions';
import { markOf, ownersIn, type Explained } from './table/marks';
import { cellsFor, insertRows, type Wanted } from './table/rows';
import { transfer } from './table/transfer';
import { own } from './words/zh-parts';
import { zhTable } from './words/zh-table';

interface Options {
  xml: string;
  language: Language;
  readOnly: boolean;
  findings: Found[];
  /** The decision to show first, or a row or cell of one; null shows the only table, or else the drawing. */
  decision: string | null;
  /** Where the browser keeps what the server has not; null keeps nothing. */
  draft?: Kept | null;
}

/** A finding of a table may be about several rows, have inputs to try, and a row that would mend it. */
interface Found extends Finding { elementIds?: string[]; decision?: string; witness?: string | null; rule?: Wanted[] | null; }

interface View { id: string; type: string; name?: string; element: { id: string; $type: string; name?: string; label?: string }; }
interface Active { get(name: string, strict?: boolean): any; on(event: string, act: (event: any) => void): void; }

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('table-editor');
  element.classList.add('wi-editor', 'wi-table');
  const said = translator(options.language, zhTable);
  const words = (english: string) => { const parts = own(options.language)(english); return parts === english ? said(english) : parts; };
  const tabs = make('div', 'wi-editor-tools', '', { role: 'toolbar' });
  const rest = make('div', 'wi-editor-rest', '', { role: 'status' });
  const paste = make('div', 'wi-table-paste');
  paste.hidden = true;
  const told = make('p', 'wi-table-told', '', { role: 'status' });
  const problem = make('p', 'wi-editor-problem', '', { role: 'alert' });
  problem.hidden = true;
  const place = make('div', 'wi-editor-canvas');
  element.replaceChildren(tabs, paste, told, rest, place, problem);
  const stopWords = options.language === 'zh' ? localise(place, word => zhTable[word]) : () => {};
  const mark = markOf();

  const views = ['drd', 'decisionTable', 'literalExpression', 'boxedExpression'];
  const common = Object.fromEntries(views.map(view => [view, { additionalModules: [translateModule(said)] }]));
  let modeler: any;
  let findings = options.findings;
  let text = options.xml;
  let given = options.xml;
  let readOnly = options.readOnly;
  let loading = false;
  let changed = false;
  const out = outbox(options.draft, write, dotnet);

  const rows = transfer(place, paste, told, words, () => readOnly, id => void open(id));
  let explained: Explained | null = null;

  await load(options.xml, options.decision);
  const unwatch = onResize(place, () => drd()?.get('canvas').resized());

  function start(): void {
    modeler?.destroy();
    modeler = new (readOnly ? Viewer : Modeler)({ container: place, ...common });
    element.classList.toggle('is-read-only', readOnly);
    modeler.on('viewer.created', ({ viewer }: { viewer: Active }) => {
      viewer.on('commandStack.changed', () => { if (!loading) { changed = true; out.changed(); } explain(explained); drawTabs(); });
    });
    modeler.on('views.changed', () => { title(); rows.of(table() ?? null); drawTabs(); show(findings); requestAnimationFrame(whole); });
  }

  async function load(xml: string, decision: string | null = null): Promise<boolean> {
    loading = true;
    given = xml;
    problem.hidden = true;
    readOnly = options.readOnly;
    changed = false;
    try {
      const edited = asEdited(xml);
      start();
      await modeler.importXML(edited);
      if (!readOnly && !holdsAll(edited, (await modeler.saveXML({ format: true })).xml)) {
        // It would come back with less than it had: then it is shown and not edited.
        readOnly = true;
        start();
        await modeler.importXML(edited);
        problem.textContent = words('Kept as it is: this table holds something that the editor would lose, so it can only be read here.');
        problem.hidden = false;
      }
      text = xml;
      if (!decision || !await open(decision)) await openOnly();
      return true;
    } catch (error) {
      problem.textContent = `${words('The table cannot be shown')}: ${(error as Error).message}`;
      problem.hidden = false;
      readOnly = true;
      return false;
    } finally {
      loading = false;
    }
  }

  function drd(): Active | undefined {
    return modeler?.getActiveView()?.type === 'drd' ? modeler.getActiveViewer() : undefined;
  }

  function table(): Active | undefined {
    return modeler?.getActiveView()?.type === 'decisionTable' ? modeler.getActiveViewer() : undefined;
  }

  /** dmn-js heads a table with the name by which rules know it; people know it by its label. */
  function title(): void {
    const view = modeler.getActiveView() as View | undefined;
    const label = view && view.type !== 'drd' ? nameOf(view) : '';
    place.style.setProperty('--wi-table-title', label && label !== view?.element.name ? JSON.stringify(label) : 'none');
  }

  /** Brings the whole drawing into view, clear of the box with the name of the file. */
  function whole(): void {
    const canvas = drd()?.get('canvas');
    if (!canvas || place.clientWidth === 0) return;
    const { inner, outer } = canvas.viewbox();
    const scale = Math.min(1, outer.width / (inner.width + 140), outer.height / (inner.height + 160));
    canvas.viewbox({ x: inner.x - 100 / scale, y: inner.y - 110 / scale, width: outer.width / scale, height: outer.height / scale });
  }

  function nameOf(view: View): string {
    if (view.type === 'drd') return words('Decisions');
    // Labels in our tables hold both languages: 优先级 / Priority.
    const [zh, en, ...more] = view.element.label?.split(' / ') ?? [];
    if (zh && en && more.length === 0) return options.language === 'zh' ? zh : en;
    return view.element.label ?? view.element.name ?? view.element.id;
  }

  function drawTabs(): void {
    const active = modeler.getActiveView() as View | undefined;
    const stack = modeler.getActiveViewer()?.get('commandStack', false);
    const focused = tabs.contains(document.activeElement) ? [...tabs.children].indexOf(document.activeElement!) : -1;
    const button = (sign: string, label: string, act: () => void) => {
      const made = make('button', '', sign, { type: 'button', title: label, 'aria-label': label });
      made.addEventListener('click', act);
      return made;
    };
    const buttons: HTMLButtonElement[] = [];
    if (!readOnly) {
      const undo = button('↶', words('Undo'), () => stack?.undo());
      const redo = button('↷', words('Redo'), () => stack?.redo());
      undo.disabled = !stack?.canUndo();
      redo.disabled = !stack?.canRedo();
      buttons.push(undo, redo);
    }
    for (const view of modeler.getViews() as View[]) {
      const made = button(nameOf(view), nameOf(view), () => void modeler.open(view));
      made.classList.add('wi-table-tab');
      made.setAttribute('aria-pressed', String(view.element === active?.element));
      buttons.push(made);
    }
    if (table()) {
      const said = (name: string, id: string, act: () => void) => {
        const made = button(words(name), words(name), act);
        made.classList.add('wi-table-tab');
        made.dataset.testid = id;
        buttons.push(made);
      };
      said('Copy rows', 'copy-rows', () => void rows.copyAll());
      if (!readOnly) said('Paste rows…', 'paste-rows', rows.open);
    }
    tabs.replaceChildren(...buttons);
    if (focused >= 0) (tabs.children[focused] as HTMLElement | undefined)?.focus();
  }

  async function write(): Promise<string> {
    if (readOnly || !changed) return text;
    return asStored((await modeler.saveXML({ format: true })).xml, given);
  }

  /** Where there is one table to look at, nobody has to find it on the drawing. */
  async function openOnly(): Promise<void> {
    const tables = (modeler.getViews() as View[]).filter(view => view.type === 'decisionTable');
    if (tables.length === 1 && modeler.getActiveView()?.element !== tables[0].element) await modeler.open(tables[0]);
  }

  async function open(id: string): Promise<boolean> {
    const owner = ownersIn(modeler.getDefinitions()).get(id) ?? id;
    const view = (modeler.getViews() as View[]).find(known => known.element.id === owner);
    if (!view) return false;
    if (modeler.getActiveView()?.element !== view.element) await modeler.open(view);
    const cell = place.querySelector<HTMLElement>(`[data-element-id="${CSS.escape(id)}"], [data-row-id="${CSS.escape(id)}"]`);
    mark.show(id);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return true;
  }

  function show(next: Found[]): void {
    findings = next;
    const viewer = drd();
    if (viewer) {
      const owners = ownersIn(modeler.getDefinitions());
      const onDrawing = next.map(finding => finding.elementId ? { ...finding, elementId: owners.get(finding.elementId) ?? finding.elementId } : finding);
      showFindings(onDrawing, viewer.get('elementRegistry'), viewer.get('overlays'), words);
    }
    mark.set(next.flatMap(finding => finding.elementIds?.map(elementId => ({ ...finding, elementId })) ?? [finding]));
    rest.replaceChildren(...next.map(finding => {
      const line = make('p', `is-${finding.severity}`, `${sentenceOf(finding, words)} `);
      const button = (name: string, id: string, act: () => void) => {
        const made = make('button', '', words(name), { type: 'button', 'data-testid': id });
        made.addEventListener('click', act);
        line.append(made, ' ');
      };
      if (finding.elementId) button('Show', 'finding-show', () => void open(finding.elementId!));
      if (finding.witness) button('Try it', 'finding-try', () => { void open(finding.elementId!); tell(dotnet, 'OnTry', finding.witness); });
      if (finding.rule && !readOnly) button('Add this rule', 'finding-add', () => void add(finding));
      return line;
    }));
  }

  /** Adds a row for what no row answers; what it answers is left to the person. */
  async function add(finding: Found): Promise<void> {
    if (!finding.rule || !finding.decision || !await open(finding.decision)) return;
    const viewer = table();
    if (!viewer) return;
    const [id] = insertRows(viewer, [cellsFor(viewer, finding.rule)], viewer.get('sheet').getRoot().rows.length);
    await open(id);
    place.querySelector<HTMLElement>(`td.output-cell[data-row-id="${CSS.escape(id)}"] [contenteditable]`)?.focus();
  }

  /** Shows what came of a trial: rows that matched and cells that their input did not pass. */
  function explain(next: Explained | null): void {
    explained = next;
    mark.explain(next, modeler.getDefinitions());
  }

  return {
    /** The file as it is now, in bytes, in the version of DMN in which it was given; unchanged it is the given one. */
    getXml: async (): Promise<Uint8Array> => out.taken(bytes(await write())),

    kept: out.kept,

    /** Whether the file can be edited here without losing anything of it. */
    canHold: () => !readOnly || options.readOnly,

    setFindings: show,

    explain,

    /** Opens a decision, or the decision that holds an element, and brings it into view. */
    reveal: open,

    /** The id of the decision that is open; null while the drawing is. */
    decision(): string | null {
      const view = modeler.getActiveView() as View | undefined;
      return view && view.type !== 'drd' ? view.element.id : null;
    },

    dispose(): void {
      out.dispose();
      unwatch();
      stopWords();
      rows.dispose();
      mark.dispose();
      modeler?.destroy();
    },
  };
}
