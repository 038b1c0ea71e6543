import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { lineOf } from '../../lib/lines';
import { type Node, OF_ANOTHER_COMPONENT, type Section } from '../../lib/values/node';
import { LINES } from '../docs-pages';
import { type Completion, LanguageServer } from './language-server';

// Talks to the YAML language server, which VS Code, Neovim and other editors use.

const SERVER = join(__dirname, '../../node_modules/yaml-language-server/bin/yaml-language-server');
const server = new LanguageServer(SERVER, ['--stdio'], {
  yaml: { completion: true, hover: true, validate: true, hoverSchemaSource: false, schemaStore: { enable: false } },
});

beforeAll(() => server.initialize());
afterAll(() => server.stop());

/** Opens values with the line that names their schema. */
const open = (line: string, text: string) => server.open('yaml', modeline(line) + text);

const modeline = (line: string) => `# yaml-language-server: $schema=../schema/values-${line}.schema.json\n`;

/** Returns the text of a proposal after the user accepted each of its places. */
const accepted = ({ insertText = '' }: Completion) =>
  insertText.replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1').replace(/\$(?:\d|\{\d+\})/g, 'x');

/** Returns a section of the schema. */
function sectionOf(schema: Section, key: string): Section {
  const node = schema.properties[key];
  if (node?.properties === undefined) {
    throw new Error(`${key} must be a section`);
  }
  return node as Section;
}

/** Returns a value that fits a node, with every key of this package. */
function example(node: Node): unknown {
  const { properties, items, enum: words, additionalProperties, type } = node;
  if (properties) {
    const own = Object.entries(properties).filter(([, { description }]) => description !== OF_ANOTHER_COMPONENT);
    return Object.fromEntries(own.map(([key, child]) => [key, example(child)]));
  }
  if (items) {
    return [example(items)];
  }
  if (words) {
    return words[0];
  }
  const [first] = [type ?? 'null'].flat();
  return typeof additionalProperties === 'object'
    ? { a: example(additionalProperties) }
    : { string: 'a', integer: 1, number: 1, boolean: true, object: {}, array: [], null: null }[first ?? 'null'];
}

/** Proposals of one line or several, by the text before them. */
const OF_0_11 = [
  ['ingress:\n    hosts:\n      - ', ['host', 'paths']],
  ['ingress:\n    hosts:\n      - host: a\n        paths:\n          - ', ['path', 'pathType']],
] as const;
const OF_1_X = [['http:\n    parentRefs:\n      - ', ['name', 'sectionName']]] as const;

/** Values with one fault each, and the problem that the server reports. */
const PROBLEMS: readonly (readonly [text: string, problem: string])[] = [
  ['replica: 2', '3: Property replica is not allowed.'],
  ['replicas: two', '3: Incorrect type. Expected one of integer, null.'],
  ['database:\n    type: mysql', '4: Value is not accepted. Valid values: "sqlite", "postgresql".'],
  ['resources: 5', '3: Incorrect type. Expected "ResourceRequirements | null".'],
  ['resources:\n    limit: {}', '4: Property limit is not allowed.'],
  ['affinity:\n    nodeAffinity: 3', '4: Incorrect type. Expected "NodeAffinity".'],
  ['extraEnv: x', '3: Incorrect type. Expected one of array, null.'],
  ['extraEnv:\n    - value: x', '4: Missing property "name".'],
  ['tolerations:\n    - operator: Is', '4: Value is not accepted. Valid values: "Equal", "Exists", "Gt", "Lt".'],
];

