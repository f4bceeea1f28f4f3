/** The titles of sections and lists in a properties panel, of which the library translates none. */
const titles: Record<string, string> = {
  'Toggle section': '展开或收起此部分',
  'Section contains edits': '此部分已填写',
  'Section contains an error': '此部分有错误',
  'Toggle list item': '展开或收起此项',
  'Create new list item': '新建一项',
  'Delete item': '删除此项',
};

export function zhPanel(english: string): string | undefined {
  const listed = /^List contains (\d+) items?$/.exec(english)?.[1];
  return listed === undefined ? titles[english] : `共 ${listed} 项`;
}
