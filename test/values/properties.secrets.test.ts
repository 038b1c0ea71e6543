import fc from 'fast-check';
import type { RenderOptions } from '../../lib/app/render-manifests';
import type { Values } from '../../lib/lines/0.11/schema';
import { formatFindings } from '../../lib/values/finding';
import { runs } from '../random';
import { render } from './render-random';

describe('no finding shows a secret', () => {
  const marker = fc.stringMatching(/^[A-Z]{3}[a-z0-9]{12}[A-Z]{3}$/);

  /** Returns a secret as it should be written, and in forms that users write by mistake. */
  const secretIn = (secret: string): fc.Arbitrary<unknown> =>
    fc.constantFrom(
      secret,
      ` ${secret}\n`,
      `${secret}${'x'.repeat(100)}`,
      [secret],
      { value: secret },
      { [secret.length]: [{ deep: secret }] },
    );

  const variables = (secret: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.array(
        fc.oneof(
          fc.record({ name: fc.constantFrom('A', 'BACKEND_SECRET', '1', ''), value: secretIn(secret) }),
          fc.record({ value: secretIn(secret) }),
          fc.record({ name: fc.constant('A'), valu: secretIn(secret) }),
          fc.record({ name: fc.constant('A'), valueFrom: secretIn(secret) }),
          fc.constant(`A=${secret}`),
          fc.constant([secret]),
        ),
        { maxLength: 3 },
      ),
      fc.constant(`A=${secret}`),
      fc.constant({ A: secret }),
    );

  const containers = (secret: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.array(
        fc.record(
          {
            name: fc.constantFrom<unknown>('a', 'backstage', 1),
            image: fc.constant('busybox'),
            env: variables(secret),
            args: fc.oneof(fc.constant([`--token=${secret}`]), secretIn(secret)),
            comand: secretIn(secret),
          },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 2 },
      ),
      secretIn(secret),
    );

  const configuration = (secret: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.record(
        {
          app: fc.oneof(
            fc.record({ baseUrl: fc.constantFrom<unknown>(`https://a:${secret}@b/c`, `a:${secret}@b`, [secret]) }),
            secretIn(secret),
          ),
          backend: fc.record({ listen: secretIn(secret), database: fc.record({ client: secretIn(secret) }) }),
          thunder: fc.record({ token: secretIn(secret), baseUrl: secretIn(secret) }),
          proxy: fc.record({
            password: secretIn(secret),
            title: fc.constant('${TITLE}'),
            url: fc.constant(`https://a:${secret}@b`),
          }),
        },
        { requiredKeys: [] },
      ),
      secretIn(secret),
    );

  const patches = (secret: string): fc.Arbitrary<unknown> =>
    fc.oneof(
      fc.array(
        fc.record(
          {
            target: fc.constantFrom<unknown>({ kind: 'Secret', name: 'openchoreo-backstage-secrets' }, { kind: 'Pod' }),
            patch: fc.array(
              fc.record(
                {
                  op: fc.constantFrom('add', 'replace', 'test', 'remove', 'append'),
                  path: fc.constantFrom('/data', '/data/x', 'data', '/metadata/name'),
                  value: secretIn(secret),
                  valu: secretIn(secret),
                },
                { requiredKeys: ['op', 'path'] },
              ),
              { maxLength: 2 },
            ),
          },
          { requiredKeys: ['target'] },
        ),
        { maxLength: 2 },
      ),
      secretIn(secret),
    );

  /** Returns values that break some rules, with the secret in every place for secrets. */
  const valuesWith = (secret: string): fc.Arbitrary<Values> => {
    const value = secretIn(secret);
    return fc.record(
      {
        global: fc.constantFrom<unknown>({}, { baseDomain: '' }, { port: 80 }),
        backstage: fc.record(
          {
            backendSecret: value,
            replicas: fc.constantFrom<unknown>(1, 2, 'two'),
            baseUrl: fc.constantFrom('', 'portal', 'http://localhost', `https://a:${secret}@b`),
            auth: fc.record(
              {
                clientSecret: value,
                clientId: fc.constantFrom<unknown>('id', 1),
                redirectUrls: fc.constantFrom<unknown>(
                  [`https://a:${secret}@b`],
                  [`a:${secret}@b`, 'http://localhost'],
                ),
                registration: fc.record({ enabled: fc.boolean() }),
              },
              { requiredKeys: [] },
            ),
            thunder: fc.record({ token: value, baseUrl: fc.constantFrom('', 'x') }, { requiredKeys: [] }),
            database: fc.record(
              {
                type: fc.constantFrom('postgresql', 'sqlite', 'mysql'),
                postgresql: fc.oneof(
                  fc.record(
                    { host: fc.constantFrom('', 'db', `postgres://u:${secret}@db/x`), password: value },
                    { requiredKeys: [] },
                  ),
                  fc.constant(`postgres://u:${secret}@db/x`),
                ),
              },
              { requiredKeys: [] },
            ),
            env: variables(secret),
            extraEnv: variables(secret),
            initContainers: containers(secret),
            extraContainers: containers(secret),
            appConfig: configuration(secret),
            patches: patches(secret),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['backstage'] },
    ) as fc.Arbitrary<Values>;
  };

  const secretAndValues = marker.chain((secret) => fc.tuple(fc.constant(secret), valuesWith(secret)));

  test('for random values', () => {
    fc.assert(
      fc.property(secretAndValues, ([secret, values]) => {
        const shown: string[] = [];
        const onFinding: RenderOptions['onFinding'] = (finding) => shown.push(formatFindings([finding]));
        render(values, { onFinding }, ({ message }) => shown.push(message));
        expect(shown.join('\n')).not.toContain(secret);
      }),
      { numRuns: runs(250) },
    );
  });
});
