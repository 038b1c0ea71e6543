import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Values } from '../lines';
import { OutputError } from '../output/output-error';
import { loadValues } from './load-values';
import type { Environment, Environments } from './synthesize';

/**
 * An environment for each values file of a folder, `<name>.yaml`, `.yml` or `.json`, by the name of the file.
 *
 * @param folder the folder with the values files
 * @param environment makes the environment of a file's name and values, such as by laying them over a base
 * @throws OutputError where two files have one name; ValuesError where a file is no YAML map
 */
export function environmentsIn(
  folder: string,
  environment: (name: string, values: Values) => Environment,
): Environments {
  const files = new Map<string, string>();
  for (const file of readdirSync(folder).sort()) {
    const [, name] = /^([^.].*)\.(?:ya?ml|json)$/i.exec(file) ?? [];
    if (name === undefined) {
      continue;
    }
    const other = files.get(name);
    if (other !== undefined) {
      throw new OutputError(`${folder}: ${other} and ${file} are both the environment ${name}; rename one of them`);
    }
    files.set(name, file);
  }
  return Object.fromEntries(
    [...files].map(([name, file]) => [name, environment(name, loadValues(join(folder, file)))]),
  );
}
