import type { Values } from '../../../../lib';
import { misjudged, warning, warnings } from './support';

const found = (values: Values) => warnings(values).filter(({ rule }) => rule === 'thunder-token');

const TOKEN = { thunder: { token: 'tok-123456' } };

test('warns of a token that no configuration reads, and names the key that reads it', () => {
  expect(found({ backstage: TOKEN })).toEqual([
    warning(
      'thunder-token',
      'backstage.thunder.token',
      "has no effect: the image's configuration does not refer to its variable THUNDER_TOKEN",
      'set backstage.appConfig.thunder.token to ${THUNDER_TOKEN}, or remove the token',
    ),
  ]);
});

test('warns of a key of the Secret for the token', () => {
  const values = { backstage: { backendSecret: '', secretName: 'portal', secretKeys: { thunderToken: 'token' } } };
  expect(found(values).map(({ path }) => path)).toEqual(['backstage.secretKeys.thunderToken']);
});

test('accepts a token that appConfig or another configuration file reads', () => {
  const accepted: Values[] = [
    { backstage: { ...TOKEN, appConfig: { thunder: { token: '${THUNDER_TOKEN}' } } } },
    { backstage: { ...TOKEN, appConfig: { thunder: { token: { $env: 'THUNDER_TOKEN' } } } } },
    { backstage: { ...TOKEN, appConfig: { proxy: { header: 'Bearer ${THUNDER_TOKEN:-none}' } } } },
    { backstage: { ...TOKEN, extraArgs: ['--config', '/app/extra/mine.yaml'] } },
  ];
  expect(misjudged(accepted, found)).toEqual([]);
});

test('accepts a portal without a token', () => {
  const appConfig = { app: { title: 'Console' } };
  const accepted: Values[] = [{}, { backstage: { appConfig } }, { backstage: TOKEN, thunder: { enabled: false } }];
  expect(misjudged(accepted, found)).toEqual([]);
});
