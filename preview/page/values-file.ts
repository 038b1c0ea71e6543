import type { FileState } from '../messages';

/** A values file: its text on disk, as the page last saw it, and the text in the editor. */
export class ValuesFile {
  private saved: string;
  /** Version of the text on disk that the user knows. */
  version: string;
  /** Text on disk that replaced the one that the user edits; undefined if there is no conflict. */
  conflict?: { readonly text: string; readonly version: string };
  /** Reason why the file cannot be read now. */
  problem?: string;

  constructor(state: FileState) {
    this.saved = 'text' in state ? state.text : '';
    this.version = 'text' in state ? state.version : '';
    this.problem = 'problem' in state ? state.problem : undefined;
  }

  /** Text on disk, as the user knows it. */
  get text(): string {
    return this.saved;
  }

  /** Checks whether a text in the editor is not saved. */
  isChanged(text: string): boolean {
    return text !== this.saved;
  }

  /**
   * Takes note of the file on disk. Returns a text for the editor if it had the old one, so that no change of the user
   * is lost.
   *
   * @param state the file on disk
   * @param edited text in the editor
   */
  receive(state: FileState, edited: string): string | undefined {
    if ('problem' in state) {
      this.problem = state.problem;
      return undefined;
    }
    this.problem = undefined;
    if (state.version === this.version) {
      this.conflict = undefined;
      return undefined;
    }
    if (edited !== state.text && this.isChanged(edited)) {
      this.conflict = state;
      return undefined;
    }
    this.accept(state);
    return edited === state.text ? undefined : state.text;
  }

  /** Makes the text on disk the one that the user knows. */
  accept({ text, version }: { readonly text: string; readonly version: string }): void {
    this.saved = text;
    this.version = version;
    this.conflict = undefined;
  }
}
