// Some editors write their words in English straight into the page. Where they offer no translation, their exact
// words are replaced after they are drawn. What people typed is never touched: it is in inputs and editable texts.

const attributes = ['title', 'placeholder', 'aria-label'] as const;
const typed = 'input, textarea, [contenteditable="true"], .cm-editor, .djs-container svg, [data-words="own"]';

/** Puts a word for another below `root`, now and whenever something is drawn. Ends with the returned function. */
export function localise(root: Element, word: (english: string, holder: Element | null) => string | undefined): () => void {
  const text = (node: Text) => {
    const trimmed = node.data.trim();
    if (trimmed === '' || node.parentElement?.closest(typed)) return;
    const other = word(trimmed, node.parentElement);
    if (other !== undefined && other !== trimmed) node.data = node.data.replace(trimmed, () => other);
  };
  const element = (found: Element) => {
    for (const attribute of attributes) {
      const value = found.getAttribute(attribute);
      const other = value ? word(value.trim(), null) : undefined;
      if (other !== undefined && other !== value) found.setAttribute(attribute, other);
    }
  };
  const tree = (node: Node) => {
    if (node instanceof Text) { text(node); return; }
    if (!(node instanceof Element)) return;
    element(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode instanceof Text) text(walker.currentNode);
      else element(walker.currentNode as Element);
    }
  };
  tree(root);
  const observer = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(tree);
      else if (change.type === 'characterData') text(change.target as Text);
      else element(change.target as Element);
    }
  });
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...attributes] });
  return () => observer.disconnect();
}
