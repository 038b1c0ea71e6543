import { FIDELITIES, renderManifests, type Values } from '../../../../lib';
import {
  type Backstage,
  CONFIG_MAP,
  CONTAINER,
  POD,
  render,
  TEMPLATE,
  templateOf,
  variables,
} from './app-config-support';
import { BASE, changesBy, find } from './support';

const FILE = 'app-config.extra.yaml';
const URL = 'https://console.example.com';

describe('a configuration with references', () => {
  const appConfig = {
    app: { baseUrl: URL, title: 'Portal' },
    integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] },
  };
  const text = [
    'app:',
    '  title: Portal',
    'integrations:',
    '  github:',
    '    - host: github.com',
    '      token: ${GITHUB_TOKEN}',
    '',
  ].join('\n');

  test.each(FIDELITIES)('is rendered as a file in %s, and nothing else changes', (fidelity) => {
    const annotation = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(changesBy({ backstage: { appConfig } }, { fidelity })).toEqual({
      [CONFIG_MAP]: expect.objectContaining({ apiVersion: 'v1', kind: 'ConfigMap', data: { [FILE]: text } }),
      ...(fidelity === 'exact'
        ? { [`${TEMPLATE}.metadata.annotations`]: { 'checksum/app-config': annotation } }
        : {
            [`${TEMPLATE}.metadata.annotations["checksum/app-config"]`]: annotation,
            // The URL of the configuration begins with https, so browsers may upgrade requests.
            [`${CONTAINER}.env[17]`]: '(removed)',
          }),
      [`${CONTAINER}.env[4].value`]: URL,
      [`${CONTAINER}.args`]: ['node', 'packages/backend', '--config', 'app-config.yaml', '--config', FILE],
      [`${CONTAINER}.volumeMounts[1]`]: {
        name: 'extra-app-config',
        mountPath: `/app/${FILE}`,
        subPath: FILE,
        readOnly: true,
      },
      [`${POD}.volumes[1]`]: {
        name: 'extra-app-config',
        configMap: { name: 'openchoreo-backstage-extra-config' },
      },
    });
  });

  test('is not rendered as variables', () => {
    expect(variables(appConfig)).toEqual([]);
  });

  test('is in an object with the name and labels of the release', () => {
    const values: Values = { fullnameOverride: 'portal', global: { commonLabels: { team: 'a' } } };
    const all = renderManifests([BASE, values, { backstage: { appConfig } }], { namespace: 'team-a' });
    expect(find(all, 'ConfigMap portal-backstage-extra-config')?.metadata).toMatchObject({
      namespace: 'team-a',
      labels: { 'app.kubernetes.io/component': 'backstage', team: 'a' },
    });
  });

  test.each<[string, Backstage, string[] | undefined, string[]]>([
    [
      'extraArgs come after the file',
      { extraArgs: ['--inspect'] },
      undefined,
      ['node', 'packages/backend', '--config', 'app-config.yaml', '--config', FILE, '--inspect'],
    ],
    [
      'a command replaces the command of the image, but not its configuration',
      { command: ['tini', 'node', 'packages/backend'] },
      ['tini', 'node', 'packages/backend'],
      ['--config', 'app-config.yaml', '--config', FILE],
    ],
    [
      'a command with a configuration replaces both',
      { command: ['node', 'packages/backend', '--config', 'app-config.team.yaml'] },
      ['node', 'packages/backend', '--config', 'app-config.team.yaml'],
      ['--config', FILE],
    ],
  ])('%s', (_, backstage, command, args) => {
    expect(templateOf(render({ ...backstage, appConfig })).container).toMatchObject({
      args,
      ...(command && { command }),
    });
  });

  describe('restarts the pods', () => {
    const checksum = (...values: Values[]) =>
      templateOf(renderManifests([BASE, { backstage: { appConfig } }, ...values])).annotations?.['checksum/app-config'];

    test('when the configuration changes', () => {
      expect(checksum({ backstage: { appConfig: { app: { title: 'Console' } } } })).not.toBe(checksum());
    });

    test('and when nothing else does', () => {
      const others: Values = { nameOverride: 'portal', global: { commonLabels: { team: 'a' } } };
      expect(checksum(others)).toBe(checksum());
      expect(checksum({ backstage: { baseUrl: URL } })).toBe(checksum());
    });
  });
});
