// Writes imports/kubernetes.json: JSON Schema definitions of the Kubernetes types that values and rendered objects have.
// Reads the declarations of kubernetes-models, which follow the OpenAPI description of a recent Kubernetes version. Their
// validators tell which integers have 32 bits.
// Writes imports/kubernetes-descriptions.json: the first sentence about each member of these types.
// Writes imports/custom-resources.json: the schemas in crds/, by API version and kind.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const ROOTS = [
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/DeploymentStrategy',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'autoscaling/v2/HorizontalPodAutoscalerBehavior',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'networking.k8s.io/v1/NetworkPolicyEgressRule',
  'networking.k8s.io/v1/NetworkPolicyIngressRule',
  'networking.k8s.io/v1/NetworkPolicyPeer',
  'policy/v1/PodDisruptionBudget',
  'scheduling.k8s.io/v1/PriorityClass',
  'v1/Affinity',
  'v1/ConfigMap',
  'v1/Container',
  'v1/EmptyDirVolumeSource',
  'v1/EnvFromSource',
  'v1/EnvVar',
  'v1/HostAlias',
  'v1/Lifecycle',
  'v1/LocalObjectReference',
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'v1/PodDNSConfig',
  'v1/PodSecurityContext',
  'v1/Probe',
  'v1/ResourceRequirements',
  'v1/Secret',
  'v1/SecurityContext',
  'v1/Service',
  'v1/ServiceAccount',
  'v1/Toleration',
  'v1/TopologySpreadConstraint',
  'v1/Volume',
  'v1/VolumeMount',
];

const INT32_MAX = 2 ** 31 - 1;

/** Shortest first sentence that says enough. `Required.` does not. */
const LEAST_TEXT = 30;

/** Members that the API server accepts without a value, although the OpenAPI description requires them. */
const ACCEPTED_WITHOUT = ['HTTPHeader.value', 'SleepAction.seconds'];

// Version 5 describes a newer Kubernetes than version 4, but is for newer versions of Node.js. Only its text is read.
const models = fileURLToPath(new URL('../node_modules/kubernetes-models-5', import.meta.url));
const apimachinery = [join(models, 'node_modules'), dirname(models)]
  .map((modules) => join(modules, '@kubernetes-models/apimachinery'))
  .find((folder) => existsSync(folder));
const definitions = {};
const descriptions = {};
const files = {};

for (const root of ROOTS) {
  define(join(models, `${root}.d.ts`));
}
write('kubernetes.json', sorted(definitions));
write('kubernetes-descriptions.json', sorted(descriptions));

const crds = readdirSync(new URL('../crds/', import.meta.url)).sort();
const customResources = crds.map((file) => {
  const { spec } = parse(readFileSync(new URL(`../crds/${file}`, import.meta.url), 'utf8'));
  const [{ name, schema }] = spec.versions;
  return [`${spec.group}/${name}/${spec.names.kind}`, forChecks(schema.openAPIV3Schema)];
});
write('custom-resources.json', Object.fromEntries(customResources));

function sorted(map) {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function write(file, content) {
  writeFileSync(new URL(`../imports/${file}`, import.meta.url), `${JSON.stringify(content, null, 1)}\n`);
}

/** Returns the part of a schema that checks objects, in terms of lib/kubernetes/checks/structure.ts. */
function forChecks({ description, format, allOf = [], anyOf, items, properties, additionalProperties, ...schema }) {
  const { 'x-kubernetes-int-or-string': isIntOrString, default: byDefault, ...rest } = Object.assign(schema, ...allOf);
  return {
    ...rest,
    // The API server replaces null by the default.
    ...(byDefault === undefined ? { nullable: false } : { default: byDefault }),
    ...(isIntOrString && { type: ['string', 'integer'] }),
    ...(format === 'int32' && { maximum: rest.maximum ?? INT32_MAX }),
    // The checks accept an empty text as a word, because in kinds of Kubernetes it is the same as an absent one.
    ...(rest.enum && rest.type === 'string' && { minLength: 1 }),
    ...(items && { items: forChecks(items) }),
    ...(additionalProperties && { additionalProperties: forChecks(additionalProperties) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, forChecks(property)])),
    }),
    ...(rest['x-kubernetes-preserve-unknown-fields'] && { additionalProperties: true }),
  };
}

