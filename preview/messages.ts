import type { Session, ValuesText } from '../bin/preview/protocol';

// Messages between the server and the page.

/** A values file on disk, or the reason why it cannot be read. */
export type FileState = SavedText | { readonly problem: string };

/** Text of a values file on disk, with a short text that differs for each text of the file. */
export interface SavedText extends ValuesText {
  readonly version: string;
}

/** Answer to `session`: facts about the preview, and the files. */
export interface SessionMessage extends Session {
  readonly states: readonly FileState[];
}

/** Event of a changed file. */
export type FileEvent = FileState & { readonly file: number };

/** Request to save a file. It is refused if the file has another version than the page last saw. */
export interface SaveRequest {
  readonly file: number;
  readonly text: string;
  /** Version of the file that the page last saw. */
  readonly version: string;
}

/** Answer to a request to save: the file on disk, and whether it is the text of the request. */
export interface SaveMessage {
  readonly isSaved: boolean;
  readonly state: FileState;
}

/** Answer to a request that failed. */
export interface ProblemMessage {
  readonly problem: string;
}
