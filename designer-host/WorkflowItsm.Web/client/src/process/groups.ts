// What of ours each kind of element may carry, as groups of the properties panel. moddle/itsm.json says what there is;
// test/panel.test.mjs holds this file against it.
import { Group, ListGroup } from '@bpmn-io/properties-panel';
import type { Bo, Drawn } from '../shared/moddle';
import type { Choice, Entries, Entry } from './entries';
import { add, all, first, isNamed, move, remove, setOnly, settled, type Services } from './extensions';
import { connectorOf, isWork, work, type Connector } from './work';

/** What can be chosen, from the rest of the bundle. */
export interface Choices {
  states: Choice[];
  forms: Choice[];
  /** FEEL that gives a team: a variable or a quoted name. */
  teams: Choice[];
  performers: Choice[];
  fields: Choice[];
  decisions: Choice[];
  connectors: Connector[];
  /** The handlers of the host that say nothing of themselves. */
  handlers: Choice[];
  topics: Choice[];
  processes: Choice[];
  occasions: Choice[];
  clauses: Choice[];
}

export interface Panel extends Services { entries: Entries; words(english: string, replacements?: Record<string, string>): string; choices: Choices; }

export interface PanelGroup { id: string; label: string; component: unknown; [property: string]: unknown; }
interface Item { id: string; label: string; entries: Entry[]; autoFocusEntry?: string; remove(event: Event): void; }

/** One attribute of an extension element: how it is written and what it may be. */
interface Attribute {
  name: string;
  label: string;
  kind: 'text' | 'feel' | 'state' | 'words' | 'choice';
  choices?: Choice[];
  description?: string;
}