/** Returns the first sentence of a comment, without links and markers. A short one takes the next one along. */
function firstSentence(comment) {
  const text = comment
    .replaceAll(/^ {5}\*\/?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:\w+ is )?(?:Required|Optional)(?:: |\. )/i, '')
    .replace(/ \((?:see )?https?:[^)]*\)/, '')
    .replace(/[.;]? (?:More info|Possible enum values):.*$/, '')
    .replaceAll('\\*', '');
  // A full stop after an abbreviation does not end a sentence, nor does one inside a word.
  const sentences = text.replaceAll(/(?<!\b(?:e\.g|i\.e|etc|vs|eg|ie))\. (?=[A-Z])/gi, '.\n').split('\n');
  const [first, second = ''] = sentences;
  const kept = first.length < LEAST_TEXT ? `${first} ${second}`.trim() : first;
  return /[.)]$/.test(kept) ? kept : `${kept}.`;
}

/** Returns the code of the validator of a type; undefined if the package has none. */
function validatorOf(source, name) {
  const [, full] = source.match(new RegExp(`\\b${name} as (Io\\w+)`)) ?? [];
  const file = join(full?.includes('Apimachinery') ? apimachinery : models, '_schemas', `${full}.js`);
  return full !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Adds the type of a declaration file, and all types that it refers to. Returns its name. */
function define(file) {
  const name = file.match(/(\w+)\.d\.ts$/)[1];
  if (definitions[name]) {
    if (files[name] !== file) {
      throw new Error(`two types are called ${name}: ${files[name]} and ${file}`);
    }
    return name;
  }
  files[name] = file;
  const source = readFileSync(file, 'utf8');
  const imports = new Map(
    [...source.matchAll(/^import \{ (\w+) \} from "(.+)";$/gm)].map(([, alias, from]) => [alias, from]),
  );
  const alias = source.match(new RegExp(`^export (?:declare )?type I${name} = ([^{;]+);$`, 'm'));
  if (alias) {
    definitions[name] = { description: about(), ...convert(alias[1]) };
    return name;
  }
  const [, kind, body] = source.match(
    new RegExp(`^export interface I${name} (extends TypeMeta )?\\{\\n([\\s\\S]*?)^\\}`, 'm'),
  );
  const definition = {
    description: about(),
    type: 'object',
    properties: {},
    required: [],
    additionalProperties: false,
  };
  definitions[name] = definition;
  descriptions[name] = Object.fromEntries(
    [...body.matchAll(/^ {4}\/\*\*\n((?: {5}\*.*\n)+) {4}"(.+?)"/gm)].map(([, comment, key]) => [
      key,
      firstSentence(comment),
    ]),
  );
  for (const [, key, optional, type] of body.matchAll(/^ {4}"(.+?)"(\??): ([\s\S]+?);$(?=\n {4}[/"]|\n(?![\s\S]))/gm)) {
    if (kind !== undefined && key === 'status') {
      // Clusters write the status. Users do not render it.
      definition.properties[key] = { type: 'object' };
      continue;
    }
    definition.properties[key] = { ...convert(type), ...(has32Bits(key) && { maximum: INT32_MAX }) };
    if (!optional && !ACCEPTED_WITHOUT.includes(`${name}.${key}`)) {
      definition.required.push(key);
    }
  }
  return name;

  /** Checks whether a member is an integer of 32 bits, for which the type's validator has a format. */
  function has32Bits(key) {
    const validator = validatorOf(source, name);
    const [, check] = validator?.match(new RegExp(`(validate\\d+)\\(data[.]${key},`)) ?? [];
    const [, code = ''] = validator?.match(new RegExp(`function ${check}\\(([\\s\\S]*?)(?:function validate|$)`)) ?? [];
    return check !== undefined && code.includes('format:"int32"');
  }

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
    if (type === '{}' || type === 'unknown') {
      return { type: 'object' };
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
      return { type: types.length === 1 ? types[0] : types, ...(name === 'IntOrString' && { maximum: INT32_MAX }) };
    }
    if (!imports.has(type)) {
      throw new Error(`${file}: cannot read the type ${type}`);
    }
    const from = imports.get(type);
    const target = from.startsWith('.')
      ? join(dirname(file), from)
      : join(apimachinery, from.replace('@kubernetes-models/apimachinery', ''));
    return { $ref: `#/definitions/${define(`${target.replace(/\.js$/, '')}.d.ts`)}` };
  }
}
