// Our extension elements of a BPMN element: read, add, change, remove; each change is one step to undo.
import type { Bo, Drawn } from '../shared/moddle';

export interface Services {
  modeling: { updateModdleProperties(element: Drawn, bo: Bo, properties: object): void; updateProperties(element: Drawn, properties: object): void };
  bpmnFactory: { create(type: string, attributes?: object): Bo };
}

/** The element whose settings a shape shows: a pool shows those of its process. */
export function settled(element: Drawn): Bo {
  const bo = element.businessObject;
  return bo.$instanceOf('bpmn:Participant') && bo.get('processRef') ? bo.get('processRef') : bo;
}

/** Whether an element has a Chinese name beside its name. */
export const isNamed = (bo: Bo | undefined): boolean => ['bpmn:FlowNode', 'bpmn:SequenceFlow', 'bpmn:Process'].some(type => bo?.$instanceOf?.(type) === true);

export const zhOf = (element: Drawn): string | undefined => isNamed(element.businessObject) ? element.businessObject.get('itsm:nameZh') : undefined;

export function all(bo: Bo, type: string): Bo[] {
  return ((bo.get('extensionElements')?.get('values') ?? []) as Bo[]).filter(value => value.$type === type);
}

export function first(bo: Bo, type: string): Bo | undefined {
  return all(bo, type)[0];
}

export function add({ modeling, bpmnFactory }: Services, element: Drawn, bo: Bo, type: string, attributes: object): void {
  const made = bpmnFactory.create(type, attributes);
  const holder = bo.get('extensionElements') as Bo | undefined;
  if (holder) {
    made.$parent = holder;
    modeling.updateModdleProperties(element, holder, { values: [...holder.get('values'), made] });
  } else {
    const created = bpmnFactory.create('bpmn:ExtensionElements', { values: [made] });
    made.$parent = created;
    created.$parent = bo;
    modeling.updateModdleProperties(element, bo, { extensionElements: created });
  }
}

export function remove({ modeling }: Services, element: Drawn, bo: Bo, gone: Bo): void {
  const holder = bo.get('extensionElements') as Bo | undefined;
  const values = ((holder?.get('values') ?? []) as Bo[]).filter(value => value !== gone);
  if (!holder) return;
  // An empty holder says nothing; a file without it is the same file.
  if (values.length === 0) modeling.updateModdleProperties(element, bo, { extensionElements: undefined });
  else modeling.updateModdleProperties(element, holder, { values });
}

/** Puts other elements in the place of those that are there, as one step. */
export function rewrite({ modeling, bpmnFactory }: Services, element: Drawn, bo: Bo, change: (values: Bo[]) => Bo[]): void {
  const holder = bo.get('extensionElements') as Bo | undefined;
  const values = change([...(holder?.get('values') ?? [])] as Bo[]);
  if (values.length === 0) {
    if (holder) modeling.updateModdleProperties(element, bo, { extensionElements: undefined });
    return;
  }
  const place = holder ?? bpmnFactory.create('bpmn:ExtensionElements', { values });
  for (const value of values) value.$parent = place;
  if (holder) modeling.updateModdleProperties(element, holder, { values });
  else {
    place.$parent = bo;
    modeling.updateModdleProperties(element, bo, { extensionElements: place });
  }
}

/** Moves an element of a list one place up or down among those of its type. */
export function move({ modeling }: Services, element: Drawn, bo: Bo, moved: Bo, step: -1 | 1): void {
  const holder = bo.get('extensionElements') as Bo;
  const values = [...holder.get('values')] as Bo[];
  const ours = all(bo, moved.$type);
  const other = ours[ours.indexOf(moved) + step];
  if (!other) return;
  const [from, to] = [values.indexOf(moved), values.indexOf(other)];
  [values[from], values[to]] = [other, moved];
  modeling.updateModdleProperties(element, holder, { values });
}

/**
 * Sets an attribute of the one element of a type that there may be; adds the element for its first value, removes it
 * with its last.
 */
export function setOnly(services: Services, element: Drawn, bo: Bo, type: string, name: string, value: unknown): void {
  const there = first(bo, type);
  if (!there) {
    if (value !== undefined) add(services, element, bo, type, { [name]: value });
    return;
  }
  const left = there.$descriptor.properties.some((property: { name: string }) => {
    const local = property.name.replace(/^.*:/, '');
    return local !== name && there.get(local) !== undefined;
  });
  if (value === undefined && !left) remove(services, element, bo, there);
  else services.modeling.updateModdleProperties(element, there, { [name]: value });
}
