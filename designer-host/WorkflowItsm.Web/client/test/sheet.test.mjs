// Rows go to a spreadsheet and come back as they were.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { island } from './parts.mjs';

const { fitted, fromText, toText } = await island('table/sheet.ts');

test('rows with every kind of FEEL and Chinese text come back as they were', () => {
  const rows = [
    ['1', '"high"', '"a","b"', '影响, 紧急', '-'],
    ['[1..3]', 'not("x")', '""', 'two\nlines', '"says ""it"""'],
    ['', '> 3', 'date("2026-01-01")', 'a\tb', ''],
  ];
  assert.deepEqual(fromText(toText(rows)), rows);
});

test('a text in quotation marks that somebody wrote by hand stays a text of FEEL', () => {
  assert.deepEqual(fromText('1\t"high"\t"a","b"\n2\t"低"\t-\n'), [['1', '"high"', '"a","b"'], ['2', '"低"', '-']]);
});

test('what a spreadsheet quoted is unquoted', () => {
  assert.deepEqual(fromText('1\t"""high"""\r\n2\t"two\nlines"\r\n'), [['1', '"high"'], ['2', 'two\nlines']]);
});

test('empty cells count, empty lines at the end do not', () => {
  assert.deepEqual(fromText('1\t\t3\n\t\t\n4\t5\t'), [['1', '', '3'], ['', '', ''], ['4', '5', '']]);
  assert.deepEqual(fromText('1\t2\n\n\n'), [['1', '2']]);
  assert.deepEqual(fromText('\uFEFF1\t2'), [['1', '2']]);
  assert.deepEqual(fromText(''), []);
});

test('rows fit with and without an annotation', () => {
  const columns = { inputs: 2, outputs: 1 };
  assert.deepEqual(fitted([['1', ' 2 ', '3'], ['1', '2', '3', '说明']], columns), { rows: [['1', '2', '3', ''], ['1', '2', '3', '说明']] });
  assert.deepEqual(fitted([['1', '2', '3'], ['1', '2']], columns), { row: 2, found: 2, expected: 3 });
  assert.deepEqual(fitted([['1', '2', '3', '4', '5']], columns), { row: 1, found: 5, expected: 3 });
});
