import { errors, yaml } from '../../lines/0.11/rules/support';

const CIPHERTEXT = 'ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]';

const paths = (text: string) =>
  errors(yaml(text))
    .filter(({ rule }) => rule === 'encrypted-values')
    .map(({ path, message }) => [path, message]);

test('refuses a value that SOPS encrypted', () => {
  expect(paths(`backstage: {auth: {clientSecret: '${CIPHERTEXT}'}}`)).toEqual([
    ['backstage.auth.clientSecret', 'is encrypted by SOPS: pods would get the ciphertext'],
  ]);
});

test('counts the other values that SOPS encrypted', () => {
  expect(paths(`backstage: {backendSecret: '${CIPHERTEXT}', auth: {clientSecret: '${CIPHERTEXT}'}}`)).toEqual([
    ['backstage.backendSecret', 'is encrypted by SOPS, and so is 1 more: pods would get the ciphertext'],
  ]);
});

test.each(['ENC', 'ENC[', 'see ENC[AES256_GCM,data:p673w==]'])('accepts %j', (text) => {
  expect(paths(`backstage: {podAnnotations: {note: '${text}'}}`)).toEqual([]);
});
