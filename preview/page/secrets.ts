import { type EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Range } from '../../bin/preview/protocol';

// Masks values that may be secret. The style sheet shows dots instead of their characters, until the user asks for them.

const mask = Decoration.mark({ class: 'secret', inclusive: true });

/** Effect that sets the values to mask. */
export const setSecrets = StateEffect.define<readonly Range[]>();

/** The masked values. Text that the user types into one is masked, too. */
export const secrets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(masks, transaction) {
    const [effect] = transaction.effects.filter((each) => each.is(setSecrets));
    if (effect === undefined) {
      return masks.map(transaction.changes);
    }
    const { length } = transaction.newDoc;
    const ranges = effect.value.filter(([from, to]) => from < to && to <= length);
    return RangeSet.of(
      ranges.map(([from, to]) => mask.range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Returns the parts of a text that are masked. */
export function secretsIn(state: EditorState): Range[] {
  const found: Range[] = [];
  state.field(secrets).between(0, state.doc.length, (from, to) => {
    found.push([from, to]);
  });
  return found;
}
