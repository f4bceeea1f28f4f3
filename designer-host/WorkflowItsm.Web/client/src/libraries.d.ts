// Libraries that come without types; what we use of them is in the file that uses it.
declare module '*.css';
declare module 'bpmn-js-properties-panel';
declare module '@bpmn-io/properties-panel';
declare module 'bpmn-js-i18n/translations/*';
declare module 'dmn-js/lib/Modeler';
declare module 'dmn-js/lib/NavigatedViewer';
declare module 'diagram-js-direct-editing';
