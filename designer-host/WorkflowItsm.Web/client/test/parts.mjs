// What the tests share: files of the repository, and what a file of XML says however it is written.
import { readFile, readdir } from 'node:fs/promises';
import { build } from 'esbuild';
import { Parser } from 'saxen';

const root = new URL('../../../../', import.meta.url);

export const read = path => readFile(new URL(path, root), 'utf8');

/** The files with an ending below the folders that are shipped. */
export async function shipped(ending) {
  const found = [];
  for (const folder of ['workflows', 'rules/decisions']) {
    for (const entry of await readdir(new URL(folder, root), { recursive: true })) {
      if (entry.endsWith(ending) && !/(^|\/)(bin|obj)\//.test(entry)) found.push(`${folder}/${entry}`);
    }
  }
  return found.sort();
}

export const descriptor = JSON.parse(await read('engine/WorkflowItsm.Bpmn/moddle/itsm.json'));

/** A module of src/, brought up without a browser; `stubs` stand for packages that need one. */
export async function island(path, stubs = {}) {
  const plugin = {
    name: 'stubs',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path: name }) => name in stubs ? { path: name, namespace: 'stub' } : undefined);
      onLoad({ filter: /.*/, namespace: 'stub' }, ({ path: name }) => ({ contents: stubs[name] }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [new URL(`../src/${path}`, import.meta.url).pathname], bundle: true, format: 'esm', write: false, plugins: [plugin], logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

// What an attribute means when it is missing: writers leave it out.
const defaults = { hitPolicy: 'UNIQUE', isCollection: 'false', kind: 'FEEL', textFormat: 'text/plain', cancelActivity: 'true', isInterrupting: 'true', triggeredByEvent: 'false', isExecutable: 'false', associationDirection: 'None' };

/** Every element, attribute and text, sorted: two files with the same say the same but for their order. */
export function contents(xml) {
  const parts = [];
  const names = [];
  const texts = [];
  const finish = () => {
    const text = texts.pop().trim();
    const name = names.pop();
    if (text) parts.push(`${name} = ${text}`);
  };
  const parser = new Parser({ proxy: true }).ns();
  parser.on('openTag', (element, decode) => {
    names.push(element.name);
    texts.push('');
    parts.push(element.name);
    for (const [name, given] of Object.entries(element.attrs)) {
      if (name === 'xmlns' || name.startsWith('xmlns:') || defaults[name] === given) continue;
      const value = decode(given);
      parts.push(`${element.name} ${name}=${value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value}`);
    }
  });
  parser.on('text', (text, decode) => { if (texts.length > 0) texts[texts.length - 1] += decode(text); });
  parser.on('cdata', text => { texts[texts.length - 1] += text; });
  parser.on('closeTag', finish);
  parser.on('error', error => { throw error; });
  parser.parse(xml);
  return parts.sort();
}
