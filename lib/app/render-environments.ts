import { SHARED_OBJECTS } from '../kubernetes/across/check-ids';
import { sharedFindings } from '../kubernetes/across/shared-findings';
import { ObjectGroups } from '../kubernetes/across/shared-objects';
import type { Manifest } from '../kubernetes/manifest';
import { InputError } from '../util/input-error';
import type { Steps } from '../util/steps';
import { type Finding, refuseWarnings, ValuesError } from '../values/finding';
import { isAllowed } from '../values/options';
import { type EnvironmentFinding, foldFindings } from './fold-findings';
import { renderManifests } from './render-manifests';
import type { Environments, SynthesizeOptions } from './synthesize';

/**
 * Returns the environment with a name.
 *
 * @throws InputError if there is none
 */
export function onlyEnvironment<Each>(
  environments: Readonly<Record<string, Each>>,
  name: string,
): Readonly<Record<string, Each>> {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!environment) {
    const names = Object.keys(environments).join(', ');
    throw new InputError(`no environment is called ${JSON.stringify(name)}; use one of these: ${names}`);
  }
  return { [name]: environment };
}

/**
 * Renders one environment after the other, with a step for each. Returns the warnings and infos.
 *
 * @param use called with the name and the objects of each environment
 * @throws ValuesError with the errors of all environments
 */
export function* renderEnvironments(
  environments: Environments,
  { strict = false, onProgress }: Pick<SynthesizeOptions, 'strict' | 'onProgress'>,
  use: (name: string, manifests: readonly Manifest[]) => void,
): Steps<Finding[]> {
  const findings: EnvironmentFinding[] = [];
  const errors: EnvironmentFinding[] = [];
  const groups = new ObjectGroups();
  let objects = 0;
  const entries = Object.entries(environments);
  for (const [index, [name, { values, ...options }]] of entries.entries()) {
    try {
      const found: Finding[] = [];
      const manifests = renderManifests(values, { ...options, onFinding: (finding) => found.push(finding) });
      if (strict) {
        refuseWarnings(found);
      }
      findings.push(...found.map((finding) => ({ environment: name, finding })));
      if (!isAllowed(SHARED_OBJECTS, options.allow)) {
        groups.add(name, manifests);
      }
      use(name, manifests);
      objects += manifests.length;
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        throw error;
      }
      errors.push(...error.findings.map((finding) => ({ environment: name, finding })));
    }
    onProgress?.(index + 1, entries.length, objects);
    yield;
  }
  if (errors.length > 0) {
    throw new ValuesError(foldFindings(errors));
  }
  return [...foldFindings(findings), ...sharedFindings(groups.shared())];
}
