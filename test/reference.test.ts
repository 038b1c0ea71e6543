import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OTHER_KEYS, OTHER_SECTIONS } from '../lib/values/other-components';

// The reference against what it is about: the JSON Schema and the declarations that are published. Shares no code with
// the generator.

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Cells of the row about something, in a page or a part of one. */
function rowOf(page: string, name: string): string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` | `)) ?? '';
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Whether a text says anything. */
function isMeaning(text = ''): boolean {
  return text.split(/\s+/).length >= 3 && /^[A-Z`].*[.`]$/.test(text);
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly { readonly $ref?: string }[];
}

interface Property {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isNeeded: boolean;
}

/** Every property below a schema, those of lists' entries among them; Kubernetes' own types stand for themselves. */
function properties(schema: JsonSchema, path = ''): Property[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return [
      { path: here, schema: child, isNeeded: schema.required?.includes(key) ?? false },
      ...properties(child, here),
    ];
  });
  return [...below, ...(schema.items ? properties(schema.items, `${path}[]`) : [])];
}

describe('docs/values.md', () => {
  const page = read('docs/values.md');
  const all = properties(JSON.parse(read('schema/values.schema.json')));
  const isOther = ({ schema }: Property) => schema.description === 'Of another component; not read here.';
  const own = all.filter((property) => !isOther(property));

  /** Paths of nested keys. */
  const paths = (keys: object, path: string): string[] =>
    Object.entries(keys).flatMap(([key, below]) => {
      const here = path === '' ? key : `${path}.${key}`;
      return [here, ...(typeof below === 'object' ? paths(below, here) : [])];
    });

  test('leaves out the values of other components, and nothing else', () => {
    const { global, security, authz, oidc, gateway, openchoreoApi } = OTHER_KEYS;
    const others = paths({ global, security, gateway, openchoreoApi, ...OTHER_SECTIONS }, '');
    const nested = [...paths(authz, 'security.authz'), ...paths(oidc, 'security.oidc')];
    expect(
      all
        .filter(isOther)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...others.filter((path) => path in OTHER_SECTIONS || path.includes('.')), ...nested].sort());
    expect(own.length).toBeGreaterThan(250);
  });

  test.each(own)('describes $path', ({ path, schema, isNeeded }) => {
    const [, heading] = new RegExp(`^## ${path}\n\n(.*)$`, 'm').exec(page) ?? [];
    const [, type, byDefault, meaning] = rowOf(page, path);
    if (heading !== undefined) {
      expect(isMeaning(heading)).toBe(true);
      return;
    }
    expect(type).toMatch(/\w/);
    expect(defaultsOf(schema, isNeeded)).toContain(byDefault);
    expect({ meaning, isMeaning: isMeaning(meaning) }).toEqual({ meaning, isMeaning: true });
  });

  /** What may stand for a default. */
  function defaultsOf({ default: byDefault }: JsonSchema, isNeeded: boolean): string[] {
    if (isNeeded) {
      return ['needed'];
    }
    if (byDefault === undefined) {
      return ['none', 'absent', 'of its keys'];
    }
    return [byDefault === '' ? 'empty' : `\`${JSON.stringify(byDefault)}\``];
  }

  test('has a subject in each row', () => {
    const vague = own.filter(({ schema }) =>
      /^(?:Its|Whether (?:it|they)|Seconds that it)\b/.test(schema.description ?? ''),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('names the type of Kubernetes and its API version, as the JSON Schema does to editors', () => {
    const ofKubernetes = own.filter(({ schema }) => (schema.items ?? schema).anyOf);
    expect(ofKubernetes.length).toBeGreaterThan(30);
    for (const { path, schema } of ofKubernetes) {
      const [{ $ref = '' } = {}] = (schema.items ?? schema).anyOf ?? [];
      const name = $ref.replace('#/definitions/', '');
      const [, version = 'none'] = / Kubernetes: \w+ of (\S*v\d)\.$/.exec(schema.description ?? '') ?? [];
      expect(rowOf(page, path)[1]).toBe(`${schema.items ? 'list of ' : ''}${name} (${version})`);
    }
  });
});

describe('docs/api.md', () => {
  const page = read('docs/api.md');
  const sections = new Map(page.split(/^### /m).map((section) => [section.split('\n')[0] ?? '', section]));
  const exported = [
    ...read('build/lib/index.d.ts').matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/(.*)';$/gm),
  ].flatMap(([, names = '', module = '']) =>
    [...names.matchAll(/(?:type )?(\w+)\s*(?:,|$)/g)].map(([, name = '']) => ({ name, source: declarations(module) })),
  );
  const interfaces = exported.flatMap(({ name, source }) => {
    const found = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source);
    return found ? [{ name, members: membersOf(found[1]) }] : [];
  });
  const classes = exported.flatMap(({ name, source }) => {
    const found = new RegExp(`^export declare (?:abstract )?class ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(
      source,
    );
    return found ? [{ name, members: membersOf(found[1]).filter((member) => member !== 'constructor') }] : [];
  });

  function declarations(module: string): string {
    const file = `build/lib/${module}.d.ts`;
    return read(existsSync(join(root, file)) ? file : `build/lib/${module}/index.d.ts`);
  }

  /** Names of the public members of a body, as the compiler indents them. */
  function membersOf(body = ''): string[] {
    return [...body.matchAll(/^ {4}(?!private|protected)(?:(?:static|abstract|readonly|get) )*(\w+)\??[(:]/gm)].map(
      ([, name = '']) => name,
    );
  }

  test('has a section for each export, which says what it is', () => {
    expect(exported.length).toBeGreaterThan(80);
    const bare = exported.filter(
      ({ name }) =>
        !sections
          .get(name)
          ?.split('\n\n')
          .some((text) => isMeaning(text)),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test.each(interfaces)('describes each member of the interface $name', ({ name, members }) => {
    for (const member of members) {
      const section = sections.get(name) ?? '';
      const [, type, byDefault, meaning] =
        [rowOf(section, member), rowOf(section, `${member}()`)].find((row) => row[0]) ?? [];
      expect({ member, type, byDefault }).toEqual({
        member,
        type: expect.stringMatching(/./),
        byDefault: expect.any(String),
      });
      expect({ member, meaning, isMeaning: isMeaning(meaning) }).toEqual({ member, meaning, isMeaning: true });
    }
  });

  test('names each public member of each class', () => {
    expect(interfaces.length).toBeGreaterThan(30);
    expect(classes.length).toBeGreaterThan(15);
    const missing = classes.flatMap(({ name, members }) =>
      members
        .filter((member) => !new RegExp(`\`(?:${name}\\.)?${member}(?:\\(\\))?\``).test(sections.get(name) ?? ''))
        .map((member) => `${name}.${member}`),
    );
    expect(missing).toEqual([]);
  });
});
