/** Characters that Windows allows in no file name. Slashes are not among them, because they are a matter of paths. */
const REFUSED = /[<>:"|?*\p{Cc}]/u;

/** Names of devices. Windows opens the device also if an extension follows. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;

/** Whether a file can have a name on Windows too, so that a repository with it can be checked out there. */
export function isPortableName(name: string): boolean {
  return !REFUSED.test(name) && !/[. ]$/.test(name) && !DEVICE.test(name);
}
