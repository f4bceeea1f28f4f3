// dmn-js reads and writes DMN 1.3. Files of other versions differ for it only in their namespaces, which are changed
// on the way in and back on the way out; whether that loses anything is found by comparing.

interface Version { model: string; di: string; feel: string; }

const edited: Version = {
  model: 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  di: 'https://www.omg.org/spec/DMN/20191111/DMNDI/',
  feel: 'https://www.omg.org/spec/DMN/20191111/FEEL/',
};

const others: Version[] = [
  { model: 'http://www.omg.org/spec/DMN/20180521/MODEL/', di: 'http://www.omg.org/spec/DMN/20180521/DMNDI/', feel: 'http://www.omg.org/spec/DMN/20180521/FEEL/' },
  { model: 'https://www.omg.org/spec/DMN/20211108/MODEL/', di: 'https://www.omg.org/spec/DMN/20191111/DMNDI/', feel: 'https://www.omg.org/spec/DMN/20211108/FEEL/' },
  { model: 'https://www.omg.org/spec/DMN/20230324/MODEL/', di: 'https://www.omg.org/spec/DMN/20230324/DMNDI/', feel: 'https://www.omg.org/spec/DMN/20230324/FEEL/' },
];

/** The file in the version that dmn-js reads. */
export function asEdited(xml: string): string {
  const version = others.find(other => xml.includes(`"${other.model}"`));
  return version ? swap(xml, version, edited) : xml;
}

/** What dmn-js wrote, in the version of the file it came from. */
export function asStored(xml: string, original: string): string {
  const version = others.find(other => original.includes(`"${other.model}"`));
  return version ? swap(xml, edited, version) : xml;
}

function swap(xml: string, from: Version, to: Version): string {
  return xml
    .replaceAll(`"${from.model}"`, `"${to.model}"`)
    .replaceAll(`"${from.di}"`, `"${to.di}"`)
    .replaceAll(`"${from.feel}"`, `"${to.feel}"`);
}

/** What an attribute means when it is missing; the writer leaves it out. */
const defaults: Record<string, string> = {
  hitPolicy: 'UNIQUE', isCollection: 'false', associationDirection: 'None', isCollapsed: 'false', kind: 'FEEL', textFormat: 'text/plain',
};

/** Whether every element, attribute and text of a file is in what was written of it; order and prefixes do not matter. */
export function holdsAll(before: string, after: string): boolean {
  const there = contents(after);
  for (const [part, count] of contents(before)) if ((there.get(part) ?? 0) < count) return false;
  return true;
}

function contents(xml: string): Map<string, number> {
  const parts = new Map<string, number>();
  const add = (part: string) => parts.set(part, (parts.get(part) ?? 0) + 1);
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const name = `${element.namespaceURI} ${element.localName}`;
    add(name);
    for (const attribute of element.attributes) {
      if (attribute.namespaceURI === 'http://www.w3.org/2000/xmlns/' || defaults[attribute.localName] === attribute.value) continue;
      // Positions may come back as 10 instead of 10.0.
      const value = Number.isFinite(Number(attribute.value)) && attribute.value.trim() !== '' ? String(Number(attribute.value)) : attribute.value;
      add(`${name} ${attribute.namespaceURI ?? ''} ${attribute.localName}=${value}`);
    }
    const text = [...element.childNodes].filter(node => node.nodeType === 3 || node.nodeType === 4).map(node => node.nodeValue ?? '').join('').trim();
    if (text !== '') add(`${name} = ${text}`);
  }
  return parts;
}
