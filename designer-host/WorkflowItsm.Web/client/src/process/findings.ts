// What is wrong, on the element it is about: a sign with a number, and the sentences when it is opened.
import { make } from '../shared/island';
import type { Bo, Drawn } from '../shared/moddle';
import { entriesFor } from './work';

export interface Finding {
  elementId: string | null;
  /** The setting of the element that it is about, e.g. `input:url`; null when the element as a whole is. */
  part: string | null;
  severity: 'error' | 'warning';
  message: string;
  cure: string;
}

interface Registry { get(id: string): Drawn | undefined; getAll(): Drawn[]; }
interface Overlays { add(id: string, type: string, overlay: object): string; remove(filter: object): void; }

/** What was found and what to do about it, in one sentence after the other, as the language writes them. */
export function sentenceOf(finding: Finding, words: (english: string) => string): string {
  const gap = /[。！？]$/.test(finding.message) ? '' : ' ';
  return `${weight(finding, words)}${finding.message}${finding.cure ? gap + finding.cure : ''}`;
}

const weight = (finding: Finding, words: (english: string) => string) => `${words(finding.severity)}${words(': ')}`;

/** Shows findings as overlays; gives back those whose element is not drawn. */
export function showFindings(findings: Finding[], registry: Registry, overlays: Overlays, words: (english: string) => string): Finding[] {
  overlays.remove({ type: 'wi-finding' });
  const owners = ownersOf(registry);
  const byElement = new Map<string, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const id = finding.elementId === null ? undefined : owners.get(finding.elementId);
    if (id === undefined) rest.push(finding);
    else byElement.set(id, [...byElement.get(id) ?? [], finding]);
  }
  for (const [id, found] of byElement) {
    const drawn = registry.get(id)!;
    const position = drawn.waypoints ? { top: -8, left: 8 } : { top: -14, left: -14 };
    overlays.add(id, 'wi-finding', { position, html: badge(found, words), scale: { min: 0.9, max: 1.2 } });
  }
  return rest;
}

/** The sentences for the entries of the panel of an element, by the id of the entry. */
export function fieldErrors(findings: Finding[], element: Drawn, registry: Registry, words: (english: string) => string): Record<string, string> {
  const owners = ownersOf(registry);
  const errors: Record<string, string> = {};
  for (const finding of findings) {
    if (!finding.part || finding.elementId === null || owners.get(finding.elementId) !== element.id) continue;
    for (const id of entriesFor(finding.part, element)) {
      const sentence = sentenceOf(finding, words);
      errors[id] = errors[id] ? `${errors[id]}\n${sentence}` : sentence;
    }
  }
  return errors;
}

function badge(found: Finding[], words: (english: string) => string): HTMLElement {
  const isError = found.some(finding => finding.severity === 'error');
  const holder = make('div', 'wi-finding');
  const text = found.map(finding => sentenceOf(finding, words)).join('\n');
  const sign = make('button', `wi-finding-sign ${isError ? 'is-error' : 'is-warning'}`, `${isError ? '✕' : '!'}${found.length > 1 ? ` ${found.length}` : ''}`,
    { type: 'button', title: text, 'aria-label': text, 'aria-expanded': 'false' });
  const box = make('div', 'wi-finding-box');
  box.hidden = true;
  for (const finding of found) {
    const line = make('p', '');
    line.append(make('b', '', weight(finding, words)), finding.message);
    if (finding.cure) line.append(make('br', ''), make('em', '', finding.cure));
    box.append(line);
  }
  sign.addEventListener('click', event => {
    event.stopPropagation();
    box.hidden = !box.hidden;
    sign.setAttribute('aria-expanded', String(!box.hidden));
  });
  holder.addEventListener('pointerdown', event => event.stopPropagation());
  holder.addEventListener('mousedown', event => event.stopPropagation());
  holder.append(sign, box);
  return holder;
}

/** For every id in the drawing, and in what its elements hold, the element that shows it. The process itself is not drawn. */
export function ownersOf(registry: Registry): Map<string, string> {
  const owners = new Map<string, string>();
  for (const drawn of registry.getAll()) {
    const isRoot = drawn.parent === undefined || drawn.parent === null;
    if (isRoot || drawn.labelTarget) continue;
    const bo = drawn.businessObject as Bo | undefined;
    if (!bo) continue;
    owners.set(drawn.id, drawn.id);
    if (bo.id) owners.set(bo.id, drawn.id);
    const parts = [...(bo.get('eventDefinitions') ?? []), bo.get('conditionExpression'), bo.get('loopCharacteristics'), ...(bo.get('extensionElements')?.get('values') ?? [])] as (Bo | undefined)[];
    for (const part of parts) if (part?.id && !owners.has(part.id)) owners.set(part.id, drawn.id);
    if (bo.$instanceOf('bpmn:Participant') && bo.get('processRef')?.id) owners.set(bo.get('processRef').id, drawn.id);
  }
  return owners;
}
