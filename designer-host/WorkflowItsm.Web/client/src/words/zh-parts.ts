import type { Language } from '../shared/island';

/** The words of our own controls. */
const words: Record<string, string> = {
  'Zoom in': '放大',
  'Zoom out': '缩小',
  'Whole diagram': '显示全图',
  'Where it is now': '当前位置',
  'here now': '当前',
  'been there': '已经过',
  'stands still': '停滞',
  'The diagram cannot be shown': '无法显示流程图',
  ': ': '：',
  'error': '错误',
  'warning': '警告',
  'note': '提示',
  'What to do': '处理办法',
  'Undo': '撤销',
  'Redo': '重做',
  'Properties': '属性',
};

/** A word of our own controls in a language. */
export const own = (language: Language) => (english: string): string => language === 'zh' ? words[english] ?? english : english;
