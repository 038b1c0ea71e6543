import { type Line, RangeSet, StateEffect, StateField } from '@codemirror/state';
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
  constructor(
    private readonly severity: string,
    private readonly text: string,
  ) {
    super();
  }

  override eq({ severity, text }: Message): boolean {
    return severity === this.severity && text === this.text;
  }

  override toDOM(): HTMLElement {
    const note = element('span', `line-note ${this.severity}`, this.text);
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

/** The messages. A line shows the message of its first finding, and the number of others. */
export const notes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const [effect] = transaction.effects.filter((each) => each.is(setNotes));
    if (effect === undefined) {
      return decorations.map(transaction.changes);
    }
    const { newDoc } = transaction;
    const byLine = new Map<number, PlacedFinding[]>();
    for (const { finding, range } of effect.value) {
      if (finding.severity !== 'info') {
        const { number } = newDoc.lineAt(Math.min(range[0], newDoc.length));
        byLine.set(number, [...(byLine.get(number) ?? []), finding]);
      }
    }
    const widgets = [...byLine].flatMap(([number, [first, ...others]]) => {
      if (first === undefined) {
        return [];
      }
      const line = newDoc.line(number);
      const more = others.length === 0 ? '' : ` (+${others.length})`;
      const widget = new Message(first.severity, `${textAt(line, first)}${more}`);
      return [Decoration.widget({ widget, side: 1 }).range(line.to)];
    });
    return RangeSet.of(widgets, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Returns the message of a finding, with its path unless the line sets this value: a section can lack a value. */
function textAt(line: Line, { subject, message }: PlacedFinding): string {
  const key = /[^.\]["]*$/.exec(subject.replace(/\[\d+\]$/, ''))?.[0] ?? '';
  return subject === '' || line.text.includes(key) || line.text.trimStart().startsWith('-')
    ? message
    : `${subject}: ${message}`;
}