export function groupsOf(panel: Panel, element: Drawn): PanelGroup[] {
  const bo = settled(element);
  const { words, choices } = panel;
  const is = (type: string) => bo.$instanceOf(type);
  const groups: (PanelGroup | null)[] = [];

  if (is('bpmn:Process')) {
    groups.push(
      only(panel, element, bo, 'ticket', words('Ticket'), [
        ['itsm:Ticket', { name: 'table', label: words('Table'), kind: 'text', description: words('The kind of ticket this process runs, e.g. incident') }],
        ['itsm:Ticket', { name: 'numberPrefix', label: words('Prefix of the number'), kind: 'text', description: words('INC gives INC0000001') }],
        ['itsm:Personal', { name: 'variables', label: words('Fields with personal data'), kind: 'words', choices: choices.fields }],
      ]),
      list(panel, element, bo, 'itsm:Derive', words('Derived fields'), derive => `${derive.get('variable') ?? ''} ← ${derive.get('decision') ?? ''}`, [
        { name: 'variable', label: words('Field'), kind: 'choice', choices: choices.fields },
        { name: 'decision', label: words('Decision'), kind: 'choice', choices: choices.decisions },
      ]),
      group('itsm-version', words('Version'), [attributeOf(panel, element, bo, 'versionTag', words('Tag of this version'), words('Call activities can ask for the version that carries it'))]),
    );
  }
  if (is('bpmn:Lane')) groups.push(lane(panel, element, bo));
  if (is('bpmn:SequenceFlow')) groups.push(flow(panel, element, bo));
  if (is('bpmn:FlowNode')) groups.push(node(panel, element, bo));
  if (is('bpmn:UserTask')) {
    groups.push(
      only(panel, element, bo, 'task', words('Task'), [
        ['itsm:Task', { name: 'form', label: words('Form'), kind: 'choice', choices: choices.forms }],
        ['itsm:Task', { name: 'candidateTeam', label: words('Team'), kind: 'choice', choices: choices.teams }],
        ['itsm:Task', { name: 'candidateTeam', label: words('Team, as FEEL'), kind: 'feel', description: words('A variable such as assignment_group, or a name in quotes') }],
        ['itsm:Task', { name: 'performers', label: words('Who may do it'), kind: 'words', choices: choices.performers }],
      ]),
      list(panel, element, bo, 'itsm:Outcome', words('Outcomes'), spoken, outcome(panel), outcomes => ({ id: unused('outcome', outcomes.map(known => known.get('id'))) })),
    );
  }
  if (is('bpmn:StartEvent') && bo.$parent?.get('triggeredByEvent') === true) {
    groups.push(only(panel, element, bo, 'action', words('Action on the ticket'), outcome(panel).map(attribute => ['itsm:Action', attribute])));
  }
  if (is('bpmn:BusinessRuleTask')) {
    groups.push(only(panel, element, bo, 'decision', words('Decision'), [
      ['itsm:Decision', { name: 'ref', label: words('Decision'), kind: 'choice', choices: choices.decisions }],
      ['itsm:Decision', { name: 'result', label: words('Variable for the result'), kind: 'text' }],
      ['itsm:Decision', {
        name: 'required', label: words('Needs a value'), kind: 'choice',
        choices: [{ value: 'true', label: words('yes: no value is an incident') }, { value: 'false', label: words('no: no value is an answer') }],
        description: words('Where nothing is chosen, the process tells: what cannot go on without a value needs one'),
      }],
    ]));
  }
  if (isWork(bo)) groups.push(work(panel, element, bo));
  if (is('bpmn:ScriptTask')) groups.push(script(panel, element, bo));
  if (is('bpmn:SendTask')) {
    groups.push(only(panel, element, bo, 'notify', words('Notification'), [
      ['itsm:Notify', { name: 'decision', label: words('Decision that says who is told'), kind: 'choice', choices: choices.decisions }],
      ['itsm:Notify', { name: 'occasion', label: words('Occasion'), kind: 'choice', choices: choices.occasions }],
    ]));
  }
  if (is('bpmn:CallActivity')) {
    const called = {
      get: () => bo.get('calledElement') as string | undefined,
      set: (value: string | undefined) => panel.modeling.updateModdleProperties(element, bo, { calledElement: value }),
    };
    groups.push(group('itsm-call', words('Called process'), [
      ...choices.processes.length === 0 ? [] : [panel.entries.choose({ ...called, id: 'itsm-calledElement', label: words('Process') }, choices.processes)],
      panel.entries.text({ ...called, id: 'itsm-calledElement-text', label: words('Id of the process or global task') }),
      ...entriesOf(panel, element, bo, 'call', [
        ['itsm:Call', {
          name: 'binding', label: words('Which version'), kind: 'choice',
          choices: [
            { value: 'deployment', label: words('the one that held when the case began') }, { value: 'latest', label: words('the newest when it is called') },
            { value: 'version', label: words('the version with a number') }, { value: 'tag', label: words('the version with a tag') },
          ],
          description: words('Where nothing is chosen, publishing changes no running case'),
        }],
        ['itsm:Call', { name: 'version', label: words('Number of the version'), kind: 'text' }],
        ['itsm:Call', { name: 'tag', label: words('Tag of the version'), kind: 'text' }],
      ]),
    ]));
  }
  if (isMultiple(bo)) {
    groups.push(only(panel, element, bo, 'loop', words('List that is gone through'), [
      ['itsm:Loop', { name: 'collection', label: words('List, as FEEL'), kind: 'feel', description: words('Once for each item, e.g. approvers') }],
      ['itsm:Loop', { name: 'item', label: words('Variable for the item'), kind: 'text' }],
      ['itsm:Loop', { name: 'result', label: words('What a round gives, as FEEL'), kind: 'feel', description: words('e.g. outcome') }],
      ['itsm:Loop', { name: 'results', label: words('Variable for the list of results'), kind: 'text' }],
    ]));
  }
  if (is('bpmn:AdHocSubProcess')) {
    groups.push(only(panel, element, bo, 'adHoc', words('Who starts what is in it'), [
      ['itsm:AdHoc', {
        name: 'manual', label: words('Started by'), kind: 'choice',
        choices: [{ value: 'true', label: words('people, who choose') }, { value: 'false', label: words('the engine, each once') }],
        description: words('Where nothing is chosen the engine starts each activity once'),
      }],
    ]));
  }
  groups.push(...conditions(panel, element, bo));
  if (takesMessage(bo)) {
    groups.push(only(panel, element, bo, 'correlation', words('Whose message'), [
      ['itsm:Correlation', { name: 'key', label: words('Key, as FEEL'), kind: 'feel', description: words('A message belongs here when it carries the same value') }],
    ]));
  }
  if (hasTimer(bo)) {
    groups.push(only(panel, element, bo, 'misfire', words('When the timer was missed'), [
      ['itsm:Misfire', {
        name: 'policy', label: words('What becomes of it'), kind: 'choice',
        choices: [
          { value: 'fireOnce', label: words('fires once, however late') }, { value: 'fireAll', label: words('every missed round fires') },
          { value: 'skip', label: words('is passed over') }, { value: 'fireWithin', label: words('fires if it is not too late') },
        ],
        description: words('Where nothing is chosen it fires once'),
      }],
      ['itsm:Misfire', { name: 'window', label: words('How late it may fire'), kind: 'text', description: words('e.g. PT30M') }],
      ['itsm:Misfire', { name: 'limit', label: words('How many missed rounds at most'), kind: 'text', description: words('Of more the oldest are passed over; 100 where nothing is written') }],
    ]));
  }
  if (is('bpmn:FlowNode')) {
    const assignment: Attribute[] = [
      { name: 'name', label: words('Variable'), kind: 'text' },
      { name: 'value', label: words('Value, as FEEL'), kind: 'feel' },
    ];
    const said = (bo: Bo) => `${bo.get('name') ?? ''} = ${bo.get('value') ?? ''}`;
    // What the fields of a connector show is not shown twice.
    const fields = connectorOf(panel, bo)?.fields.map(field => field.name) ?? [];
    groups.push(
      list(panel, element, bo, 'itsm:Input', fields.length > 0 ? words('Other inputs') : words('Inputs'), said, assignment, () => ({}), one => !fields.includes(one.get('name'))),
      list(panel, element, bo, 'itsm:Output', words('Outputs'), said, assignment),
    );
  }
  if (is('bpmn:FlowNode') || is('bpmn:Process')) {
    groups.push(list(panel, element, bo, 'itsm:Clause', words('Clauses of the handbook'),
      clause => choices.clauses.find(known => known.value === clause.get('ref'))?.label ?? clause.get('ref') ?? '', [
        { name: 'ref', label: words('Clause'), kind: 'choice', choices: choices.clauses },
      ]));
  }
  return groups.filter(group => group !== null);
}

