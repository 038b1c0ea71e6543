import { differences, publicVariablesOf } from '../../lib/app/differences';
import type { ChartVersion } from '../../lib/backstage/profile';
import { effects } from '../../lib/kubernetes/effects';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Difference, describeDifferences, identity } from '../../lib/output/differences';
import { describeEffects } from '../../lib/output/effects-text';
import { manifestYaml } from '../../lib/output/manifest-yaml';
import { shownYaml } from '../../lib/output/shown-yaml';
import type { ChangedObject, Comparison } from './protocol';

/** Objects of one side of a comparison. */
export interface Side {
  readonly manifests: readonly Manifest[];
  /** Chart version of the objects, which says which of their variables are no secrets. */
  readonly chartVersion: ChartVersion;
  /** Whether these are all objects that were applied, so that an applier deletes the others. */
  readonly isComplete: boolean;
}

/** Returns the YAML of an object, without its hidden values unless secrets are shown. */
export function yamlOf(manifest: Manifest, version: ChartVersion, showSecrets: boolean): string {
  return showSecrets ? manifestYaml(manifest) : shownYaml(manifest, publicVariablesOf(version));
}

/** Compares the objects of two sides. */
export function compareSides(before: Side, after: Side, showSecrets: boolean): Comparison {
  const { chartVersion } = after;
  const found = differences(before.manifests, after.manifests, { chartVersion, showValues: showSecrets });
  const objects = [...new Set(found.map(({ object }) => object))].map((object) => ({
    ...changed(
      found.filter((each) => each.object === object),
      object,
    ),
    before: yamlIn(before, object, showSecrets),
    after: yamlIn(after, object, showSecrets),
  }));
  return { objects, effects: effectsOf(before, after) };
}

/** Returns the effects of applying objects over others. Each text has the fix in a second line, if there is one. */
function effectsOf(before: Side, after: Side): string[] {
  const found = effects(before.manifests, after.manifests, { prune: before.isComplete });
  return found.length === 0 ? [] : describeEffects(found).split(/\n(?! )/);
}

function changed(found: readonly Difference[], object: string): Pick<ChangedObject, 'object' | 'change' | 'lines'> {
  const [first] = found;
  return first === undefined || first.path === ''
    ? { object, change: first?.change ?? 'changed', lines: [] }
    : { object, change: 'changed', lines: describeDifferences(found).split('\n').slice(1) };
}

/** Returns the YAML of an object on one side of a comparison; empty if that side does not have it. */
function yamlIn({ manifests, chartVersion }: Side, object: string, showSecrets: boolean): string {
  const manifest = manifests.find((each) => identity(each) === object);
  return manifest === undefined ? '' : yamlOf(manifest, chartVersion, showSecrets);
}
