/** What an island may call in .NET. */
export interface DotNet {
  invokeMethodAsync(name: string, ...args: unknown[]): Promise<unknown>;
}

export type Language = 'en' | 'zh';

/** Tells .NET something; quiet when the circuit is gone, as there is nobody left to hear it. */
export function tell(dotnet: DotNet | null | undefined, name: string, ...args: unknown[]): void {
  dotnet?.invokeMethodAsync(name, ...args).catch(() => {});
}

/**
 * Text that may be larger than one message of the circuit goes to .NET as a stream of bytes. The mark at its beginning,
 * which readers take off, is there because Blazor streams no empty text.
 */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${text}`);
}

const sheets = new Map<string, Promise<void>>();

/** Adds the island's stylesheet once and waits until it is there, so that nothing is measured unstyled. */
export function styles(name: string): Promise<void> {
  const known = sheets.get(name);
  if (known) return known;
  const loading = new Promise<void>(done => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`./${name}.css`, import.meta.url).href;
    link.onload = () => done();
    link.onerror = () => done();
    document.head.append(link);
  });
  sheets.set(name, loading);
  return loading;
}

/** Calls `act` after `wait` ms of quiet; `flush` does it now if it is due, `cancel` never. */
export function debounced(act: () => void, wait: number): { (): void; cancel(): void; flush(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; act(); }, wait);
  };
  later.cancel = () => { clearTimeout(timer); timer = undefined; };
  later.flush = () => {
    if (timer === undefined) return;
    later.cancel();
    act();
  };
  return later;
}

/** An element with a class, a text and attributes; the text is never read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, className: string, text = '', attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Calls back when the element's size changes, once a frame. */
export function onResize(element: Element, act: () => void): () => void {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(act);
  });
  observer.observe(element);
  return () => { observer.disconnect(); cancelAnimationFrame(frame); };
}
