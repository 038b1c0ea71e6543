import type { FilePosition } from '../util/finding';

/** Options of the command line that set values. */
export type SetOption = '--set' | '--set-string' | '--set-json' | '--set-file' | '--set-literal';

/** A value as the user wrote it. */
export interface Written {
  /**
   * Text of the value. YAML reads `1.10` as the number 1.1, so the value alone does not have it. Absent if the place has
   * no text, for example in a list.
   */
  readonly text?: string;
  /** Option of the command line that sets the value. Absent for a value of a file or a program. */
  readonly option?: SetOption;
  /** Position of the key, or of the entry of a list. Absent for a value of a program or an option. */
  readonly position?: FilePosition;
}

/** A key that a map in a file has more than once. */
export interface DuplicateKey {
  readonly path: string;
  /** Positions in the order of the file, at least two. Helm uses the last one. */
  readonly positions: readonly FilePosition[];
}

/** Value of a layer on the way to a place. */
export interface Reached {
  readonly written: Written;
  /** Number of keys that lead to the value. All keys lead to the value at the place itself. */
  readonly depth: number;
  /** Whether the value is a map. Layers below can have the missing keys of a map. */
  readonly isMap: boolean;
  /** Whether the value is in a list. A list replaces the lists of the layers below. */
  readonly isInList?: boolean;
}
