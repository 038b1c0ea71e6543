import { CORE_SCHEMA, load } from 'js-yaml';

/** Longest YAML file to parse. */
const MAX_FILE = 100_000;

const YAML_FILE = /\.(?:ya?ml|json)$/;

/** Checks whether a file of a ConfigMap contains YAML or JSON. */
export function isYamlFile(name: string): boolean {
  return YAML_FILE.test(name);
}

/** Returns the content of a YAML or JSON file in a ConfigMap; undefined if it is not YAML, very long, or has aliases. */
export function contentOf(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > MAX_FILE) {
    return undefined;
  }
  try {
    return load(text, { schema: CORE_SCHEMA, maxAliases: 0 });
  } catch {
    return undefined;
  }
}
