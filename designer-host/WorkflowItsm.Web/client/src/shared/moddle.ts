// The words that our own elements and attributes have in a BPMN file: the same file that the engine's tests hold
// against its reader.
import descriptor from '../../../../../engine/WorkflowItsm.Bpmn/moddle/itsm.json';

export const itsm = descriptor;
export const namespace = descriptor.uri;

/** A node of the model, as bpmn-moddle gives it. */
export interface Bo {
  $type: string;
  $parent?: Bo;
  $instanceOf(type: string): boolean;
  get(name: string): any;
  set(name: string, value: unknown): void;
  id: string;
  name?: string;
  [property: string]: any;
}

/** A shape or connection on the canvas. */
export interface Drawn {
  id: string;
  type: string;
  businessObject: Bo;
  labelTarget?: Drawn;
  parent?: Drawn;
  [property: string]: any;
}