describe.each(LINES)('in values of chart $name', ({ name, version }) => {
  const { schema } = lineOf(version);
  const backstage = sectionOf(schema, 'backstage');

  test('a hover shows the meaning and the default of a value', async () => {
    const document = open(name, 'backstage:\n  replicas: 2\n  database:\n    type: sqlite\n  podLabels:\n    a: b\n');
    expect(await document.hover('replicas')).toBe('Number of pods.\n\nDefault: `1`');
    expect(await document.hover('database')).toMatch(/^Database/);
    expect(await document.hover('type')).toMatch(/^Type of the database[\s\S]*Default: `"sqlite"`[\s\S]*`postgresql`/);
    expect(await document.hover('podLabels')).toMatch(/Helm rejects a values file[\s\S]*Default: `\{\}`/);
  });

  test('a hover shows a text for every key of this package', async () => {
    const text = stringify(example(schema));
    const document = open(name, text);
    const keys = [...text.matchAll(/^[ -]*(?!a:)([\w-]+):/gm)].map(({ index, 0: match }) => index + match.length - 2);
    const silent: string[] = [];
    for (const index of keys) {
      const shown = await document.hoverAt(modeline(name).length + index - 1);
      silent.push(...(/[a-z]/.test(shown) ? [] : [text.slice(text.lastIndexOf('\n', index), index + 2)]));
    }
    expect(keys.length).toBeGreaterThan(200);
    expect(silent).toEqual([]);
    expect(await document.diagnostics()).toEqual([]);
  });

  test('a hover shows what a field of Kubernetes means', async () => {
    const document = open(
      name,
      `backstage:
  resources:
    limits:
      cpu: 1
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms: []
  extraEnv:
    - name: A
      valueFrom:
        secretKeyRef:
          key: a
`,
    );
    expect(await document.hover('resources')).toMatch(/^Requests and limits.*Kubernetes: ResourceRequirements of v1\./);
    expect(await document.hover('limits')).toBe('Limits describes the maximum amount of compute resources allowed.');
    expect(await document.hover('nodeAffinity')).toMatch(/^Describes node affinity scheduling rules/);
    expect(await document.hover('requiredDuring')).toMatch(/^If the affinity requirements/);
    expect(await document.hover('nodeSelectorTerms')).toMatch(/^A list of node selector terms/);
    expect(await document.hover('valueFrom')).toMatch(/^Source for the environment variable's value/);
    expect(await document.hover('key')).toBe('The key of the secret to select from.');
  });

  test('every proposal for backstage is a key with a text, and inserts valid YAML', async () => {
    const proposals = await open(name, 'backstage:\n  ').complete();
    expect([...proposals.keys()].sort()).toEqual(Object.keys(backstage.properties).sort());
    const inserted = [...proposals.values()].map(accepted);
    expect(inserted.filter((text) => text.includes('[object') || /: *\n$/.test(text))).toEqual([]);
    for (const text of inserted) {
      expect(Object.keys(parse(text))).toHaveLength(1);
    }
    const silent = [...proposals].filter(([, { documentation }]) => !/[a-z]/.test(JSON.stringify(documentation ?? '')));
    expect(silent.map(([key]) => key)).toEqual([]);
  });

  test('accepted proposals with a map or scalars fit the schema', async () => {
    const proposals = await open(name, 'backstage:\n  ').complete();
    const complete = [...proposals.values()].map(accepted).filter((text) => !/(?:- |: |:|\n +)$/.test(text));
    expect(complete.length).toBeGreaterThan(25);
    const document = open(name, `backstage:\n  ${complete.join('\n').replaceAll('\n', '\n  ')}\n`);
    expect((await document.diagnostics()).filter((problem) => !/Valid values: "(?:add|a)/.test(problem))).toEqual([]);
  });

  test.each<readonly [string, readonly string[]]>([
    ['extraEnv:\n    - ', ['variable', 'variable from a Secret', 'name', 'value', 'valueFrom']],
    ['tolerations:\n    - ', ['toleration', 'key', 'operator', 'effect']],
    ['extraVolumes:\n    - ', ['Secret', 'ConfigMap', 'claim', 'name', 'persistentVolumeClaim']],
    ['initContainers:\n    - name: a\n      env:\n        - ', ['variable', 'name', 'valueFrom']],
    ['resources:\n    ', ['default', 'limits', 'requests']],
    ['affinity:\n    ', ['nodes with a label', 'nodeAffinity', 'podAntiAffinity']],
    ['affinity:\n    podAntiAffinity:\n      ', ['preferredDuringSchedulingIgnoredDuringExecution']],
    ['networkPolicy:\n    peers:\n      ', ['clients', 'database', 'dns']],
    ['networkPolicy:\n    peers:\n      dns:\n        - ', ['addresses', 'pods of a namespace', 'ipBlock']],
    ['database:\n    type: ', ['sqlite', 'postgresql']],
    ['database:\n    sqlite:\n      persistence:\n        ', ['enabled', 'size', 'storageClassName']],
    ['patches:\n    - ', ['target', 'patch']],
    ...(name === '0.11' ? OF_0_11 : OF_1_X),
  ])('proposals after %j include %j', async (text, expected) => {
    const proposals = await open(name, `backstage:\n  ${text}`).complete();
    expect([...proposals.keys()]).toEqual(expect.arrayContaining([...expected]));
  });

  test('a snippet for a variable from a Secret fits the schema', async () => {
    const start = 'backstage:\n  extraEnv:\n    - ';
    const proposals = await open(name, start).complete();
    const snippet = proposals.get('variable from a Secret')?.insertText ?? '';
    expect(snippet).toBe('name: $1\n  valueFrom:\n    secretKeyRef:\n      name: $2\n      key: $3');
    const text = start + accepted({ label: '', insertText: snippet }).replaceAll('\n', '\n    ');
    expect(await open(name, `${text}\n`).diagnostics()).toEqual([]);
  });

  test('a wrong key, type or word is a problem at its line', async () => {
    const documents = PROBLEMS.map(([text]) => open(name, `backstage:\n  ${text}\n`));
    const found = await Promise.all(documents.map((document) => document.diagnostics()));
    expect(found).toEqual(PROBLEMS.map(([, problem]) => [problem]));
  });
});

test('settings can choose the schema by the name of the file', async () => {
  const schema = join(__dirname, '../../schema/values-1.2.schema.json');
  const other = new LanguageServer(SERVER, ['--stdio'], {
    yaml: { hover: true, hoverSchemaSource: false, schemaStore: { enable: false }, schemas: { [schema]: '*.yaml' } },
  });
  try {
    await other.initialize();
    const document = other.open('yaml', 'backstage:\n  replicas: 2\n');
    // The server reads the settings after it answers the first requests.
    for (let tries = 0; tries < 1000 && (await document.hover('replicas')) === ''; tries++) {
      await setTimeout(50);
    }
    expect(await document.hover('replicas')).toMatch(/^Number of pods/);
  } finally {
    await other.stop();
  }
});
