// Files for a ticket: pasted screenshots, dropped files, chosen files. They wait here until there is a place to send
// them to (a report that is not sent yet has no number).
import './attach.css';
import { make, styles, tell, type DotNet } from './shared/island';

interface Words {
  drop: string; choose: string; remove: string; waiting: string; sending: string; sent: string; failed: string;
  tooLarge: string; empty: string; again: string; pasted: string;
}

interface Options {
  /** Where to send each file at once, e.g. /api/v1/tickets/INC0001/attachments; null keeps them until `send` is called. */
  url: string | null;
  /** Bytes that one file may have. */
  limit: number;
  /** Sentences in the language of the screen; {0} in tooLarge is the limit in MB. */
  words: Words;
  /** Headers that the endpoint wants, such as an antiforgery token. */
  headers: Record<string, string>;
  readOnly: boolean;
  /** Pastes anywhere on the page are taken, not only those inside. */
  wholePage: boolean;
}

interface Item { id: number; file: File; row: HTMLElement; state: 'waiting' | 'sending' | 'sent' | 'failed'; error: string; request?: XMLHttpRequest; preview?: string; }

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('attach');
  let current = options;
  let next = 1;
  const items: Item[] = [];

  element.classList.add('wi-attach');
  const input = make('input', 'wi-attach-input', '', { type: 'file', multiple: '', tabindex: '-1', 'aria-hidden': 'true' });
  const choose = make('button', 'wi-attach-choose', options.words.choose, { type: 'button' });
  const hint = make('span', 'wi-attach-hint', options.words.drop);
  const zone = make('div', 'wi-attach-zone');
  zone.append(choose, hint, input);
  const list = make('ul', 'wi-attach-list', '', { 'aria-live': 'polite' });
  element.replaceChildren(zone, list);
  wear();

  choose.addEventListener('click', () => input.click());
  input.addEventListener('change', () => { take([...input.files ?? []]); input.value = ''; });
  zone.addEventListener('dragover', event => { event.preventDefault(); zone.classList.add('is-over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', event => {
    event.preventDefault();
    zone.classList.remove('is-over');
    take([...event.dataTransfer?.files ?? []]);
  });
  const paste = (event: ClipboardEvent) => {
    const inside = element.contains(event.target as Node);
    if (current.readOnly || (!inside && !current.wholePage)) return;
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0) return;
    event.preventDefault();
    take(files.map(named));
  };
  document.addEventListener('paste', paste);

  /** A picture from the clipboard is called image.png by every browser; the time tells them apart. */
  function named(file: File): File {
    if (!/^image\.\w+$/.test(file.name)) return file;
    const now = new Date();
    const two = (part: number) => String(part).padStart(2, '0');
    const stamp = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
    return new File([file], `${current.words.pasted}-${stamp}.${file.name.split('.').pop()}`, { type: file.type });
  }

  function take(files: File[]): void {
    if (current.readOnly) return;
    for (const file of files) {
      const item: Item = { id: next++, file, row: make('li', 'wi-attach-item'), state: 'waiting', error: '' };
      items.push(item);
      list.append(item.row);
      if (file.size > current.limit) fail(item, current.words.tooLarge.replace('{0}', String(Math.floor(current.limit / 1_048_576))));
      else if (file.size === 0) fail(item, current.words.empty);
      else if (current.url) void send(item, current.url);
      draw(item);
    }
    count();
  }

  function send(item: Item, url: string): Promise<boolean> {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      item.request = request;
      item.state = 'sending';
      item.error = '';
      request.open('POST', `${url}${url.includes('?') ? '&' : '?'}name=${encodeURIComponent(item.file.name)}`);
      request.setRequestHeader('Content-Type', item.file.type || 'application/octet-stream');
      request.setRequestHeader('Accept-Language', document.documentElement.lang || 'en');
      for (const [name, value] of Object.entries(current.headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = event => {
        if (event.lengthComputable) item.row.querySelector('progress')?.setAttribute('value', String(event.loaded / event.total));
      };
      request.onload = () => {
        if (request.status >= 200 && request.status < 300) {
          item.state = 'sent';
          draw(item);
          tell(dotnet, 'OnAttached', item.file.name);
          count();
          done(true);
        } else {
          fail(item, sentence(request) ?? `${current.words.failed} (${request.status})`);
          done(false);
        }
      };
      request.onerror = () => { fail(item, current.words.failed); done(false); };
      request.onabort = () => done(false);
      request.send(item.file);
      draw(item);
    });
  }

  function fail(item: Item, error: string): void {
    item.state = 'failed';
    item.error = error;
    draw(item);
    tell(dotnet, 'OnRefused', item.file.name, error);
    count();
  }

  function draw(item: Item): void {
    const { words } = current;
    const row = item.row;
    row.className = `wi-attach-item is-${item.state}`;
    row.replaceChildren();
    if (item.file.type.startsWith('image/') && item.state !== 'failed') {
      item.preview ??= URL.createObjectURL(item.file);
      row.append(make('img', 'wi-attach-preview', '', { src: item.preview, alt: '' }));
    }
    const text = make('div', 'wi-attach-text');
    text.append(make('span', 'wi-attach-name', item.file.name), make('span', 'wi-attach-size', size(item.file.size)));
    row.append(text);
    if (item.state === 'sending') row.append(make('progress', '', '', { max: '1', value: '0', 'aria-label': words.sending }));
    else if (item.state === 'failed') text.append(make('span', 'wi-attach-error', item.error, { role: 'alert' }));
    else text.append(make('span', 'wi-attach-state', item.state === 'sent' ? words.sent : words.waiting));
    if (item.state === 'failed' && current.url && item.file.size > 0 && item.file.size <= current.limit) {
      const again = make('button', '', words.again, { type: 'button' });
      again.addEventListener('click', () => void send(item, current.url!));
      row.append(again);
    }
    if (item.state === 'sent') return;
    const remove = make('button', '', words.remove, { type: 'button', 'aria-label': `${words.remove} ${item.file.name}` });
    remove.addEventListener('click', () => drop(item));
    row.append(remove);
  }

  function drop(item: Item): void {
    item.request?.abort();
    if (item.preview) URL.revokeObjectURL(item.preview);
    items.splice(items.indexOf(item), 1);
    item.row.remove();
    count();
  }

  function count(): void {
    tell(dotnet, 'OnWaiting', items.filter(item => item.state === 'waiting' || item.state === 'sending').length);
  }

  function wear(): void {
    zone.hidden = current.readOnly;
    hint.textContent = current.words.drop;
    choose.textContent = current.words.choose;
    items.forEach(draw);
  }

  return {
    update(changed: Options): void {
      current = changed;
      wear();
    },

    /** Sends what waits to `url`; gives back how many could not be sent. */
    async send(url: string): Promise<number> {
      let failed = items.filter(item => item.state === 'failed').length;
      current = { ...current, url };
      for (const item of items.filter(waiting => waiting.state === 'waiting')) {
        if (!await send(item, url)) failed++;
      }
      return failed;
    },

    /** Empties the list of what is sent. */
    clear(): void {
      for (const item of items.filter(done => done.state === 'sent')) drop(item);
    },

    dispose(): void {
      document.removeEventListener('paste', paste);
      for (const item of items) {
        item.request?.abort();
        if (item.preview) URL.revokeObjectURL(item.preview);
      }
    },
  };
}

/** The server's sentence, from problem details; null when it sent none. */
function sentence(request: XMLHttpRequest): string | null {
  try {
    const { detail } = JSON.parse(request.responseText);
    return typeof detail === 'string' && detail !== '' ? detail : null;
  } catch {
    return null;
  }
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
