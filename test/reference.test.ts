import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as before from '../lib/lines/0.11/schema/other-components';
import { OTHER_KEYS, OTHER_SECTIONS } from '../lib/lines/1.x/other-components';

// These tests compare the reference with its sources: the JSON Schema, and the files of all exports. They share no code
// with the generator.

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Returns the cells of the row about a name, in a page or a section. `†` may follow the name. */
function rowOf(page: string, name: string): string[] {
  const row = page.split('\n').find((line) => line.replace(' † |', ' |').startsWith(`| \`${name}\` | `)) ?? '';
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Checks whether a text is a sentence of at least three words. */
function isMeaning(text = ''): boolean {
  return text.split(/\s+/).length >= 3 && /^[A-Z`].*[.`]$/.test(text);
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly { readonly $ref?: string }[];
}

interface Property {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Returns every property below a schema, including those of list entries, but not the members of Kubernetes types. */
function properties(schema: JsonSchema, path = ''): Property[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return [
      { path: here, schema: child, isRequired: schema.required?.includes(key) ?? false },
      ...properties(child, here),
    ];
  });
  return [...below, ...(schema.items ? properties(schema.items, `${path}[]`) : [])];
}

/** Keys of other components in each line, by the path of the section that contains them. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  '0.11': {
    '': before.OTHER_SECTIONS,
    global: before.OTHER_KEYS.global,
    security: before.OTHER_KEYS.security,
    gateway: before.OTHER_KEYS.gateway,
    openchoreoApi: before.OTHER_KEYS.openchoreoApi,
    'security.authz': before.OTHER_KEYS.authz,
    'security.oidc': before.OTHER_KEYS.oidc,
  },
  '1.0': {
    '': { ...OTHER_SECTIONS, waitJob: true },
    security: OTHER_KEYS.security,
    'security.oidc': OTHER_KEYS.oidc,
    openchoreoApi: OTHER_KEYS.openchoreoApi,
  },
  '1.1': {
    '': { ...OTHER_SECTIONS, waitJob: true },
    security: OTHER_KEYS.security,
    'security.oidc': { ...OTHER_KEYS.oidc, ...OTHER_KEYS.oidcSince1_1 },
    openchoreoApi: OTHER_KEYS.openchoreoApi,
    eventForwarder: OTHER_KEYS.eventForwarder,
    portalAssistant: OTHER_KEYS.portalAssistant,
  },
  '1.2': {
    '': OTHER_SECTIONS,
    security: OTHER_KEYS.security,
    'security.oidc': { ...OTHER_KEYS.oidc, ...OTHER_KEYS.oidcSince1_1, mcpOAuthScopes: true },
    openchoreoApi: OTHER_KEYS.openchoreoApi,
    eventForwarder: { ...OTHER_KEYS.eventForwarder, ...OTHER_KEYS.scheduling },
    portalAssistant: { ...OTHER_KEYS.portalAssistant, ...OTHER_KEYS.scheduling },
  },
};

describe.each(Object.entries(OTHERS))('docs/values-%s.md', (line, otherKeys) => {
  const page = read(`docs/values-${line}.md`);
  const all = properties(JSON.parse(read(`schema/values-${line}.schema.json`)));
  const isOther = ({ schema }: Property) =>
    schema.description === 'Belongs to another component; this package ignores it.';
  const own = all.filter((property) => !isOther(property));

  /** Returns the paths of nested keys. */
  const paths = (keys: object, path: string): string[] =>
    Object.entries(keys).flatMap(([key, below]) => {
      const here = path === '' ? key : `${path}.${key}`;
      return [here, ...(typeof below === 'object' ? paths(below, here) : [])];
    });

  test('omits the values of other components, and nothing else', () => {
    const others = Object.entries(otherKeys).flatMap(([section, keys]) => paths(keys, section));
    const found = all.filter(isOther).map(({ path }) => path);
    expect(found.sort()).toEqual(others.sort());
    expect(own.length).toBeGreaterThan(200);
  });

  test('describes the type, default and meaning of each value', () => {
    const vague = own.filter(({ path, schema, isRequired }) => {
      const [, heading] = new RegExp(`^## ${path}(?: †)?\n\n(.*)$`, 'm').exec(page) ?? [];
      const [, type = '', byDefault = '', meaning] = rowOf(page, path);
      return heading === undefined
        ? !/\w/.test(type) || !defaultsOf(schema, isRequired).includes(byDefault) || !isMeaning(meaning)
        : !isMeaning(heading);
    });
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  /** Returns the texts that a row may show as the default. */
  function defaultsOf({ markdownDescription = '' }: JsonSchema, isRequired: boolean): string[] {
    if (isRequired) {
      return ['required'];
    }
    const [, byDefault] = /\n\nDefault: (`.*`)$/.exec(markdownDescription) ?? [];
    if (byDefault === undefined) {
      return ['none', 'absent', 'per key'];
    }
    return [byDefault === '`""`' ? 'empty' : byDefault];
  }

  test('has a subject in each row', () => {
    const vague = own.filter(({ schema }) =>
      /^(?:Its|Whether (?:it|they)|Seconds that it)\b/.test(schema.description ?? ''),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('names the Kubernetes type and its API version, like the JSON Schema in editors', () => {
    const ofKubernetes = own.filter(({ schema }) => (schema.items ?? schema).anyOf);
    expect(ofKubernetes.length).toBeGreaterThan(25);
    const unnamed = ofKubernetes.filter(({ path, schema }) => {
      const [{ $ref = '' } = {}] = (schema.items ?? schema).anyOf ?? [];
      const name = $ref.replace('kubernetes.schema.json#/definitions/', '');
      const [, version = 'none'] = / Kubernetes: \w+ of (\S*v\d)\.(?: |$)/.exec(schema.description ?? '') ?? [];
      return rowOf(page, path)[1] !== `${schema.items ? 'list of ' : ''}${name} (${version})`;
    });
    expect(unnamed.map(({ path }) => path)).toEqual([]);
  });
});

describe('docs/api.md', () => {
  const page = read('docs/api.md');
  const sections = new Map(page.split(/^### /m).map((section) => [section.split('\n')[0] ?? '', section]));
  const exported = [...read('lib/index.ts').matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/(.*)';$/gm)].flatMap(
    ([, names = '', module = '']) =>
      [...names.matchAll(/(?:type )?(\w+)\s*(?:,|$)/g)].map(([, name = '']) => ({ name, source: sourceOf(module) })),
  );
  const interfaces = exported.flatMap(({ name, source }) => {
    const [, body] = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? [];
    return body === undefined ? [] : [{ name, members: membersOf(body) }];
  });
  const classes = exported.flatMap(({ name, source }) => {
    const found = new RegExp(`^export (?:abstract )?class ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source);
    return found ? [{ name, members: membersOf(found[1]).filter((member) => member !== 'constructor') }] : [];
  });

  function sourceOf(module: string): string {
    const file = `lib/${module}.ts`;
    return read(existsSync(join(root, file)) ? file : `lib/${module}/index.ts`);
  }

  /** Returns the names of a body's public members, except internal ones. It relies on the formatter's indentation. */
  function membersOf(body = ''): string[] {
    const published = body.replace(/^ {2}\/\*\*(?:(?!\*\/)[\s\S])*@internal\n(?:(?!\*\/)[\s\S])*\*\/\n.*\n/gm, '');
    return [
      ...published.matchAll(
        /^ {2}(?!private|protected)(?:(?:static|abstract|override|readonly|get) )*(\w+)\??(?:<.*>)?(?:[(:]| =)/gm,
      ),
    ].map(([, name = '']) => name);
  }

  test('has a section with a description for each export', () => {
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

  test('has no other sections', () => {
    const titles = [...page.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);
    expect(titles.sort()).toEqual(exported.map(({ name }) => name).sort());
  });

  test('describes the type, default and meaning of each member of each interface', () => {
    expect(interfaces.length).toBeGreaterThan(30);
    const vague = interfaces.flatMap(({ name, members }) =>
      members
        .filter((member) => {
          const section = sections.get(name) ?? '';
          const row = [rowOf(section, member), rowOf(section, `${member}()`)].find(([cell]) => cell);
          const [, type = '', byDefault, meaning] = row ?? [];
          return type === '' || byDefault === undefined || !isMeaning(meaning);
        })
        .map((member) => `${name}.${member}`),
    );
    expect(vague).toEqual([]);
  });

  test('shows every default in a docstring', () => {
    const defaults = exported.flatMap(({ name, source }) => {
      const [, body = ''] =
        new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? [];
      const props = [...body.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?^ {2}readonly (\w+)\??:/gm)];
      return props.map(([, doc = '', prop = '']) => {
        const [, code] = /@default ([^-\s].*?)(?: - .*)?(?:\n| \*\/)/.exec(doc) ?? [];
        return { name, prop, code };
      });
    });
    expect(defaults.length).toBeGreaterThan(150);
    const missing = defaults.filter(({ name, prop, code }) => {
      const [row = ''] = new RegExp(`^\\| \`${prop}\` \\| .*$`, 'm').exec(sections.get(name) ?? '') ?? [];
      return row === '' || (code !== undefined && !row.includes(` \`${code}\``));
    });
    expect(missing.map(({ name, prop }) => `${name}.${prop}`)).toEqual([]);
  });

  test('names each public member of each class', () => {
    expect(classes.length).toBeGreaterThan(15);
    const missing = classes.flatMap(({ name, members }) =>
      members
        .filter((member) => !new RegExp(`\`(?:${name}\\.)?${member}(?:\\(\\))?\``).test(sections.get(name) ?? ''))
        .map((member) => `${name}.${member}`),
    );
    expect(missing).toEqual([]);
  });

  test('links inherited members to their description', () => {
    expect(sections.get('BackstageDeploymentProps')).toContain(
      'Also has the members of [BackstageResourceProps](#backstageresourceprops), [PodOptions](#podoptions) and [PortalOptions](#portaloptions).',
    );
    expect(sections.get('RenderOptions')).toContain('[BackstageChartProps](#backstagechartprops) except `values`');
    expect(sections.get('BackstageDatabaseProps')).toContain(
      '([SqliteDatabase](#sqlitedatabase) | [PostgresqlDatabase](#postgresqldatabase))',
    );
  });

  test('shows examples of the constructs and functions that users start with', () => {
    const names = [
      'BackstageAutoscaling',
      'BackstageChart',
      'BackstageDatabase',
      'BackstageDeployment',
      'BackstageIngress',
      'renderManifests',
      'synthesize',
    ];
    // test/snippets.process.test.ts compiles the examples.
    const bare = names.filter(
      (name) => !new RegExp(`\n\`\`\`ts\n[\\s\\S]*\\b${name}\\([\\s\\S]*\n\`\`\`\n`).test(sections.get(name) ?? ''),
    );
    expect(bare).toEqual([]);
  });

  test('names the members that a class inherits', () => {
    expect(sections.get('BackstageSecret')).toContain(
      'Extends [BackstageResource](#backstageresource) (`release`, `apiObject`, `name`)',
    );
    expect(sections.get('BackstageSecret')).toContain(
      '[BackstageCredentials](#backstagecredentials) (`key()`, `contentHash`)',
    );
  });
});
