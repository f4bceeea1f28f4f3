// A file that goes through an editor's reader and writer says afterwards what it said before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { contents, descriptor, island, read, shipped } from './parts.mjs';

const { asEdited, asStored } = await island('table/versions.ts');

for (const file of [...await shipped('.bpmn'), 'tests/WorkflowItsm.Bpmn.Tests/Files/rich.bpmn']) {
  test(`${file} keeps everything`, async () => {
    const before = await read(file);
    const moddle = new BpmnModdle({ itsm: structuredClone(descriptor) });
    const { rootElement, warnings } = await moddle.fromXML(before);
    assert.deepEqual(warnings.map(warning => warning.message), []);
    const { xml } = await moddle.toXML(rootElement, { format: true });
    assert.ok(contents(before).length > 20);
    assert.deepEqual(contents(xml), contents(before));
  });
}

for (const file of await shipped('.dmn')) {
  test(`${file} keeps everything`, async () => {
    const before = await read(file);
    const moddle = new DmnModdle();
    const { rootElement } = await moddle.fromXML(asEdited(before), 'dmn:Definitions');
    const { xml } = await moddle.toXML(rootElement, { format: true });
    assert.deepEqual(contents(asStored(xml, before)), contents(before));
  });
}

test('a file that lost something is noticed', () => {
  assert.notDeepEqual(contents('<a xmlns="x"><b id="1" /></a>'), contents('<a xmlns="x"><b /></a>'));
  assert.deepEqual(contents('<p:a xmlns:p="x" n="10.0"><p:b>t</p:b></p:a>').length, contents('<q:a n="10" xmlns:q="x"><q:b>t</q:b></q:a>').length);
});
