// This file recognizes secrets that have a well-known form, whatever their place is.

/** Private keys of PEM, PGP, PuTTY and age. */
export const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File|AGE-SECRET-KEY-1/;

/** Beginnings of tokens of well-known systems: their first two characters, and the pattern of the others. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['gh', '[opsur]_'],
  ['gi', 'thub_pat_'],
  ['gl', '(?:(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-|(?:c|sa)_(?=\\w{16}))'],
  ['xo', 'x[a-z]-'],
  ['xa', 'pp-'],
  ['np', 'm_'],
  ['py', 'pi-'],
  ['ru', 'bygems_'],
  ['dc', 'kr_(?:pat|oat)_'],
  ['hv', '[sbr]\\.'],
  ['sk', '(?:-(?=[\\w-]{16})|_(?:live|test)_)'],
  ['rk', '_(?:live|test)_'],
  ['pk', '_(?:live|test)_'],
  ['wh', 'sec_'],
  ['AI', 'za(?=[\\w-]{30})'],
  ['ya', '29\\.'],
  ['GO', 'CSPX-'],
  ['do', 'p_v1_'],
  ['SG', '\\.(?=[\\w-]{16})'],
  ['sh', 'p(?:at|ca|pa|ss)_'],
  ['AT', '(?:ATT|CTT)3'],
  ['li', 'n_api_'],
  ['fi', 'gd_'],
  ['PM', 'AK-'],
  ['sn', 'try[su]_'],
  ['NR', 'AK-'],
  ['sq', '[aup]_(?=\\w{16})'],
  ['da', 'pi(?=[0-9a-f]{32})'],
  ['xk', 'eysib-'],
  ['EA', 'AAE(?=[\\w-]{32})'],
  ['ey', 'J[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.'],
]);

/** Pattern of tokens with a well-known beginning: as the whole text, or as a long word of it. */
let token: RegExp | undefined;

function hasTokenWithPrefix(text: string): boolean {
  // The pattern is long. Most texts have no word that begins as one, so that it need not be compiled.
  if (!text.split(/[^\w.-]+/).some((word) => PREFIXES.has(word.slice(0, 2)))) {
    return false;
  }
  if (token === undefined) {
    const prefixes = [...PREFIXES].map(([start, rest]) => start + rest).join('|');
    token = new RegExp(`^(?:${prefixes})[\\w-]|(?<![\\w.-])(?:${prefixes})[\\w-]{16}`);
  }
  return token.test(text);
}

/** URLs that everyone who knows them can send messages to. */
const WEBHOOK =
  /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook|chat\.googleapis\.com\/v1\/spaces)\/[^\s$/{]/;

/** Checks whether a text is or contains a private key, a token with a well-known beginning, or the URL of a webhook. */
export function isToken(text: string): boolean {
  const mayBeKey = text.includes('KEY') || text.includes('PuTTY');
  const mayBeWebhook = text.includes('hook') || text.includes('chat.googleapis.com');
  return (mayBeKey && PRIVATE_KEY.test(text)) || hasTokenWithPrefix(text) || (mayBeWebhook && WEBHOOK.test(text));
}
