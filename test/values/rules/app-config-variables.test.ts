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

/** Returns the findings about a value of `appConfig`, together with other values. */
function found(text: JsonValue, { backstage, ...others }: Values = {}, options: RenderOptions = {}) {
  const appConfig: JsonMap = { a: text };
  const values = configured(appConfig);
  return warnings({ ...others, backstage: { ...values.backstage, ...backstage } }, options);
}

test('warns of a variable that nothing sets', () => {
  expect(found('${TITLE}')).toEqual([unset('TITLE')]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(found('${TITLE}', {}, { fidelity })).toEqual([unset('TITLE')]);
});

test('warns of each variable of a string, in order', () => {
  expect(found('https://${HOST}:${PORT}/${ PATH_OF_API }')).toEqual([unset('HOST'), unset('PATH_OF_API')]);
});

test('warns at each path', () => {
  expect(found({ list: ['${A}', { 'b-c': '${A}' }], 'd e': '${B}' })).toEqual([
    unset('A', '.a.list[0]'),
    unset('A', '.a.list[1].b-c'),
    unset('B', '.a["d e"]'),
  ]);
});

test('warns of a variable that $env reads', () => {
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
])('accepts %j, which reads no variable', (text) => {
  expect(found(text)).toEqual([]);
});

test.each<[string, Values]>([
  ['env', { backstage: { env: [{ name: 'TITLE', value: 'Portal' }] } }],
  ['extraEnv', { backstage: { extraEnv: [{ name: 'TITLE', value: 'Portal' }] } }],
  [
    'extraEnv, from a Secret',
    { backstage: { extraEnv: [{ name: 'TITLE', valueFrom: { secretKeyRef: { name: 'mine', key: 'title' } } }] } },
  ],
])('accepts a variable from %s', (_, values) => {
  expect(found('${TITLE}', values)).toEqual([]);
});

test.each(['NODE_ENV', 'LOG_LEVEL', 'PORT'])('accepts %s from the default list', (name) => {
  expect(found(`\${${name}}`)).toEqual([]);
});

test('warns of a variable of the default list if a custom list replaces it', () => {
  expect(found('${LOG_LEVEL}', { backstage: { env: [] } })).toEqual([unset('LOG_LEVEL')]);
});

test.each(['BACKEND_SECRET', 'BACKSTAGE_BASE_URL', 'OPENCHOREO_API_URL', 'SQLITE_STORAGE_DIR', 'THUNDER_BASE_URL'])(
  'accepts %s, which is rendered',
  (name) => {
    expect(found(`\${${name}}`)).toEqual([]);
  },
);

test('accepts only the variables of the database type in use', () => {
  const text = '${POSTGRES_HOST} ${SQLITE_STORAGE_DIR}';
  expect(found(text)).toEqual([unset('POSTGRES_HOST')]);
  expect(found(text, { backstage: { database: POSTGRESQL } })).toEqual([unset('SQLITE_STORAGE_DIR')]);
});

test("accepts Thunder's token if it is set", () => {
  expect(found('${THUNDER_TOKEN}')).toEqual([unset('THUNDER_TOKEN')]);
  expect(found('${THUNDER_TOKEN}', { backstage: { thunder: { token: 'hunter2' } } })).toEqual([]);
});

test.each(['KUBERNETES_SERVICE_HOST', 'NODE_VERSION', 'HOSTNAME', 'HOME', 'PATH'])(
  'accepts %s, which every pod has',
  (name) => {
    expect(found(`\${${name}}`, { backstage: { env: [] } })).toEqual([]);
  },
);

test.each(['MY_HOSTNAME', 'HOMES', 'PATHS', 'NODE', 'KUBERNETES', 'node_env', 'constructor', '__proto__'])(
  'warns of %s, which no pod has',
  (name) => {
    expect(found(`\${${name}}`)).toEqual([unset(name)]);
  },
);

test('does not warn if envFrom adds all variables of a ConfigMap or Secret', () => {
  expect(found('${TITLE}', { backstage: { envFrom: [{ secretRef: { name: 'mine' } }] } })).toEqual([]);
});

test.each([null, []])('warns if envFrom is %j', (envFrom) => {
  expect(found('${TITLE}', { backstage: { envFrom } })).toEqual([unset('TITLE')]);
});

test.each([null, undefined, {}])('accepts %j as configuration', (appConfig) => {
  expect(warnings({ backstage: { appConfig } })).toEqual([]);
});

test('accepts null as lists of variables', () => {
  expect(found('${TITLE}', { backstage: { env: null, extraEnv: null } })).toEqual([unset('TITLE')]);
});

describe('a variable of the configuration', () => {
  const asIs = warning(
    'app-config-variables',
    'backstage.extraEnv[0].value',
    'is used as is: Backstage replaces ${NAME}, $env, $file and $include only in files',
    'move it to backstage.appConfig, or use $(NAME) with the name of an earlier variable of env or extraEnv',
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
  ])('causes a warning if it refers to others as in a file: %s', (value) => {
    expect(set(value)).toEqual([asIs]);
  });

  describe('that refers to others by $(NAME)', () => {
    const config = (value: string) => ({ name: 'APP_CONFIG_app_title', value });
    const of = (...extraEnv: { name: string; value: string }[]) => warnings({ backstage: { extraEnv } });
    const notEarlier = (name: string) =>
      warning(
        'app-config-variables',
        'backstage.extraEnv[0].value',
        `contains $(${name}), which Kubernetes does not replace: no earlier variable has that name`,
        `set ${name} before this variable, or use valueFrom.secretKeyRef`,
      );

    test('reads earlier variables', () => {
      expect(of({ name: 'TITLE', value: 'Portal' }, config('$(TITLE)'))).toEqual([]);
    });

    test('does not read later variables', () => {
      expect(of(config('$(TITLE)'), { name: 'TITLE', value: 'Portal' })).toEqual([notEarlier('TITLE')]);
    });

    test('does not read rendered variables, which come after all custom variables', () => {
      expect(of(config('{"a":"$(BACKEND_SECRET)"}'))).toEqual([notEarlier('BACKEND_SECRET')]);
    });

    test('may contain an escaped $(NAME)', () => {
      expect(of(config('$$(TITLE)'))).toEqual([]);
    });
  });

  test('causes a warning if such a reference is a secret', () => {
    expect(set('${PW}', 'APP_CONFIG_db_password')).toEqual([asIs]);
  });

  test.each(['$(TITLE)', '$${TITLE}', '${{ parameters.title }}', 'Portal', '{"env": "TITLE"}', '', '$5'])(
    'may be %j',
    (value) => {
      expect(set(value)).toEqual([]);
    },
  );

  test('must begin with APP_CONFIG_', () => {
    expect(set('${TITLE}', 'TITLE')).toEqual([]);
  });
});

test('shows only the name of the variable', () => {
  expect(JSON.stringify(found('hunter2-${TITLE}'))).not.toContain('hunter2');
});

test('does not warn if the rule is switched off', () => {
  expect(found('${TITLE}', {}, { allow: ['app-config-variables'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(found('${TITLE}', { backstage: { enabled: false } })).toEqual([]);
});