/** The Chinese name, which stands below the name among the general properties. */
export function nameZh(panel: Panel, element: Drawn): Entry | null {
  const bo = settled(element);
  if (!isNamed(bo)) return null;
  return panel.entries.text({
    id: 'itsm-nameZh',
    label: panel.words('Name in Chinese'),
    get: () => bo.get('itsm:nameZh'),
    set: value => panel.modeling.updateModdleProperties(element, bo, { 'itsm:nameZh': value }),
  });
}

function node(panel: Panel, element: Drawn, bo: Bo): PanelGroup {
  const { words, choices, modeling } = panel;
  const set = (name: string, value: unknown) => modeling.updateModdleProperties(element, bo, { [name]: value });
  const state = (name: 'state' | 'overlay', label: string, description: string) => number(panel, {
    id: `itsm-${name}`, label, description, get: () => bo.get(`itsm:${name}`), set: value => set(`itsm:${name}`, value),
  }, choices.states);
  return group('itsm-node', words('Ticket state'), [
    state('state', words('State'), words('The ticket gets this state here')),
    state('overlay', words('State while here'), words('Shown only while the ticket stays here, e.g. On hold')),
    ...bo.$instanceOf('bpmn:ScriptTask') ? [] : [resultVariable(panel, element, bo, words('Variable for what arrives'))],
  ]);
}

function resultVariable(panel: Panel, element: Drawn, bo: Bo, label: string) {
  return panel.entries.text({
    id: 'itsm-resultVariable', label, get: () => bo.get('itsm:resultVariable'),
    set: value => panel.modeling.updateModdleProperties(element, bo, { 'itsm:resultVariable': value }),
  });
}

