import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { PlacedFinding, Range } from '../../bin/preview/protocol';
import { element } from './dom';

// Shows the message of each error and warning at the end of its line.

/** A finding at one of its places in a text. */
export interface Note {
  readonly finding: PlacedFinding;
  readonly range: Range;
}

class Message extends WidgetType {
  constructor(private readonly finding: PlacedFinding) {
    super();
  }

  override eq({ finding }: Message): boolean {
    return finding.message === this.finding.message && finding.severity === this.finding.severity;
  }

  override toDOM(): HTMLElement {
    const { severity, message } = this.finding;
    const note = element('span', `line-note ${severity}`, message);
    // The list of findings has the same text.
    note.setAttribute('aria-hidden', 'true');
    return note;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** Effect that sets the findings whose messages are shown. */
export const setNotes = StateEffect.define<readonly Note[]>();

/** The messages. One line shows the message of its first finding. */
export const notes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const [effect] = transaction.effects.filter((each) => each.is(setNotes));
    if (effect === undefined) {
      return decorations.map(transaction.changes);
    }
    const { newDoc } = transaction;
    const byLine = new Map<number, PlacedFinding>();
    for (const { finding, range } of effect.value) {
      const line = newDoc.lineAt(Math.min(range[0], newDoc.length));
      if (finding.severity !== 'info' && !byLine.has(line.to)) {
        byLine.set(line.to, finding);
      }
    }
    const widgets = [...byLine].map(([at, finding]) =>
      Decoration.widget({ widget: new Message(finding), side: 1 }).range(at),
    );
    return RangeSet.of(widgets, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});
