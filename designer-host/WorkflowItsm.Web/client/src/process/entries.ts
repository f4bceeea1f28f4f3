// Entries of the properties panel. Each is a function of the panel's own hooks, so they are made, not inherited.
import {
  CheckboxEntry, isCheckboxEntryEdited, isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited, SelectEntry, TextAreaEntry, TextFieldEntry,
} from '@bpmn-io/properties-panel';

/** Something to choose: what is written into the file, and what a person reads. */
export interface Choice { value: string; label: string; }

export interface Entry { id: string; component: unknown; isEdited?: unknown; [property: string]: unknown; }

export interface Binding {
  id: string;
  label: string;
  get(): string | undefined;
  set(value: string | undefined): void;
  description?: string;
  /** A sentence when the value cannot be, else undefined. */
  check?(value: string): string | undefined;
}

type Debounce = (act: (...args: unknown[]) => void) => (...args: unknown[]) => void;

export class Entries {
  constructor(private readonly debounce: Debounce, private readonly words: (english: string) => string) {}

  /** One line of text. */
  text(binding: Binding): Entry {
    return this.entry(TextFieldEntry, isTextFieldEntryEdited, binding);
  }

  /** FEEL: lines of equal width. */
  feel(binding: Binding, rows = 2): Entry {
    return this.entry(TextAreaEntry, isTextAreaEntryEdited, binding, { monospace: true, rows });
  }

  /** Code that can be read and copied, not changed. */
  shown(binding: Omit<Binding, 'set'>): Entry {
    return this.entry(TextAreaEntry, isTextAreaEntryEdited, { ...binding, set: () => {} }, { monospace: true, rows: 8, disabled: true });
  }

  /** One of what is known; a value that is not known stays and is shown as it is. Without choices: a line of text. */
  choose(binding: Binding, choices: readonly Choice[]): Entry {
    if (choices.length === 0) return this.text(binding);
    const getOptions = () => {
      const value = binding.get() ?? '';
      const known = value === '' || choices.some(choice => choice.value === value);
      return [{ value: '', label: this.words('<none>') }, ...choices, ...known ? [] : [{ value, label: value }]];
    };
    return this.entry(SelectEntry, isSelectEntryEdited, binding, { getOptions });
  }

  /** Words separated by spaces, with a list to add from. */
  list(binding: Binding, choices: readonly Choice[]): Entry[] {
    const text = this.text(binding);
    if (choices.length === 0) return [text];
    const present = () => (binding.get() ?? '').split(/\s+/).filter(word => word !== '');
    const adder: Binding = {
      id: `${binding.id}-add`,
      label: this.words('Add'),
      get: () => '',
      set: word => { if (word) binding.set([...present(), word].join(' ')); },
    };
    const getOptions = () => [
      { value: '', label: this.words('Choose to add') },
      ...choices.filter(choice => !present().includes(choice.value)),
    ];
    return [text, this.entry(SelectEntry, () => false, adder, { getOptions })];
  }

  check(binding: { id: string; label: string; get(): boolean; set(value: boolean): void }): Entry {
    const component = (props: { element: unknown }) => CheckboxEntry({
      element: props.element, id: binding.id, label: binding.label, getValue: binding.get, setValue: binding.set,
    });
    return { id: binding.id, component, isEdited: isCheckboxEntryEdited };
  }

  private entry(kind: (props: object) => unknown, isEdited: unknown, binding: Binding, more: object = {}): Entry {
    const component = (props: { element: unknown }) => kind({
      element: props.element,
      id: binding.id,
      label: binding.label,
      description: binding.description,
      debounce: this.debounce,
      translate: this.words,
      getValue: () => binding.get() ?? '',
      setValue: (value: string | undefined) => {
        const given = value === undefined || value.trim() === '' ? undefined : value;
        if (given === binding.get() || (given !== undefined && binding.check?.(given) !== undefined)) return;
        binding.set(given);
      },
      validate: binding.check ? (value: string | undefined) => value ? binding.check!(value) : undefined : undefined,
      ...more,
    });
    return { id: binding.id, component, isEdited };
  }
}
