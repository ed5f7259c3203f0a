const worn = new WeakMap<ShadowRoot, Set<string>>();

/** Give a shadow root one more sheet, once, in a way that a content security policy allows where the browser can. */
export function dress(root: ShadowRoot, css: string): void {
  const known = worn.get(root) ?? new Set();
  if (known.has(css)) return;
  worn.set(root, known.add(css));
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

/** Take all sheets away: a view is drawn anew. */
export function undress(root: ShadowRoot): void {
  worn.delete(root);
  root.adoptedStyleSheets = [];
}
