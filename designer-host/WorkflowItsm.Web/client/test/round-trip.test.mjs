// A process that goes through the editor's reader and writer keeps everything of ours.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';

const at = path => new URL(`../../../../${path}`, import.meta.url);
const itsm = JSON.parse(await readFile(at('engine/WorkflowItsm.Bpmn/moddle/itsm.json'), 'utf8'));
const ours = xml => [...xml.matchAll(/<itsm:(\w+)([^>]*?)\s*\/?>|\s(itsm:\w+="[^"]*")/g)]
  .map(([, name, attributes, attribute]) => attribute ?? `${name} ${[...attributes.matchAll(/\w+="[^"]*"/g)].map(found => found[0]).sort().join(' ')}`)
  .sort();

for (const file of ['workflows/incident/incident.bpmn', 'tests/WorkflowItsm.Bpmn.Tests/Files/rich.bpmn']) {
  test(`${file} keeps every setting`, async () => {
    const before = await readFile(at(file), 'utf8');
    const moddle = new BpmnModdle({ itsm });
    const { rootElement } = await moddle.fromXML(before);
    const { xml } = await moddle.toXML(rootElement, { format: true });
    assert.deepEqual(ours(xml), ours(before));
  });
}