function flow(panel: Panel, element: Drawn, bo: Bo): PanelGroup | null {
  const { words, entries, modeling } = panel;
  const source = bo.get('sourceRef') as Bo | undefined;
  if (!source) return null;
  const isDefault = () => source.get('default') === bo;
  const condition = () => bo.get('conditionExpression') as Bo | undefined;
  // Only these choose among their flows; what another file says elsewhere is shown so that it can be taken away.
  const chooses = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway', 'bpmn:Activity'].some(type => source.$instanceOf(type));
  if (!chooses && !isDefault() && !condition()) return null;
  return group('itsm-flow', words('Condition'), [
    entries.check({
      id: 'itsm-flow-default',
      label: words('Taken when no other condition holds'),
      get: isDefault,
      set: value => modeling.updateProperties(element.source, { default: value ? bo : undefined }),
    }),
    ...isDefault() ? [] : [expression(panel, element, bo, 'conditionExpression', 'itsm-flow-condition', words('Condition, as FEEL'), words('e.g. outcome = "accept"'))],
  ]);
}

/** FEEL is written here; what runs with the rights of the program is only shown, because the program alone ships it. */
function script(panel: Panel, element: Drawn, bo: Bo): PanelGroup {
  const { words, entries, modeling } = panel;
  const format = (bo.get('scriptFormat') as string | undefined) ?? '';
  const get = () => bo.get('script') as string | undefined;
  const result = resultVariable(panel, element, bo, words('Variable for the result'));
  if (format !== '' && !/feel/i.test(format)) {
    return group('itsm-script', words('Script'), [entries.shown({
      id: 'itsm-script-shown', label: words('Script ({format})', { format }), get,
      description: words('It runs with all rights of the program, so it is changed where the program is made and comes with it. Here it stays as it is.'),
    }), result]);
  }
  return group('itsm-script', words('Script'), [entries.feel({
    id: 'itsm-script', label: words('Script, as FEEL'), description: words('e.g. amount * 1.19'), get,
    set: value => modeling.updateModdleProperties(element, bo, { script: value, scriptFormat: format === '' ? 'feel' : format }),
  }), result]);
}

/** The team that a lane stands for: a name, while a user task writes FEEL. */
function lane(panel: Panel, element: Drawn, bo: Bo): PanelGroup {
  const teams = panel.choices.teams.filter(team => /^".*"$/.test(team.value)).map(team => ({ value: team.value.slice(1, -1), label: team.label }));
  return group('itsm-lane', panel.words('Team of the lane'), [panel.entries.choose({
    id: 'itsm-team',
    label: panel.words('Team'),
    description: panel.words('It may do the user tasks in the lane that name no team'),
    get: () => bo.get('itsm:team'),
    set: value => panel.modeling.updateModdleProperties(element, bo, { 'itsm:team': value }),
  }, teams)]);
}

/** What the standard asks in FEEL and the panel of bpmn-js has no field for. */
function conditions(panel: Panel, element: Drawn, bo: Bo): PanelGroup[] {
  const { words } = panel;
  const groups: PanelGroup[] = [];
  const event = definition(bo, 'bpmn:ConditionalEventDefinition');
  if (event) {
    groups.push(group('itsm-condition', words('Condition'), [
      expression(panel, element, event, 'condition', 'itsm-event-condition', words('Condition, as FEEL'), words('The event happens when it becomes true')),
    ]));
  }
  if (bo.$instanceOf('bpmn:ComplexGateway')) {
    groups.push(group('itsm-activation', words('Activation'), [
      expression(panel, element, bo, 'activationCondition', 'itsm-activationCondition', words('Goes on when, as FEEL'), words('e.g. activationCount >= 2')),
    ]));
  }
  const loop = bo.$instanceOf('bpmn:Activity') ? bo.get('loopCharacteristics') as Bo | undefined : undefined;
  if (loop?.$instanceOf('bpmn:StandardLoopCharacteristics')) {
    groups.push(group('itsm-repeat', words('Loop'), [
      expression(panel, element, loop, 'loopCondition', 'itsm-loopCondition', words('Again as long as, as FEEL'), words('e.g. outcome = "again"')),
      panel.entries.text({
        id: 'itsm-loopMaximum', label: words('At most so many times'), get: () => loop.get('loopMaximum')?.toString(),
        check: value => /^\d{1,9}$/.test(value) ? undefined : words('A whole number that is not negative'),
        set: value => panel.modeling.updateModdleProperties(element, loop, { loopMaximum: value === undefined ? undefined : Number(value) }),
      }),
      panel.entries.check({
        id: 'itsm-testBefore', label: words('Asked before the first time too'), get: () => loop.get('testBefore') === true,
        set: value => panel.modeling.updateModdleProperties(element, loop, { testBefore: value }),
      }),
    ]));
  }
  return groups;
}

