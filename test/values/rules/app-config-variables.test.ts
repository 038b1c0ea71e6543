import type { RenderOptions, Values } from '../../../lib';
import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { configured, POSTGRESQL, warning, warnings } from '../../lines/0.11/rules/support';

const unset = (name: string, path = '.a') =>
  warning(
    'app-config-variables',
    `backstage.appConfig${path}`,
    `reads the variable ${name}, which nothing sets`,
    `set ${name} in backstage.extraEnv`,
  );

/** What the rule says of a text in the configuration, beside other values. */
function found(text: JsonValue, { backstage, ...others }: Values = {}, options: RenderOptions = {}) {
  const appConfig: JsonMap = { a: text };
  const values = configured(appConfig);
  return warnings({ ...others, backstage: { ...values.backstage, ...backstage } }, options);
}

test('warns of a variable that nothing sets', () => {
  expect(found('${TITLE}')).toEqual([unset('TITLE')]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(found('${TITLE}', {}, { fidelity })).toEqual([unset('TITLE')]);
});

test('warns of each variable of a text, in order', () => {
  expect(found('https://${HOST}:${PORT}/${ PATH_OF_API }')).toEqual([unset('HOST'), unset('PATH_OF_API')]);
});

test('warns of each place', () => {
  expect(found({ list: ['${A}', { 'b-c': '${A}' }], 'd e': '${B}' })).toEqual([
    unset('A', '.a.list[0]'),
    unset('A', '.a.list[1].b-c'),
    unset('B', '.a["d e"]'),
  ]);
});

test('warns of a variable that is named by $env', () => {
  expect(found({ $env: 'TITLE' })).toEqual([unset('TITLE', '.a["$env"]')]);
});

test.each<JsonValue>([
  '${TITLE:-Portal}',
  '${TITLE:-}',
  '$${TITLE}',
  '$TITLE',
  '$(TITLE)',
  '{TITLE}',
  '${TITLE',
  '',
  1,
  true,
  null,
])('takes %j, which needs no variable', (text) => {
  expect(found(text)).toEqual([]);
});

test.each<[string, Values]>([
  ['env', { backstage: { env: [{ name: 'TITLE', value: 'Portal' }] } }],
  ['extraEnv', { backstage: { extraEnv: [{ name: 'TITLE', value: 'Portal' }] } }],
  [
    'extraEnv, from a Secret',
    { backstage: { extraEnv: [{ name: 'TITLE', valueFrom: { secretKeyRef: { name: 'mine', key: 'title' } } }] } },
  ],
])('takes a variable of %s', (_, values) => {
  expect(found('${TITLE}', values)).toEqual([]);
});

test.each(['NODE_ENV', 'LOG_LEVEL', 'PORT'])('takes %s of the default list', (name) => {
  expect(found(`\${${name}}`)).toEqual([]);
});

test('warns of a variable of the default list that an own list replaces', () => {
  expect(found('${LOG_LEVEL}', { backstage: { env: [] } })).toEqual([unset('LOG_LEVEL')]);
});

test.each(['BACKEND_SECRET', 'BACKSTAGE_BASE_URL', 'OPENCHOREO_API_URL', 'SQLITE_STORAGE_DIR', 'THUNDER_BASE_URL'])(
  'takes %s, which is rendered',
  (name) => {
    expect(found(`\${${name}}`)).toEqual([]);
  },
);

test('takes variables of the database that is used, and no others', () => {
  const text = '${POSTGRES_HOST} ${SQLITE_STORAGE_DIR}';
  expect(found(text)).toEqual([unset('POSTGRES_HOST')]);
  expect(found(text, { backstage: { database: POSTGRESQL } })).toEqual([unset('SQLITE_STORAGE_DIR')]);
});

test("takes Thunder's token where there is one", () => {
  expect(found('${THUNDER_TOKEN}')).toEqual([unset('THUNDER_TOKEN')]);
  expect(found('${THUNDER_TOKEN}', { backstage: { thunder: { token: 'hunter2' } } })).toEqual([]);
});

test.each(['KUBERNETES_SERVICE_HOST', 'NODE_VERSION', 'HOSTNAME', 'HOME', 'PATH'])(
  'takes %s, which every pod has',
  (name) => {
    expect(found(`\${${name}}`, { backstage: { env: [] } })).toEqual([]);
  },
);

test.each(['MY_HOSTNAME', 'HOMES', 'PATHS', 'NODE', 'KUBERNETES', 'node_env', 'constructor', '__proto__'])(
  'warns of %s, which is another',
  (name) => {
    expect(found(`\${${name}}`)).toEqual([unset(name)]);
  },
);

test('says nothing where variables come from a ConfigMap or Secret as a whole', () => {
  expect(found('${TITLE}', { backstage: { envFrom: [{ secretRef: { name: 'mine' } }] } })).toEqual([]);
});

test.each([null, []])('warns where envFrom is %j', (envFrom) => {
  expect(found('${TITLE}', { backstage: { envFrom } })).toEqual([unset('TITLE')]);
});

test.each([null, undefined, {}])('takes %j as configuration', (appConfig) => {
  expect(warnings({ backstage: { appConfig } })).toEqual([]);
});

test('takes null as lists of variables', () => {
  expect(found('${TITLE}', { backstage: { env: null, extraEnv: null } })).toEqual([unset('TITLE')]);
});

describe('a variable of the configuration', () => {
  const asIs = warning(
    'app-config-variables',
    'backstage.extraEnv[0].value',
    'is taken as it is: Backstage replaces ${NAME}, $env, $file and $include in files only',
    'move it to backstage.appConfig, or write $(NAME) of an own variable in front of this one',
  );
  const set = (value: string, name = 'APP_CONFIG_app_title') =>
    warnings({ backstage: { extraEnv: [{ name, value }], envFrom: [{ secretRef: { name: 'mine' } }] } });

  test.each([
    '${TITLE}',
    'Portal of ${TEAM:-nobody}',
    '{"a": ["${TITLE}"]}',
    '{"$env": "TITLE"}',
    '{"a": {"$file": "title.txt"}}',
    '{"$include": "title.yaml"}',
    '${A} and ${B}',
  ])('is warned of where it refers to others as a file does: %s', (value) => {
    expect(set(value)).toEqual([asIs]);
  });

  describe('that refers to others by $(NAME)', () => {
    const config = (value: string) => ({ name: 'APP_CONFIG_app_title', value });
    const of = (...extraEnv: { name: string; value: string }[]) => warnings({ backstage: { extraEnv } });
    const notInFront = (name: string) =>
      warning(
        'app-config-variables',
        'backstage.extraEnv[0].value',
        `has $(${name}) as it is: Kubernetes replaces variables in front of this one only, and ${name} is none`,
        `set ${name} in front of it, or use valueFrom.secretKeyRef`,
      );

    test('reads those in front of it', () => {
      expect(of({ name: 'TITLE', value: 'Portal' }, config('$(TITLE)'))).toEqual([]);
    });

    test('does not read those behind it', () => {
      expect(of(config('$(TITLE)'), { name: 'TITLE', value: 'Portal' })).toEqual([notInFront('TITLE')]);
    });

    test('does not read those that the release sets, which stand behind all own ones', () => {
      expect(of(config('{"a":"$(BACKEND_SECRET)"}'))).toEqual([notInFront('BACKEND_SECRET')]);
    });

    test('may have $(NAME) as a text', () => {
      expect(of(config('$$(TITLE)'))).toEqual([]);
    });
  });

  test('is warned of where it is to have a secret so', () => {
    expect(set('${PW}', 'APP_CONFIG_db_password')).toEqual([asIs]);
  });

  test.each(['$(TITLE)', '$${TITLE}', '${{ parameters.title }}', 'Portal', '{"env": "TITLE"}', '', '$5'])(
    'may be %j',
    (value) => {
      expect(set(value)).toEqual([]);
    },
  );

  test('is not one of another name', () => {
    expect(set('${TITLE}', 'TITLE')).toEqual([]);
  });
});

test('shows nothing but the name of the variable', () => {
  expect(JSON.stringify(found('hunter2-${TITLE}'))).not.toContain('hunter2');
});

test('says nothing where allowed', () => {
  expect(found('${TITLE}', {}, { allow: ['app-config-variables'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found('${TITLE}', { backstage: { enabled: false } })).toEqual([]);
});
