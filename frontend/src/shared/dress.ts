/** Give a shadow root one more sheet, in a way that a content security policy allows where the browser can. */
export function dress(root: ShadowRoot, css: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, made];
    return;
  }
  const style = document.createElement("style");
  style.textContent = css;
  root.prepend(style);
}
