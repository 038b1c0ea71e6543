import { readFileSync } from 'node:fs';

/** Name of the file in which cdk8s describes the constructs of an app. Validation plugins of the cdk8s CLI get it. */
export const CONSTRUCT_METADATA_FILE = 'construct-metadata.json';

/** Version of the file's format, which the cdk8s CLI requires. */
const VERSION = '1.0.0';

/** Start of the file. The cdk8s CLI ignores keys that it does not know. */
const START = '{"madeBy":"cdk8s-openchoreo-backstage",';

/** An object and the construct that rendered it. */
export interface ObjectPath {
  /** Name of the object. */
  readonly name: string;
  /** Path of the construct. */
  readonly path: string;
}

/**
 * Returns the text of the file. The format knows objects by their names only. If several objects have the same name, it
 * lists all their constructs.
 */
export function constructMetadata(objects: readonly ObjectPath[]): string {
  const paths = new Map<string, string[]>();
  for (const { name, path } of objects) {
    paths.set(name, [...(paths.get(name) ?? []), path]);
  }
  const resources = Object.fromEntries([...paths].map(([name, found]) => [name, { path: found.join(', ') }]));
  return `${START}${JSON.stringify({ version: VERSION, resources }).slice(1)}\n`;
}

/** Whether this package wrote a file with the name of the metadata. cdk8s writes others. */
export function isOwnMetadata(path: string): boolean {
  return readFileSync(path, 'latin1').startsWith(START);
}
