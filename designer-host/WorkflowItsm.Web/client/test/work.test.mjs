// What a service task does is chosen and told in the panel; every choice is one step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { descriptor, island } from './parts.mjs';

const stubs = { '@bpmn-io/properties-panel': 'export const Group = "group", ListGroup = "list";' };
const { groupsOf } = await island('process/groups.ts', stubs);
const { entriesFor } = await island('process/work.ts', stubs);
const { sentenceOf } = await island('process/findings.ts', stubs);
const { own } = await island('words/zh-parts.ts');
const moddle = new BpmnModdle({ itsm: structuredClone(descriptor) });

const field = (name, more = {}) => ({ name, label: name, isRequired: false, isLong: false, hint: null, choices: [], ...more });
const connectors = [
  { name: 'http', label: 'HTTP call', answer: 'status', fields: [field('url', { isRequired: true }), field('method', { choices: ['GET', 'POST'] }), field('errors')] },
  { name: 'webhook', label: 'Webhook', answer: 'id', fields: [field('url', { isRequired: true }), field('secret'), field('errors')] },
];

/** A panel over one element; what it shows, and how many steps it made. */
function over(type, inside = '') {
  const choices = Object.fromEntries(['states', 'forms', 'teams', 'performers', 'fields', 'decisions', 'handlers', 'topics', 'processes', 'occasions', 'clauses'].map(name => [name, []]));
  const steps = [];
  const modeling = { updateModdleProperties: (_, target, properties) => { steps.push(properties); for (const [name, value] of Object.entries(properties)) target.set(name, value); } };
  const entry = (binding, options) => ({ binding, options });
  const panel = {
    entries: { text: entry, feel: entry, check: entry, choose: entry, list: binding => [entry(binding)] },
    choices: { ...choices, connectors, topics: [{ value: 'crm', label: 'crm' }], processes: [{ value: 'approve', label: 'Approve (approve)' }] },
    words: text => text, modeling, bpmnFactory: moddle,
  };
  const bo = moddle.create(type, { id: 'Task', ...inside });
  const shown = () => groupsOf(panel, { id: 'Task', businessObject: bo })
    .flatMap(group => [...group.entries ?? [], ...(group.items ?? []).flatMap(item => item.entries)]);
  return {
    steps,
    shown: () => shown().map(one => one.binding.id),
    at: id => shown().find(one => one.binding.id === id),
    file: async () => {
      const process = moddle.create('bpmn:Process', { id: 'P', flowElements: [bo] });
      const { xml } = await moddle.toXML(moddle.create('bpmn:Definitions', { rootElements: [process], targetNamespace: 'x' }));
      return [...xml.matchAll(/<itsm:[^>]+>/g)].map(([tag]) => tag);
    },
  };
}

for (const type of ['bpmn:ServiceTask', 'bpmn:SendTask']) {
  test(`A ${type} is bound to a connector, whose inputs become fields`, async () => {
    const task = over(type);
    assert.deepEqual(task.at('itsm-work-by').options.map(option => option.label), ['HTTP call', 'Webhook', 'a handler of the host', 'a program outside']);
    task.at('itsm-work-by').binding.set('connector webhook');
    for (const id of ['itsm-work-url', 'itsm-work-secret', 'itsm-work-errors', 'itsm-work-result']) assert.ok(task.at(id), id);
    assert.equal(task.at('itsm-work-url').binding.label, 'url *');
    task.at('itsm-work-url').binding.set('"https://hooks.example.org"');
    task.at('itsm-work-secret').binding.set('"crm"');
    task.at('itsm-work-result').binding.set('sent');
    assert.deepEqual(await task.file(), [
      '<itsm:handler name="webhook" result="sent" />', '<itsm:input name="url" value="&#34;https://hooks.example.org&#34;" />', '<itsm:input name="secret" value="&#34;crm&#34;" />',
    ]);
  });
}

