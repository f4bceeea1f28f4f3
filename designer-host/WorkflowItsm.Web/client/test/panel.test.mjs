// Everything that moddle/itsm.json knows can be seen and changed in the properties panel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { descriptor, island } from './parts.mjs';

const { groupsOf, nameZh } = await island('process/groups.ts', {
  '@bpmn-io/properties-panel': 'export const Group = "group", ListGroup = "list";',
});
const moddle = new BpmnModdle({ itsm: structuredClone(descriptor) });

/** An element on which a setting may stand, inside what makes it take it. */
function carrier(type, setting) {
  const [first] = type;
  if (setting === 'Action') {
    const bo = moddle.create('bpmn:StartEvent', { id: 'Carrier' });
    bo.$parent = moddle.create('bpmn:SubProcess', { triggeredByEvent: true });
    return bo;
  }
  if (first === 'bpmn:Event') return moddle.create('bpmn:IntermediateCatchEvent', { id: 'Carrier', eventDefinitions: [moddle.create('bpmn:MessageEventDefinition')] });
  const bo = moddle.create(first === 'bpmn:FlowNode' ? 'bpmn:Task' : first, { id: 'Carrier' });
  if (first === 'bpmn:SequenceFlow') bo.sourceRef = moddle.create('bpmn:ExclusiveGateway');
  return bo;
}

/** What the panel shows of an element: each entry's binding. */
function bindingsOf(bo, modeling = {}) {
  const entry = binding => ({ binding });
  const entries = { text: entry, feel: entry, shown: binding => entry({ ...binding, readOnly: true }), choose: entry, check: entry, list: binding => [entry(binding)] };
  const choices = Object.fromEntries(['states', 'forms', 'teams', 'performers', 'fields', 'decisions', 'connectors', 'handlers', 'topics', 'processes', 'occasions', 'clauses'].map(name => [name, []]));
  const panel = { entries, choices, words: text => text, modeling, bpmnFactory: moddle };
  const element = { id: 'Carrier', businessObject: bo };
  const groups = groupsOf(panel, element);
  const shown = [nameZh(panel, element), ...groups.flatMap(group => [...group.entries ?? [], ...(group.items ?? []).flatMap(item => item.entries)])];
  return shown.filter(found => found?.binding).map(found => found.binding);
}

const given = property => property.type === 'Integer' ? 4711 : `given_${property.name}`;

for (const type of descriptor.types) {
  for (const property of type.properties) {
    test(`${type.name}.${property.name} is in the panel`, () => {
      const bo = carrier(type.extends ?? type.meta.allowedIn, type.name);
      let holder = bo;
      let name = `itsm:${property.name}`;
      if (!type.extends) {
        holder = moddle.create(`itsm:${type.name}`, { [property.name]: given(property) });
        bo.extensionElements = moddle.create('bpmn:ExtensionElements', { values: [holder] });
        name = property.name;
      } else {
        bo.set(name, given(property));
      }
      const changed = [];
      const modeling = { updateModdleProperties: (_, target, properties) => changed.push([target, properties]) };
      const binding = bindingsOf(bo, modeling).find(known => String(known.get?.()) === String(given(property)));
      assert.ok(binding, `Nothing in the panel shows ${property.name}.`);
      binding.set(property.type === 'Integer' ? '7' : 'other');
      assert.deepEqual(changed, [[holder, { [name]: property.type === 'Integer' ? 7 : 'other' }]]);
    });
  }
}

test('a script in FEEL is edited, and a new one says that it is FEEL', () => {
  for (const [format, script] of [['feel', 'n + 1'], [undefined, undefined]]) {
    const bo = moddle.create('bpmn:ScriptTask', { id: 'Carrier', scriptFormat: format, script });
    const changed = [];
    const binding = bindingsOf(bo, { updateModdleProperties: (_, target, properties) => changed.push([target, properties]) }).find(known => known.id === 'itsm-script');
    assert.equal(binding.get(), script);
    binding.set('n + 2');
    assert.deepEqual(changed, [[bo, { script: 'n + 2', scriptFormat: 'feel' }]]);
  }
});

test('a script in C# is shown, with the reason why it is not edited', () => {
  const bo = moddle.create('bpmn:ScriptTask', { id: 'Carrier', scriptFormat: 'csharp', script: 'return 1;' });
  const [binding, ...others] = bindingsOf(bo).filter(known => known.id.startsWith('itsm-script'));
  assert.deepEqual(others, []);
  assert.equal(binding.get(), 'return 1;');
  assert.equal(binding.readOnly, true);
  assert.equal(binding.set, undefined);
  assert.match(binding.description, /comes with it/);
});
