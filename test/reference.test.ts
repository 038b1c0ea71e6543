import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OTHER_KEYS, OTHER_SECTIONS } from '../lib/lines/0.11/schema/other-components';

// The reference against what it is about: the JSON Schema and the sources of what is exported. Shares no code with the
// generator.

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

  test('says of each value its type, its default and what it means', () => {
    const vague = own.filter(({ path, schema, isNeeded }) => {
      const [, heading] = new RegExp(`^## ${path}\n\n(.*)$`, 'm').exec(page) ?? [];
      const [, type = '', byDefault = '', meaning] = rowOf(page, path);
      return heading === undefined
        ? !/\w/.test(type) || !defaultsOf(schema, isNeeded).includes(byDefault) || !isMeaning(meaning)
        : !isMeaning(heading);
    });
    expect(vague.map(({ path }) => path)).toEqual([]);
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
    const unnamed = ofKubernetes.filter(({ path, schema }) => {
      const [{ $ref = '' } = {}] = (schema.items ?? schema).anyOf ?? [];
      const name = $ref.replace('#/definitions/', '');
      const [, version = 'none'] = / Kubernetes: \w+ of (\S*v\d)\.$/.exec(schema.description ?? '') ?? [];
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

  /** Names of the public members of a body, as the formatter indents them, but for those that are published to nobody. */
  function membersOf(body = ''): string[] {
    const published = body.replace(/^ {2}\/\*\*(?:(?!\*\/)[\s\S])*@internal\n(?:(?!\*\/)[\s\S])*\*\/\n.*\n/gm, '');
    return [
      ...published.matchAll(
        /^ {2}(?!private|protected)(?:(?:static|abstract|override|readonly|get) )*(\w+)\??(?:<.*>)?(?:[(:]| =)/gm,
      ),
    ].map(([, name = '']) => name);
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

  test('has a section for nothing else', () => {
    const titles = [...page.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);
    expect(titles.sort()).toEqual(exported.map(({ name }) => name).sort());
  });

  test('says of each member of each interface its type, its default and what it means', () => {
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

  test('has every default that a docstring says', () => {
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

  test('leads from what is inherited to where it is described', () => {
    expect(sections.get('BackstageDeploymentProps')).toContain(
      'Has what [BackstageResourceProps](#backstageresourceprops) and [PodOptions](#podoptions) have, too.',
    );
    expect(sections.get('RenderOptions')).toContain('[BackstageChartProps](#backstagechartprops) but `values`');
    expect(sections.get('BackstageDatabaseProps')).toContain(
      '([SqliteDatabase](#sqlitedatabase) | [PostgresqlDatabase](#postgresqldatabase))',
    );
  });

  test('shows how the constructs and functions are used that people begin with', () => {
    const names = [
      'BackstageAutoscaling',
      'BackstageChart',
      'BackstageDatabase',
      'BackstageDeployment',
      'BackstageIngress',
      'renderManifests',
      'synthesize',
    ];
    // test/snippets.process.test.ts compiles what is shown.
    const bare = names.filter(
      (name) => !new RegExp(`\n\`\`\`ts\n[\\s\\S]*\\b${name}\\([\\s\\S]*\n\`\`\`\n`).test(sections.get(name) ?? ''),
    );
    expect(bare).toEqual([]);
  });

  test('names what a class takes over', () => {
    expect(sections.get('BackstageSecret')).toContain(
      'Extends [BackstageResource](#backstageresource) (`release`, `apiObject`, `name`)',
    );
    expect(sections.get('BackstageSecret')).toContain(
      '[BackstageCredentials](#backstagecredentials) (`key()`, `contentHash`)',
    );
  });
});
