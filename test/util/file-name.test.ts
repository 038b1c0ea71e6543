import { isPortableName } from '../../lib/util/file-name';

test.each([
  'production',
  'eu-west.1',
  '1.2',
  'consul',
  'com',
  'com10',
  'null',
  'aux-1',
  'a b',
  'Größe',
  '漢字',
  'x.con',
])('Windows accepts a file called %j', (name) => expect(isPortableName(name)).toBe(true));

test.each([
  ...['con', 'AUX', 'Nul', 'prn.yaml', 'com1', 'LPT9.tar.gz', 'com¹', 'con .txt', 'CONIN$'],
  ...['a.', 'a ', 'a:b', 'a<b', 'a>b', 'a"b', 'a|b', 'a?', '*', 'a\tb', 'a\nb', 'a\u007F'],
])('Windows refuses a file called %j', (name) => expect(isPortableName(name)).toBe(false));
