// A form of a task, filled in by a person.
import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './form.css';
import * as drafts from './drafts';
import { bytes, debounced, styles, tell, type DotNet, type Language } from './shared/island';
import { inLanguage } from './shared/form-words';
import { localise } from './shared/localise';
import { zhForm } from './words/zh-form';

interface Options {
  /** The form as JSON text. */
  schema: string;
  /** The values as JSON text, by key. */
  data: string;
  language: Language;
  readOnly: boolean;
  /** Whose draft under which key; null keeps none. */
  draft: { owner: string; key: string } | null;
}

type Data = Record<string, unknown>;
type Sentences = Record<string, string[]>;

interface Field { id: string; key?: string; type: string; }
interface Instance { id: string; indexes?: Record<string, number>; }

export async function mount(element: HTMLElement, options: Options, dotnet: DotNet | null) {
  await styles('form');
  const form = new Form({ container: element });
  let current = options;
  let restored = false;
  let stop = () => {};

  const announce = debounced(() => {
    if (current.draft) drafts.save(current.draft.owner, current.draft.key, JSON.stringify(data()));
    tell(dotnet, 'OnChange');
  }, 300);

  // What the server said about a value stays until the value changes.
  const said = new Map<string, { value: unknown; sentences: string[] }>();
  const validator = form.get('validator') as { validateFieldInstance(instance: Instance, value: unknown): string[] };
  const validate = validator.validateFieldInstance.bind(validator);
  validator.validateFieldInstance = (instance, value) => {
    const server = said.get(instance.id);
    if (server && JSON.stringify(server.value) !== JSON.stringify(value)) said.delete(instance.id);
    return [...validate(instance, value), ...said.get(instance.id)?.sentences ?? []];
  };

  await show(options);
  speak(options.language);
  form.on('field.updated', () => announce());
  const leave = () => announce.flush();
  window.addEventListener('pagehide', leave);

  async function show(next: Options): Promise<void> {
    const draft = next.draft && !next.readOnly ? drafts.load(next.draft.owner, next.draft.key) : null;
    restored = draft !== null;
    const values: Data = { ...JSON.parse(next.data || '{}'), ...(draft ? JSON.parse(draft).value : {}) };
    const schema = inLanguage(JSON.parse(next.schema), next.language);
    await form.importSchema(schema, asChosen(schema, values));
    form.setProperty('readOnly', next.readOnly);
    element.classList.toggle('is-read-only', next.readOnly);
    current = next;
  }

  function speak(language: Language): void {
    stop();
    stop = language === 'zh' ? localise(element, zhForm) : () => {};
  }

  function data(): Data {
    return structuredClone((form as unknown as { _getSubmitData(): Data })._getSubmitData());
  }

  function fields(): Field[] {
    return (form.get('formFieldRegistry') as { getAll(): Field[] }).getAll();
  }

  /** Error sentences by key instead of by the form's own ids; those of repeated rows are put together. */
  function byKey(errors: Record<string, unknown>): Sentences {
    const keys = new Map(fields().map(field => [field.id, field.key ?? field.id]));
    const found: Sentences = {};
    for (const [id, value] of Object.entries(errors)) {
      const sentences = flat(value).map(sentence => current.language === 'zh' ? zhForm(sentence) ?? sentence : sentence);
      if (sentences.length > 0) found[keys.get(id) ?? id] = sentences;
    }
    return found;
  }

  function focusFirstError(): void {
    const first = element.querySelector<HTMLElement>('.fjs-has-errors input, .fjs-has-errors textarea, .fjs-has-errors [tabindex]');
    first?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  }

  return {
    /** Whether what is shown comes from a draft. */
    restored: () => restored,

    async update(next: Options): Promise<void> {
      announce.flush();
      const keep = next.schema === current.schema && next.data === current.data && !next.readOnly ? data() : null;
      if (next.language !== current.language) speak(next.language);
      await show(keep ? { ...next, data: JSON.stringify({ ...JSON.parse(next.data || '{}'), ...keep }) } : next);
      current = next;
    },

    /** The values as JSON in bytes, without judging them. */
    data: () => bytes(JSON.stringify(data())),

    /** Checks by the form's own rules, shows what is wrong at its field, gives back `{data, errors}` as JSON in bytes. */
    submit() {
      announce.flush();
      said.clear();
      const errors = byKey(form.validate() as Record<string, unknown>);
      if (Object.keys(errors).length > 0) requestAnimationFrame(focusFirstError);
      return bytes(JSON.stringify({ data: data(), errors }));
    },

    /** Shows the server's sentences at their fields; gives back the keys that this form does not have. */
    showErrors(sentences: Record<string, string | string[]>): string[] {
      const instances = (form.get('formFieldInstanceRegistry') as { getAllKeyed(): Instance[] }).getAllKeyed();
      const unknown: string[] = [];
      const values = data();
      said.clear();
      for (const [key, sentence] of Object.entries(sentences)) {
        const field = fields().find(known => known.key === key);
        if (field && instances.some(instance => instance.id === field.id)) said.set(field.id, { value: values[key], sentences: flat(sentence) });
        else unknown.push(key);
      }
      form.validate();
      if (said.size > 0) requestAnimationFrame(focusFirstError);
      return unknown;
    },

    /** Forgets the draft, once the server has what it holds. */
    clearDraft(): void {
      announce.cancel();
      restored = false;
      if (current.draft) drafts.remove(current.draft.owner, current.draft.key);
    },

    /** Puts the given values back in place of what was typed. */
    async reset(): Promise<void> {
      announce.cancel();
      if (current.draft) drafts.remove(current.draft.owner, current.draft.key);
      await show(current);
    },

    dispose(): void {
      announce.flush();
      window.removeEventListener('pagehide', leave);
      stop();
      form.destroy();
    },
  };
}

function flat(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (value && typeof value === 'object') return Object.values(value).flatMap(flat);
  return [];
}

interface Chooser { key?: string; values?: { value: unknown }[]; components?: Chooser[]; }

/** A number of the ticket may be an option's text in the form: 2 is shown as the option "2". */
function asChosen(schema: Chooser, values: Data): Data {
  const found = { ...values };
  for (const field of schema.components ?? []) {
    if (field.components) Object.assign(found, asChosen(field, found));
    const given = field.key === undefined ? undefined : found[field.key];
    if (given === undefined || given === null || typeof given === 'object') continue;
    const option = field.values?.find(known => String(known.value) === String(given));
    if (option) found[field.key!] = option.value;
  }
  return found;
}
