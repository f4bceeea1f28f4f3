// The words of a form in Chinese, as a group of the properties panel. Where they are kept: shared/form-words.ts.
// form-js brings a properties panel of its own, whose entries it does not give out: ours is drawn in its style.
import { h, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Option { label?: string; labelZh?: string; value?: unknown; }
interface Field { id: string; type: string; properties?: Record<string, string>; values?: Option[]; }
interface Entry { id: string; label: string; component: unknown; isEdited: unknown; get(): string | undefined; set(value: string | undefined): void; }
type Edit = (field: Field, key: string, value: unknown) => void;

const withoutLabel = ['default', 'spacer', 'separator', 'image'];

/** Adds the group after the general one. */
export function chineseWords(words: (english: string) => string) {
  class Provider {
    static $inject = ['propertiesPanel'];

    constructor(propertiesPanel: { registerProvider(provider: unknown, priority: number): void }) {
      propertiesPanel.registerProvider(this, 500);
    }

    getGroups(field: Field, edit: Edit) {
      return (groups: { id: string }[]) => {
        const entries = entriesOf(field, edit, words);
        if (entries.length === 0) return groups;
        const after = groups.findIndex(group => group.id === 'general') + 1;
        return [...groups.slice(0, after), { id: 'chinese', label: words('In Chinese'), entries }, ...groups.slice(after)];
      };
    }
  }
  return { __init__: ['chineseWords'], chineseWords: ['type', Provider] };
}

function entriesOf(field: Field, edit: Edit, words: (english: string) => string): Entry[] {
  const own = (name: string, label: string): Entry => ({
    id: name, label, component: TextEntry, isEdited,
    get: () => field.properties?.[name],
    set: value => edit(field, 'properties', filled({ ...field.properties, [name]: value })),
  });
  const option = (at: number): Entry => ({
    id: `option-${at}-zh`, label: field.values![at].label ?? String(field.values![at].value ?? ''), component: TextEntry, isEdited,
    get: () => field.values?.[at]?.labelZh,
    set: value => edit(field, 'values', field.values!.map((other, index) => index === at ? filled({ ...other, labelZh: value }) : other)),
  });
  if (withoutLabel.includes(field.type)) return [];
  if (field.type === 'text' || field.type === 'html') return [own('textZh', words('Text in Chinese'))];
  return [own('labelZh', words('Label in Chinese')), own('descriptionZh', words('Description in Chinese')), ...(field.values ?? []).map((_, at) => option(at))];
}

/** One line of text; it is taken over while one types. */
function TextEntry({ id, label, get, set }: Entry & { element: unknown }): VNode {
  const there = get() ?? '';
  const [typed, type] = useState(there);
  useEffect(() => type(there), [there]);
  const input = `bio-properties-panel-${id}`;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('div', { class: 'bio-properties-panel-textfield' },
      h('label', { for: input, class: 'bio-properties-panel-label' }, label),
      h('input', {
        id: input, name: id, type: 'text', class: 'bio-properties-panel-input', autocomplete: 'off', spellcheck: false, value: typed,
        onInput: (event: Event) => {
          const { value } = event.currentTarget as HTMLInputElement;
          type(value);
          set(value === '' ? undefined : value);
        },
      })));
}

const isEdited = (node: HTMLInputElement | null): boolean => Boolean(node?.value);

/** A copy without what has no value; nothing when nothing is left. */
function filled<T extends object>(given: T): T | undefined {
  const left = Object.entries(given).filter(([, value]) => value !== undefined);
  return left.length === 0 ? undefined : Object.fromEntries(left) as T;
}