/** A field for FEEL that the standard keeps in an element of its own. */
function expression(panel: Panel, element: Drawn, holder: Bo, property: string, id: string, label: string, description: string): Entry {
  const there = () => holder.get(property) as Bo | undefined;
  return panel.entries.feel({
    id, label, description,
    get: () => there()?.get('body'),
    set: body => {
      const known = there();
      if (known && body !== undefined) { panel.modeling.updateModdleProperties(element, known, { body }); return; }
      const made = body === undefined ? undefined : panel.bpmnFactory.create('bpmn:FormalExpression', { body });
      if (made) made.$parent = holder;
      panel.modeling.updateModdleProperties(element, holder, { [property]: made });
    },
  });
}

/** A field for an attribute of ours. */
function attributeOf(panel: Panel, element: Drawn, bo: Bo, name: string, label: string, description: string): Entry {
  return panel.entries.text({
    id: `itsm-${name}`, label, description, get: () => bo.get(`itsm:${name}`),
    set: value => panel.modeling.updateModdleProperties(element, bo, { [`itsm:${name}`]: value }),
  });
}

function outcome({ words, choices }: Panel): Attribute[] {
  return [
    { name: 'id', label: words('Id'), kind: 'text', description: words('What conditions compare: outcome = "id"') },
    { name: 'name', label: words('Name'), kind: 'text' },
    { name: 'nameZh', label: words('Name in Chinese'), kind: 'text' },
    { name: 'state', label: words('State afterwards'), kind: 'state', choices: choices.states },
    { name: 'requires', label: words('Fields that must be filled in'), kind: 'words', choices: choices.fields },
    { name: 'performers', label: words('Who may do it'), kind: 'words', choices: choices.performers },
    { name: 'condition', label: words('Only when, as FEEL'), kind: 'feel' },
  ];
}

const spoken = (bo: Bo) => [bo.get('name') ?? bo.get('id') ?? '', bo.get('nameZh')].filter(Boolean).join(' / ');

/** Whether an activity is done once for each of several items. */
function isMultiple(bo: Bo): boolean {
  return bo.$instanceOf('bpmn:Activity')
    && (first(bo, 'itsm:Loop') !== undefined || bo.get('loopCharacteristics')?.$instanceOf('bpmn:MultiInstanceLoopCharacteristics') === true);
}

const definition = (bo: Bo, type: string) =>
  bo.$instanceOf('bpmn:Event') ? ((bo.get('eventDefinitions') ?? []) as Bo[]).find(known => known.$instanceOf(type)) : undefined;

function takesMessage(bo: Bo): boolean {
  if (bo.$instanceOf('bpmn:SendTask') || bo.$instanceOf('bpmn:ReceiveTask')) return true;
  if (!bo.$instanceOf('bpmn:Event')) return false;
  return first(bo, 'itsm:Correlation') !== undefined
    || ((bo.get('eventDefinitions') ?? []) as Bo[]).some(definition => definition.$instanceOf('bpmn:MessageEventDefinition'));
}

function hasTimer(bo: Bo): boolean {
  if (!bo.$instanceOf('bpmn:Event')) return false;
  return first(bo, 'itsm:Misfire') !== undefined
    || ((bo.get('eventDefinitions') ?? []) as Bo[]).some(definition => definition.$instanceOf('bpmn:TimerEventDefinition'));
}

const group = (id: string, label: string, entries: Entry[]): PanelGroup => ({ id, label, component: Group, entries });