test('Another connector keeps what it knows and the variable of the result, in one step', async () => {
  const task = over('bpmn:ServiceTask');
  task.at('itsm-work-by').binding.set('connector webhook');
  for (const [id, value] of [['url', '"u"'], ['secret', '"s"'], ['result', 'sent']]) task.at(`itsm-work-${id}`).binding.set(value);
  task.steps.length = 0;
  task.at('itsm-work-by').binding.set('connector http');
  assert.equal(task.steps.length, 1);
  assert.deepEqual(await task.file(), ['<itsm:handler name="http" result="sent" />', '<itsm:input name="url" value="&#34;u&#34;" />']);
  assert.deepEqual(task.at('itsm-work-method').options, [{ value: '"GET"', label: 'GET' }, { value: '"POST"', label: 'POST' }]);
  task.at('itsm-work-url').binding.set(undefined);
  assert.deepEqual(await task.file(), ['<itsm:handler name="http" result="sent" />']);
  task.at('itsm-work-by').binding.set(undefined);
  assert.deepEqual(await task.file(), []);
});

test('A program outside is found by a topic that is chosen or written', async () => {
  const task = over('bpmn:ServiceTask');
  task.at('itsm-work-by').binding.set('itsm:Topic');
  assert.deepEqual(task.at('itsm-work-topic').options, [{ value: 'crm', label: 'crm' }]);
  task.at('itsm-work-topic-text').binding.set('billing');
  assert.deepEqual(await task.file(), ['<itsm:topic name="billing" />']);
});

test('A send task that a connector does tells nobody else', async () => {
  const task = over('bpmn:SendTask', { extensionElements: moddle.create('bpmn:ExtensionElements', { values: [moddle.create('itsm:Notify', { decision: 'who', occasion: 'opened' })] }) });
  task.at('itsm-work-by').binding.set('connector http');
  assert.deepEqual(await task.file(), ['<itsm:handler name="http" />']);
});

test('The inputs that a connector has fields for are not among the others', () => {
  const task = over('bpmn:ServiceTask');
  task.at('itsm-work-by').binding.set('connector http');
  task.at('itsm-work-url').binding.set('"u"');
  assert.deepEqual(task.shown().filter(id => id.includes('itsm-input')), []);
});

test('What a call activity calls is chosen among the published processes, or written', () => {
  const call = over('bpmn:CallActivity');
  assert.deepEqual(call.at('itsm-calledElement').options, [{ value: 'approve', label: 'Approve (approve)' }]);
  call.at('itsm-calledElement-text').binding.set('not-yet');
  assert.equal(call.at('itsm-calledElement').binding.get(), 'not-yet');
});

test('A finding stands at the field of the input that it is about', () => {
  const values = [moddle.create('itsm:Input', { name: 'url', value: '1' }), moddle.create('itsm:Input', { name: 'odd', value: '2' })];
  const element = { id: 'Task', businessObject: moddle.create('bpmn:ServiceTask', { extensionElements: moddle.create('bpmn:ExtensionElements', { values }) }) };
  assert.deepEqual(entriesFor('input:odd', element), ['itsm-work-odd', 'Task-itsm-input-1-value']);
  assert.deepEqual(entriesFor('handler', element), ['itsm-work-by', 'itsm-work-handler-text']);
  assert.deepEqual(entriesFor('something', element), []);
});

test('a finding and its cure are told as each language writes sentences', () => {
  const [english, chinese] = [own('en'), own('zh')];
  assert.equal(sentenceOf({ severity: 'error', message: 'found null.', cure: 'Fill in.' }, english), 'error: found null. Fill in.');
  assert.equal(sentenceOf({ severity: 'error', message: '值为空。', cure: '请填写。' }, chinese), '错误：值为空。请填写。');
  assert.equal(sentenceOf({ severity: 'warning', message: '值为空。', cure: '' }, chinese), '警告：值为空。');
});
