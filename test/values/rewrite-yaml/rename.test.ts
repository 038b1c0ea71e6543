import { rewrite } from './support';

const text = `backstage:
  # our hosts
  ingress: # routes
    # the first one
    hosts: # two
      - host: a.example.com # main
        paths:
          # every path
          - path: /
      - paths: [{path: /}]
        host: 'b.example.com'
  other: 1
`;

test('a value that gets another key in its map keeps its place and its comments', () => {
  const hosts = [
    { host: 'a.example.com', paths: [{ path: '/' }] },
    { host: 'b.example.com', paths: [{ path: '/' }] },
  ];
  const moves = [{ from: 'backstage.ingress', to: 'backstage.http' }];
  expect(rewrite(text, { backstage: { http: { hosts }, other: 1 } }, { moves })).toBe(
    text.replace('ingress:', 'http:'),
  );
});

test('a list of maps that becomes a list of their names keeps the comments of its entries', () => {
  const moves = [
    { from: 'backstage.ingress', to: 'backstage.http' },
    { from: 'backstage.http.hosts', to: 'backstage.http.hostnames' },
  ];
  const values = { backstage: { http: { hostnames: ['a.example.com', 'b.example.com'] }, other: 1 } };
  expect(rewrite(text, values, { moves })).toBe(`backstage:
  # our hosts
  http: # routes
    # the first one
    hostnames: # two
      - a.example.com # main
      # every path
      - 'b.example.com'
  other: 1
`);
});

test('a value that moves to another map leaves its comment behind', () => {
  const moves = [{ from: 'a.b', to: 'c.d' }];
  expect(rewrite('a:\n  x: 1\n  b: 2 # two\n', { a: { x: 1 }, c: { d: 2 } }, { moves })).toBe(`a:
  x: 1
  # two
  # b: removed
c:
  d: 2
`);
});

test('a key in brackets is renamed there', () => {
  const moves = [{ from: 'a.b', to: 'a.c' }];
  expect(rewrite('a: {b: 1, d: 2} # x\n', { a: { c: 1, d: 2 } }, { moves })).toBe('a: {c: 1, d: 2} # x\n');
});
