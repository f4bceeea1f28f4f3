import type { Language } from './island';

type Dictionary = Record<string, string>;

/** The `translate` service of bpmn.io's editors: looks a template up and fills in `{placeholders}`. */
export function translator(language: Language, ...dictionaries: Dictionary[]) {
  const all: Dictionary = language === 'zh' ? Object.assign({}, ...dictionaries) : {};
  return (template: string, replacements?: Record<string, string>): string => {
    const said = all[template] ?? all[template.trim()] ?? template;
    return said.replace(/{([^}]+)}/g, (_, key: string) => replacements?.[key] ?? `{${key}}`);
  };
}

export const translateModule = (translate: ReturnType<typeof translator>) => ({ translate: ['value', translate] });
