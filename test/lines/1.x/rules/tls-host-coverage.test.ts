import { behindIngress, disabled, found, warning } from '../support';

const secretName = 'console-tls';

test('warns about a host without a certificate, and about a certificate without a host', () => {
  expect(found(behindIngress({ tls: [{ secretName, hosts: ['other.example.com'] }] }))).toEqual([
    warning(
      'tls-host-coverage',
      'backstage.http.hostnames[0]',
      'no entry of backstage.http.tls covers "console.example.com"',
      'add the host to an entry of backstage.http.tls',
    ),
    warning(
      'tls-host-coverage',
      'backstage.http.tls[0].hosts[0]',
      'must be a host that the Ingress routes, got "other.example.com"',
      'add it to backstage.http.hostnames, or remove it here',
    ),
  ]);
});

test.each([{ tls: [] }, { tls: [{ secretName }] }, { tls: [{ secretName, hosts: ['*.example.com'] }] }])(
  'does not warn about %j',
  (http) => {
    expect(found(behindIngress(http))).toEqual([]);
  },
);

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  const uncovered = behindIngress({ tls: [{ secretName, hosts: ['other.example.com'] }] });
  expect(found(uncovered, { allow: ['tls-host-coverage'] })).toEqual([]);
  expect(found(disabled(uncovered))).toEqual([]);
});
