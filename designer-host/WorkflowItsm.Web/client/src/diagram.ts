// The drawing of a process, to look at: where a ticket is, where it has been, where it stands still.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './diagram.css';
import { make, onResize, styles, tell, type DotNet, type Language } from './shared/island';
import { itsm, type Bo, type Drawn } from './shared/moddle';
import { own } from './words/zh-parts';

interface Options {
  xml: string;
  language: Language;
  /** Ids of elements where a token waits. */
  active: string[];
  /** Ids of elements and flows that it passed. */
  visited: string[];
  /** Ids of elements where something went wrong and waits for help. */
  incidents: string[];
  /** What a screen reader says it is. */
  label: string;
}

/** Below this scale nothing can be read: then the place where the ticket is comes first. */
const readable = 0.45;
const close = 0.75;

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('diagram');
  element.classList.add('wi-diagram');
  const canvasPlace = make('div', 'wi-diagram-canvas', '', { role: 'group', 'aria-label': options.label });
  const legend = make('div', 'wi-diagram-legend');
  const problem = make('p', 'wi-diagram-problem', '', { role: 'alert' });
  problem.hidden = true;
  const tools = make('div', 'wi-diagram-tools');
  element.replaceChildren(canvasPlace, tools, legend, problem);

  const viewer = new NavigatedViewer({ container: canvasPlace, moddleExtensions: { itsm } });
  const canvas = viewer.get<any>('canvas');
  const overlays = viewer.get<any>('overlays');
  const registry = viewer.get<any>('elementRegistry');
  let current = options;
  let moved = false;
  let marked: [string, string][] = [];

  viewer.on('import.parse.complete', (event: { definitions?: Bo }) => {
    if (current.language === 'zh' && event.definitions) wear(event.definitions);
  });
  viewer.on('element.click', ({ element: clicked }: { element: Drawn }) => {
    tell(dotnet, 'OnElement', (clicked.labelTarget ?? clicked).id);
  });

  // A wheel over the drawing scrolls the page until the person has chosen the drawing.
  const zoomScroll = viewer.get<any>('zoomScroll');
  zoomScroll.toggle(false);
  canvasPlace.addEventListener('focusin', () => zoomScroll.toggle(true));
  canvasPlace.addEventListener('focusout', () => zoomScroll.toggle(false));
  canvasPlace.addEventListener('pointerdown', () => { moved = true; });
  canvasPlace.addEventListener('keydown', event => {
    const step = { '+': 1.25, '=': 1.25, '-': 0.8 }[event.key];
    if (step) zoom(step);
    else if (event.key === '0') whole();
    else return;
    event.preventDefault();
  });

  await show(options);
  const unwatch = onResize(element, () => {
    if (element.clientWidth === 0) return;
    canvas.resized();
    if (!moved) fit();
  });

  async function show(next: Options): Promise<void> {
    const words = own(next.language);
    const redraw = next.xml !== current.xml || next.language !== current.language || viewer.getDefinitions() === undefined;
    current = next;
    canvasPlace.setAttribute('aria-label', next.label);
    buttons(words);
    problem.hidden = true;
    if (redraw) {
      try {
        await viewer.importXML(next.xml);
      } catch (error) {
        problem.textContent = `${words('The diagram cannot be shown')}: ${(error as Error).message}`;
        problem.hidden = false;
        return;
      }
      marked = [];
    }
    mark(words);
    if (redraw || !moved) { moved = false; fit(); }
  }

  function mark(words: (english: string) => string): void {
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
    overlays.remove({ type: 'wi-mark' });
    marked = [];
    const add = (ids: string[], marker: string, sign: string, said: string) => {
      for (const id of ids) {
        const drawn = registry.get(id) as Drawn | undefined;
        if (!drawn) continue;
        canvas.addMarker(id, marker);
        marked.push([id, marker]);
        if (drawn.waypoints) continue;
        const html = make('span', `wi-badge ${marker}`, sign, { title: said, role: 'img', 'aria-label': `${drawn.businessObject.name ?? id}: ${said}` });
        overlays.add(id, 'wi-mark', { position: { top: -12, left: -12 }, html, scale: { min: 0.8, max: 1.4 } });
      }
    };
    const standing = new Set(current.incidents);
    const here = current.active.filter(id => !standing.has(id));
    const past = current.visited.filter(id => !standing.has(id) && !current.active.includes(id));
    add(past, 'is-visited', '✓', words('been there'));
    add(here, 'is-active', '▶', words('here now'));
    add(current.incidents, 'is-incident', '!', words('stands still'));
    const entries: [string, string, string, number][] = [
      ['is-active', '▶', words('here now'), here.length],
      ['is-visited', '✓', words('been there'), past.length],
      ['is-incident', '!', words('stands still'), current.incidents.length],
    ];
    legend.replaceChildren(...entries.filter(entry => entry[3] > 0).map(([marker, sign, said]) => {
      const entry = make('span', 'wi-diagram-entry', said);
      entry.prepend(make('span', `wi-badge ${marker}`, sign, { 'aria-hidden': 'true' }));
      return entry;
    }));
  }

  function buttons(words: (english: string) => string): void {
    const button = (sign: string, said: string, act: () => void) => {
      const made = make('button', '', sign, { type: 'button', title: said, 'aria-label': said });
      made.addEventListener('click', act);
      return made;
    };
    tools.replaceChildren(
      button('+', words('Zoom in'), () => zoom(1.25)),
      button('−', words('Zoom out'), () => zoom(0.8)),
      button('⤢', words('Whole diagram'), whole),
      ...(current.active.length + current.incidents.length > 0 ? [button('▶', words('Where it is now'), () => { moved = true; here(); })] : []),
    );
  }

  function zoom(step: number): void {
    moved = true;
    canvas.zoom(Math.min(4, Math.max(0.15, canvas.zoom() * step)));
  }

  function whole(): void {
    moved = true;
    all();
  }

  function fit(): void {
    if (element.clientWidth === 0) return;
    all();
    if (canvas.zoom() < readable) here();
  }

  /** The whole drawing with room around it for badges and, on the right, for the buttons. */
  function all(): void {
    const { inner, outer } = canvas.viewbox();
    const scale = Math.min(1, (outer.width - 80) / inner.width, (outer.height - 40) / inner.height);
    if (!(scale > 0) || !Number.isFinite(scale)) return;
    canvas.viewbox({
      x: inner.x - ((outer.width - 24) / scale - inner.width) / 2, y: inner.y - (outer.height / scale - inner.height) / 2,
      width: outer.width / scale, height: outer.height / scale,
    });
  }

  /** Brings the first place where the ticket is into the middle, large enough to read. */
  function here(): void {
    const id = [...current.incidents, ...current.active].find(known => registry.get(known));
    if (!id) return;
    const drawn = registry.get(id);
    canvas.zoom(close, { x: drawn.x + drawn.width / 2, y: drawn.y + drawn.height / 2 });
    const box = canvas.viewbox();
    canvas.viewbox({
      x: drawn.x + drawn.width / 2 - box.width / 2, y: drawn.y + drawn.height / 2 - box.height / 2,
      width: box.width, height: box.height,
    });
  }

  return {
    update: (next: Options) => show(next),
    dispose(): void {
      unwatch();
      viewer.destroy();
    },
  };
}

/** Puts each element's Chinese name where the drawing takes its label from; the file is only shown, never written. */
function wear(bo: Bo, seen = new Set<Bo>()): void {
  if (seen.has(bo)) return;
  seen.add(bo);
  const zh = bo.get('itsm:nameZh') as string | undefined;
  if (zh) bo.name = zh;
  for (const list of ['rootElements', 'flowElements', 'participants', 'laneSets', 'lanes', 'artifacts'] as const) {
    for (const child of (bo[list] ?? []) as Bo[]) wear(child, seen);
  }
}
