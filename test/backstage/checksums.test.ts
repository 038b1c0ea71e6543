import { checksums } from '../../lib/backstage/checksums';

test('each hash has its annotation', () => {
  expect(checksums({ secret: 'a', appConfig: 'b' })).toEqual({ 'checksum/secret': 'a', 'checksum/app-config': 'b' });
});

test('an unknown hash has no annotation', () => {
  expect(Object.keys(checksums({ secret: undefined, appConfig: 'b' }))).toEqual(['checksum/app-config']);
  expect(Object.keys(checksums({ secret: 'a' }))).toEqual(['checksum/secret']);
});
