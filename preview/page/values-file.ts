import type { FileState, SavedText } from '../messages';

/** Text of a file that cannot be read. */
export const NO_VALUES: SavedText = { text: '', secrets: [], version: '' };

/** A values file: its text on disk, as the page last saw it, and the text in the editor. */
export class ValuesFile {
  /** Text on disk, as the user knows it. */
  saved: SavedText;
  /** Text on disk that replaced the one that the user edits; undefined if there is no conflict. */
  conflict?: SavedText;
  /** Reason why the file cannot be read now, or why it was not saved. */
  problem?: string;

  constructor(state: FileState) {
    this.saved = 'text' in state ? state : NO_VALUES;
    this.problem = 'problem' in state ? state.problem : undefined;
  }

  /** Checks whether a text in the editor is not saved. */
  isChanged(text: string): boolean {
    return text !== this.saved.text;
  }

  /**
   * Compares the file on disk with the one that the user knows. Returns a text for the editor if it had the old one, so that no change of the user
   * is lost.
   *
   * @param state the file on disk
   * @param edited text in the editor
   */
  receive(state: FileState, edited: string): SavedText | undefined {
    if ('problem' in state) {
      this.problem = state.problem;
      return undefined;
    }
    this.problem = undefined;
    if (state.version === this.saved.version) {
      this.conflict = undefined;
      return undefined;
    }
    if (edited !== state.text && this.isChanged(edited)) {
      this.conflict = state;
      return undefined;
    }
    this.accept(state);
    return edited === state.text ? undefined : state;
  }

  /** Makes the text on disk the one that the user knows. */
  accept(state: SavedText): void {
    this.saved = state;
    this.conflict = undefined;
    this.problem = undefined;
  }
}
