// Small things that only the browser can do.

/** Copies text; false when the browser does not allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Where the page is not served over TLS, the clipboard takes only what is selected. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;opacity:0';
  document.body.append(area);
  area.select();
  try { return document.execCommand('copy'); } catch { return false; } finally { area.remove(); }
}

/** Saves text as a file of the given name. */
export function download(name: string, text: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Moves the focus to the first element that matches and brings it into view. */
export function focus(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) return false;
  found.focus();
  found.scrollIntoView({ block: 'nearest' });
  return document.activeElement === found;
}

/** What the person has chosen in the system: dark or light. */
export function prefersDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Tells the browser's own widgets (scroll bars, date pickers) which theme the page wears. */
export function theme(dark: boolean): void {
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
}

/** Asks before the page is left while something is unsaved. */
const unsaved = (event: BeforeUnloadEvent) => { event.preventDefault(); };
export function guard(on: boolean): void {
  if (on) window.addEventListener('beforeunload', unsaved);
  else window.removeEventListener('beforeunload', unsaved);
}

/** The time zone of the browser, e.g. Asia/Shanghai. */
export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