/** A group for elements of which there is at most one. */
function only(panel: Panel, element: Drawn, bo: Bo, id: string, label: string, attributes: [string, Attribute][]): PanelGroup {
  return group(`itsm-${id}`, label, entriesOf(panel, element, bo, id, attributes));
}

function entriesOf(panel: Panel, element: Drawn, bo: Bo, id: string, attributes: [string, Attribute][]): Entry[] {
  return attributes.flatMap(([type, attribute], index) => attributeEntries(
    panel, `itsm-${id}-${attribute.name}${attributes.findIndex(other => other[1].name === attribute.name) < index ? '-text' : ''}`, attribute,
    () => first(bo, type)?.get(attribute.name),
    value => setOnly(panel, element, bo, type, attribute.name, value),
  ));
}

/** A group for elements of which there may be many. */
function list(
  panel: Panel, element: Drawn, bo: Bo, type: string, label: string, title: (bo: Bo) => string, attributes: Attribute[],
  fresh: (there: Bo[]) => object = () => ({}), shows: (bo: Bo) => boolean = () => true): PanelGroup {
  const there = all(bo, type);
  const id = type.replace(':', '-').toLowerCase();
  const items: Item[] = there.filter(shows).map(one => {
    const index = there.indexOf(one);
    const prefix = `${element.id}-${id}-${index}`;
    return {
      id: prefix,
      label: title(one),
      autoFocusEntry: `${prefix}-${attributes[0].name}`,
      entries: [
        ...attributes.flatMap(attribute => attributeEntries(panel, `${prefix}-${attribute.name}`, attribute,
          () => one.get(attribute.name),
          value => panel.modeling.updateModdleProperties(element, one, { [attribute.name]: value }))),
        ...there.length > 1 && type === 'itsm:Outcome' ? [order(panel, element, bo, one, prefix)] : [],
      ],
      remove: event => { event.stopPropagation(); remove(panel, element, bo, one); },
    };
  });
  return {
    id, label, component: ListGroup, items, translate: panel.words,
    add: (event: Event) => { event.stopPropagation(); add(panel, element, bo, type, fresh(there)); },
  };
}

/** The place of an outcome among the others: that of its button. */
function order(panel: Panel, element: Drawn, bo: Bo, one: Bo, prefix: string): Entry {
  const there = all(bo, one.$type);
  const place = there.indexOf(one);
  return panel.entries.choose({
    id: `${prefix}-place`,
    label: panel.words('Place among the buttons'),
    get: () => String(place + 1),
    set: value => {
      const wanted = Number(value) - 1;
      if (Number.isInteger(wanted) && wanted >= 0) for (let at = place; at !== wanted; at += Math.sign(wanted - at)) move(panel, element, bo, one, Math.sign(wanted - at) as -1 | 1);
    },
  }, there.map((_, index) => ({ value: String(index + 1), label: String(index + 1) })));
}

function attributeEntries(panel: Panel, id: string, attribute: Attribute, get: () => any, set: (value: unknown) => void): Entry[] {
  const binding = { id, label: attribute.label, description: attribute.description, get, set };
  switch (attribute.kind) {
    case 'text': return [panel.entries.text(binding)];
    case 'feel': return [panel.entries.feel(binding)];
    case 'choice': return [panel.entries.choose(binding, attribute.choices ?? [])];
    case 'words': return panel.entries.list(binding, attribute.choices ?? []);
    case 'state': return [number(panel, binding, attribute.choices ?? [])];
  }
}

function number(panel: Panel, binding: { id: string; label: string; description?: string; get(): any; set(value: number | undefined): void }, choices: Choice[]): Entry {
  return panel.entries.choose({
    id: binding.id,
    label: binding.label,
    description: binding.description,
    get: () => binding.get()?.toString(),
    set: value => binding.set(value === undefined ? undefined : Number(value)),
    check: value => /^-?\d{1,9}$/.test(value) ? undefined : panel.words('A whole number, the number of a state'),
  }, choices);
}

function unused(base: string, taken: string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${base}${number}`)) number++;
  return `${base}${number}`;
}
