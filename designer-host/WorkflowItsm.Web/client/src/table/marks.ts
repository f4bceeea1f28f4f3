// Findings in a table: its cells are drawn anew all the time, so they are marked by a style sheet and not by hand.
import type { Finding } from '../process/findings';

/** What came of a trial: ids of the rows that matched, and the cells, by row and input column from 1, that were not passed. */
export interface Explained { rows: string[]; cells: { row: string; column: number }[]; }

interface Mark { set(findings: Finding[]): void; show(id: string): void; explain(explained: Explained | null, definitions: Part | undefined): void; dispose(): void; }

export function markOf(): Mark {
  const sheet = new CSSStyleSheet();
  const looked = new CSSStyleSheet();
  const tried = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, tried, sheet, looked];
  return {
    set(findings) {
      sheet.replaceSync(findings.filter(finding => finding.elementId !== null).map(({ elementId, severity }) => {
        const id = CSS.escape(elementId!);
        const line = severity === 'error' ? '#b3261e solid' : '#8a5300 dashed';
        return `.wi-table td[data-element-id="${id}"]:not(.annotation), .wi-table th[data-element-id="${id}"], .wi-table td[data-row-id="${id}"]:first-child { outline: 2px ${line}; outline-offset: -3px; }`;
      }).join('\n'));
    },
    /** The row or cell that a person was led to. */
    show(id) {
      const shown = CSS.escape(id);
      looked.replaceSync(`.wi-table td[data-element-id="${shown}"], .wi-table td[data-row-id="${shown}"] { background: #fff3c4 !important; }`);
    },
    // Signs beside the colours, for those who do not tell colours apart.
    explain(explained, definitions) {
      if (!explained) { tried.replaceSync(''); return; }
      const matched = explained.rows.map(row => `.wi-table td[data-row-id="${CSS.escape(row)}"]`);
      const failed = cellIds(explained, definitions).map(id => `.wi-table td[data-element-id="${CSS.escape(id)}"]`);
      tried.replaceSync([
        ...matched.length ? [`${matched.join(', ')} { background: #d7efdc; }`, `${matched.map(cell => `${cell}.rule-index::after`).join(', ')} { content: " ✓"; color: #1b5e20; font-weight: bold; }`] : [],
        ...failed.length ? [`${failed.join(', ')} { background: #fbe3e1; text-decoration: line-through 1px #b3261e; }`] : [],
      ].join('\n'));
    },
    dispose() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet && other !== looked && other !== tried);
    },
  };
}

interface Part { id?: string; [property: string]: unknown; }

function cellIds({ cells }: Explained, definitions: Part | undefined): string[] {
  const rules = new Map<string, Part>();
  for (const drawn of (definitions?.drgElement ?? []) as Part[]) {
    const logic = (drawn.decisionLogic ?? (drawn.encapsulatedLogic as Part | undefined)?.expression) as Part | undefined;
    for (const rule of (logic?.rule ?? []) as Part[]) if (rule.id) rules.set(rule.id, rule);
  }
  return cells.map(({ row, column }) => (rules.get(row)?.inputEntry as Part[] | undefined)?.[column - 1]?.id).filter(id => id !== undefined);
}

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
