// This file recognizes secrets that have a well-known form, whatever their place is.

/** Private keys of PEM, PGP, PuTTY and age. */
export const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File|AGE-SECRET-KEY-1/;

/** Beginnings of tokens of well-known systems. */
const PREFIXES = [
  'gh[opsur]_',
  'github_pat_',
  'gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-',
  'xox[a-z]-',
  'xapp-',
  'npm_',
  'pypi-',
  'rubygems_',
  'dckr_(?:pat|oat)_',
  'hv[sbr]\\.',
  'sk-(?=[\\w-]{16})',
  '[srp]k_(?:live|test)_',
  'whsec_',
  'AIza(?=[\\w-]{30})',
  'ya29\\.',
  'GOCSPX-',
  'dop_v1_',
  'SG\\.(?=[\\w-]{16})',
  'shp(?:at|ca|pa|ss)_',
  'AT(?:ATT|CTT)3',
  'lin_api_',
  'figd_',
  'PMAK-',
  'gl(?:c|sa)_(?=\\w{16})',
  'sntry[su]_',
  'NRAK-',
  'sq[aup]_(?=\\w{16})',
  'dapi(?=[0-9a-f]{32})',
  'xkeysib-',
  'EAAAE(?=[\\w-]{32})',
  'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.',
].join('|');

/** Token with a well-known beginning: as the whole text, or as a long word of it. */
const TOKEN = new RegExp(`^(?:${PREFIXES})[\\w-]|(?<![\\w.-])(?:${PREFIXES})[\\w-]{16}`);

/** URLs that everyone who knows them can send messages to. */
const WEBHOOK =
  /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook|chat\.googleapis\.com\/v1\/spaces)\/[^\s$/{]/;

/** Checks whether a text is or contains a private key, a token with a well-known beginning, or the URL of a webhook. */
export function isToken(text: string): boolean {
  return PRIVATE_KEY.test(text) || TOKEN.test(text) || WEBHOOK.test(text);
}
