import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedValues } from '../lines';
import { checkInput } from '../util/check-argument';
import { InputError } from '../util/input-error';
import { callable, text } from '../util/shape';
import { isSystemError } from '../util/system-error';
import { loadValues } from './load-values';
import { reportingUncaught } from './report-uncaught';
import type { Environment, Environments } from './synthesize';

/**
 * Returns an environment for each values file in a folder. The name of the file, without `.yaml`, `.yml` or `.json`, is
 * the name of the environment.
 *
 * @param folder path of the folder, relative to the working directory
 * @param environment returns the environment for the name and values of a file, for example with a shared base file
 * @throws InputError if the folder does not exist, two files have the same name, or a file has more than 1 MiB
 * @throws ValuesError if a file is not a YAML map
 */
export function environmentsIn(
  folder: string,
  environment: (name: string, values: LoadedValues) => Environment,
): Environments {
  checkInput('environmentsIn', 'folder', folder, text);
  checkInput('environmentsIn', 'environment', environment, callable);
  const files = reportingUncaught(() => filesByName(folder));
  return Object.fromEntries(
    [...files].map(([name, file]) => [name, environment(name, loadValues(join(folder, file)))]),
  );
}

/** Returns the files of the environments in a folder, by the names of these. */
function filesByName(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const file of filesOf(folder)) {
    const [, name] = /^([^.].*)\.(?:ya?ml|json)$/i.exec(file) ?? [];
    if (name === undefined) {
      continue;
    }
    const other = files.get(name);
    if (other !== undefined) {
      throw new InputError(`${folder}: ${other} and ${file} would both be the environment ${name}; rename one of them`);
    }
    files.set(name, file);
  }
  return files;
}

/** Returns the names of the files in a folder, in alphabetical order. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR')) {
      throw error;
    }
    const problem = error.code === 'ENOENT' ? 'does not exist' : 'is not a folder';
    throw new InputError(
      `${folder} ${problem}; set it to the folder with the values files, relative to ${process.cwd()}`,
    );
  }
}
