import type { LoadedValues } from '../lines';
import { checkInput } from '../util/check-argument';
import { readBounded } from '../util/read-bounded';
import { shape, text } from '../util/shape';
import { MAX_VALUES_BYTES, readValues } from '../values/load';
import { attempt } from './files';
import { reportingUncaught } from './report-uncaught';

/**
 * Reads values from a YAML or JSON file, as Helm does. `BackstageChart` and `renderManifests` check the values.
 *
 * @param path path of the file, relative to the working directory
 * @throws ValuesError with file, line and column if the file is not a YAML map
 * @throws InputError if it cannot be read, is not a regular file, or has more than 1 MiB. If the process catches no
 * error of this function, it prints the message without a stack
 */
export function loadValues(path: string): LoadedValues {
  checkInput('loadValues', 'path', path, text);
  return reportingUncaught(() =>
    parseValues(
      attempt('read', path, () => readBounded(path, MAX_VALUES_BYTES)),
      path,
    ),
  );
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
  checkInput(
    'parseValues',
    'bytes',
    bytes,
    shape('a Uint8Array', (value) => ArrayBuffer.isView(value)),
  );
  checkInput('parseValues', 'name', name, text);
  // The compiler cannot check a file. Rendering does.
  const values: object = readValues(bytes, name);
  return values as LoadedValues;
}
