// JSON Schemas for editors: one for the values of each chart line, and one for the Kubernetes types in them. Beside the
// keywords of draft-07 they have two that the YAML language server knows: `markdownDescription` and `defaultSnippets`.
import { createRequire } from 'node:module';
import { ENTRY_SNIPPETS, VALUE_SNIPPETS } from './editor-snippets.mjs';

const require = createRequire(import.meta.url);
const { isSection, OF_ANOTHER_COMPONENT } = require('../build/lib/values/node.js');

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** File with the Kubernetes types, beside the schemas of values. They share it, so that the npm package stays small. */
export const KUBERNETES_FILE = 'kubernetes.schema.json';

const NOT_IN_CHART = 'The chart does not have this key: Helm rejects a values file that contains it.';

/**
 * Returns the JSON Schema of a line's values.
 *
 * @param line the line
 * @param definitions JSON Schemas of Kubernetes types, by name
 */
export function valuesSchema({ schema }, definitions) {
  return text({ $schema: DRAFT, ...valueNode(schema, definitions) });
}

/**
 * Returns the JSON Schema of the Kubernetes types that values have.
 *
 * @param lines the lines
 * @param definitions JSON Schemas of Kubernetes types, by name
 * @param descriptions a sentence about each member of each type
 */
export function kubernetesSchema(lines, definitions, descriptions) {
  const types = usedDefinitions(
    lines.map(({ schema }) => schema),
    definitions,
  );
  const described = types.map(([name, { description: _, ...type }]) => [
    name,
    {
      ...type,
      ...(type.properties && { properties: mapped(type.properties, (member, key) => memberNode(name, member, key)) }),
      ...(ENTRY_SNIPPETS[name] && { defaultSnippets: ENTRY_SNIPPETS[name] }),
    },
  ]);
  return text({
    $schema: DRAFT,
    $comment:
      'Kubernetes types in the values, to which the other schemas in this folder refer. The descriptions are from the OpenAPI description of Kubernetes (Apache-2.0).',
    definitions: Object.fromEntries(described),
  });

  function memberNode(name, member, key) {
    const description = descriptions[name]?.[key];
    if (description === undefined) {
      throw new Error(`${name}.${key} has no description; check scripts/import-kubernetes.mjs`);
    }
    return { ...member, description, markdownDescription: withCode(description) };
  }
}

/** Writes a schema without indentation, so that it is small. Git still compares it line by line. */
function text(schema) {
  return `${JSON.stringify(schema, null, 1).replaceAll(/^ +/gm, '')}\n`;
}

/** Returns the node of a value for editors, and those below it. */
function valueNode({ addition, nullOnlyInFiles, ...node }, definitions, isRequired = false) {
  const { description, default: byDefault, items, properties, additionalProperties, anyOf, ...rest } = node;
  const name = kubernetesName(items ?? node);
  const texts = [description, name && definitions[name].description, addition && NOT_IN_CHART].filter(Boolean);
  const about = texts.join(' ');
  const snippet = snippetOf(node);
  return {
    ...rest,
    ...(about !== '' && { description: about }),
    ...(about !== '' && {
      markdownDescription: [about, isRequired ? 'Required.' : defaultLine(node)].filter(Boolean).join('\n\n'),
    }),
    // The language server would insert any other default as `[]`, as an empty line, or as `[object Object]`. It must not
    // insert a secret.
    ...(!node.writeOnly && (isScalar(byDefault) || isListOfScalars(byDefault)) && { default: byDefault }),
    ...(snippet && { defaultSnippets: [snippet] }),
    ...(items && { items: valueNode(items, definitions) }),
    ...(properties && {
      properties: mapped(properties, (child, key) =>
        valueNode(child, definitions, node.required?.includes(key) ?? false),
      ),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? valueNode(additionalProperties, definitions) : additionalProperties,
    }),
    ...(anyOf && {
      anyOf: anyOf.map(({ $ref, ...other }) => ($ref ? { $ref: `${KUBERNETES_FILE}${$ref}` } : other)),
    }),
  };
}

/** Returns the line about the default; undefined for entries of lists, sections, and values of other components. */
function defaultLine(node) {
  const { description, default: byDefault } = node;
  if (description === OF_ANOTHER_COMPONENT || isSection(node)) {
    return undefined;
  }
  return byDefault === undefined ? undefined : `Default: \`${JSON.stringify(byDefault)}\``;
}

/** Returns what an editor inserts for a map: its default, or a member to begin with. */
function snippetOf(node) {
  const name = kubernetesName(node);
  const byDefault = node.default;
  if (isMap(byDefault) && Object.keys(byDefault).length > 0) {
    return { label: 'default', body: withStops(byDefault, { next: 1 }) };
  }
  if (typeof node.additionalProperties === 'object') {
    const [member] = Object.keys(node.additionalProperties.properties ?? {});
    const value = '${2:value}';
    return { label: 'entry', body: { '${1:key}': member === undefined ? value : { [member]: value } } };
  }
  return name && VALUE_SNIPPETS[name];
}

/** Returns a value with a tab stop at each scalar. */
function withStops(value, counter) {
  if (Array.isArray(value)) {
    return value.map((entry) => withStops(entry, counter));
  }
  return isMap(value)
    ? mapped(value, (member) => withStops(member, counter))
    : `\${${counter.next++}:${String(value).replace(/[$}\\]/g, '\\$&')}}`;
}

/** Returns a sentence of Kubernetes with its names of fields as code. */
function withCode(sentence) {
  return /[`_*<>]|:\/\//.test(sentence)
    ? sentence
    : sentence.replace(/(?<![\w./$"'-])(?:[a-z]+[A-Z]\w*|[a-z]\w+(?:\.[a-z]\w+)+)(?![\w/"'-]|\.\w)/g, '`$&`');
}

/** Returns the definitions that schemas refer to, directly or through others, in alphabetical order. */
function usedDefinitions(schemas, definitions) {
  const used = new Set();
  const add = (part) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/definitions\/(\w+)"/g)) {
      if (!used.has(name)) {
        used.add(name);
        add(definitions[name]);
      }
    }
  };
  add(schemas);
  return Object.entries(definitions).filter(([name]) => used.has(name));
}

/** Returns the name of the Kubernetes type of a node, or undefined if it has none. */
export function kubernetesName(node) {
  return node.anyOf?.[0].$ref.replace('#/definitions/', '');
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value) {
  return value !== undefined && typeof value !== 'object';
}

function isListOfScalars(value) {
  return Array.isArray(value) && value.length > 0 && value.every(isScalar);
}

function mapped(map, change) {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
