import type { Language } from './island';

/*
 * A form holds its words twice: form-js' own property is English, and the Simplified Chinese stands beside it.
 *   component.label        component.properties.labelZh
 *   component.description  component.properties.descriptionZh
 *   component.text         component.properties.textZh         (text, html)
 *   component.values[].label  component.values[].labelZh       (select, radio, check list, tag list)
 *   component.validate.patternErrorMessage  component.properties.patternErrorMessageZh
 * form-js keeps what it does not know, so that its editor and ours leave each other's words alone.
 */
interface Option { label?: string; labelZh?: string; value?: unknown; }
interface Component {
  label?: string; description?: string; text?: string; content?: string;
  values?: Option[]; components?: Component[]; properties?: Record<string, string>;
  validate?: { patternErrorMessage?: string };
}

/** The schema as the viewer should show it in a language; the given one is not changed. */
export function inLanguage<T extends object>(schema: T, language: Language): T {
  const copy = structuredClone(schema);
  if (language === 'zh') translate(copy as Component);
  return copy;
}

function translate(component: Component): void {
  const zh = component.properties ?? {};
  if (zh.labelZh) component.label = zh.labelZh;
  if (zh.descriptionZh) component.description = zh.descriptionZh;
  if (zh.textZh && component.text !== undefined) component.text = zh.textZh;
  if (zh.textZh && component.content !== undefined) component.content = zh.textZh;
  if (zh.patternErrorMessageZh && component.validate) component.validate.patternErrorMessage = zh.patternErrorMessageZh;
  for (const option of component.values ?? []) {
    if (option.labelZh) option.label = option.labelZh;
  }
  component.components?.forEach(translate);
}
