import type { translator } from '../shared/translate';
import type { Drawn } from '../shared/moddle';
import { Entries } from './entries';
import { groupsOf, nameZh, type Choices, type Panel } from './groups';

/** Adds what is ours to the properties panel: the Chinese name to the general group, our groups after it. */
export function oursModule(choices: Choices, translate: ReturnType<typeof translator>) {
  class Provider {
    static $inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'debounceInput'];

    private readonly panel: Panel;

    constructor(propertiesPanel: any, modeling: any, bpmnFactory: any, debounceInput: any) {
      this.panel = { modeling, bpmnFactory, choices, words: translate, entries: new Entries(debounceInput, translate) };
      propertiesPanel.registerProvider(500, this);
    }

    getGroups(element: Drawn) {
      return (groups: any[]) => {
        const general = groups.find(group => group.id === 'general');
        const zh = nameZh(this.panel, element);
        if (general && zh) {
          const after = general.entries.findIndex((entry: { id: string }) => entry.id === 'name');
          general.entries.splice(after + 1, 0, zh);
        }
        const documentation = groups.findIndex(group => group.id === 'documentation');
        const at = documentation < 0 ? groups.length : documentation;
        return [...groups.slice(0, at), ...groupsOf(this.panel, element), ...groups.slice(at)];
      };
    }
  }
  return { __init__: ['oursPropertiesProvider'], oursPropertiesProvider: ['type', Provider] };
}
