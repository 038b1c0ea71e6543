import { readFileSync } from 'node:fs';
import type { LoadedValues } from '../lines';
import { readValues } from '../values/load';

/**
 * Reads values from a YAML or JSON file, as Helm does. `BackstageChart` and `renderManifests` check the values.
 *
 * @param path path of the file, relative to the working directory
 * @throws ValuesError with file, line and column if the file is not a YAML map; Error if it cannot be read
 */
export function loadValues(path: string): LoadedValues {
  return parseValues(readFileSync(path), path);
}

/**
 * Reads values from the bytes of a YAML or JSON file, as Helm does. `BackstageChart` and `renderManifests` check the
 * values.
 *
 * @param bytes content of the file, in UTF-8
 * @param name name of the file in messages
 * @throws ValuesError with file, line and column if the bytes are not a YAML map
 */
export function parseValues(bytes: Uint8Array, name: string): LoadedValues {
  // The compiler cannot check a file. Rendering does.
  const values: object = readValues(bytes, name);
  return values as LoadedValues;
}
