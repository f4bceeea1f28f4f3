// On a Chinese screen the drawing shows, and takes, the Chinese names; the file keeps both.
import BpmnRenderer from 'bpmn-js/lib/draw/BpmnRenderer';
import type { Bo, Drawn } from '../shared/moddle';
import { isNamed, zhOf } from './extensions';

class ChineseRenderer extends (BpmnRenderer as unknown as { new(...services: unknown[]): any }) {
  canRender(element: Drawn): boolean { return super.canRender(element); }

  drawShape(parent: SVGElement, element: Drawn, attributes?: object): unknown {
    const zh = zhOf(element);
    if (!zh) return super.drawShape(parent, element, attributes);
    // The renderer takes its text from the name; nothing else runs in between.
    const bo: Bo = element.businessObject;
    const name = bo.name;
    bo.name = zh;
    try {
      return super.drawShape(parent, element, attributes);
    } finally {
      bo.name = name;
    }
  }
}
(ChineseRenderer as any).$inject = (BpmnRenderer as any).$inject;

class ChineseLabels {
  static $inject = ['labelEditingProvider', 'modeling', 'eventBus'];

  constructor(provider: any, modeling: any, eventBus: any) {
    const activate = provider.activate.bind(provider);
    provider.activate = (element: Drawn) => {
      const context = activate(element);
      const zh = zhOf(element);
      if (context && zh) context.text = zh;
      return context;
    };
    const update = provider.update.bind(provider);
    provider.update = (element: Drawn, text: string, before: string, bounds: object) => {
      const bo = element.businessObject;
      if (!isNamed(bo)) { update(element, text, before, bounds); return; }
      if (!bo.name && text) update(element, text, before, bounds);
      modeling.updateProperties(element.labelTarget ?? element, { 'itsm:nameZh': text?.trim() || undefined });
    };
    // A label outside its element is a shape of its own and is drawn anew only when the name changes.
    eventBus.on('element.changed', ({ element }: { element: Drawn }) => {
      for (const label of (element.labels ?? []) as Drawn[]) eventBus.fire('element.changed', { element: label });
    });
  }
}

export const chineseNames = {
  __init__: ['chineseLabels'],
  bpmnRenderer: ['type', ChineseRenderer],
  chineseLabels: ['type', ChineseLabels],
};
