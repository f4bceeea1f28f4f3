// Findings in a table: its cells are drawn anew all the time, so they are marked by a style sheet and not by hand.
import type { Finding } from '../process/findings';

interface Mark { set(findings: Finding[]): void; show(id: string): void; dispose(): void; }

export function markOf(): Mark {
  const sheet = new CSSStyleSheet();
  const looked = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet, looked];
  return {
    set(findings) {
      sheet.replaceSync(findings.filter(finding => finding.elementId !== null).map(({ elementId, severity }) => {
        const id = CSS.escape(elementId!);
        const line = severity === 'error' ? '#b3261e solid' : '#8a5300 dashed';
        return `.wi-table td[data-element-id="${id}"], .wi-table th[data-element-id="${id}"], .wi-table td[data-row-id="${id}"]:first-child { outline: 2px ${line}; outline-offset: -3px; }`;
      }).join('\n'));
    },
    /** The row or cell that a person was led to. */
    show(id) {
      const shown = CSS.escape(id);
      looked.replaceSync(`.wi-table td[data-element-id="${shown}"], .wi-table td[data-row-id="${shown}"] { background: #fff3c4 !important; }`);
    },
    dispose() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet && other !== looked);
    },
  };
}

interface Part { id?: string; [property: string]: unknown; }

/** For every id in the file, the decision or other drawn element that holds it. */
export function ownersIn(definitions: Part | undefined): Map<string, string> {
  const owners = new Map<string, string>();
  for (const drawn of (definitions?.drgElement ?? []) as Part[]) if (drawn.id) collect(drawn, drawn.id, owners, new Set());
  return owners;
}

function collect(part: Part, owner: string, owners: Map<string, string>, seen: Set<Part>): void {
  if (seen.has(part)) return;
  seen.add(part);
  if (typeof part.id === 'string' && !owners.has(part.id)) owners.set(part.id, owner);
  for (const [name, value] of Object.entries(part)) {
    if (name.startsWith('$')) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && '$type' in child) collect(child as Part, owner, owners, seen);
    }
  }
}
