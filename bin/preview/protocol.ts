// Types that the command, the server and the page of a preview share. All data is JSON. The npm package of the server
// and the page has its own version, so this interface has a number.

/** Number of this interface. It changes when a package of another number would not work. */
export const PROTOCOL = 1;

/** Exports of the npm package with the server and the page. */
export interface PreviewModule {
  /** Number of the interface that the package was built for. */
  readonly protocol: number;
  /**
   * Starts the server on the loopback interface.
   *
   * @param host functions that render values, and read and save files
   * @param port port to listen on; 0 is any free port
   */
  readonly servePreview: (host: PreviewHost, port: number) => Promise<RunningPreview>;
}

/** A running server. */
export interface RunningPreview {
  /** URL of the page. It contains a secret token. */
  readonly url: string;
  /** Ends the server and all its connections. */
  readonly close: () => Promise<void>;
}

/** Functions of the command that the server calls. */
export interface PreviewHost {
  readonly session: Session;
  /** Absolute paths of the values files, in the order of the session. */
  readonly paths: readonly string[];
  /** Renders values. Never throws an error about values: the result contains findings. */
  readonly render: (request: RenderRequest) => Rendering;
  /** Reads a values file. Throws an error with a message for users if it cannot be read. */
  readonly read: (file: number) => ValuesText;
  /** Replaces the text of a values file. Throws an error with a message for users if it cannot be written. */
  readonly save: (file: number, text: string) => void;
  /** Returns the message for users about an error of any kind. */
  readonly messageOf: (error: unknown) => string;
}

/** Facts that stay the same while the preview runs. */
export interface Session {
  /** Name of the release. */
  readonly release: string;
  /** Name of the environment, if the configuration file describes several. */
  readonly environment?: string;
  /** Names of the values files, as the user wrote them. */
  readonly files: readonly string[];
  /** Values that options of the command line set, as YAML. Absent if there are none. */
  readonly set?: ValuesText;
  /** Chart versions to choose from, newest first. */
  readonly chartVersions: readonly string[];
  /** Fidelities to choose from. */
  readonly fidelities: readonly Choice[];
  /** Chart version and fidelity of the command line. */
  readonly initial: { readonly chartVersion: string; readonly fidelity: string };
  /** Folder or file of manifests to compare with. Absent if there is none. */
  readonly folder?: string;
}

/** Text of values. */
export interface ValuesText {
  readonly text: string;
  /** Offsets of values that may be secret, for the chart version of the command line. */
  readonly secrets: readonly Range[];
}

/** Entry of a list to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Values to render, and how. */
export interface RenderRequest {
  /** Texts of the values files, in their order. */
  readonly texts: readonly string[];
  readonly chartVersion: string;
  readonly fidelity: string;
  readonly base: Base;
  /** Whether objects and differences show all values, secrets included. */
  readonly showSecrets: boolean;
}

/** Objects that the rendered ones are compared with. */
export type Base =
  /** Saved values, rendered as the command line says. */
  | { readonly type: 'saved' }
  /** Folder or file of the session. */
  | { readonly type: 'folder' }
  /** Same values, rendered for another chart version or with another fidelity. */
  | { readonly type: 'other'; readonly chartVersion: string; readonly fidelity: string };

/** Result of a rendering. */
export interface Rendering {
  readonly findings: readonly PlacedFinding[];
  /** Reason for a rendering without objects, if it is no finding. */
  readonly problem?: string;
  /** Rendered objects; absent if errors prevent the rendering. */
  readonly objects?: readonly RenderedObject[];
  /** Objects and their connections as a Mermaid flowchart; absent if errors prevent the rendering. */
  readonly graph?: string;
  /** Differences from the base; absent if errors prevent the rendering. */
  readonly comparison?: Comparison;
  /** Offsets of values that may be secret, for each file. The last entry is about the values of options. */
  readonly secrets: readonly (readonly Range[])[];
}

/** Offsets of the start and the end of a part of a text. */
export type Range = readonly [from: number, to: number];

/** A finding, and its places. */
export interface PlacedFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule: string;
  /** Path of the value, or the object. May be empty. */
  readonly subject: string;
  readonly message: string;
  readonly fix: string;
  /** Places of the value: the main one, then others. Empty if none is known. */
  readonly places: readonly FindingPlace[];
}

/** Place of a finding. */
export interface FindingPlace {
  /** Place for people, such as `values.yaml:12:5`. */
  readonly text: string;
  /** Index of the file; the number of files means the options. Absent if the page does not show the file. */
  readonly file?: number;
  /** Offsets of the place in the text of the file. */
  readonly range?: Range;
}

/** A rendered object. */
export interface RenderedObject {
  readonly kind: string;
  readonly name: string;
  readonly yaml: string;
}

/** Differences of the rendered objects from the base, or the reason why there is none. */
export type Comparison =
  | {
      readonly objects: readonly ChangedObject[];
      /** Effects of applying the rendered objects over the base. */
      readonly effects: readonly string[];
    }
  | { readonly problem: string };

/** An object that differs from the base. */
export interface ChangedObject {
  /** Kind, namespace and name. */
  readonly object: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Members that differ, one line each. Empty if the whole object was added or removed. */
  readonly lines: readonly string[];
  /** YAML of the object in the base; empty if it was added. */
  readonly before: string;
  /** YAML of the rendered object; empty if it was removed. */
  readonly after: string;
}
