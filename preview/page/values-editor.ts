import { history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap } from '@codemirror/view';
import type { Range, ValuesText } from '../../bin/preview/protocol';
import { element } from './dom';
import { type Note, notes, setNotes } from './notes';
import { secrets, secretsIn, setSecrets } from './secrets';
import { readOnly, replacement, yamlView } from './yaml-view';

/** Help for people who use the keyboard. */
const LEAVING = 'Tab indents. Press Escape and then Tab to leave the editor.';

/** A text of the editor. */
export interface ValuesDocument {
  readonly name: string;
  readonly values: ValuesText;
  readonly isEditable: boolean;
}

/** Editor of several texts, of which it shows one. */
export class ValuesEditor {
  private readonly view: EditorView;
  private readonly states: EditorState[];
  private shown = 0;

  /**
   * @param parent element for the editor
   * @param documents the texts
   * @param onChange called with the index of a text that the user changed
   */
  constructor(
    parent: HTMLElement,
    documents: readonly ValuesDocument[],
    private readonly onChange: (file: number) => void,
  ) {
    this.states = documents.map(
      ({ name, values, isEditable }) =>
        EditorState.create({ doc: values.text, extensions: this.extensions(name, isEditable) }).update({
          effects: setSecrets.of(values.secrets),
        }).state,
    );
    this.view = new EditorView({ parent, state: this.states[0] });
  }

  /** Returns the current text of a file. */
  textOf(file: number): string {
    return this.stateOf(file).doc.toString();
  }

  /** Returns the current text of a file, and the parts that are masked. */
  valuesOf(file: number): ValuesText {
    return { text: this.textOf(file), secrets: secretsIn(this.stateOf(file)) };
  }

  /** Shows another text. */
  show(file: number): void {
    const state = this.stateOf(file);
    this.states[this.shown] = this.view.state;
    this.shown = file;
    this.view.setState(state);
  }

  /** Replaces a text. The user can undo it, separately from what was typed shortly before. */
  replace(file: number, { text, secrets }: ValuesText): void {
    const annotations = isolateHistory.of('full');
    this.apply(file, (state) => [{ ...replacement(state, text), annotations, effects: setSecrets.of(secrets) }]);
    this.onChange(file);
  }

  /** Shows findings at their places in a text. */
  setFindings(file: number, findings: readonly Note[]): void {
    this.apply(file, (state) => {
      const diagnostics = findings.map((finding) => diagnosticOf(finding, state.doc.length));
      return [setDiagnostics(state, diagnostics), { effects: setNotes.of(findings) }];
    });
  }

  /**
   * Masks parts of a text.
   *
   * @param file index of the text
   * @param ranges offsets of the parts
   * @param isBroken whether the text is not YAML, so that the parts may be incomplete: those before stay masked
   */
  setSecrets(file: number, ranges: readonly Range[], isBroken: boolean): void {
    this.apply(file, (state) => {
      const before = isBroken ? secretsIn(state) : [];
      const added = ranges.filter(([from, to]) => !before.some(([start, end]) => start <= from && to <= end));
      return [{ effects: setSecrets.of([...before, ...added]) }];
    });
  }

  /** Moves the cursor to the start of a part of the shown text. */
  reveal([from]: Range): void {
    const anchor = Math.min(from, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.view.focus();
  }

  private stateOf(file: number): EditorState {
    const state = file === this.shown ? this.view.state : this.states[file];
    return state ?? EditorState.create();
  }

  private apply(file: number, change: (state: EditorState) => readonly TransactionSpec[]): void {
    const state = this.stateOf(file);
    if (file === this.shown) {
      this.view.dispatch(...change(state));
    } else {
      this.states[file] = state.update(...change(state)).state;
    }
  }

  private extensions(name: string, isEditable: boolean) {
    const shared = [secrets, notes, lintGutter()];
    return isEditable
      ? [
          ...shared,
          yamlView,
          EditorView.lineWrapping,
          history(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          keymap.of([...historyKeymap, ...lintKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ 'aria-label': name, 'aria-description': LEAVING, tabindex: '0' }),
          EditorView.updateListener.of(({ docChanged }) => docChanged && this.onChange(this.shown)),
        ]
      : [...shared, readOnly(name)];
  }
}

function diagnosticOf({ finding, range }: Note, length: number): Diagnostic {
  const { severity, rule, subject, message, fix } = finding;
  const text = subject === '' ? message : `${subject}: ${message}`;
  const [from, to] = range.map((offset) => Math.min(offset, length));
  return {
    from: from ?? 0,
    to: to ?? 0,
    severity,
    message: text,
    source: rule,
    renderMessage: () => element('div', '', text, element('div', 'fix', `Fix: ${fix}`)),
  };
}
