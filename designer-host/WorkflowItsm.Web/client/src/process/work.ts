// What does a service task, or a send task: a connector with fields of its own, a handler of the host, or a program outside.
import { Group } from '@bpmn-io/properties-panel';
import type { Bo, Drawn } from '../shared/moddle';
import type { Entry } from './entries';
import { add, all, first, remove, rewrite, setOnly } from './extensions';
import type { Panel, PanelGroup } from './groups';

/** A handler that says what it can be told. */
export interface Connector { name: string; label: string; answer: string; fields: Field[]; }

/** An input that it knows; its value is FEEL. */
interface Field { name: string; label: string; isRequired: boolean; isLong: boolean; hint: string | null; choices: string[]; }

export const isWork = (bo: Bo): boolean => bo.$instanceOf('bpmn:ServiceTask') || bo.$instanceOf('bpmn:SendTask');

/** The connector that does a task; undefined where something else does. */
export function connectorOf(panel: Panel, bo: Bo): Connector | undefined {
  const name = first(bo, 'itsm:Handler')?.get('name');
  return name === undefined || !isWork(bo) ? undefined : panel.choices.connectors.find(connector => connector.name === name);
}

export function work(panel: Panel, element: Drawn, bo: Bo): PanelGroup {
  const { words, choices, entries } = panel;
  const connector = connectorOf(panel, bo);
  const binding = ['itsm:Topic', 'itsm:Handler'].find(type => first(bo, type));
  const shown: Entry[] = [entries.choose({
    id: 'itsm-work-by',
    label: words('Done by'),
    get: () => connector ? `connector ${connector.name}` : binding,
    set: value => bind(panel, element, bo, value),
  }, [
    ...choices.connectors.map(known => ({ value: `connector ${known.name}`, label: known.label })),
    { value: 'itsm:Handler', label: words('a handler of the host') },
    { value: 'itsm:Topic', label: words('a program outside') },
  ])];
  if (connector) shown.push(...connector.fields.map(field => input(panel, element, bo, field)));
  else if (binding === 'itsm:Handler') shown.push(...named(panel, element, bo, binding, 'handler', words('Handler'), choices.handlers, words('Its name in the host')));
  else if (binding) shown.push(...named(panel, element, bo, binding, 'topic', words('Topic'), choices.topics, words('Workers lease tasks by it')));
  if (binding) {
    shown.push(entries.text({
      id: 'itsm-work-result', label: words('Variable for the result'), description: connector?.answer,
      get: () => first(bo, binding)?.get('result'), set: value => setOnly(panel, element, bo, binding, 'result', value),
    }));
  }
  return { id: 'itsm-work', label: words('Work'), component: Group, entries: shown };
}

/** Where in the panel a finding belongs: the entries for a part of an element, as C# names it. */
export function entriesFor(part: string, element: Drawn): string[] {
  const [kind, name] = [part.replace(/:.*$/, ''), part.replace(/^[^:]*:?/, '')];
  switch (kind) {
    case 'input':
    case 'output': {
      const among = all(element.businessObject, kind === 'input' ? 'itsm:Input' : 'itsm:Output');
      const index = among.findIndex(one => one.get('name') === name);
      return [`itsm-work-${name}`, `${element.id}-itsm-${kind}-${index}-value`];
    }
    case 'handler': return ['itsm-work-by', 'itsm-work-handler-text'];
    case 'topic': return ['itsm-work-topic-text'];
    case 'calledElement': return ['itsm-calledElement-text'];
    case 'decision': return ['itsm-decision-ref'];
    case 'task': return ['itsm-task-candidateTeam-text'];
    case 'correlation': return ['itsm-correlation-key'];
    case 'loop': return ['itsm-loop-collection'];
    case 'call': return ['itsm-call-binding'];
    default: return [];
  }
}

/** Chosen from what is known, or written. */
function named(panel: Panel, element: Drawn, bo: Bo, type: string, id: string, label: string, known: Panel['choices']['topics'], description: string): Entry[] {
  const binding = {
    get: () => first(bo, type)?.get('name') as string | undefined,
    // Without a name it still says who does it.
    set: (value: string | undefined) => panel.modeling.updateModdleProperties(element, first(bo, type)!, { name: value }),
  };
  const text = panel.entries.text({ ...binding, id: `itsm-work-${id}-text`, label: known.length > 0 ? panel.words('Or written') : label, description });
  return known.length > 0 ? [panel.entries.choose({ ...binding, id: `itsm-work-${id}`, label }, known), text] : [text];
}

function input(panel: Panel, element: Drawn, bo: Bo, field: Field): Entry {
  const there = () => all(bo, 'itsm:Input').find(one => one.get('name') === field.name);
  const binding = {
    id: `itsm-work-${field.name}`,
    label: field.isRequired ? `${field.label} *` : field.label,
    description: field.hint ?? undefined,
    get: () => there()?.get('value') as string | undefined,
    set: (value: string | undefined) => {
      const known = there();
      if (known && value === undefined) remove(panel, element, bo, known);
      else if (known) panel.modeling.updateModdleProperties(element, known, { value });
      else if (value !== undefined) add(panel, element, bo, 'itsm:Input', { name: field.name, value });
    },
  };
  return field.choices.length > 0
    ? panel.entries.choose(binding, field.choices.map(choice => ({ value: JSON.stringify(choice), label: choice })))
    : panel.entries.feel(binding, field.isLong ? 5 : 1);
}

/** Another binding in one step: what only the last connector understood goes with it, the variable of the result stays. */
function bind(panel: Panel, element: Drawn, bo: Bo, chosen: string | undefined): void {
  const before = connectorOf(panel, bo);
  const after = panel.choices.connectors.find(connector => `connector ${connector.name}` === chosen);
  const knows = (connector: Connector | undefined, one: Bo) => connector?.fields.some(field => field.name === one.get('name')) === true;
  const result = (first(bo, 'itsm:Handler') ?? first(bo, 'itsm:Topic'))?.get('result');
  const type = after ? 'itsm:Handler' : chosen;
  const bound = type === undefined ? [] : [panel.bpmnFactory.create(type, { name: after?.name, result })];
  rewrite(panel, element, bo, values => [
    ...bound,
    ...values.filter(value => !['itsm:Handler', 'itsm:Topic', ...type === undefined ? [] : ['itsm:Notify']].includes(value.$type)
      && !(value.$type === 'itsm:Input' && knows(before, value) && !knows(after, value))),
  ]);
}
