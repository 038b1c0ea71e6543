import type { EditorView } from '@codemirror/view';
import type { ChangedObject, Comparison } from '../../bin/preview/protocol';
import { unifiedDiff } from './diff-view';
import { counted, element } from './dom';

/** Differences of the rendered objects from others. */
export class DifferencesPanel {
  private views: EditorView[] = [];
  private shown = '';

  constructor(private readonly parent: HTMLElement) {}

  /**
   * Shows differences.
   *
   * @param comparison the differences
   * @param base name of the objects that are compared with
   */
  show(comparison: Comparison, base: string): void {
    const content = JSON.stringify([comparison, base]);
    if (content === this.shown) {
      return;
    }
    this.shown = content;
    for (const view of this.views) {
      view.destroy();
    }
    this.views = [];
    this.parent.replaceChildren(...this.contentOf(comparison, base));
  }

  private contentOf(comparison: Comparison, base: string): Node[] {
    if ('problem' in comparison) {
      return [element('p', 'summary', `Cannot compare with ${base}.`), element('pre', 'problem', comparison.problem)];
    }
    const { objects, effects } = comparison;
    const summary =
      objects.length === 0
        ? `No difference from ${base}.`
        : `${counted(objects.length, 'object')} ${objects.length === 1 ? 'differs' : 'differ'} from ${base}.`;
    return [
      element('p', 'summary', summary),
      ...(effects.length === 0 ? [] : [element('h3', '', 'Effects of applying the objects'), effectList(effects)]),
      ...objects.map((object) => this.changed(object)),
    ];
  }

  private changed({ object, change, lines, before, after }: ChangedObject): HTMLElement {
    const details = element(
      'details',
      'change',
      element('summary', '', element('span', `badge ${change}`, change), ` ${object}`),
    );
    if (lines.length > 0) {
      details.append(element('ul', 'paths', ...lines.map((line) => element('li', '', line.trim()))));
    }
    // Hidden values are the same text on both sides.
    if (before !== after) {
      const diff = element('div', 'diff');
      details.append(diff);
      this.views.push(unifiedDiff(diff, `Differences of ${object}`, before, after));
    }
    details.open = change === 'changed';
    return details;
  }
}

/** Returns a list of effects, with the word for each of them in bold. */
function effectList(effects: readonly string[]): HTMLElement {
  const items = effects.map((effect) => {
    const [line = '', ...fix] = effect.split('\n');
    const [word = ''] = line.split(' ', 1);
    const item = element('li', '', element('strong', '', word), line.slice(word.length));
    item.append(...fix.map((each) => element('div', 'fix', each.trim().replace(/^fix:/, 'Fix:'))));
    return item;
  });
  return element('ul', 'effects', ...items);
}
