import { hmacSha256, sha256 } from '../../lib/util/sha256';

test.each([
  // These are test vectors of FIPS 180.
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('hashes %p like the standard', (text, hash) => {
  expect(sha256(text)).toBe(hash);
});

test('hashes a text as UTF-8', () => {
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('computes an HMAC like the standard', () => {
  // This is test case 2 of RFC 4231.
  expect(hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
