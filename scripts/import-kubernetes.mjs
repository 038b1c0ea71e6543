// Writes imports/kubernetes.json: JSON Schema definitions of the Kubernetes types that values may have.
// Reads the declarations of kubernetes-models, which follow the OpenAPI description of a recent Kubernetes version.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const ROOTS = [
  'apps/v1/DeploymentStrategy',
  'autoscaling/v2/HorizontalPodAutoscalerBehavior',
  'networking.k8s.io/v1/NetworkPolicyEgressRule',
  'networking.k8s.io/v1/NetworkPolicyIngressRule',
  'networking.k8s.io/v1/NetworkPolicyPeer',
  'v1/Affinity',
  'v1/Container',
  'v1/EmptyDirVolumeSource',
  'v1/EnvFromSource',
  'v1/EnvVar',
  'v1/HostAlias',
  'v1/Lifecycle',
  'v1/LocalObjectReference',
  'v1/PodDNSConfig',
  'v1/PodSecurityContext',
  'v1/Probe',
  'v1/ResourceRequirements',
  'v1/SecurityContext',
  'v1/Toleration',
  'v1/TopologySpreadConstraint',
  'v1/Volume',
  'v1/VolumeMount',
];

const require = createRequire(import.meta.url);
const models = dirname(require.resolve('kubernetes-models/package.json'));
const requireModel = createRequire(join(models, 'package.json'));
const definitions = {};

for (const root of ROOTS) {
  define(join(models, `${root}.d.ts`));
}
const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(new URL('../imports/kubernetes.json', import.meta.url), `${JSON.stringify(sorted, null, 1)}\n`);

/** Adds the type of a declaration file, and all types that it refers to. Returns its name. */
function define(file) {
  const name = file.match(/(\w+)\.d\.ts$/)[1];
  if (definitions[name]) {
    return name;
  }
  const source = readFileSync(file, 'utf8');
  const imports = new Map(
    [...source.matchAll(/^import \{ (\w+) \} from "(.+)";$/gm)].map(([, alias, from]) => [alias, from]),
  );
  const alias = source.match(new RegExp(`^export declare type I${name} = ([^{;]+);$`, 'm'));
  if (alias) {
    definitions[name] = { description: about(), ...convert(alias[1]) };
    return name;
  }
  const body = source.match(new RegExp(`^export interface I${name} \\{\\n([\\s\\S]*?)^\\}`, 'm'))[1];
  const definition = {
    description: about(),
    type: 'object',
    properties: {},
    required: [],
    additionalProperties: false,
  };
  definitions[name] = definition;
  for (const [, key, optional, type] of body.matchAll(/^ {4}"(.+?)"(\??): ([\s\S]+?);$(?=\n {4}[/"]|\n(?![\s\S]))/gm)) {
    definition.properties[key] = convert(type);
    if (!optional) {
      definition.required.push(key);
    }
  }
  return name;

  /** Returns the name of the type, with its API version if it has one, such as `networking.k8s.io/v1`. */
  function about() {
    const [, version] = /(?:^|\/)((?:[\w.]+\/)?v\d\w*)\/\w+\.d\.ts$/.exec(relative(models, file)) ?? [];
    return `Kubernetes: ${name}${version === undefined ? '' : ` of ${version}`}.`;
  }

  function convert(type) {
    const list = type.match(/^Array<(.+)>$/s);
    if (list) {
      return { type: 'array', items: convert(list[1]) };
    }
    const map = type.match(/^\{\s*\[key: string\]: (.+);\s*\}$/s);
    if (map) {
      return { type: 'object', additionalProperties: convert(map[1]) };
    }
    if (/^"/.test(type)) {
      return { type: 'string', enum: type.split(' | ').map((word) => JSON.parse(word)) };
    }
    if (/^(string|number|boolean)( \| (string|number|boolean))*$/.test(type)) {
      // The only number in these types that may have a fraction is a Quantity.
      const number = name === 'Quantity' ? 'number' : 'integer';
      const types = type.split(' | ').map((word) => (word === 'number' ? number : word));
      return { type: types.length === 1 ? types[0] : types };
    }
    if (!imports.has(type)) {
      throw new Error(`${file}: cannot read the type ${type}`);
    }
    const from = imports.get(type);
    const target = from.startsWith('.') ? join(dirname(file), from) : requireModel.resolve(from).replace(/\.m?js$/, '');
    return { $ref: `#/definitions/${define(`${target}.d.ts`)}` };
  }
}
