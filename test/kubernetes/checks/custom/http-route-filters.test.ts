import { refusals } from '../refusals';

function filters(...list: object[]): string[] {
  const spec = { rules: [{ filters: list }] };
  const object = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, spec };
  return refusals(object).map((text) => text.replace('spec.rules[0].', ''));
}

describe('a filter', () => {
  test.each<[string, object, string[]]>([
    ['without a type', {}, ['filters[0].type: is required']],
    [
      'with an unknown type',
      { type: 'Redirect' },
      [
        'filters[0].type: must be one of RequestHeaderModifier, ResponseHeaderModifier, RequestMirror, RequestRedirect, URLRewrite, ExtensionRef, CORS, got "Redirect"',
      ],
    ],
    [
      'without the member of its type',
      { type: 'RequestRedirect' },
      ['filters[0].requestRedirect: is required, because the type is RequestRedirect'],
    ],
    [
      'with the member of another type',
      { type: 'RequestRedirect', requestRedirect: {}, urlRewrite: {} },
      ['filters[0].urlRewrite: must not be set, because the type is RequestRedirect'],
    ],
    [
      'with an unknown scheme',
      { type: 'RequestRedirect', requestRedirect: { scheme: 'HTTPS' } },
      ['filters[0].requestRedirect.scheme: must be one of http, https, got "HTTPS"'],
    ],
    [
      'with a status that is no redirect',
      { type: 'RequestRedirect', requestRedirect: { statusCode: 200 } },
      ['filters[0].requestRedirect.statusCode: must be one of 301, 302, 303, 307, 308, got 200'],
    ],
    [
      'with a path without its text',
      { type: 'RequestRedirect', requestRedirect: { path: { type: 'ReplaceFullPath' } } },
      ['filters[0].requestRedirect.path.replaceFullPath: is required, because the type is ReplaceFullPath'],
    ],
    [
      'with the text of another path',
      {
        type: 'RequestRedirect',
        requestRedirect: { path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } },
      },
      ['filters[0].requestRedirect.path.replacePrefixMatch: must not be set, because the type is ReplaceFullPath'],
    ],
    [
      'with one header twice',
      {
        type: 'RequestHeaderModifier',
        requestHeaderModifier: {
          set: [
            { name: 'a', value: 'b' },
            { name: 'a', value: 'c' },
          ],
        },
      },
      ['filters[0].requestHeaderModifier.set[1].name: must be unique, but an earlier entry has a too'],
    ],
    [
      'with one removed header twice',
      { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['a', 'a'] } },
      [
        'filters[0].requestHeaderModifier.remove[1]: must not repeat spec.rules[0].filters[0].requestHeaderModifier.remove[0]',
      ],
    ],
    [
      'with an empty value of a header',
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'a', value: '' }] } },
      ['filters[0].responseHeaderModifier.add[0].value: must not be empty'],
    ],
    [
      'with a mirror without a port',
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'a' } } },
      ['filters[0].requestMirror.backendRef.port: is required for a Service'],
    ],
    [
      'with a share of the mirror in two ways',
      {
        type: 'RequestMirror',
        requestMirror: { backendRef: { name: 'a', port: 80 }, percent: 1, fraction: { numerator: 1 } },
      },
      ['filters[0].requestMirror: must not have both percent and fraction'],
    ],
    [
      'with a share above 1',
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'a', port: 80 }, fraction: { numerator: 101 } } },
      ['filters[0].requestMirror.fraction.numerator: must be at most 100, got 101'],
    ],
    [
      'with another origin beside *',
      { type: 'CORS', cors: { allowOrigins: ['*', 'https://example.com'] } },
      ['filters[0].cors.allowOrigins: must not have other entries beside *'],
    ],
    [
      'with an age of 0',
      { type: 'CORS', cors: { maxAge: 0 } },
      ['filters[0].cors.maxAge: must be an integer from 1 to 2147483647, got 0'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(filters(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['that redirects', { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
    [
      'that rewrites a path',
      { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/' } } },
    ],
    ['that mirrors', { type: 'RequestMirror', requestMirror: { backendRef: { name: 'a', port: 80 }, percent: 100 } }],
    [
      'that sets headers',
      {
        type: 'RequestHeaderModifier',
        requestHeaderModifier: { set: [{ name: 'a', value: 'b' }], add: [{ name: 'a', value: 'b' }], remove: ['c'] },
      },
    ],
    [
      'for other origins',
      { type: 'CORS', cors: { allowOrigins: ['https://*.example.com:8443'], allowMethods: ['GET'], maxAge: 1 } },
    ],
  ])('is accepted %s', (_, members) => {
    expect(filters(members)).toEqual([]);
  });
});

test('filters of most types must not repeat', () => {
  const rewrite = { type: 'URLRewrite', urlRewrite: {} };
  const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'a', port: 80 } } };
  expect(filters(rewrite, rewrite)).toEqual(['filters[1].type: must not be URLRewrite twice']);
  expect(filters(mirror, mirror)).toEqual([]);
});

test('a rule must not redirect and rewrite', () => {
  const redirect = { type: 'RequestRedirect', requestRedirect: {} };
  expect(filters(redirect, { type: 'URLRewrite', urlRewrite: {} })).toEqual([
    'filters: must not have both RequestRedirect and URLRewrite',
  ]);
});
