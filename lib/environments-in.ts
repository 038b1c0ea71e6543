import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment, Environments } from './synthesize';
import { loadValues } from './values/load';
import type { Values } from './values/schema';

/**
 * An environment for each values file of a folder, `<name>.yaml`, by the name of the file.
 *
 * @param environment makes the environment of a file's name and values, such as by laying them over a base
 */
export function environmentsIn(
  folder: string,
  environment: (name: string, values: Values) => Environment,
): Environments {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.sort().map((file) => {
      const name = file.replace(/\.yaml$/, '');
      return [name, environment(name, loadValues(join(folder, file)))];
    }),
  );
}
