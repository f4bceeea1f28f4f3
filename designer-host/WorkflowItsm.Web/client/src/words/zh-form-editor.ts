/** form-js' editor has no translations; these are its most used words. */
export const zhFormEditor: Record<string, string> = {
  'Components': '组件', 'Search components': '搜索组件', 'No components found.': '没有找到组件。',
  'Input': '输入', 'Selection': '选择', 'Presentation': '展示', 'Containers': '容器', 'Action': '操作',
  'Text field': '文本框', 'Text area': '多行文本', 'Number': '数字', 'Date time': '日期时间', 'Expression': '表达式', 'File picker': '文件选择',
  'Checkbox': '复选框', 'Checkbox group': '复选框组', 'Radio group': '单选组', 'Select': '下拉选择', 'Tag list': '标签列表',
  'Text view': '文本', 'Image view': '图片', 'Table': '表格', 'HTML view': 'HTML', 'Document preview': '文档预览', 'Spacer': '间距', 'Separator': '分隔线',
  'Group': '分组', 'Dynamic list': '动态列表', 'iFrame': '内嵌网页', 'Button': '按钮', 'Form': '表单',
  'General': '常规', 'Condition': '条件', 'Layout': '布局', 'Appearance': '外观', 'Validation': '校验', 'Custom properties': '自定义属性',
  'Field label': '字段标签', 'Field description': '字段说明', 'Key': '键', 'Default value': '默认值', 'Disabled': '禁用', 'Read only': '只读', 'Required': '必填',
  'Minimum length': '最小长度', 'Maximum length': '最大长度', 'Minimum': '最小值', 'Maximum': '最大值', 'Validation pattern': '校验格式', 'Custom': '自定义',
  'Columns': '列数', 'Auto': '自动', 'Vertical alignment': '垂直对齐', 'Top': '顶部', 'Center': '居中', 'Bottom': '底部', 'Prefix': '前缀', 'Suffix': '后缀',
  'Options source': '选项来源', 'Static options': '固定选项', 'List of items': '选项列表', 'Label': '标签', 'Value': '值', 'Searchable': '可搜索', 'Type': '类型', 'Name': '名称', 'ID': '标识', 'Text': '文本',
  'Deactivate if': '隐藏条件', 'Hide if': '隐藏条件', 'Remove form field': '移除字段', 'Create': '新建', 'Delete item': '删除此项', 'Toggle section': '展开或收起此部分', 'Toggle list item': '展开或收起此项',
  'Build your form': '设计表单', 'Drag and drop components here to start designing.': '把组件拖到此处开始设计。', 'Drag and drop components here.': '把组件拖到此处。',
  'Select a form field to edit its properties.': '请选择一个字段以编辑其属性。', 'Must be unique.': '不能重复。', 'Must not be empty.': '不能为空。', 'Must not be empty': '不能为空。', '<none>': '<无>', '<empty>': '<空>',
};
