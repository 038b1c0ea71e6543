import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ValuesText } from '../../bin/preview/protocol';
import { secrets, setSecrets } from './secrets';
import { readOnly } from './yaml-view';

/** Lines around a change that stay visible. */
const COLLAPSED = { margin: 3, minSize: 6 };

/** Shows the differences between two texts in one column. */
export function unifiedDiff(parent: HTMLElement, label: string, before: string, after: string): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: after,
      extensions: [
        readOnly(label),
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: COLLAPSED }),
      ],
    }),
  });
}

/** Shows two texts side by side, with their differences. */
export function sideBySide(parent: HTMLElement, left: Labelled, right: Labelled): MergeView {
  const side = ({ label, values }: Labelled) => ({ doc: values.text, extensions: [readOnly(label), secrets] });
  const view = new MergeView({ parent, a: side(left), b: side(right), collapseUnchanged: COLLAPSED });
  view.a.dispatch({ effects: setSecrets.of(left.values.secrets) });
  view.b.dispatch({ effects: setSecrets.of(right.values.secrets) });
  return view;
}

/** A text with its name for screen readers. */
interface Labelled {
  readonly label: string;
  readonly values: ValuesText;
}
