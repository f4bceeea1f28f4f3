/** What form-js' viewer writes in English by itself. */
const words: Record<string, string> = {
  'Search': '搜索',
  'Select': '请选择',
  'No results': '没有结果',
  'All values selected': '已全部选择',
  'Add new': '新增',
  'Remove': '移除',
  'Nothing to show.': '没有内容。',
  'Previous': '上一页',
  'Next': '下一页',
  'Field is required.': '请填写此项。',
  'Value is not a number.': '请填写数字。',
  'Value is expected to be an integer.': '请填写整数。',
  'Field must be a valid email.': '请填写有效的电子邮件地址。',
  'Field must be a valid  international phone number. (e.g. +4930664040900)': '请填写有效的国际电话号码，例如 +8613800000000。',
  'Min validation value is not a valid number.': '表单定义中的最小值不是数字。',
  'Max validation value is not a valid number.': '表单定义中的最大值不是数字。',
  'Items must be unique.': '各项不能重复。',
  'Upload': '上传',
  'Browse': '浏览',
  'No files selected': '未选择文件',
};

const shapes: [RegExp, (found: RegExpExecArray) => string][] = [
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, found => `最多可有 ${found[1]} 位小数。`],
  [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, found => `此值无效；最接近的有效值是 ${found[1]} 和 ${found[2]}。`],
  [/^Field must match pattern (.+)\.$/s, found => `内容须符合格式 ${found[1]}。`],
  [/^Field must have minimum value of (.+)\.$/, found => `不能小于 ${found[1]}。`],
  [/^Field must have maximum value of (.+)\.$/, found => `不能大于 ${found[1]}。`],
  [/^Field must have minimum length of (.+)\.$/, found => `至少需要 ${found[1]} 个字符。`],
  [/^Field must have maximum length of (.+)\.$/, found => `最多可有 ${found[1]} 个字符。`],
];

/** The Chinese for a word or sentence of form-js; undefined when it is none of them. */
export function zhForm(english: string): string | undefined {
  const word = words[english];
  if (word !== undefined) return word;
  for (const [shape, say] of shapes) {
    const found = shape.exec(english);
    if (found) return say(found);
  }
  return undefined;
}
