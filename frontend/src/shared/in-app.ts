// Where a download cannot work, a text to copy comes first.

/** True in the web views of the mobile apps, where a download by blob does nothing. */
export function downloadsWork(): boolean {
  const agent = navigator.userAgent;
  const inApp = /\bwv\b|edX\/|org\.edx|openedx/i.test(agent) || (/iPhone|iPad/.test(agent) && !/Safari\//.test(agent));
  return !inApp && typeof URL.createObjectURL === "function";
}
