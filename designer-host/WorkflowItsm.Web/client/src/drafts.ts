// What a person types is kept in the browser until it is sent: a session that ends loses nothing.

import { bytes } from './shared/island';

interface Draft { at: string; value: unknown; }

const prefix = 'workflowitsm.draft.';
const keepDays = 30;

const name = (owner: string, key: string) => `${prefix}${owner}/${key}`;

/** Keeps a value; false when the browser refuses, e.g. because its store is full. */
export function save(owner: string, key: string, json: string): boolean {
  try {
    localStorage.setItem(name(owner, key), JSON.stringify({ at: new Date().toISOString(), value: JSON.parse(json) } satisfies Draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft as JSON `{at, value}`, or null. */
export function load(owner: string, key: string): string | null {
  const draft = read(name(owner, key));
  return draft ? JSON.stringify(draft) : null;
}

/** The draft for .NET, which has it streamed; JSON's null when there is none. */
export function loadBytes(owner: string, key: string): Uint8Array {
  return bytes(load(owner, key) ?? 'null');
}

export function remove(owner: string, key: string): void {
  try { localStorage.removeItem(name(owner, key)); } catch { /* a browser without a store has no draft */ }
}

/**
 * Keeps what is typed into the fields below `root` that carry data-draft, without asking .NET: it works while the
 * connection is down. Hidden fields say what the draft is for and make none by themselves. Ends with dispose().
 * @param onlyTouched Keeps only fields that the person touched: where fields come filled in, a draft of all of them
 * would undo what others did meanwhile.
 */
export function watch(root: HTMLElement, owner: string, key: string, onlyTouched: boolean): { forget(): void; dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const touched = new Set<string>(Object.keys((read(name(owner, key))?.value ?? {}) as Record<string, string>));
  const keep = () => {
    timer = undefined;
    const value: Record<string, string> = {};
    let typedAnything = false;
    for (const field of fields(root)) {
      const isSign = field.type === 'hidden';
      if (!isSign && onlyTouched && !touched.has(field.dataset.draft!)) continue;
      value[field.dataset.draft!] = field.value;
      typedAnything ||= !isSign && field.value.trim() !== '';
    }
    if (typedAnything) save(owner, key, JSON.stringify(value));
    else remove(owner, key);
  };
  const typed = (event: Event) => {
    const field = (event.target as Field).dataset.draft;
    if (field !== undefined) touched.add(field);
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  };
  const leave = () => { if (timer !== undefined) { clearTimeout(timer); keep(); } };
  root.addEventListener('input', typed);
  // Who types faster than the page comes to life has typed already.
  if (!onlyTouched && !read(name(owner, key))) keep();
  window.addEventListener('pagehide', leave);
  return {
    forget() {
      clearTimeout(timer);
      timer = undefined;
      touched.clear();
      remove(owner, key);
    },
    dispose() {
      leave();
      root.removeEventListener('input', typed);
      window.removeEventListener('pagehide', leave);
    },
  };
}

/** Removes the drafts that nobody came back to. */
export function tidy(now = Date.now()): void {
  try {
    for (let index = localStorage.length - 1; index >= 0; index--) {
      const key = localStorage.key(index);
      if (!key?.startsWith(prefix)) continue;
      const draft = read(key);
      if (!draft || now - Date.parse(draft.at) > keepDays * 86_400_000) localStorage.removeItem(key);
    }
  } catch { /* a browser without a store has no draft */ }
}

type Field = (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) & { dataset: { draft?: string } };

function fields(root: HTMLElement): Field[] {
  return [...root.querySelectorAll<Field>('input[data-draft], textarea[data-draft], select[data-draft]')];
}

function read(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key);
    const draft = text ? JSON.parse(text) as Draft : null;
    return draft && typeof draft.at === 'string' ? draft : null;
  } catch {
    return null;
  }
}

tidy();
