// What is changed in an editor, on its way to the server. Until the server has kept it, the browser keeps it too: a
// window that is closed, a line that breaks or a session that ends at once loses nothing.
import * as drafts from '../drafts';
import { debounced, tell, type DotNet } from './island';

/** Where the browser keeps it: whose, under which key, and what the server's text was when the editing began. */
export interface Kept { owner: string; key: string; stamp: string; }

export interface Outbox {
  /** Something was changed. */
  changed(): void;
  /** The server has taken the text; gives it back. */
  taken<T>(text: T): T;
  /** The server has kept what it took, under a new stamp. */
  kept(stamp: string): void;
  dispose(): void;
}

export function outbox(place: Kept | null | undefined, write: () => string | Promise<string>, dotnet: DotNet | null, wait = 400): Outbox {
  let stamp = place?.stamp ?? '';
  let changes = 0;
  let taken = 0;
  let kept = 0;

  const store = async () => {
    if (!place || changes === kept) return;
    const at = changes;
    const text = await write();
    if (at === changes) drafts.save(place.owner, place.key, JSON.stringify({ stamp, text }));
  };
  const announce = debounced(() => { void store(); tell(dotnet, 'OnChange'); }, wait);
  // A page that goes runs nothing later than this; the writers of bpmn.io finish within it.
  const leave = () => { announce.flush(); void store(); };
  const hidden = () => { if (document.visibilityState === 'hidden') leave(); };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hidden);

  return {
    changed() { changes++; announce(); },
    taken(text) { announce.cancel(); taken = changes; return text; },
    kept(next) {
      stamp = next;
      kept = taken;
      if (place && kept === changes) drafts.remove(place.owner, place.key);
    },
    dispose() {
      leave();
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
    },
  };
}
