import { shownManifest, shownValue } from '../backstage/hidden-values';
import { CONFIGURATION } from '../backstage/shown-places';
import type { Manifest } from '../kubernetes/manifest';
import { isMap } from '../util/members';
import { contentOf, isYamlFile } from './config-file';
import { manifestYaml } from './manifest-yaml';

/**
 * Formats an object as YAML in which values are hidden if their place may hold a secret. The files of a ConfigMap show
 * the settings that differences show.
 *
 * @param manifest the object
 * @param publicVariables names of the variables whose values are shown in the portal's container
 */
export function shownYaml(manifest: Manifest, publicVariables: ReadonlySet<string>): string {
  const shown = shownManifest(manifest, publicVariables);
  const { kind, data } = manifest;
  return manifestYaml(kind === 'ConfigMap' && isMap(data) ? { ...shown, data: shownFiles(data, shown.data) } : shown);
}

function shownFiles(data: Readonly<Record<string, unknown>>, shown: unknown): unknown {
  const files = Object.entries(data).flatMap(([name, text]) => {
    const content = isYamlFile(name) ? contentOf(text) : undefined;
    return isMap(content) ? [[name, manifestYaml(Object(shownValue(content, CONFIGURATION)))]] : [];
  });
  return isMap(shown) ? { ...shown, ...Object.fromEntries(files) } : shown;
}
